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
      isPresent: record.isPresent && (selects || !record.readyEndpoints.isEmpty))
    told.add("owner", "Service/\(name)")
    for pod in record.readyEndpoints {
      told.add("ep.\(cluster.pods[pod].name.text(cluster.symbols))", "ready+serving")
    }
    return told
  }
}
