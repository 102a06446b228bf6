import ClusterSimulation
import KubernetesObjects
import Scheduling
import StructuredText

/// What is known of an object's admission before the run: what the API server would refuse at
/// once, each fault at its place in the file.
///
/// Every object of a scenario comes here, in order of time. What a pod becomes by the objects that
/// there are when it is created, the simulation works out by the rules that are asked here.
struct Admission: Sendable {
  /// Why an object is refused, and at which of its fields.
  struct Refusal {
    let path: String
    let message: String
    /// What is refused.
    var scope = Scope.object
  }

  /// What a refusal is about.
  enum Scope: String {
    /// The object, which no scenario can be meant to have.
    case object
    /// The object, while others that may go are there.
    case present
    /// Its pods, one by one; the object itself is created.
    case pods
    /// Its claims, one by one; the object itself is created.
    case claims
  }

  /// The control plane's profile.
  let profile: ControlPlaneSettings.Profile
  /// Whether what comes was recorded: it was admitted before.
  var isRecorded = false
  private var plugins: PodAdmission
  let rules: VersionRules
  private var names: GeneratedNames

  /// The admission of a control plane of `profile`, which draws names from `seed`.
  init(
    profile: ControlPlaneSettings.Profile, rules: VersionRules = VersionRules(), seed: UInt64
  ) {
    self.profile = profile
    self.rules = rules
    plugins = PodAdmission(profile: profile)
    names = GeneratedNames(seed: seed)
  }

  /// Notes an object that others refer to, or replaces one of its name.
  mutating func note(_ object: any APIObject) { plugins.note(object) }

  /// Forgets an object that is deleted.
  mutating func remove(_ kind: ObjectKind, named name: String, in namespace: String) {
    plugins.remove(kind.name, named: name, in: namespace)
  }

  /// Completes an object; returns why it or its pods are refused.
  mutating func admit(_ object: inout any APIObject) -> Refusal? {
    guard var stored = object as? any StoredObject else { return nil }
    if stored.kind.isNamespaced, stored.metadata.namespace.isEmpty {
      stored.metadata.namespace = "default"
    }
    if stored.metadata.name.isEmpty, !stored.metadata.generateName.isEmpty {
      stored.metadata.name = names.next(
        stored.metadata.generateName, in: stored.metadata.namespace)
    }
    object = stored
    for field in disabledFields(of: object) { field.drop(&object) }
    if let node = object as? Node { return Self.refusal(of: node) }
    if let claim = object as? PersistentVolumeClaim {
      return claim.isBound ? nil : refusal(of: claim, at: "", .present)
    }
    guard var workload = object as? any WorkloadObject else { return nil }
    let refusal = admit(template: &workload)
    object = workload
    if refusal != nil { return refusal }
    return (object as? StatefulSet).flatMap { self.refusal(ofClaimsOf: $0) }
  }

  private func refusal(
    of claim: PersistentVolumeClaim, at path: String, _ scope: Scope
  ) -> Refusal? {
    plugins.refusal(of: claim).map {
      Refusal(path: path + $0.path, message: $0.message, scope: scope)
    }
  }

  private func refusal(ofClaimsOf set: StatefulSet) -> Refusal? {
    for (index, template) in set.spec.volumeClaimTemplates.enumerated() {
      var claim = template
      claim.metadata.namespace = set.metadata.namespace
      let path = "spec.volumeClaimTemplates[\(index)]."
      if let refusal = refusal(of: claim, at: path, .claims) { return refusal }
    }
    return nil
  }

  /// Completes a pod; returns why it is refused.
  func admit(_ pod: inout Pod) -> Refusal? {
    if pod.metadata.namespace.isEmpty { pod.metadata.namespace = "default" }
    return admit(template: &pod)
  }

  /// Refuses tolerations that compare numbers where no version or gate allows it.
  private func comparison(in tolerations: [Toleration], at path: String) -> Refusal? {
    guard profile != .modern || !rules.has(.tolerationComparison) else { return nil }
    for (index, toleration) in tolerations.enumerated() {
      switch toleration.operation {
      case .greaterThan, .lessThan:
        return Refusal(
          path: "\(path).tolerations[\(index)].operator",
          message: "expected the operator Equal or Exists, found \(toleration.operation.text), "
            + "which needs the feature gate TaintTolerationComparisonOperators of version 1.36")
      case .equal, .exists, .unknown: break
      }
    }
    return nil
  }

  /// Refuses restart policies of containers where no version or gate allows them; that of a sidecar
  /// is no such one.
  private func ownRestarts(in spec: PodSpec, at path: String) -> Refusal? {
    guard !rules.has(.ownRestartsOfContainers) else { return nil }
    let needs = ", which needs the feature gate ContainerRestartRules of version 1.34"
    for (index, container) in spec.containers.enumerated() {
      guard let policy = container.restartPolicy else { continue }
      return Refusal(
        path: "\(path).containers[\(index)].restartPolicy",
        message: "expected none, found \(policy.rawValue)\(needs)")
    }
    for (index, container) in spec.initContainers.enumerated() {
      guard let policy = container.restartPolicy, policy != .always else { continue }
      return Refusal(
        path: "\(path).initContainers[\(index)].restartPolicy",
        message: "expected Always or none, found \(policy.rawValue)\(needs)")
    }
    return nil
  }

  /// Gives a template its defaults, and a recorded pod what it had; returns what is wrong with it.
  private func admit(template workload: inout some WorkloadObject) -> Refusal? {
    let template = workload.podTemplate
    let path = type(of: workload).podSpecPath
    var pod = Pod(metadata: template.metadata, spec: template.spec)
    pod.metadata.namespace = workload.metadata.namespace
    pod.applyDefaults()
    workload.podTemplate.spec = pod.spec
    if let refusal = Self.refusal(of: pod.spec, at: path)
      ?? comparison(in: pod.spec.tolerations, at: path)
      ?? ownRestarts(in: pod.spec, at: path)
    {
      return refusal
    }
    do throws(PodAdmission.Refusal) {
      try plugins.admit(&pod, from: isRecorded ? .recording : .manifest)
    } catch {
      return Refusal(
        path: path + error.path.dropFirst("spec".count),
        message: error.message + hint(for: pod, at: error.path),
        scope: workload is Pod ? .object : .pods)
    }
    if isRecorded { workload.podTemplate.spec = pod.spec }
    return nil
  }

  /// The priority class that could have been meant.
  private func hint(for pod: Pod, at path: String) -> String {
    guard path == "spec.priorityClassName" else { return "" }
    let known = plugins.priorityClassNames
    return Spelling.nearest(to: pod.spec.priorityClassName, among: known)
      .map { "; did you mean \($0)?" }
      ?? "; there is \(known.prefix(8).joined(separator: ", "))"
  }
}
