import ClusterState
import KubernetesObjects
import SimulationEngine
import Testing

@Suite("Resource quotas")
struct QuotaTests {
  private struct Store {
    var cluster = ClusterState()
    var made = 0

    mutating func template(_ change: (inout PodSpec) -> Void = { _ in }) -> PodTemplateID {
      var spec = PodSpec()
      spec.containers = [Container(name: "c", image: "i")]
      change(&spec)
      return cluster.template(for: Pod(metadata: ObjectMeta(name: "p"), spec: spec))
    }

    mutating func template(cpu: Int64, limit: Int64? = nil) -> PodTemplateID {
      template {
        $0.containers[0].resources.requests = [.cpu: Quantity(milliValue: cpu)]
        if let limit { $0.containers[0].resources.limits = [.cpu: Quantity(milliValue: limit)] }
      }
    }

    mutating func pod(_ template: PodTemplateID, at now: SimulationTime = .zero) throws -> PodID {
      made += 1
      let name = PodName(cluster.symbols.intern("p\(made)"))
      return try cluster.createPod(template: template, name: name, owner: .absent, at: now)
    }

    mutating func quota(
      _ hard: ResourceList, _ scopes: [ResourceQuotaScope] = [], name: String = "q"
    ) throws -> ResourceQuotaID {
      var quota = ResourceQuota()
      quota.metadata.name = name
      quota.spec.hard = hard
      quota.spec.scopes = scopes
      return try cluster.createQuota(quota, at: .zero)
    }

    func used(_ quota: ResourceQuotaID) -> String { cluster.quotas[quota.row].used.description }
  }

