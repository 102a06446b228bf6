import KubernetesObjects
import StructuredText

/// Objects that were written to a file, as `kubectl get -o json` does: lists, objects, or both.
package struct ObjectDump: ObjectSource {
  private var objects: [String: [APIField]] = [:]

  /// The objects in `documents`, the elements of lists among them.
  package init(_ documents: [SyntaxNode]) {
    for document in documents { add(APIField(SyntaxValue(document))) }
    for kind in objects.keys.sorted() { objects[kind]?.sort(by: Self.isListedBefore) }
  }

  private mutating func add(_ object: APIField) {
    if object.items.exists {
      for item in object.items.elements { add(item) }
    } else {
      objects[object.kind.text, default: []].append(object)
    }
  }

  /// The order of the API server's keys, `namespace/name` as bytes.
  private static func isListedBefore(_ a: APIField, _ b: APIField) -> Bool {
    "\(a.objectNamespace)/\(a.objectName)".precedesInBytes("\(b.objectNamespace)/\(b.objectName)")
  }

  /// Calls `body` with each object of `kind` in the order of the API server.
  package func forEach(
    _ kind: APIResource, in namespace: String?, named names: [String],
    _ body: (APIField) -> Void
  ) {
    for object in objects[kind.kind] ?? []
    where (namespace == nil || object.objectNamespace == namespace)
      && (names.isEmpty || names.contains(object.objectName))
    {
      body(object)
    }
  }
}
