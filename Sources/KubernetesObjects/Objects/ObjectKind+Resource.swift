extension ObjectKind {
  /// The resource that quotas count, in the plural, with the group of the present version unless
  /// that is the core group: `configmaps`, `deployments.apps`.
  public var resource: String {
    let group = presentVersion.group
    return group.isEmpty ? plural : plural + "." + group
  }

  /// Whether the kind belongs to the core group.
  public var isCore: Bool { presentVersion.group.isEmpty }

  /// The API's plurals are regular.
  private var plural: String {
    let word = name.lowercased()
    if word == "endpoints" { return word }
    if word.hasSuffix("s") { return word + "es" }
    if word.hasSuffix("y") { return word.dropLast() + "ies" }
    return word + "s"
  }
}
