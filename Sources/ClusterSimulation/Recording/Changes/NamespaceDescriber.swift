import ClusterState

/// Namespaces in the change log.
enum NamespaceDescriber: ObjectDescriber {
  static let subjects = [ClusterChange.Subject.namespace]

  /// Namespaces are there before anything that is told of happens in them.
  static let isListedAtStart = false

  static func rowCount(in view: ChangeView) -> Int { view.cluster.namespaces.records.count }

  static func description(of row: Int, in view: ChangeView) -> ObjectDescription {
    let record = view.cluster.namespaces.records[row]
    // One that was always there is told of once something happens to it.
    var told = ObjectDescription(
      kind: "Namespace", name: view.cluster.symbols[record.name],
      isPresent: record.isPresent && (!record.isImplied || record.deletion.isSet))
    told.add("phase", record.deletion.isSet ? "Terminating" : "Active")
    guard let status = record.status else { return told }
    // Discovery and parsing never fail here.
    told.add("cond.NamespaceDeletionDiscoveryFailure", "False/ResourcesDiscovered")
    told.add("cond.NamespaceDeletionGroupVersionParsingFailure", "False/ParsedGroupVersions")
    told.add(
      "cond.NamespaceDeletionContentFailure",
      status.failure.isEmpty ? "False/ContentDeleted" : "True/ContentDeletionFailed")
    told.add(
      "cond.NamespaceContentRemaining",
      status.remainingContent.isEmpty ? "False/ContentRemoved" : "True/SomeResourcesRemain")
    told.add(
      "cond.NamespaceFinalizersRemaining",
      status.remainingFinalizers.isEmpty
        ? "False/ContentHasNoFinalizers" : "True/SomeFinalizersRemain")
    return told
  }
}
