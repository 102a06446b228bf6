import KubernetesObjects

/// Which objects are looked at, and when.
package struct ObjectSelection {
  package let source: any ObjectSource
  /// The instant of the view, from which ages are counted.
  package let now: Timestamp
  /// The namespace; nil for all.
  package let namespace: String?
  /// What labels must meet.
  package let selector: LabelSelector

  /// The objects of `source` in `namespace`, all namespaces if nil, whose labels `selector` meets.
  package init(
    _ source: any ObjectSource, at now: Timestamp, namespace: String?,
    selector: LabelSelector = .everything
  ) {
    self.source = source
    self.now = now
    self.namespace = namespace
    self.selector = selector
  }

  /// Calls `body` with each object that is asked for; what is asked for by a name that is not
  /// there is returned, in the words of the API server.
  package func forEach(
    _ request: ResourceArguments.Request, _ body: (APIField) -> Void
  ) -> [String] {
    let place = request.kind.isNamespaced ? namespace : nil
    if request.names.isEmpty {
      source.forEach(request.kind, in: place) { object in
        if selector.matches(object.metadata.labels.labelSet) { body(object) }
      }
      return []
    }
    var found: [String: APIField] = [:]
    source.forEach(request.kind, in: place, named: request.names) {
      found[$0.objectName] = $0
    }
    var missing: [String] = []
    for name in request.names {
      if let object = found[name] {
        body(object)
      } else {
        missing.append("\(request.kind.qualifiedPlural) \"\(name)\" not found")
      }
    }
    return missing
  }
}
