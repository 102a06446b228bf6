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

  /// Why an object is refused, and at which of its fields.
  struct Refusal {
    let path: String
    let message: String
  }

  /// The control plane's profile.
  let profile: ControlPlaneSettings.Profile
  /// The priority classes that there are: those of the start, then also those applied later.
  var priorityClasses: [PriorityClass] = []

  init(profile: ControlPlaneSettings.Profile) { self.profile = profile }

  /// What becomes of an object of `kind`.
  static func treatment(of kind: ObjectKind) -> Treatment {
    switch kind {
    case .node, .pod, .replicationController, .replicaSet, .service, .resourceQuota,
      .podDisruptionBudget:
      .simulated
    case .configMap, .secret, .namespace, .endpoints, .priorityClass, .storageClass, .csiNode:
      .silent
    case .kubeSchedulerConfiguration, .policy: .settings
    case .cronJob, .daemonSet, .deployment, .horizontalPodAutoscaler, .job, .limitRange,
      .persistentVolume, .persistentVolumeClaim, .statefulSet:
      .notYet
    }
  }

  /// Notes that a priority class was applied.
  mutating func note(_ priorityClass: PriorityClass) {
    priorityClasses.removeAll { $0.metadata.name == priorityClass.metadata.name }
    priorityClasses.append(priorityClass)
  }

  /// Completes an object; returns why it is refused.
  func admit(_ object: inout KubernetesObject) -> Refusal? {
    switch object {
    case .pod(var pod):
      setNamespace(&pod.metadata)
      let refusal = admit(&pod, at: "spec")
      object = .pod(pod)
      return refusal
    case .replicationController(var controller):
      setNamespace(&controller.metadata)
      let refusal = admit(&controller.spec.template)
      object = .replicationController(controller)
      return refusal
    case .replicaSet(var replicaSet):
      setNamespace(&replicaSet.metadata)
      let refusal = admit(&replicaSet.spec.template)
      object = .replicaSet(replicaSet)
      return refusal
    case .service(var service):
      setNamespace(&service.metadata)
      object = .service(service)
    case .resourceQuota(var quota):
      setNamespace(&quota.metadata)
      object = .resourceQuota(quota)
    case .podDisruptionBudget(var budget):
      setNamespace(&budget.metadata)
      object = .podDisruptionBudget(budget)
    default: break
    }
    return nil
  }

  private func setNamespace(_ metadata: inout ObjectMeta) {
    if metadata.namespace.isEmpty { metadata.namespace = "default" }
  }

  /// Completes a template as every pod that is stamped from it would be.
  private func admit(_ template: inout PodTemplateSpec) -> Refusal? {
    var pod = Pod(metadata: template.metadata, spec: template.spec)
    pod.applyDefaults()
    let refusal = admit(&pod, at: "spec.template.spec")
    template.spec = pod.spec
    return refusal
  }

  /// The plugin Priority, which came with 1.11.
  private func admit(_ pod: inout Pod, at path: String) -> Refusal? {
    guard profile == .modern else { return nil }
    if pod.resolvePriority(from: priorityClasses) { return nil }
    let name = pod.spec.priorityClassName
    let known = (priorityClasses + PriorityClass.builtIn).map(\.metadata.name)
    let hint =
      Spelling.nearest(to: name, among: known).map { "did you mean \($0)?" }
      ?? "there is \(known.prefix(8).joined(separator: ", "))"
    return Refusal(
      path: path + ".priorityClassName",
      message: "no PriorityClass with name \(name.prefix(63)) was found; \(hint)")
  }
}
