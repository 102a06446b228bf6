import ClusterState
import Controllers
import SimulationEngine

/// Endpoints were ready once, and who selects a pod is found from both ends.
extension World {
  func verifyServices() throws(InvariantViolation) {
    for row in cluster.services.indices {
      let service = cluster.services[row]
      var last = PodID.absent
      for pod in service.readyEndpoints {
        guard service.publishesUnready || cluster.pods[pod].firstReady.isSet else {
          throw violation(
            describe(pod), "is an endpoint of \(describe(ServiceID(row))) and was never ready"
          )
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
      guard
        service.endpoints.lazy.filter({ $0.conditions.contains(.ready) }).map(\.pod)
          .elementsEqual(service.readyEndpoints)
      else { throw violation(describe(ServiceID(row)), "lists others as ready than it counts") }
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
      throw violation(
        "the templates", "are said to be selected \(-selecting) times too often")
    }
    for row in listing.indices where listing[row] != cluster.endpointCount(of: PodID(row)) {
      throw violation(
        describe(PodID(row)), "is an endpoint of \(listing[row]) services")
    }
  }

  func describe(_ id: ServiceID) -> String {
    let record = cluster.services[id.row]
    let namespace = cluster.symbols[record.namespace]
    return "service \(namespace)/\(cluster.symbols[record.name]) (number \(id.index))"
  }
}
