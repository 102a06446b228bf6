/// The pod templates of one cluster by id.
public struct PodTemplateTable: Sendable {
  private var templates: ContiguousArray<PodTemplate> = []

  init() {}

  /// How many templates there are.
  public var count: Int { templates.count }

  /// The template `id`.
  public subscript(id: PodTemplateID) -> PodTemplate { templates[id.row] }

  /// Every template, oldest first.
  public var all: ContiguousArray<PodTemplate> { templates }

  mutating func append(_ template: PodTemplate) { templates.append(template) }
}
