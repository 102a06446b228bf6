import ClusterSimulation
import ClusterState
import StructuredText

extension PodInquiry {
  /// How many names are suggested.
  private static let suggestionCount = 5

  /// Pods of `cluster` that may have been meant: of the same name in another namespace, with a name
  /// that begins so, or with nearly equal letters; the likest first.
  package func similarNames(in cluster: borrowing ClusterState) -> [String] {
    var similar: [(rank: Int, name: String)] = []
    for row in 0..<cluster.pods.count {
      let record = cluster.pods[PodID(row)]
      let candidate = record.name.text(cluster.symbols)
      guard let rank = likeness(of: candidate) else { continue }
      let place = similar.firstIndex { $0.rank > rank } ?? similar.count
      guard place < Self.suggestionCount else { continue }
      let space = cluster.symbols[cluster.templates[record.template].namespace]
      let text = space == "default" ? candidate : "\(space)/\(candidate)"
      if similar.contains(where: { $0.name == text }) { continue }
      similar.insert((rank, text), at: place)
      if similar.count > Self.suggestionCount { similar.removeLast() }
    }
    return similar.map(\.name)
  }

  /// How unlike `candidate` is to the name, 0 least; nil if not at all alike.
  private func likeness(of candidate: String) -> Int? {
    if candidate == name { return 0 }
    if !name.isEmpty, candidate.hasPrefix(name) || name.hasPrefix(candidate) { return 1 }
    return Spelling.distance(from: name, to: candidate).map { 1 + $0 }
  }
}
