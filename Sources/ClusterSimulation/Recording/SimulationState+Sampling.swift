import ClusterState
import SimulationEngine

/// The reports' samples.
extension SimulationState {
  /// Takes the samples of this instant and posts the next.
  mutating func sample() {
    sampleQueue()
    sampleUtilization()
    if configuration.samplesNodes { sampleNodes() }
    let next = now.addingSaturating(configuration.samplePeriod)
    if configuration.samplePeriod > .zero, next <= configuration.ending.limit {
      loop.post(.sampleDue, at: next)
    }
  }

  private mutating func sampleQueue() {
    let census = scheduler.census()
    recording.queueSamples.append(
      QueueSample(
        time: now, active: census.active, backOff: census.backOff,
        unschedulable: census.unschedulable,
        oldestPending: scheduler.oldestPending(in: cluster)))
  }

  private mutating func sampleUtilization() {
    for resource in sampledResources {
      let isModeled = NodeLoad.modelsUse(of: resource)
      for (scope, total) in recording.resources.totals(of: resource) {
        recording.utilization.append(
          UtilizationSample(
            time: now, scope: scope.kind, name: scope.name, resource: resource,
            capacity: total.capacity, allocatable: total.allocatable,
            requested: total.requested, used: isModeled ? total.used : -1))
      }
    }
  }

  /// The resources that any node offers, in order of id.
  private var sampledResources: ContiguousArray<ResourceID> {
    let levels = recording.resources
    return ContiguousArray(
      (0..<levels.resourceCount).lazy.map { ResourceID($0) }.filter {
        $0 != .ephemeralStorage
          && (!$0.isExtended || levels.level(of: $0, scope: 0).totals.capacity > 0)
      })
  }

  private mutating func sampleNodes() {
    let resources = sampledResources
    for row in cluster.nodes.indices where cluster.nodes[row].isPresent {
      let node = NodeID(row)
      let record = cluster.nodes[row]
      for resource in resources where resource != .pods {
        let allocatable = record.allocatable[resource]
        guard allocatable > 0 || resource.row < 2 else { continue }
        recording.nodeSamples.append(
          NodeSample(
            time: now, node: node, ready: record.ready, resource: resource,
            allocatable: allocatable, requested: load.requested(resource, on: node),
            used: load.used(resource, on: node), pods: load.podCounts[row]))
      }
    }
  }
}
