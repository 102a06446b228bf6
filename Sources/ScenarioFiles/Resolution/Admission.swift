import ClusterSimulation
import KubernetesObjects
import StructuredText

/// What the API server does to objects before it stores them, beyond defaults.
struct Admission: Sendable {
  /// What becomes of an object of a kind.
  enum Treatment {
    /// It takes part.
    case simulated
    /// It changes nothing that is simulated, and nobody would expect it to.
    case silent
    /// It would do something, which the simulation does not do yet.
    case notYet
    /// It is a scheduler's file.
    case settings
  }

  /// The control plane's profile.
  let profile: ControlPlaneSettings.Profile
  /// The priority classes of the start.
  var priorityClasses: [PriorityClass] = []

  init(profile: ControlPlaneSettings.Profile) { self.profile = profile }

  /// What becomes of an object of `kind`.
  static func treatment(of kind: ObjectKind) -> Treatment {
    switch kind {
    case .node, .pod, .replicationController, .replicaSet, .service, .resourceQuota: .simulated
    case .configMap, .secret, .namespace, .endpoints, .priorityClass, .storageClass, .csiNode:
      .silent
    case .kubeSchedulerConfiguration, .policy: .settings
    case .cronJob, .daemonSet, .deployment, .horizontalPodAutoscaler, .job, .limitRange,
      .persistentVolume, .persistentVolumeClaim, .podDisruptionBudget, .statefulSet:
      .notYet
    }
  }

  /// Completes an object; returns why it is refused.
  func admit(_ object: inout KubernetesObject) -> String? {
    switch object {
    case .pod(var pod):
      setNamespace(&pod.metadata)
      let problem = admit(&pod)
      object = .pod(pod)
      return problem
    case .replicationController(var controller):
      setNamespace(&controller.metadata)
      let problem = admit(&controller.spec.template)
      object = .replicationController(controller)
      return problem
    case .replicaSet(var replicaSet):
      setNamespace(&replicaSet.metadata)
      let problem = admit(&replicaSet.spec.template)
      object = .replicaSet(replicaSet)
      return problem
    case .service(var service):
      setNamespace(&service.metadata)
      object = .service(service)
    case .resourceQuota(var quota):
      setNamespace(&quota.metadata)
      object = .resourceQuota(quota)
    default: break
    }
    return nil
  }

  private func setNamespace(_ metadata: inout ObjectMeta) {
    if metadata.namespace.isEmpty { metadata.namespace = "default" }
  }

  /// Completes a template as every pod that is stamped from it would be.
  private func admit(_ template: inout PodTemplateSpec) -> String? {
    var pod = Pod(metadata: template.metadata, spec: template.spec)
    pod.applyDefaults()
    let problem = admit(&pod)
    template.spec = pod.spec
    return problem
  }

  /// The plugin Priority, which came with 1.11.
  private func admit(_ pod: inout Pod) -> String? {
    guard profile == .modern else { return nil }
    if pod.resolvePriority(from: priorityClasses) { return nil }
    let name = pod.spec.priorityClassName
    let known = (priorityClasses + PriorityClass.builtIn).map(\.metadata.name)
    let hint = Spelling.nearest(to: name, among: known).map { "; did you mean \($0)?" } ?? ""
    return "no PriorityClass with name \(name) was found\(hint)"
  }
}
