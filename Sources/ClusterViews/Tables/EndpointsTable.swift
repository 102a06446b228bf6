/// `kubectl get endpoints`.
enum EndpointsTable: ObjectTable {
  static let columns: [TableColumn] = ["NAME", "ENDPOINTS", "AGE"]

  static func cells(of endpoints: APIField, in view: TableView) -> [String] {
    [endpoints.objectName, text(of: endpoints.subsets.elements), view.age(of: endpoints)]
  }

  private static func text(of subsets: [APIField]) -> String {
    if subsets.isEmpty { return "<none>" }
    var list: [String] = []
    for subset in subsets {
      let addresses = subset.addresses.elements.map(\.ip.text)
      let ports = subset.ports.elements.map(\.port.text)
      // A headless service may have no ports.
      list += ports.isEmpty ? addresses : []
      for port in ports { list += addresses.map { $0.joinedAsHost(withPort: port) } }
    }
    return list.joined(atMost: 3, of: list.count)
  }
}

extension String {
  /// `host:port`, with brackets around an address of IPv6.
  func joinedAsHost(withPort port: String) -> String {
    contains(":") ? "[\(self)]:\(port)" : "\(self):\(port)"
  }
}
