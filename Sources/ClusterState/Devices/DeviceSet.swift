/// Some of the devices of one node, by their numbers from 0 to 63.
public struct DeviceSet: Hashable, Sendable {
  /// The most devices of a node that are known one by one; those beyond are only counted.
  public static let limit = 64

  private var bits: UInt64

  /// No devices.
  public static let none = DeviceSet(bits: 0)

  private init(bits: UInt64) { self.bits = bits }

  /// The devices called `numbers`, each below `limit`.
  public init(_ numbers: some Sequence<Int>) {
    bits = 0
    for number in numbers { insert(number) }
  }

  /// Whether there are none.
  public var isEmpty: Bool { bits == 0 }

  /// How many there are.
  public var count: Int { bits.nonzeroBitCount }

  /// The lowest number; nil if there are no devices.
  public var first: Int? { bits == 0 ? nil : bits.trailingZeroBitCount }

  /// The numbers in ascending order.
  public var numbers: [Int] { (0..<Self.limit).filter { bits >> UInt64($0) & 1 == 1 } }

  mutating func insert(_ number: Int) { bits |= 1 << UInt64(number) }

  /// Calls `body` for each number in ascending order.
  func forEach(_ body: (Int) -> Void) {
    var rest = bits
    while rest != 0 {
      body(rest.trailingZeroBitCount)
      rest &= rest - 1
    }
  }
}

extension DeviceSet: CustomStringConvertible {
  /// The numbers with dashes between: `2-3-4`, as the annotation `alibabacloud.com/gpu-index` has
  /// them.
  public var description: String { numbers.map { String($0) }.joined(separator: "-") }
}
