import ClusterState

/// Resource quotas in the change log.
enum QuotaDescriber: ObjectDescriber {
  static let subjects = [ClusterChange.Subject.resourceQuota]

  static func rowCount(in view: ChangeView) -> Int { view.cluster.quotas.count }

  static func description(of row: Int, in view: ChangeView) -> ObjectDescription {
    let record = view.cluster.quotas[row]
    let symbols = view.cluster.symbols
    var told = ObjectDescription(
      kind: "ResourceQuota", namespace: symbols[record.namespace], name: symbols[record.name],
      isPresent: record.isPresent)
    told.add("hard", record.hard)
    told.add("used", record.used)
    return told
  }
}
