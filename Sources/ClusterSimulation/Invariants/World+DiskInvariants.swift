import ClusterState

/// A disk that one node at a time may have is attached to one node at most.
extension World {
  func verifyDisks() throws(InvariantViolation) {
    for row in cluster.attachments.indices {
      let record = cluster.attachments[row]
      guard record.isPresent, record.disk.isExclusive else { continue }
      let rows = cluster.attachments(of: record.disk.key)
      guard rows == [Int32(row)] else {
        throw violation(
          "disk \(cluster.symbols[record.disk.name])", "is attached to \(rows.count) nodes at once")
      }
    }
  }
}
