/// How the fullness of a node becomes a score.
///
/// Source: `pkg/scheduler/framework/plugins/noderesources`, Kubernetes 1.34. All in integers, a
/// division each time.
public enum ScoringStrategy: Sendable {
  /// The emptier, the better.
  case leastAllocated
  /// The fuller, the better.
  case mostAllocated
  /// By a broken line over the utilization in percent.
  case requestedToCapacityRatio(ContiguousArray<ShapePoint>)

  /// A corner of the broken line.
  public struct ShapePoint: Hashable, Sendable {
    /// The utilization in percent.
    public let utilization: Int64
    /// The score there, 0...100.
    public let score: Int64

    /// The corner (`utilization`, `score`).
    public init(utilization: Int64, score: Int64) {
      self.utilization = utilization
      self.score = score
    }
  }

  /// Scores the nodes of `column`.
  @inline(__always)
  func fill(_ column: inout ScoreColumn, _ load: some ResourceLoad) {
    switch self {
    case .leastAllocated:
      column.fill(block: load.leastAllocated) { Self.leastAllocated(load, row: $0.row) }
    case .mostAllocated: column.fill { Self.mostAllocated(load, row: $0.row) }
    case .requestedToCapacityRatio(let shape):
      column.fill { Self.requestedToCapacityRatio(load, row: $0.row, shape) }
    }
  }

  @inline(__always)
  private static func leastAllocated(_ load: some ResourceLoad, row: Int) -> Int64 {
    var (sum, weights): (Int64, Int64) = (0, 0)
    load.forEach(row: row) { requested, allocatable, weight in
      let free = requested > allocatable ? 0 : (allocatable &- requested) &* 100 / allocatable
      sum &+= free &* weight
      weights &+= weight
    }
    // A division by a constant is a multiplication.
    if weights == 2 { return sum / 2 }
    return weights == 0 ? 0 : sum / weights
  }

  @inline(__always)
  private static func mostAllocated(_ load: some ResourceLoad, row: Int) -> Int64 {
    var (sum, weights): (Int64, Int64) = (0, 0)
    load.forEach(row: row) { requested, allocatable, weight in
      sum &+= min(requested, allocatable) &* 100 / allocatable &* weight
      weights &+= weight
    }
    return weights == 0 ? 0 : sum / weights
  }

  private static func requestedToCapacityRatio(
    _ load: some ResourceLoad, row: Int, _ shape: ContiguousArray<ShapePoint>
  ) -> Int64 {
    var (sum, weights): (Int64, Int64) = (0, 0)
    load.forEach(row: row) { requested, allocatable, weight in
      let utilization = requested > allocatable ? 100 : requested &* 100 / allocatable
      let score = Self.score(at: utilization, shape)
      guard score > 0 else { return }
      sum &+= score &* weight
      weights &+= weight
    }
    guard weights != 0 else { return 0 }
    return Int64((Double(sum) / Double(weights)).rounded(.toNearestOrAwayFromZero))
  }

  /// The height of the broken line, constant beyond its ends; truncated toward zero in between.
  static func score(at utilization: Int64, _ shape: ContiguousArray<ShapePoint>) -> Int64 {
    for index in shape.indices where utilization <= shape[index].utilization {
      guard index > 0 else { return shape[0].score }
      let (left, right) = (shape[index - 1], shape[index])
      return left.score
        + (right.score - left.score) * (utilization - left.utilization)
        / (right.utilization - left.utilization)
    }
    return shape.last?.score ?? 0
  }
}
