/// `kubectl get replicationcontrollers`, whose selector is a map of labels.
enum ReplicationControllerTable: ObjectTable {
  static let columns = ReplicaSetTable.columns

  static func cells(of controller: APIField, in view: TableView) -> [String] {
    ReplicaSetTable.replicaCells(
      of: controller, in: view, selector: controller.spec["selector"].labelsText)
  }
}
