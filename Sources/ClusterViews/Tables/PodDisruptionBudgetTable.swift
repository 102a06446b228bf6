/// `kubectl get poddisruptionbudgets`.
enum PodDisruptionBudgetTable: ObjectTable {
  static let columns: [TableColumn] = [
    "NAME", "MIN AVAILABLE", "MAX UNAVAILABLE", "ALLOWED DISRUPTIONS", "AGE",
  ]

  static func cells(of budget: APIField, in view: TableView) -> [String] {
    [
      budget.objectName, budget.spec.minAvailable.text(or: "N/A"),
      budget.spec.maxUnavailable.text(or: "N/A"), "\(budget.status.disruptionsAllowed.whole)",
      view.age(of: budget),
    ]
  }
}
