/// `kubectl get daemonsets`.
enum DaemonSetTable: ObjectTable {
  static let columns: [TableColumn] =
    [
      "NAME", "DESIRED", "CURRENT", "READY", "UP-TO-DATE", "AVAILABLE", "NODE SELECTOR", "AGE",
    ] + TableColumn.template

  static func cells(of set: APIField, in view: TableView) -> [String] {
    let status = set.status
    let pods = set.spec.template.spec
    return [
      set.objectName, "\(status.desiredNumberScheduled.whole)",
      "\(status.currentNumberScheduled.whole)", "\(status.numberReady.whole)",
      "\(status.updatedNumberScheduled.whole)", "\(status.numberAvailable.whole)",
      pods.nodeSelector.labelsText, view.age(of: set),
    ] + pods.templateCells(selector: set.spec["selector"].selectorText)
  }
}
