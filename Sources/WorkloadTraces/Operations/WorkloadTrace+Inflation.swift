import KubernetesObjects
import SimulationEngine

/// Orders and additions that are drawn.
extension WorkloadTrace {
  /// What of a drawn pod is compared with what is missing.
  enum Comparison {
    /// All that it asks for.
    case whole
    /// What it asks for of each device: the original compares so, and adds the whole.
    case perDevice
  }

  /// Brings what the pods in `rows` ask for to `share` millionths of what the nodes have.
  ///
  /// Too little: pods are drawn and added at the end until one would be too much. Too much: pods
  /// at drawn places are taken away until it is not.
  func inflate(
    _ rows: inout ContiguousArray<Int>, drawingFrom source: ContiguousArray<Int>? = nil,
    to share: Int64, counting comparison: Comparison, _ draw: (Int) -> Int
  ) {
    let source = source ?? rows
    let sizes = demands
    guard !source.isEmpty, source.contains(where: { sizes.whole[Int(arrivals[$0].template)] > 0 })
    else { return }
    let target = Int128(capacity(ofDevices: sizes.areDevices)) * Int128(share)
    var sum = rows.reduce(Int128(0)) { $0 + Int128(sizes.whole[Int(arrivals[$1].template)]) }
    guard sum * million < target else {
      var left = RemainingPlaces(count: rows.count)
      while sum * million > target, left.count > 0 {
        let place = left.remove(draw(left.count))
        sum -= Int128(sizes.whole[Int(arrivals[rows[place]].template)])
      }
      rows = ContiguousArray(rows.enumerated().filter { left.contains($0.offset) }.map(\.element))
      return
    }
    while true {
      let row = source[draw(source.count)]
      let template = Int(arrivals[row].template)
      let compared = comparison == .whole ? sizes.whole[template] : sizes.each[template]
      if (sum + Int128(compared)) * million > target { return }
      rows.append(row)
      sum += Int128(sizes.whole[template])
    }
  }

  /// The order and the additions of the simulator of "Beware of Fragmentation" (USENIX ATC 2023):
  /// from the order of names, by Go's numbers, one of which is drawn and forgotten first.
  func drawnOrder(
    _ rows: ContiguousArray<Int>, inflation: Int64?, _ draws: inout GoRandom
  ) -> ContiguousArray<Int> {
    _ = draws.next()
    let byName = ContiguousArray(
      rows.sorted { names.utf8(at: $0).lexicographicallyPrecedes(names.utf8(at: $1)) })
    var result = byName
    draws.shuffle(&result)
    if let inflation {
      inflate(&result, drawingFrom: byName, to: inflation, counting: .perDevice) {
        draws.intn($0)
      }
    }
    return result
  }

  /// The nodes in the order of drawn ranks; ten numbers are drawn and forgotten first.
  func ranked(_ draws: inout GoRandom) -> [Node] {
    for _ in 0..<10 { _ = draws.next() }
    let ranks = draws.permutation(nodes.count)
    let byName = nodes.sorted {
      $0.metadata.name.utf8.lexicographicallyPrecedes($1.metadata.name.utf8)
    }
    var result = byName
    for (place, rank) in ranks.enumerated() { result[rank] = byName[place] }
    return result
  }

  private var million: Int128 { Int128(TraceOperations.unit) }

  /// What the pods of each template ask for: thousandths of devices, altogether and of each, or
  /// millicores where no node has devices.
  private var demands: (areDevices: Bool, whole: [Int64], each: [Int64]) {
    guard capacity(ofDevices: true) > 0 else {
      let cpu = templates.map { $0.pod.spec.effectiveRequests.amount(of: .cpu) }
      return (false, cpu, cpu)
    }
    return (
      true, templates.map { $0.devices?.totalThousandths ?? 0 },
      templates.map { $0.devices?.thousandths ?? 0 }
    )
  }

  /// Thousandths of devices, or millicores, of all nodes.
  private func capacity(ofDevices areDevices: Bool) -> Int64 {
    nodes.reduce(0) { sum, node in
      let resources = node.status.allocatable
      return sum
        + (areDevices
          ? resources.amount(of: TraceDevices.gpu) * GPURequest.wholeMilli
          : resources.amount(of: .cpu))
    }
  }
}
