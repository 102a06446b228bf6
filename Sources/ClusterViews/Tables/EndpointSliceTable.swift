/// `kubectl get endpointslices`.
enum EndpointSliceTable: ObjectTable {
  static let columns: [TableColumn] = ["NAME", "ADDRESSTYPE", "PORTS", "ENDPOINTS", "AGE"]

  static func cells(of slice: APIField, in view: TableView) -> [String] {
    let ports = slice.ports.elements.map { port in
      port.port.text(or: port["name"].exists ? port["name"].text : "*")
    }
    let addresses = slice.endpoints.elements.flatMap(\.addresses.texts)
    return [
      slice.objectName, slice.addressType.text, Self.text(of: ports), Self.text(of: addresses),
      view.age(of: slice),
    ]
  }

  private static func text(of list: [String]) -> String {
    let text = list.joined(atMost: 3, of: list.count)
    return text.isEmpty ? "<unset>" : text
  }
}
