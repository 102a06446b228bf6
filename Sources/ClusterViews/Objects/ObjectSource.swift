/// Where objects come from: a dump, or a simulation that stands still at an instant.
package protocol ObjectSource {
  /// Calls `body` with each object of `kind`, by namespace and name as the API server lists them.
  ///
  /// - Parameters:
  ///   - namespace: the namespace to look into; nil for all.
  ///   - names: what the objects may be called; any name if empty.
  func forEach(
    _ kind: APIResource, in namespace: String?, named names: [String],
    _ body: (APIField) -> Void)
}

extension ObjectSource {
  /// Calls `body` with each object of `kind`, whatever it is called.
  func forEach(_ kind: APIResource, in namespace: String?, _ body: (APIField) -> Void) {
    forEach(kind, in: namespace, named: [], body)
  }

  /// The objects of `kind` in `namespace`, all namespaces if nil.
  package func objects(_ kind: APIResource, in namespace: String?) -> [APIField] {
    var objects: [APIField] = []
    forEach(kind, in: namespace) { objects.append($0) }
    return objects
  }

  /// The objects of the kind named `kind` in `namespace`, all namespaces if nil.
  func objects(_ kind: String, in namespace: String?) -> [APIField] {
    APIResource.of(kind).map { objects($0, in: namespace) } ?? []
  }

  /// The object of `kind` called `name`.
  package func object(
    _ kind: APIResource, in namespace: String?, named name: String
  )
    -> APIField?
  {
    var found: APIField?
    forEach(kind, in: namespace, named: [name]) { found = $0 }
    return found
  }
}
