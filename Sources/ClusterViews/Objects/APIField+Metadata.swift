import KubernetesObjects
import StructuredText

/// What every object has, and what most kinds have alike.
extension APIField {
  /// The object's name.
  package var objectName: String { self.metadata["name"].text }

  /// The object's namespace; empty for an object of the cluster.
  package var objectNamespace: String { self.metadata.namespace.text }

  /// The instant of creation.
  var creation: Timestamp? { self.metadata.creationTimestamp.instant }

  /// Whether somebody has asked to delete the object.
  var isBeingDeleted: Bool { self.metadata.deletionTimestamp.exists }

  /// The owner that controls the object.
  var controllerReference: APIField? {
    self.metadata.ownerReferences.elements.first { $0["controller"].isTrue }
  }

  /// `Kind/name` of the owner that controls the object.
  var controllerText: String? {
    controllerReference.map { "\($0.kind.text)/\($0["name"].text)" }
  }

  /// The first condition of `type`.
  func condition(_ type: String) -> APIField? {
    self.status.conditions.elements.first { $0.type.text == type }
  }

  /// The labels of a map as Kubernetes writes them on one line: `app=web,tier=front`.
  var labelsText: String {
    let labels = labelSet
    return labels.isEmpty ? "<none>" : labels.description
  }

  /// A label selector in its object form; nil for one that cannot be.
  var labelSelector: LabelSelector? {
    let expressions = self.matchExpressions.elements.map {
      LabelSelector.Expression(
        key: $0.key.text, operation: $0["operator"].text, values: $0.values.texts)
    }
    return try? LabelSelector(matchLabels: self.matchLabels.labelSet, matchExpressions: expressions)
  }

  /// A label selector as tables have it: `<none>` for one that matches everything.
  var selectorText: String {
    guard exists else { return "<none>" }
    guard let selector = labelSelector else { return "<error>" }
    return selector.isEverything ? "<none>" : selector.description
  }

  /// The amounts of a map of resources.
  var amounts: ResourceList {
    ResourceList(
      sortedMembers.compactMap { member in
        member.field.quantity.map { (ResourceName(rawValue: member.name), $0) }
      })
  }
}
