/// How many revisions workloads can have by now, at the most: each change may make one.
struct RevisionBounds {
  private var changes: [KnownWorld.Key: Int] = [:]
  /// The changes that may be of any object.
  private var commonChanges = 0
  private var returned: Set<KnownWorld.Key> = []
  private var mayAnyHaveReturned = false

  /// The number of the newest revision of an object, at the most.
  func most(of key: KnownWorld.Key) -> Int64 { Int64(changes[key, default: 0] + commonChanges) }

  /// Whether an object may have a template of earlier, which its manifest does not have.
  func mayHaveReturned(_ key: KnownWorld.Key) -> Bool {
    mayAnyHaveReturned || returned.contains(key)
  }

  /// Notes that an object is made or changes; nil if it may be any.
  mutating func noteChange(of key: KnownWorld.Key?) {
    if let key { changes[key, default: 0] += 1 } else { commonChanges += 1 }
  }

  /// Notes that an object returns to an earlier template; nil if it may be any.
  mutating func noteReturn(of key: KnownWorld.Key?) {
    noteChange(of: key)
    if let key { returned.insert(key) } else { mayAnyHaveReturned = true }
  }
}
