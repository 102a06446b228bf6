/// `kubectl get priorityclasses`.
enum PriorityClassTable: ObjectTable {
  static let columns: [TableColumn] = [
    "NAME", "VALUE", "GLOBAL-DEFAULT", "AGE", "PREEMPTIONPOLICY",
  ]

  static func cells(of priority: APIField, in view: TableView) -> [String] {
    [
      priority.objectName, "\(priority["value"].whole)", "\(priority.globalDefault.isTrue)",
      view.age(of: priority), priority.preemptionPolicy.text,
    ]
  }
}
