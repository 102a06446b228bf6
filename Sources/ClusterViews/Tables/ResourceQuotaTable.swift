/// `kubectl get resourcequotas`.
enum ResourceQuotaTable: ObjectTable {
  static let columns: [TableColumn] = ["NAME", "REQUEST", "LIMIT", "AGE"]

  static func cells(of quota: APIField, in view: TableView) -> [String] {
    var requests: [String] = []
    var limits: [String] = []
    for (name, hard) in quota.status.hard.sortedMembers {
      let text = "\(name): \(quota.status.used[name].text(or: "0"))/\(hard.text)"
      if name.hasPrefix("limits.") { limits.append(text) } else { requests.append(text) }
    }
    return [
      quota.objectName, requests.joined(separator: ", "), limits.joined(separator: ", "),
      view.age(of: quota),
    ]
  }
}
