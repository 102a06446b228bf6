import ClusterState
import KubernetesObjects
import SimulationEngine

/// The reports' samples.
extension LevelFollower {
  /// Takes the samples of this instant and posts the next.
  mutating func sample(_ queue: QueueCensus, oldestPending: SimulationTime, in world: inout World) {
    world.recording.queueSamples.append(
      QueueSample(
        time: world.now, active: queue.active, backOff: queue.backOff,
        unschedulable: queue.unschedulable, oldestPending: oldestPending))
    let broken = fragmentation(in: &world)
    world.sampleUtilization(broken)
    if world.configuration.samplesNodes { sampleNodes(broken, in: &world) }
    world.adaptSamplePeriod()
    world.postNextSample()
  }

  private func sampleNodes(_ broken: ContiguousArray<Int64>, in world: inout World) {
    let thousandths = world.cluster.resources.find(ResourceName.gpuMilli.rawValue)
    let resources = world.recording.sampledResources
    for row in world.cluster.nodes.indices where world.cluster.nodes[row].isPresent {
      let node = NodeID(row)
      let record = world.cluster.nodes[row]
      for resource in resources where resource != .pods {
        let allocatable = record.allocatable[resource]
        guard allocatable > 0 || resource.row < 2 else { continue }
        world.recording.nodeSamples.append(
          NodeSample(
            time: world.now, node: node, ready: record.ready, resource: resource,
            allocatable: allocatable,
            requested: Int64(clamping: load.requested(resource, on: node)),
            used: Int64(clamping: load.used(resource, on: node)), pods: load.podCounts[row],
            fragmented: resource == thousandths && row < broken.count ? broken[row] : -1))
      }
    }
  }
}

extension World {
  fileprivate mutating func postNextSample() {
    let next = nextSample
    if recording.samplePeriod > .zero, next <= configuration.ending.limit {
      loop.post(.sampleDue, at: next)
    }
  }

  fileprivate mutating func sampleUtilization(_ broken: ContiguousArray<Int64>) {
    let thousandths = cluster.resources.find(ResourceName.gpuMilli.rawValue)
    let sums = fragmentation(by: broken)
    for resource in recording.sampledResources {
      let isModeled = NodeLoad.modelsUse(of: resource)
      for (scope, total) in recording.resources.totals(of: resource) {
        recording.utilization.append(
          UtilizationSample(
            time: now, scope: scope.kind, name: scope.name, resource: resource,
            capacity: total.capacity, allocatable: total.allocatable,
            requested: total.requested, used: isModeled ? total.used : -1,
            lost: total.lost,
            fragmented: resource == thousandths && !broken.isEmpty ? sums[scope] ?? 0 : -1))
      }
    }
  }
}

extension Recording {
  /// The resources that any node offers, in order of id.
  fileprivate var sampledResources: ContiguousArray<ResourceID> {
    let levels = resources
    return ContiguousArray(
      (0..<levels.resourceCount).lazy.map { ResourceID($0) }.filter {
        $0 != .ephemeralStorage
          && (!$0.isExtended || levels.level(of: $0, scope: 0).totals.capacity > 0)
      })
  }
}
