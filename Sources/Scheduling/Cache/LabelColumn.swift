import ClusterState

/// Marks ids of label columns.
public enum LabelColumnKind {}
/// A row of the cache's table of label columns.
public typealias LabelColumnID = Identifier<LabelColumnKind>

/// The values that nodes have under one label key: the domains of a topology.
///
/// Values are numbered densely in order of first appearance, so that sums by domain are sums in an
/// array.
public struct LabelColumn: Sendable {
  /// The key; the empty symbol for the column of node names.
  public let key: Symbol
  /// The number of each node's value by node row; -1 for nodes without the label.
  public internal(set) var domains: ContiguousArray<Int32> = []
  /// The value of each number.
  public internal(set) var values: ContiguousArray<Symbol> = []
  /// How many nodes have each value, by number.
  public internal(set) var nodeCounts: ContiguousArray<Int32> = []
  var numbers: [Symbol: Int32] = [:]

  init(key: Symbol) { self.key = key }

  /// How many different values have appeared.
  public var domainCount: Int { values.count }

  /// The number of the value of the node in `row`; -1 if it has none.
  @inlinable public func domain(row: Int) -> Int { Int(domains[row]) }

  /// The value of the node in `row`, if it has one.
  @inlinable public func value(row: Int) -> Symbol? {
    let domain = domains[row]
    return domain < 0 ? nil : values[Int(domain)]
  }

  mutating func set(_ value: Symbol?, row: Int) {
    while domains.count <= row { domains.append(-1) }
    if domains[row] >= 0 { nodeCounts[Int(domains[row])] -= 1 }
    domains[row] = value.map { number(of: $0) } ?? -1
    if domains[row] >= 0 { nodeCounts[Int(domains[row])] += 1 }
  }

  private mutating func number(of value: Symbol) -> Int32 {
    if let known = numbers[value] { return known }
    let number = Int32(values.count)
    values.append(value)
    nodeCounts.append(0)
    numbers[value] = number
    return number
  }
}
