/// `kubectl get deployments`.
enum DeploymentTable: ObjectTable {
  static let columns: [TableColumn] =
    ["NAME", "READY", "UP-TO-DATE", "AVAILABLE", "AGE"] + TableColumn.template

  static func cells(of deployment: APIField, in view: TableView) -> [String] {
    let status = deployment.status
    // An empty selector stays empty here, unlike in the tables of the other kinds.
    let selector = deployment.spec["selector"].labelSelector?.description ?? "<invalid>"
    return [
      deployment.objectName,
      "\(status.readyReplicas.whole)/\(deployment.spec.replicas.whole)",
      "\(status.updatedReplicas.whole)", "\(status.availableReplicas.whole)",
      view.age(of: deployment),
    ] + deployment.spec.template.spec.templateCells(selector: selector)
  }
}
