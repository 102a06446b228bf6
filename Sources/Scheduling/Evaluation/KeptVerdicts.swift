/// Why each node is turned down for the pods of a template that fit nowhere, by position, and how
/// many nodes each verdict stands for.
///
/// A pod that fits nowhere is tried again whenever something happens that might help it, and mostly
/// fails again: only the nodes that have changed are asked then.
struct KeptVerdicts: Sendable {
  /// How many changes of nodes have been taken into account; nil before the first time.
  var seen: Int?

  private static let unset = UInt16.max

  /// The different verdicts, by number. Some may stand for no node any more.
  private var verdicts: ContiguousArray<Verdict> = []
  private var counts: ContiguousArray<Int> = []
  private var numbers: [Verdict: UInt16] = [:]
  private var numbersByPosition: ContiguousArray<UInt16> = []

  /// Forgets everything, and takes `count` positions up.
  mutating func reset(count: Int) {
    verdicts.removeAll(keepingCapacity: true)
    counts.removeAll(keepingCapacity: true)
    numbers.removeAll(keepingCapacity: true)
    numbersByPosition = ContiguousArray(repeating: Self.unset, count: count)
  }

  /// Whether there are more verdicts than can be numbered, or many more than nodes.
  var isFull: Bool {
    verdicts.count >= min(Int(Self.unset), 2 * numbersByPosition.count + 64)
  }

  /// Notes that the node at `position` is turned down by `verdict`; not to be asked when full.
  mutating func set(_ verdict: Verdict, at position: Int) {
    let known = numbersByPosition[position]
    if known != Self.unset {
      if verdicts[Int(known)] == verdict { return }
      counts[Int(known)] -= 1
    }
    let number = number(of: verdict)
    counts[Int(number)] += 1
    numbersByPosition[position] = number
  }

  /// How many nodes each verdict stands for.
  var tally: VerdictTally {
    var tally = VerdictTally()
    for number in verdicts.indices where counts[number] > 0 {
      tally.add(verdicts[number], counts[number])
    }
    return tally
  }

  private mutating func number(of verdict: Verdict) -> UInt16 {
    if let last = verdicts.indices.last, verdicts[last] == verdict { return UInt16(last) }
    if let number = numbers[verdict] { return number }
    let number = UInt16(verdicts.count)
    numbers[verdict] = number
    verdicts.append(verdict)
    counts.append(0)
    return number
  }
}
