import ClusterState

/// What the pods of a template become when they are created, until the objects change by which
/// they are admitted.
struct AdmittedTemplates: Sendable {
  private var admitted: ContiguousArray<PodTemplateID> = []
  private var generation = 0

  /// The template that pods of `source` have; nil if it has to be worked out.
  func admitted(_ source: PodTemplateID, generation: Int) -> PodTemplateID? {
    guard generation == self.generation, source.row < admitted.count,
      admitted[source.row].isPresent
    else { return nil }
    return admitted[source.row]
  }

  /// Notes what pods of `source` become.
  mutating func note(_ template: PodTemplateID, of source: PodTemplateID, generation: Int) {
    if generation != self.generation {
      self.generation = generation
      admitted.removeAll(keepingCapacity: true)
    }
    let missing = source.row + 1 - admitted.count
    if missing > 0 { admitted.append(contentsOf: repeatElement(.absent, count: missing)) }
    admitted[source.row] = template
  }
}