  @Test("a pod that would exceed a quota is refused in the API server's words")
  func exceeded() throws {
    var store = Store()
    _ = try store.quota([.cpu: Quantity(4), .pods: Quantity(10)])
    let small = store.template(cpu: 1000)
    for _ in 0..<4 {
      #expect(store.cluster.admit(small) == nil)
      _ = try store.pod(small)
    }
    #expect(
      store.cluster.admit(small)?.description
        == "exceeded quota: q, requested: cpu=1, used: cpu=4, limited: cpu=4")
    let none = store.template(cpu: 0)
    #expect(store.cluster.admit(none) == nil, "it fits exactly")
  }

  @Test("every exceeded resource is named, in order")
  func severalExceeded() throws {
    var store = Store()
    _ = try store.quota([
      "limits.cpu": Quantity(1), "requests.cpu": Quantity(1), .pods: Quantity(0),
    ])
    let big = store.template(cpu: 1500, limit: 2000)
    #expect(
      store.cluster.admit(big)?.description
        == "exceeded quota: q, requested: limits.cpu=2,pods=1,requests.cpu=1500m, "
        + "used: limits.cpu=0,pods=0,requests.cpu=0, limited: limits.cpu=1,pods=0,requests.cpu=1")
  }

  @Test("what a quota tracks must be declared by every container")
  func undeclared() throws {
    var store = Store()
    _ = try store.quota([.memory: Quantity(1 << 30), "limits.cpu": Quantity(4), .cpu: Quantity(4)])
    let plain = store.template(cpu: 100)
    #expect(
      store.cluster.admit(plain)?.description
        == "failed quota: q: must specify limits.cpu for: c; memory for: c")
    store.cluster.namesUndeclaringContainers = false
    #expect(
      store.cluster.admit(plain)?.description == "failed quota: q: must specify limits.cpu,memory")
    let object = store.template()
    var other = Store()
    _ = try other.quota([.pods: Quantity(1)])
    let alone = other.template()
    #expect(other.cluster.admit(alone) == nil, "the number of pods needs no word")
    #expect(store.cluster.admit(object) != nil)
  }

  @Test("an ended pod gives its requests back, and its name only when it is gone")
  func release() throws {
    var store = Store()
    let quota = try store.quota([.cpu: Quantity(4), .pods: Quantity(9), "count/pods": Quantity(9)])
    let template = store.template(cpu: 500)
    let pod = try store.pod(template)
    #expect(store.used(quota) == "count/pods: 1, cpu: 500m, pods: 1")
    store.cluster.report(pod, phase: .running, isReady: true, restarts: 0, at: .seconds(1))
    store.cluster.report(pod, phase: .failed, isReady: false, restarts: 0, at: .seconds(2))
    #expect(store.used(quota) == "count/pods: 1, cpu: 0, pods: 0")
    store.cluster.remove(pod, at: .seconds(3))
    #expect(store.used(quota) == "count/pods: 0, cpu: 0, pods: 0")
  }

  @Test("an overdue deletion is no longer charged once its grace has passed twice")
  func overdue() throws {
    var store = Store()
    let quota = try store.quota([.cpu: Quantity(4), "count/pods": Quantity(9)])
    let amounts = ResourceAmounts(milliCPU: 4000)
    let node = try store.cluster.addNode(
      NodeRecord(
        name: store.cluster.symbols.intern("n"), pool: .empty, labels: .empty, capacity: amounts,
        allocatable: amounts, allocatablePods: 10, created: .zero), at: .zero)
    let template = store.template(cpu: 500)
    let pod = try store.pod(template)
    let isBound = store.cluster.bind(pod, to: node, at: .zero)
    #expect(isBound)
    store.cluster.requestDeletion(of: pod, grace: .seconds(30), at: .seconds(10))
    for (time, cpu) in [(40, "500m"), (70, "500m"), (71, "0")] as [(Int64, String)] {
      store.cluster.releaseOverduePods(at: .seconds(time))
      #expect(store.used(quota) == "count/pods: 1, cpu: \(cpu)", "\(time) s")
    }
    #expect(store.cluster.quotas[quota.row].used == store.cluster.recount(quota))
    store.cluster.remove(pod, at: .seconds(80))
    #expect(store.used(quota) == "count/pods: 0, cpu: 0")
  }

  @Test(
    "a scope chooses pods",
    arguments: [
      (ResourceQuotaScope.bestEffort, "0110"), (.notBestEffort, "1001"), (.terminating, "0010"),
      (.notTerminating, "1101"), (.priorityClass, "0001"),
    ])
  func scopes(scope: ResourceQuotaScope, expected: String) throws {
    var store = Store()
    let quota = try store.quota([.pods: Quantity(9)], [scope])
    let templates = [
      store.template(cpu: 100), store.template(),
      store.template { $0.activeDeadlineSeconds = 60 },
      store.template {
        $0.priorityClassName = "high"
        $0.containers[0].resources.requests = [.memory: Quantity(1)]
      },
    ]
    let flags = try templates.map { template in
      let pod = try store.pod(template)
      let used = store.cluster.quotas[quota.row].used[.pods]
      store.cluster.remove(pod, at: .zero)
      return used == Quantity(1) ? "1" : "0"
    }
    #expect(flags.joined() == expected)
  }

  @Test("services and replication controllers are counted too")
  func objectCounts() throws {
    var store = Store()
    let quota = try store.quota(["services": Quantity(1), "replicationcontrollers": Quantity(2)])
    let namespace = store.cluster.symbols.intern("default")
    #expect(store.cluster.admit(Service.kind, in: namespace) == nil)
    let service = try store.cluster.createService(
      namespace: namespace, name: store.cluster.symbols.intern("s"), selector: nil, at: .zero)
    #expect(
      store.cluster.admit(Service.kind, in: namespace)?.description
        == "exceeded quota: q, requested: services=1, used: services=1, limited: services=1")
    #expect(store.cluster.admit(WorkloadKind.replicationController, in: namespace) == nil)
    store.cluster.removeService(service, at: .zero)
    #expect(store.used(quota) == "replicationcontrollers: 0, services: 0")
    #expect(
      store.cluster.admit(Service.kind, in: store.cluster.symbols.intern("other")) == nil)
  }

  @Test("a service of another type is charged what is new of it")
  func serviceTypes() throws {
    var store = Store()
    let quota = try store.quota([
      "services": Quantity(1), "services.nodeports": Quantity(1),
      "services.loadbalancers": Quantity(0),
    ])
    let namespace = store.cluster.symbols.intern("default")
    var service = Service()
    service.spec.ports = [ServicePort()]
    let id = try store.cluster.createService(
      namespace: namespace, name: store.cluster.symbols.intern("s"), selector: nil, at: .zero)
    service.spec.type = .nodePort
    let usage = ResourceList.objectUsage(of: service)
    #expect(store.cluster.admit(usage, insteadOf: id) == nil, "the service itself is there already")
    store.cluster.setUsage(of: id, usage, at: .zero)
    #expect(
      store.used(quota) == "services: 1, services.loadbalancers: 0, services.nodeports: 1")
    service.spec.type = .loadBalancer
    #expect(
      store.cluster.admit(ResourceList.objectUsage(of: service), insteadOf: id)?.description
        == "exceeded quota: q, requested: services.loadbalancers=1, "
        + "used: services.loadbalancers=0, limited: services.loadbalancers=0")
    #expect(store.cluster.quotas[quota.row].used == store.cluster.recount(quota))
  }

  @Test("objects that nothing acts on are counted by name, and claims by their size and class")
  func passiveObjects() throws {
    var store = Store()
    let gold = "gold.storageclass.storage.k8s.io/"
    let quota = try store.quota([
      "configmaps": Quantity(1), "requests.storage": Quantity(10),
      ResourceName(rawValue: gold + "persistentvolumeclaims"): Quantity(1),
    ])
    let namespace = store.cluster.symbols.intern("default")
    var map = ConfigMap()
    map.metadata.name = "a"
    #expect(store.cluster.setObject(map, in: namespace, at: .zero) == nil)
    #expect(store.cluster.setObject(map, in: namespace, at: .zero) == nil, "it is there")
    map.metadata.name = "b"
    #expect(store.cluster.setObject(map, in: namespace, at: .zero) != nil)
    var claim = PersistentVolumeClaim()
    claim.metadata.name = "c"
    claim.spec.storageClassName = "gold"
    claim.spec.resources.requests = ["storage": Quantity(8)]
    #expect(store.cluster.admit(claim, in: namespace) == nil)
    try store.cluster.createClaim(claim, at: .zero)
    #expect(store.cluster.admit(claim, in: namespace) != nil)
    #expect(
      store.used(quota)
        == "configmaps: 1, \(gold)persistentvolumeclaims: 1, requests.storage: 8")
    #expect(store.cluster.quotas[quota.row].used == store.cluster.recount(quota))
    store.cluster.removeObject("ConfigMap", named: "a", in: namespace, at: .zero)
    #expect(store.cluster.setObject(map, in: namespace, at: .zero) == nil)
  }

  @Test("a quota that is deleted refuses nothing more, and is counted no more")
  func deletion() throws {
    var store = Store()
    let count = try store.quota(["resourcequotas": Quantity(2)], name: "count")
    let none = try store.quota([.pods: Quantity(0)], name: "none")
    let template = store.template(cpu: 100)
    #expect(store.cluster.admit(template) != nil)
    #expect(store.used(count) == "resourcequotas: 2")
    store.cluster.removeQuota(none, at: .zero)
    #expect(store.cluster.admit(template) == nil)
    #expect(store.used(count) == "resourcequotas: 1")
    #expect(store.cluster.quotas[count.row].used == store.cluster.recount(count))
  }

  @Test("what is used equals a recount after random writes", arguments: 0..<30 as Range<UInt64>)
  func recount(seed: UInt64) throws {
    var random = RandomStream(seed: seed, name: "quotas")
    var store = Store()
    let hard: ResourceList = [
      .cpu: Quantity(4), "limits.cpu": Quantity(9), .pods: Quantity(9), "count/pods": Quantity(9),
    ]
    var quotas = [try store.quota(hard), try store.quota(hard, [.notBestEffort], name: "r")]
    let templates = [
      store.template(), store.template(cpu: 250), store.template(cpu: 500, limit: 750),
      store.template { $0.activeDeadlineSeconds = 9 },
    ]
    for step in 0..<150 {
      let now = SimulationTime.seconds(Int64(step))
      let pod = PodID(random.index(below: max(1, store.cluster.pods.count)))
      switch store.cluster.pods.count == 0 ? 0 : random.index(below: 6) {
      case 0: _ = try store.pod(templates[random.index(below: templates.count)], at: now)
      case 1:
        store.cluster.report(
          pod, phase: random.index(below: 2) == 0 ? .running : .failed, isReady: false,
          restarts: 0, at: now)
      case 2: store.cluster.requestDeletion(of: pod, grace: .seconds(3), at: now)
      case 3: store.cluster.remove(pod, at: now)
      case 4: store.cluster.setTemplate(of: pod, templates[random.index(below: 4)], at: now)
      default: store.cluster.releaseOverduePods(at: now)
      }
      if step == 75 { quotas.append(try store.quota(hard, [.terminating], name: "s")) }
      for quota in quotas {
        #expect(
          store.cluster.quotas[quota.row].used == store.cluster.recount(quota),
          "seed \(seed), step \(step)")
      }
    }
  }
}
