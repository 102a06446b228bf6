import ClusterState

/// What is kept for templates, by profile; what has not been used for longest goes when the store
/// is full.
struct EvaluationStore: Sendable {
  /// Where a template stands in the store.
  private enum Place {
    /// No pod of it has been scheduled.
    static let unknown: Int32 = -2
    /// One pod of it has: it was scheduled by a full scan, for most such templates have no second.
    static let seenOnce: Int32 = -1
  }

  private struct Entry: Sendable {
    var evaluation = TemplateEvaluation()
    var lastUse = 0
    var profile = 0
    var template = 0
  }

  /// The memory that the store may take, in bytes.
  private static let budget = 64 << 20
  /// The memory that an evaluation takes for each node, in bytes.
  private static let bytesPerNode = 7

  private var entries: ContiguousArray<Entry> = []
  private var places: ContiguousArray<ContiguousArray<Int32>> = []
  private var useCount = 0

  /// The row of what is kept for `template` under `profile`; nil at the first use of a template.
  mutating func row(
    of template: PodTemplateID, profile: Int, nodeCount: Int
  ) -> Int? {
    while places.count <= profile { places.append([]) }
    while places[profile].count <= template.row { places[profile].append(Place.unknown) }
    useCount += 1
    var place = places[profile][template.row]
    if place == Place.unknown {
      places[profile][template.row] = Place.seenOnce
      return nil
    }
    if place == Place.seenOnce {
      place = Int32(claim(nodeCount: nodeCount))
      entries[Int(place)].profile = profile
      entries[Int(place)].template = template.row
      places[profile][template.row] = place
    }
    entries[Int(place)].lastUse = useCount
    return Int(place)
  }

  /// Exchanges what is kept in `row` with `evaluation`.
  mutating func exchange(_ row: Int, with evaluation: inout TemplateEvaluation) {
    swap(&entries[row].evaluation, &evaluation)
  }

  /// A row for a new entry: another one, or that of the entry that was not used for longest.
  private mutating func claim(nodeCount: Int) -> Int {
    let capacity = max(8, Self.budget / max(1, Self.bytesPerNode * nodeCount))
    if entries.count < capacity {
      entries.append(Entry())
      return entries.count - 1
    }
    let oldest = entries.indices.min { entries[$0].lastUse < entries[$1].lastUse } ?? 0
    places[entries[oldest].profile][entries[oldest].template] = Place.seenOnce
    entries[oldest] = Entry()
    return oldest
  }
}
