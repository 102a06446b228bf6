import ClusterState

/// Names of pods as a beginning that many share and a number: the five letters that a controller
/// puts behind, or the decimal number of one of many jobs.
struct PodNameColumns {
  /// How the number is written behind the beginning.
  private enum Form: Int64 {
    case none
    case letters
    case decimal
  }

  private struct Beginning: Hashable {
    let namespace: Symbol
    let form: Form
    let text: String
  }

  private var rows = GroupRows<Beginning>()
  /// The row of each pod's beginning.
  private(set) var beginnings: ContiguousArray<Int64> = []
  private(set) var numbers: ContiguousArray<Int64> = []

  /// The texts of the beginnings.
  var texts: [String] { rows.keys.map(\.text) }
  /// How each is continued.
  var forms: [Int64] { rows.keys.map(\.form.rawValue) }
  /// The namespace of each.
  var namespaces: [Symbol] { rows.keys.map(\.namespace) }

  mutating func append(_ name: PodName, in namespace: Symbol, _ symbols: borrowing SymbolTable) {
    let text = symbols[name.base]
    if name.suffix >= 0 {
      add(Beginning(namespace: namespace, form: .letters, text: text), Int64(name.suffix))
      return
    }
    let digits = text.utf8.reversed().prefix { (48...57).contains($0) }.count
    let end = text.utf8.index(text.utf8.endIndex, offsetBy: -min(digits, 15))
    let number = text[end...]
    // A zero in front would be lost.
    guard let value = Int64(number), String(value) == number else {
      add(Beginning(namespace: namespace, form: .none, text: text), 0)
      return
    }
    add(Beginning(namespace: namespace, form: .decimal, text: String(text[..<end])), value)
  }

  private mutating func add(_ beginning: Beginning, _ number: Int64) {
    beginnings.append(Int64(rows.row(of: beginning)))
    numbers.append(number)
  }
}
