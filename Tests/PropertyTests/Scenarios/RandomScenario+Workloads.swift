import ClusterSimulation
import KubernetesObjects
import NodeAgents
import SimulationEngine

/// What runs in a random scenario.
extension RandomScenario {
  /// The names of the controllers, each also the value of its pods' label `app`.
  static let applications = ["web", "db", "cache"]

  mutating func addWorkloads() {
    for name in Self.applications.prefix(Int(dice.number(1...3))) { addController(name) }
    for name in Self.applications where dice.oneIn(2) {
      configuration.initialObjects.append(service(name))
    }
    if hasPriorities { addBudgets() }
    guard shape.hasVariedPods else { return }
    for number in 0..<dice.number(0...3) {
      configuration.initialObjects.append(pod("lone-\(number)"))
    }
    if dice.oneIn(2) { addGenerator() }
    if dice.oneIn(4) { addArrivals() }
  }

  private mutating func addController(_ name: String) {
    let metadata = ObjectMeta(name: name, namespace: shape.namespace)
    let replicas = Int32(dice.number(0...5))
    let minReady = Int32(dice.pick([0, 0, 0, 5]))
    var template = PodTemplateSpec()
    template.metadata.labels = ["app": name]
    template.spec = spec(name)
    if profile != .textbook, dice.oneIn(3) {
      var set = ReplicaSet()
      set.metadata = metadata
      set.spec.replicas = replicas
      set.spec.minReadySeconds = minReady
      set.spec.selector = LabelSelector(matching: ["app": name])
      set.spec.template = template
      configuration.initialObjects.append(set)
      return
    }
    var controller = ReplicationController()
    controller.metadata = metadata
    controller.spec.replicas = replicas
    controller.spec.minReadySeconds = minReady
    controller.spec.selector = ["app": name]
    controller.spec.template = template
    configuration.initialObjects.append(controller)
  }

  /// Whether pods of higher priority may take the places of others.
  var hasPriorities: Bool {
    profile == .modern && shape.hasPriorities && shape.hasVariedPods && shape.losesPods
  }

  private mutating func addBudgets() {
    for name in Self.applications where dice.oneIn(3) {
      var budget = PodDisruptionBudget()
      budget.metadata = ObjectMeta(name: name, namespace: shape.namespace)
      budget.spec.selector = LabelSelector(matching: ["app": name])
      if dice.oneIn(2) {
        budget.spec.minAvailable = .int(Int32(dice.number(0...3)))
      } else {
        budget.spec.maxUnavailable = dice.pick([0, 1, "50%"])
      }
      configuration.initialObjects.append(budget)
    }
  }

  private func service(_ name: String) -> Service {
    var service = Service()
    service.metadata = ObjectMeta(name: name, namespace: shape.namespace)
    service.spec.selector = ["app": name]
    return service
  }

  /// A pod without an owner, now and then with the labels of a controller, or bound by hand.
  mutating func pod(_ name: String) -> Pod {
    let application = shape.losesPods ? dice.pick(["job"] + Self.applications) : "job"
    var pod = Pod(
      metadata: ObjectMeta(
        name: name, namespace: shape.namespace, labels: ["app": application]),
      spec: spec(application))
    pod.spec.restartPolicy = dice.pick([.always, .onFailure, .never])
    if dice.oneIn(5) {
      pod.spec.nodeName = "small-0"
      // The real scheduler forgets a port that two pods share with the first that goes.
      pod.spec.containers[0].ports = []
    } else if hasPriorities, dice.oneIn(5) {
      var gate = PodSchedulingGate()
      gate.name = "example.org/gate"
      pod.spec.schedulingGates = [gate]
    }
    return pod
  }

  private mutating func addGenerator() {
    var workload = WorkloadGenerator(
      name: "batch", template: pod("batch"), interarrival: seconds(1, 15), behavior: behavior(),
      from: .zero, until: .seconds(end), limit: 6)
    workload.template.spec.nodeName = ""
    workload.template.spec.schedulingGates = []
    configuration.workloads.append(workload)
  }

