import ClusterState

/// The pods of a scheduling queue, found by id in constant time; the room of those that have left
/// is used again.
struct QueuedPodTable: Sendable {
  private var rowOfPod: ContiguousArray<Int32> = []
  private var rows: ContiguousArray<QueuedPod> = []
  private var freeRows: ContiguousArray<Int32> = []

  /// How many pods there are.
  var count: Int { rows.count - freeRows.count }

  /// The row of `pod`, or nil if it is not there.
  func row(of pod: PodID) -> Int? {
    guard pod.row < rowOfPod.count, rowOfPod[pod.row] >= 0 else { return nil }
    return Int(rowOfPod[pod.row])
  }

  /// The pod in `row`.
  subscript(row: Int) -> QueuedPod {
    _read { yield rows[row] }
    _modify { yield &rows[row] }
  }

  /// Adds a pod that is not there, and returns its row.
  mutating func insert(_ entry: QueuedPod) -> Int {
    while rowOfPod.count <= entry.pod.row { rowOfPod.append(-1) }
    if let row = freeRows.popLast() {
      rows[Int(row)] = entry
      rowOfPod[entry.pod.row] = row
    } else {
      rowOfPod[entry.pod.row] = Int32(rows.count)
      rows.append(entry)
    }
    return Int(rowOfPod[entry.pod.row])
  }

  /// Takes `pod` out if it is there.
  mutating func remove(_ pod: PodID) {
    guard let row = row(of: pod) else { return }
    rowOfPod[pod.row] = -1
    freeRows.append(Int32(row))
  }

  /// Calls `body` for every pod, oldest first.
  func forEach(_ body: (QueuedPod) -> Void) {
    for row in rowOfPod where row >= 0 { body(rows[Int(row)]) }
  }
}
