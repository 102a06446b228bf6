import ClusterSimulation
import KubernetesObjects
import SimulationEngine

/// The cluster of a run with other numbers of nodes, and with more to do.
extension SimulationConfiguration {
  /// The configuration in which pool number `pool` has `count` nodes at the start.
  ///
  /// Nodes that are objects of their own stay as long as there is room for them; pods of those that
  /// go are to be placed anew.
  func resized(pool: Int, to count: Int) -> SimulationConfiguration {
    var resized = self
    let members = nodePools[pool].members
    resized.nodePools[pool].members = Array(members.prefix(count))
    resized.nodePools[pool].count = max(0, count - members.count)
    let gone = Set(members.dropFirst(count))
    guard !gone.isEmpty else { return resized }
    resized.initialObjects = initialObjects.compactMap { object in
      if let node = object as? Node { return gone.contains(node.metadata.name) ? nil : node }
      guard var pod = object as? Pod, gone.contains(pod.spec.nodeName) else { return object }
      pod.spec.nodeName = ""
      pod.status = PodStatus()
      return pod
    }
    return resized
  }

  /// How many nodes pool number `pool` has at the start.
  package func size(ofPool pool: Int) -> Int {
    nodePools[pool].members.count + nodePools[pool].count
  }

  /// The configuration with `thousandths` of the load: controllers want so many more pods, rounded
  /// up, and generators make them so much faster.
  ///
  /// Bare pods and traces stay as they are, and so do jobs, the bounds of autoscalers, what pods
  /// use, and how much a timeline multiplies.
  func grown(thousandths: Int64) -> SimulationConfiguration {
    guard thousandths != 1000 else { return self }
    var grown = self
    grown.initialObjects = initialObjects.map { $0.grown(thousandths) }
    grown.timeline = timeline.map { entry in
      var entry = entry
      switch entry.action {
      case .apply(let objects): entry.action = .apply(objects.map { $0.grown(thousandths) })
      case .update(var update):
        update.object = update.object.grown(thousandths)
        update.base = update.base?.grown(thousandths)
        entry.action = .update(update)
      case .scale(let target, let replicas):
        entry.action = .scale(target, replicas: Self.grown(replicas, thousandths))
      default: break
      }
      return entry
    }
    for index in grown.workloads.indices {
      grown.workloads[index].rateThousandths = thousandths
      if let limit = grown.workloads[index].limit {
        grown.workloads[index].limit = Int(
          clamping: (Int128(limit) * Int128(thousandths) + 999) / 1000)
      }
    }
    return grown
  }

  /// So many replicas of a load of `thousandths`, rounded up.
  fileprivate static func grown(_ replicas: Int32, _ thousandths: Int64) -> Int32 {
    Int32(clamping: (Int64(replicas) * thousandths + 999) / 1000)
  }
}

extension APIObject {
  /// The object with more replicas, if a controller of its own wants them.
  fileprivate func grown(_ thousandths: Int64) -> any APIObject {
    guard var replicated = self as? any ReplicatedObject,
      replicated.metadata.ownerReferences.isEmpty
    else { return self }
    replicated.replicas = SimulationConfiguration.grown(replicated.replicas, thousandths)
    return replicated
  }
}
