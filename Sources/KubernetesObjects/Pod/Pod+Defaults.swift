/// What the API server fills in, beyond the constants that fields have from the start.
///
/// Source: `pkg/apis/core/v1/defaults.go` v1.34, and the same file of v1.2 for what is old.
extension Pod {
  /// Fills in what follows from other fields of the pod.
  public mutating func applyDefaults(in _: APIVersion) {
    spec.applyDefaults()
    // A container that saw the whole pod would make a copy of all containers.
    let usesHostNetwork = spec.hostNetwork
    for index in spec.containers.indices {
      spec.containers[index].applyPodDefaults(usesHostNetwork: usesHostNetwork)
    }
    for index in spec.initContainers.indices {
      spec.initContainers[index].applyPodDefaults(usesHostNetwork: usesHostNetwork)
    }
    spec.applyPodLevelDefaults()
  }

  /// Lets the pod bear an unready or unreachable node for a time, if it does not say otherwise.
  ///
  /// The admission plugin `DefaultTolerationSeconds` does this since v1.6.
  public mutating func addDefaultTolerations(seconds: Int64 = 300) {
    for key in ["node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable"] {
      let isCovered = spec.tolerations.contains { toleration in
        (toleration.key == key || toleration.key.isEmpty)
          && (toleration.effect == .noExecute || toleration.effect == nil)
      }
      if isCovered { continue }
      spec.tolerations.append(
        Toleration(
          key: key, operation: .exists, effect: .noExecute, tolerationSeconds: seconds))
    }
  }

  /// Gives the pod the priority of its class, or of the class that is everybody's default.
  ///
  /// The admission plugin `Priority` does this since v1.11. Of several default classes the one of
  /// the lowest value counts. **Divergence:** a number without a class stays as it is; the real
  /// plugin refuses it.
  /// - Returns: false if there is no class of the pod's name.
  public mutating func resolvePriority(from classes: [PriorityClass]) -> Bool {
    let priorityClass: PriorityClass?
    if spec.priorityClassName.isEmpty {
      if spec.priority != nil { return true }
      priorityClass = classes.filter(\.globalDefault).min { $0.value < $1.value }
      spec.priorityClassName = priorityClass?.metadata.name ?? ""
    } else {
      let name = spec.priorityClassName
      priorityClass = (classes + PriorityClass.builtIn).first { $0.metadata.name == name }
      if priorityClass == nil { return false }
    }
    spec.priority = priorityClass?.value ?? 0
    if spec.preemptionPolicy == nil { spec.preemptionPolicy = priorityClass?.preemptionPolicy }
    return true
  }
}

extension PodTemplateSpec {
  /// Fills in what follows from other fields of the template.
  public mutating func applyDefaults() { spec.applyDefaults() }
}

extension PodSpec {
  /// Fills in what pods and templates have in common.
  public mutating func applyDefaults() {
    for index in containers.indices { containers[index].applyDefaults() }
    for index in initContainers.indices { initContainers[index].applyDefaults() }
  }

  /// Fills the pod's own requests from the containers' requests and its own limits.
  ///
  /// Source: `SetDefaults_PodResources`, v1.34.
  fileprivate mutating func applyPodLevelDefaults() {
    guard var own = resources, !own.requests.isEmpty || !own.limits.isEmpty else { return }
    let combined = combined { $0.resources.requests }.podLevel
    for entry in combined.entries
    where own.requests[entry.name] == nil && !entry.name.isHugePages {
      own.requests[entry.name] = entry.quantity
    }
    for entry in own.limits.podLevel.entries where own.requests[entry.name] == nil {
      own.requests[entry.name] = entry.quantity
    }
    resources = own
  }
}

extension Container {
  /// Pulls at every start what has the tag `latest` or none, and everything else once.
  fileprivate mutating func applyDefaults() {
    if imagePullPolicy == nil {
      imagePullPolicy = ImageName(image).isLatest ? .always : .ifNotPresent
    }
  }

  /// Requests what is limited, and takes the node's ports if the pod uses its network.
  fileprivate mutating func applyPodDefaults(usesHostNetwork: Bool) {
    for entry in resources.limits.entries where resources.requests[entry.name] == nil {
      resources.requests[entry.name] = entry.quantity
    }
    guard usesHostNetwork else { return }
    for index in ports.indices where ports[index].hostPort == 0 {
      ports[index].hostPort = ports[index].containerPort
    }
  }
}
