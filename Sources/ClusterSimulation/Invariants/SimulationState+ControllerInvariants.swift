import ClusterState
import Controllers
import SimulationEngine

/// Endpoints were ready, and a controller that has nothing left to do has what it wants.
extension SimulationState {
  func verifyServices() throws(InvariantViolation) {
    for row in cluster.services.indices {
      let service = cluster.services[row]
      var last = PodID.absent
      for pod in service.readyEndpoints {
        guard cluster.pods[pod].firstReady.isSet else {
          throw violation(
            describe(pod), "is an endpoint of \(describe(ServiceID(row))) and was never ready")
        }
        guard pod > last else {
          throw violation(
            describe(pod), "is out of order among the endpoints of service number \(row)")
        }
        last = pod
      }
      guard service.isPresent || service.readyEndpoints.isEmpty else {
        throw violation(describe(ServiceID(row)), "is gone and has endpoints")
      }
    }
  }

  func verifySettledControllers() throws(InvariantViolation) {
    guard !isControllerManagerPaused, controllerWritesInFlight == 0 else { return }
    if isQuiet(.replication), !replication.hasWork { try verifySettledReplication() }
    if isQuiet(.replication), !disruption.hasWork { try verifySettledBudgets() }
    if isQuiet(.endpoints), !endpoints.hasWork { try verifySettledEndpoints() }
  }

  /// Whether `watcher` has read everything.
  private func isQuiet(_ watcher: Watcher) -> Bool {
    cursors.position(of: watcher) == cluster.changes.end
  }

  private func verifySettledReplication() throws(InvariantViolation) {
    for row in cluster.workloads.indices {
      let record = cluster.workloads[row]
      guard record.isPresent, !replication.awaitsRetry(of: WorkloadID(row)) else {
        continue
      }
      var active: Int32 = 0
      if configuration.controlPlane.replication.usesOwnerReferences {
        active = cluster.pods.counts(of: WorkloadID(row)).active
      } else {
        for template in record.matching { active += cluster.pods.counts(of: template).active }
      }
      guard active == record.replicas else {
        throw violation(
          describe(WorkloadID(row)),
          "is settled with \(active) pods and wants \(record.replicas)")
      }
      guard record.status.replicas == active else {
        throw violation(
          describe(WorkloadID(row)),
          "is settled and reports \(record.status.replicas) pods of \(active)")
      }
    }
  }

  /// A budget that asks for a number of pods tells what they allow; one that asks for a share is
  /// told of its pods only, and not of what their controllers want.
  private func verifySettledBudgets() throws(InvariantViolation) {
    for row in cluster.disruptionBudgets.indices where cluster.disruptionBudgets[row].isPresent {
      let budget = cluster.disruptionBudgets[row]
      guard budget.maxUnavailable == nil, case .int = budget.minAvailable else { continue }
      let expected = DisruptionController.status(of: row, in: cluster)
      guard budget.status == expected else {
        throw violation(
          "disruption budget number \(row)", "says \(budget.status) and should say \(expected)")
      }
    }
  }

  private func verifySettledEndpoints() throws(InvariantViolation) {
    for row in cluster.services.indices where cluster.services[row].isPresent {
      let service = cluster.services[row]
      var wanted: Set<PodID> = []
      for template in service.matching {
        cluster.pods.forEach(of: template) { pod in
          let record = cluster.pods[pod]
          if record.isReady && record.node.isPresent && !record.isDeleting { wanted.insert(pod) }
        }
      }
      guard Set(service.readyEndpoints) == wanted else {
        throw violation(
          describe(ServiceID(row)),
          "is settled with \(service.readyEndpoints.count) endpoints of \(wanted.count)"
        )
      }
    }
  }

  /// What selects a template is found from both ends, and the endpoints of each pod are counted.
  func verifySelections() throws(InvariantViolation) {
    var selecting = 0
    var listing = Array(repeating: 0, count: cluster.pods.count)
    for row in cluster.services.indices {
      let service = cluster.services[row]
      for template in service.matching {
        guard cluster.services(selecting: template).contains(ServiceID(row)) else {
          throw violation(describe(ServiceID(row)), "is not known to select \(template)")
        }
      }
      selecting += service.matching.count
      for pod in service.readyEndpoints { listing[pod.row] += 1 }
    }
    for row in cluster.workloads.indices {
      let id = WorkloadID(row)
      for template in cluster.workloads[row].matching {
        guard cluster.workloads(selecting: template).contains(id) else {
          throw violation(describe(id), "is not known to select \(template)")
        }
      }
      selecting += cluster.workloads[row].matching.count
    }
    for row in 0..<cluster.templates.count {
      let template = PodTemplateID(row)
      selecting -= cluster.services(selecting: template).count
      selecting -= cluster.workloads(selecting: template).count
    }
    guard selecting == 0 else {
      throw violation("the templates", "are said to be selected \(-selecting) times too often")
    }
    for row in listing.indices where listing[row] != cluster.endpointCount(of: PodID(row)) {
      throw violation(describe(PodID(row)), "is an endpoint of \(listing[row]) services")
    }
  }

  /// The controller as a message names it.
  func describe(_ id: WorkloadID) -> String {
    let record = cluster.workloads[id.row]
    let namespace = cluster.symbols[record.namespace]
    return "\(record.kind.name) \(namespace)/\(cluster.symbols[record.name]) (number \(id.index))"
  }

  private func describe(_ id: ServiceID) -> String {
    let record = cluster.services[id.row]
    let namespace = cluster.symbols[record.namespace]
    return "service \(namespace)/\(cluster.symbols[record.name]) (number \(id.index))"
  }
}