  private mutating func addArrivals() {
    var template = pod("trace")
    template.spec.nodeName = ""
    template.spec.schedulingGates = []
    configuration.arrivals.templates = [template]
    for number in 0..<dice.number(1...4) {
      configuration.arrivals.arrivals.append(
        RecordedArrivals.Arrival(
          time: .seconds(number * 7), name: "trace-\(number)", template: 0,
          runtime: .seconds(dice.number(-1...20)), exitCode: Int32(dice.pick([0, 1]))))
    }
  }

  /// What a pod of `application` is made of.
  mutating func spec(_ application: String) -> PodSpec {
    var spec = PodSpec()
    spec.terminationGracePeriodSeconds = shape.losesPods ? dice.pick([0, 2, 30]) : 30
    guard shape.hasVariedPods else {
      var container = Container(name: "c", image: "registry.example/app:1")
      container.resources.requests = [
        .cpu: Quantity(milliValue: 300), .memory: Quantity(64 << 20),
      ]
      spec.containers = [container]
      return spec
    }
    for number in 0..<dice.number(1...2) { spec.containers.append(container("c\(number)")) }
    if dice.oneIn(5) { spec.containers[0].ports = [hostPort()] }
    if dice.oneIn(5) { spec.nodeSelector = ["disk": dice.pick(["ssd", "hdd"])] }
    if dice.oneIn(6) {
      var disk = GCEPersistentDiskVolumeSource()
      disk.pdName = dice.pick(["data", "logs"])
      disk.readOnly = dice.oneIn(2)
      spec.volumes = [Volume(name: "disk", source: .gcePersistentDisk(disk))]
    }
    if hasPriorities {
      spec.priority = Int32(dice.pick([0, 0, 5, 10, 20]))
      if dice.oneIn(8) { spec.preemptionPolicy = .never }
    }
    if dice.oneIn(4) { spec.tolerations = [Toleration(key: "dedicated", operation: .exists)] }
    return spec
  }

  private mutating func container(_ name: String) -> Container {
    var container = Container(
      name: name, image: "registry.example/\(dice.pick(["app", "tool"])):1")
    if !dice.oneIn(4) {
      container.resources.requests[.cpu] = Quantity(
        milliValue: dice.pick([0, 50, 100, 250, 600, 1500]))
    }
    if !dice.oneIn(4) {
      container.resources.requests[.memory] = Quantity(dice.pick([0, 64, 300, 700, 1500]) << 20)
    }
    if shape.hasRandomBehavior, dice.oneIn(5) {
      var probe = Probe()
      probe.initialDelaySeconds = Int32(dice.number(0...5))
      probe.periodSeconds = Int32(dice.number(1...5))
      container.readinessProbe = probe
    }
    return container
  }

  private mutating func hostPort() -> ContainerPort {
    var port = ContainerPort()
    port.containerPort = 80
    port.hostPort = dice.pick([8080, 8081])
    port.hostIP = dice.pick(["", "", "10.0.0.1"])
    port.transportProtocol = dice.pick([.tcp, .tcp, .udp])
    return port
  }

  mutating func addBehaviors() {
    guard shape.hasRandomBehavior else { return }
    for name in Self.applications + ["job"] where name == "job" || dice.oneIn(2) {
      configuration.behaviors.append(
        BehaviorRule(
          namespace: nil, labels: ["app": name], kind: nil,
          behavior: behavior(endsOften: name == "job")))
    }
  }

  private mutating func behavior(endsOften: Bool = true) -> PodBehavior {
    var behavior = PodBehavior()
    if dice.oneIn(2) { behavior.startup = .after(seconds(0, 8)) }
    if endsOften || dice.oneIn(4) { behavior.runtime = seconds(2, 60) }
    behavior.failuresPerMillion = dice.pick([0, 300_000, 1_000_000])
    if dice.oneIn(2) { behavior.shutdown = seconds(0, 40) }
    return behavior
  }

  /// A distribution of durations somewhere between `low` and `high` seconds, or about there.
  private mutating func seconds(_ low: Double, _ high: Double) -> Distribution {
    do {
      switch dice.number(0...2) {
      case 0: return .constant(try ConstantDistribution(high))
      case 1: return .uniform(try UniformDistribution(low: low, high: high))
      default: return .exponential(try ExponentialDistribution(mean: (low + high) / 2))
      }
    } catch {
      preconditionFailure("these parameters are sound: \(error)")
    }
  }
}
