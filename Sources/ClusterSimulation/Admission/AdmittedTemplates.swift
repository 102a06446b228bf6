import ClusterState

/// What the pods of a template become when they are created, until the objects change by which
/// they are admitted.
struct AdmittedTemplates: Sendable {
  private struct Entry {
    var template = PodTemplateID.absent
    /// The generation of the objects by which it was admitted.
    var generation = -1
  }

  private var admitted: ContiguousArray<Entry> = []

  /// The template that pods of `source` have; nil if it has to be worked out.
  func admitted(_ source: PodTemplateID, generation: Int) -> PodTemplateID? {
    guard source.row < admitted.count, admitted[source.row].generation == generation else {
      return nil
    }
    return admitted[source.row].template
  }

  /// Notes what pods of `source` become.
  mutating func note(_ template: PodTemplateID, of source: PodTemplateID, generation: Int) {
    let missing = source.row + 1 - admitted.count
    if missing > 0 { admitted.append(contentsOf: repeatElement(Entry(), count: missing)) }
    admitted[source.row] = Entry(template: template, generation: generation)
  }
}
