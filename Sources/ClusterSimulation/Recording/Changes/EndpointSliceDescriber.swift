import ClusterState

/// The endpoints of services in the change log, as one slice of each service that selects pods.
enum EndpointSliceDescriber: ObjectDescriber {
  static let subjects = [ClusterChange.Subject.service, .endpoints]

  static func rowCount(in view: ChangeView) -> Int { view.cluster.services.count }

  static func description(of row: Int, in view: ChangeView) -> ObjectDescription {
    let cluster = view.cluster
    let record = cluster.services[row]
    let name = cluster.symbols[record.name]
    let selects = record.selector.map { !$0.pairs.isEmpty } ?? false
    var told = ObjectDescription(
      kind: "EndpointSlice", namespace: cluster.symbols[record.namespace], name: name,
      isPresent: record.isPresent && (selects || !record.endpoints.isEmpty))
    told.add("owner", "Service/\(name)")
    for endpoint in record.endpoints {
      let name = cluster.pods[endpoint.pod].name.text(cluster.symbols)
      told.add("ep.\(name)", endpoint.conditions.text)
    }
    return told
  }
}

extension EndpointConditions {
  /// Those that hold, in the order of the API; `none` where none does.
  fileprivate var text: String {
    let names: [(EndpointConditions, String)] = [
      (.ready, "ready"), (.serving, "serving"), (.terminating, "terminating"),
    ]
    let held = names.filter { contains($0.0) }.map(\.1)
    return held.isEmpty ? "none" : held.joined(separator: "+")
  }
}
