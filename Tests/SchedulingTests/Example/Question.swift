import ClusterState
import KubernetesObjects
import Scheduling

/// Asks the scheduler of Kubernetes 1.36 which node it would choose for a pod.
struct Question {
  private var cluster = ClusterState()
  private var scheduler = Scheduler([])

  init() throws {
    scheduler.profiles.append(try Profile(KubeSchedulerProfile(), &cluster, &scheduler.cache))
  }

  mutating func addNode(_ name: String, milliCPU: Int64, memoryBytes: Int64) throws {
    let amounts = ResourceAmounts(milliCPU: milliCPU, memoryBytes: memoryBytes)
    let node = NodeRecord(
      name: cluster.symbols.intern(name), pool: .empty, labels: .empty, capacity: amounts,
      allocatable: amounts, allocatablePods: 110, created: .zero)
    scheduler.cache.addNode(try cluster.addNode(node, at: .zero), node, cluster)
  }

  /// The chosen node, or why there is none.
  mutating func answer(for pod: Pod) throws -> String {
    let template = cluster.template(for: pod)
    scheduler.cache.learnTemplates(of: &cluster)
    let name = PodName(cluster.symbols.intern(pod.metadata.name))
    let id = try cluster.createPod(template: template, name: name, owner: .absent, at: .zero)
    let decision = scheduler.schedule(PendingPod(id, template: template), cluster, level: .message)
    guard decision.node.isPresent else { return decision.message }
    return cluster.symbols[cluster.nodes[decision.node.row].name]
  }
}
