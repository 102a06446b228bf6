import KubernetesObjects

/// Pods and nodes of every kind that plugins tell apart, over few labels, so that they meet.
struct RandomPods {
  private static let zone = "topology.kubernetes.io/zone"
  private static let host = "kubernetes.io/hostname"

  var dice: Dice

  /// A pod that others are stamped from.
  mutating func pod(_ number: Int) -> Pod {
    var pod = Pod()
    pod.metadata.name = "p\(number)"
    pod.metadata.namespace = dice.oneIn(6) ? "other" : "default"
    pod.metadata.labels["app"] = dice.pick(["a", "b", "c"])
    pod.spec.containers = [container()]
    if dice.oneIn(6) { pod.spec.containers.append(container()) }
    if dice.oneIn(3) { pod.spec.priority = Int32(dice.number(0...3)) }
    if dice.oneIn(12) { pod.spec.preemptionPolicy = .never }
    if dice.oneIn(5) { pod.spec.nodeSelector = ["disk": dice.pick(["ssd", "hdd"])] }
    if dice.oneIn(3) { pod.spec.tolerations = [toleration()] }
    if dice.oneIn(25) { pod.spec.nodeName = "n\(dice.number(0...9))" }
    if dice.oneIn(3) { pod.spec.affinity = affinity() }
    if dice.oneIn(4) { pod.spec.topologySpreadConstraints = [constraint()] }
    if dice.oneIn(12) { pod.spec.topologySpreadConstraints.append(constraint()) }
    if dice.oneIn(10) { pod.spec.volumes = [disk()] }
    if dice.oneIn(8) {
      pod.spec.volumes.append(
        Volume(name: "image", source: .image(reference: dice.pick(["web:1", "db:2"]))))
    }
    if dice.oneIn(10) { (pod.spec.hostNetwork, pod.spec.hostUsers) = (true, false) }
    return pod
  }

  private mutating func container() -> Container {
    var container = Container(name: "c", image: dice.pick(["web:1", "db:2", "none:3"]))
    if !dice.oneIn(5) {
      container.resources.requests = [
        .cpu: Quantity(milliValue: dice.number(0...8) * 250),
        .memory: Quantity(dice.number(0...6) << 29),
      ]
    }
    if dice.oneIn(8) { container.resources.requests["example.com/fpga"] = Quantity(1) }
    if dice.oneIn(8) {
      var port = ContainerPort()
      port.hostPort = Int32(dice.number(80...81))
      container.ports = [port]
    }
    return container
  }

  private mutating func toleration() -> Toleration {
    var toleration = Toleration()
    toleration.key = dice.pick(["", "dedicated", "soft"])
    toleration.operation = .exists
    if dice.oneIn(3) {
      toleration.operation = dice.oneIn(2) ? .greaterThan : .lessThan
      toleration.value = "\(dice.number(0...3))"
    }
    return toleration
  }

  private mutating func disk() -> Volume {
    var disk = GCEPersistentDiskVolumeSource()
    disk.pdName = dice.pick(["x", "y"])
    disk.readOnly = dice.oneIn(2)
    return Volume(name: "disk", source: .gcePersistentDisk(disk))
  }

  private mutating func selector() -> LabelSelector {
    LabelSelector(matching: ["app": dice.pick(["a", "b", "c"])])
  }

  private mutating func constraint() -> TopologySpreadConstraint {
    var constraint = TopologySpreadConstraint()
    constraint.maxSkew = Int32(dice.number(1...2))
    constraint.topologyKey = dice.pick([Self.zone, Self.host])
    constraint.whenUnsatisfiable = dice.oneIn(2) ? .doNotSchedule : .scheduleAnyway
    constraint.labelSelector = selector()
    if dice.oneIn(4) { constraint.nodeTaintsPolicy = .honor }
    return constraint
  }

  private mutating func affinity() -> Affinity {
    var affinity = Affinity()
    switch dice.number(0...3) {
    case 0:
      var nodes = NodeAffinity()
      for _ in 0...dice.number(0...1) {
        var term = PreferredSchedulingTerm()
        term.weight = Int32(dice.number(1...3))
        term.preference.matchExpressions = [expression()]
        nodes.preferred.append(term)
      }
      affinity.nodeAffinity = nodes
    case 1:
      var nodes = NodeAffinity()
      var term = NodeSelectorTerm()
      term.matchExpressions = [expression()]
      nodes.required = NodeSelector()
      nodes.required?.nodeSelectorTerms = [term]
      affinity.nodeAffinity = nodes
    case 2: affinity.podAffinity = podAffinity()
    default: affinity.podAntiAffinity = podAffinity()
    }
    return affinity
  }

  private mutating func expression() -> NodeSelectorRequirement {
    NodeSelectorRequirement(
      key: dice.pick(["disk", Self.zone]), operator: .isIn, values: [dice.pick(["ssd", "a", "b"])])
  }

  private mutating func podAffinity() -> PodAffinity {
    var affinity = PodAffinity()
    var term = PodAffinityTerm()
    term.topologyKey = dice.pick([Self.zone, Self.host])
    term.labelSelector = selector()
    if dice.oneIn(2) {
      affinity.required = [term]
    } else {
      var weighted = WeightedPodAffinityTerm()
      weighted.weight = Int32(dice.number(1...5))
      weighted.podAffinityTerm = term
      affinity.preferred = [weighted]
    }
    return affinity
  }

  /// A node.
  mutating func node(_ number: Int) -> Node {
    var node = Node()
    node.metadata.name = "n\(number)"
    node.metadata.labels[Self.host] = node.metadata.name
    if !dice.oneIn(6) { node.metadata.labels[Self.zone] = dice.pick(["a", "b", "c"]) }
    change(&node)
    return node
  }

  /// Gives `node` other labels, taints, resources, features and images.
  mutating func change(_ node: inout Node) {
    node.metadata.labels["disk"] = dice.oneIn(3) ? nil : dice.pick(["ssd", "hdd"])
    node.spec.isCordoned = dice.oneIn(10)
    node.spec.taints = []
    if dice.oneIn(6) {
      node.spec.taints.append(
        Taint(key: "dedicated", value: dice.pick(["x", "1", "2"]), effect: .noSchedule))
    }
    for key in ["soft", "softer"] where dice.oneIn(5) {
      node.spec.taints.append(Taint(key: key, value: "", effect: .preferNoSchedule))
    }
    node.status.allocatable = [
      .cpu: Quantity(dice.number(1...8)), .memory: Quantity(dice.number(1...8) << 30),
      .pods: Quantity(dice.number(2...8)),
    ]
    if dice.oneIn(3) { node.status.allocatable["example.com/fpga"] = Quantity(2) }
    node.status.declaredFeatures = dice.oneIn(2) ? .userNamespacesHostNetwork : []
    node.status.images = []
    for name in ["web:1", "db:2"] where dice.oneIn(4) {
      var image = ContainerImage()
      image.names = [name]
      image.sizeBytes = dice.number(1...900) << 20
      node.status.images.append(image)
    }
  }
}
