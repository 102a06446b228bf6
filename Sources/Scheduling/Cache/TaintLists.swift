import ClusterState
import KubernetesObjects

/// The taints of the nodes, each different list stored once.
///
/// A plugin judges each list once a pod and each node by its list's number.
public struct TaintLists: Sendable {
  /// A taint without the time at which it was put on.
  public struct Entry: Hashable, Sendable {
    /// The taint's key.
    public let key: Symbol
    /// The taint's value.
    public let value: Symbol
    /// What it does.
    public let effect: NodeTaintEffect
    /// The value as a number, if it is one; what tolerations can compare.
    let number: Int64?

    /// The taint `key`; unless its value is known as a `number`, tolerations do not compare it.
    init(key: Symbol, value: Symbol, effect: NodeTaintEffect, number: Int64? = nil) {
      self.key = key
      self.value = value
      self.effect = effect
      self.number = number
    }

    /// The taint with its value as a number, if it is one.
    func withNumber(_ symbols: SymbolTable) -> Entry {
      Entry(key: key, value: value, effect: effect, number: Int64(canonical: symbols[value]))
    }
  }

  /// The different lists; number 0 is the empty one.
  public private(set) var lists: ContiguousArray<ContiguousArray<Entry>> = [[]]
  /// The number of each node's list by node row.
  public private(set) var numbers: ContiguousArray<Int32> = []
  private var known: [ContiguousArray<Entry>: Int32] = [[]: 0]

  init() {}

  /// The number of the list of the node in `row`.
  @inlinable public func number(row: Int) -> Int { Int(numbers[row]) }

  /// Takes a new row up, without taints.
  mutating func clear(row: Int) {
    while numbers.count <= row { numbers.append(0) }
    numbers[row] = 0
  }

  /// Takes over the taints of the node in `row`, which is known; with `comparingNumbers` also what
  /// their values are as numbers.
  mutating func set(
    _ taints: ContiguousArray<NodeTaint>, comparingNumbers: Bool, _ symbols: SymbolTable, row: Int
  ) {
    let list = ContiguousArray(
      taints.map { taint in
        let entry = Entry(key: taint.key, value: taint.value, effect: taint.effect)
        return comparingNumbers ? entry.withNumber(symbols) : entry
      })
    if let number = known[list] {
      numbers[row] = number
      return
    }
    let number = Int32(lists.count)
    lists.append(list)
    known[list] = number
    numbers[row] = number
  }
}
