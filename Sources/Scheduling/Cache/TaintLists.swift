import ClusterState

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
  }

  /// The different lists; number 0 is the empty one.
  public private(set) var lists: ContiguousArray<ContiguousArray<Entry>> = [[]]
  /// The number of each node's list by node row.
  public private(set) var numbers: ContiguousArray<Int32> = []
  private var known: [ContiguousArray<Entry>: Int32] = [[]: 0]

  init() {}

  /// The number of the list of the node in `row`.
  @inlinable public func number(row: Int) -> Int { Int(numbers[row]) }

  mutating func set(_ taints: ContiguousArray<NodeTaint>, row: Int) {
    while numbers.count <= row { numbers.append(0) }
    let list = ContiguousArray(
      taints.map { Entry(key: $0.key, value: $0.value, effect: $0.effect) })
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
