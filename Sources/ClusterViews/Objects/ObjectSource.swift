/// Where objects come from: a dump, or a simulation that stands still at an instant.
package protocol ObjectSource {
  /// Calls `body` with each object of `kind`, by namespace and name as the API server lists them.
  ///
  /// - Parameter namespace: the namespace to look into; nil for all.
  func forEach(_ kind: ResourceKind, in namespace: String?, _ body: (APIField) -> Void)
}

extension ObjectSource {
  /// The objects of `kind` in `namespace`, all namespaces if nil.
  package func objects(_ kind: ResourceKind, in namespace: String?) -> [APIField] {
    var objects: [APIField] = []
    forEach(kind, in: namespace) { objects.append($0) }
    return objects
  }

  /// The objects of the kind named `kind` in `namespace`, all namespaces if nil.
  func objects(_ kind: String, in namespace: String?) -> [APIField] {
    ResourceKind.of(kind).map { objects($0, in: namespace) } ?? []
  }

  /// The object of `kind` called `name`.
  package func object(
    _ kind: ResourceKind, in namespace: String?, named name: String
  )
    -> APIField?
  {
    var found: APIField?
    forEach(kind, in: namespace) { if $0.objectName == name { found = $0 } }
    return found
  }
}
