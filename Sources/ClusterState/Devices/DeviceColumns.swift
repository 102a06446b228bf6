import KubernetesObjects

/// How much of each device of each node is taken, in thousandths.
///
/// A device is idle, whole in one pod's hands, or carries shares; what is given back is subtracted,
/// so that pods can be taken off on trial and put back. Nodes without devices cost nothing if no
/// node after them has any.
public struct DeviceColumns: Sendable {
  private static let whole = Int32(GPURequest.wholeMilli)

  /// Where each node's devices begin in `taken`, by row.
  private var starts: ContiguousArray<Int32> = []
  /// How many devices each node has room for in `taken`, by row.
  private var sizes: ContiguousArray<Int32> = []
  /// How many devices each node has, by row.
  private var counts: ContiguousArray<Int32> = []
  private var taken: ContiguousArray<Int32> = []
  /// How many pods hold a share of each device.
  private var holders: ContiguousArray<Int32> = []
  private var largest: ContiguousArray<Int32> = []
  private var free: ContiguousArray<Int32> = []
  private var idle: ContiguousArray<Int32> = []
  private var shared: ContiguousArray<Int32> = []

  /// Columns of no nodes.
  public init() {}

  /// Says that the node in `row` has `count` devices, `DeviceSet.limit` at most.
  public mutating func resize(row: Int, to count: Int) {
    let count = min(count, DeviceSet.limit)
    guard count > 0 || row < counts.count else { return }
    while counts.count <= row {
      starts.append(Int32(taken.count))
      for column in [\Self.sizes, \.counts, \.largest, \.free, \.idle, \.shared] {
        self[keyPath: column].append(0)
      }
    }
    if sizes[row] < count {
      let known = Int(starts[row])..<Int(starts[row] + sizes[row])
      let missing = repeatElement(Int32(0), count: count - known.count)
      starts[row] = Int32(taken.count)
      sizes[row] = Int32(count)
      taken.append(contentsOf: Array(taken[known]) + missing)
      holders.append(contentsOf: Array(holders[known]) + missing)
    }
    counts[row] = Int32(count)
    refresh(row)
  }

  /// How many devices the node in `row` has.
  public func count(row: Int) -> Int { row < counts.count ? Int(counts[row]) : 0 }

  /// What is taken of device `number` of the node in `row`.
  public func taken(_ number: Int, row: Int) -> Int64 { Int64(taken[Int(starts[row]) + number]) }

  /// What is left of device `number` of the node in `row`.
  public func left(_ number: Int, row: Int) -> Int32 {
    max(0, Self.whole - taken[Int(starts[row]) + number])
  }

  /// What is left of each device of the node in `row`, written to the beginning of `storage`, which
  /// has room for `DeviceSet.limit` numbers.
  public func left(
    row: Int, in storage: UnsafeMutableBufferPointer<Int32>
  ) -> UnsafeMutableBufferPointer<Int32> {
    let count = count(row: row)
    for number in 0..<count { storage[number] = left(number, row: row) }
    return UnsafeMutableBufferPointer(rebasing: storage[..<count])
  }

  /// The most that is free of one device of the node in `row`.
  public func largestFree(row: Int) -> Int32 { row < counts.count ? largest[row] : 0 }

  /// What is free of all devices of the node in `row` together.
  public func totalFree(row: Int) -> Int32 { row < counts.count ? free[row] : 0 }

  /// How many devices of the node in `row` are idle.
  public func idleCount(row: Int) -> Int { row < counts.count ? Int(idle[row]) : 0 }

  /// How many devices of the node in `row` carry shares.
  public func sharedCount(row: Int) -> Int64 { row < counts.count ? Int64(shared[row]) : 0 }

  /// The devices that `demand` takes on the node in `row`: for a share the one with the least left
  /// that is enough, else idle ones, the lowest numbers first; as many as there are.
  public func choice(for demand: DeviceDemand, row: Int) -> DeviceSet {
    var choice = DeviceSet.none
    guard row < counts.count else { return choice }
    let devices = Int(starts[row])..<Int(starts[row] + counts[row])
    guard demand.isShare else {
      for device in devices where taken[device] == 0 && Int64(choice.count) < demand.count {
        choice.insert(device - devices.lowerBound)
      }
      return choice
    }
    var tightest: Int?
    for device in devices where taken[device] + demand.milli <= Self.whole {
      if let known = tightest, taken[known] >= taken[device] { continue }
      tightest = device
    }
    if let tightest { choice.insert(tightest - devices.lowerBound) }
    return choice
  }

  /// Whether `devices` of the node in `row` are free for `demand`.
  public func areFree(_ devices: DeviceSet, for demand: DeviceDemand, row: Int) -> Bool {
    var areFree = !devices.isEmpty
    devices.forEach { number in
      areFree =
        areFree && number < count(row: row)
        && taken[Int(starts[row]) + number] + demand.milli <= Self.whole
    }
    return areFree
  }

  /// Takes `devices` of the node in `row` for `demand`, or gives them back if `sign` is negative;
  /// returns by how many more of the node's devices carry shares.
  @discardableResult
  public mutating func add(
    _ devices: DeviceSet, _ demand: DeviceDemand, row: Int, sign: Int32
  ) -> Int64 {
    guard !devices.isEmpty, row < counts.count else { return 0 }
    let before = shared[row]
    devices.forEach { number in
      guard number < sizes[row] else { return }
      let device = Int(starts[row]) + number
      taken[device] += sign * demand.milli
      if demand.isShare { holders[device] += sign }
    }
    refresh(row)
    return Int64(shared[row] - before)
  }

  private mutating func refresh(_ row: Int) {
    var (largest, free, idle, shared) = (Int32(0), Int32(0), Int32(0), Int32(0))
    for device in Int(starts[row])..<Int(starts[row] + counts[row]) {
      let left = max(0, Self.whole - taken[device])
      largest = max(largest, left)
      free += left
      if taken[device] == 0 { idle += 1 }
      if holders[device] > 0 { shared += 1 }
    }
    (self.largest[row], self.free[row]) = (largest, free)
    (self.idle[row], self.shared[row]) = (idle, shared)
  }
}
