import KubernetesObjects

/// What `kubectl describe` says of an object of one kind.
///
/// Source: `k8s.io/kubectl/pkg/describe` v0.36.
protocol ObjectDescription: Sendable {
  /// Writes all but the events.
  static func write(
    _ object: APIField, of selection: ObjectSelection, to writer: inout DescriptionWriter)
  /// Which events are about the object; nil for a kind that shows none.
  static var events: DescribedEvents? { get }
}

/// How the events of an object are found.
struct DescribedEvents: Sendable {
  /// Whether the kind of the object must be the event's too.
  var matchesKind = true
  /// Whether events that bear the name in place of the identity count as well, as a kubelet's do.
  var takesNameForIdentity = false
}

extension ObjectDescription {
  static var events: DescribedEvents? { DescribedEvents() }
}

/// What `kubectl describe` prints of objects, one after another.
package struct ObjectDescriptions {
  /// The text, with a line break at its end unless it is empty.
  package private(set) var text = ""
  /// What was asked for and is not there, in kubectl's words.
  package private(set) var problems: [String] = []

  /// The objects that `arguments` ask for.
  ///
  /// Events are shown of a single object only, as kubectl does.
  package init(_ arguments: ResourceArguments, of selection: ObjectSelection) {
    var objects: [(kind: APIResource, object: APIField)] = []
    for request in arguments.requests {
      guard request.kind.description != nil else {
        problems.append("describe does not show \(request.kind.qualifiedPlural); get does")
        continue
      }
      let missing = selection.forEach(request) { objects.append((request.kind, $0)) }
      problems += missing
    }
    let texts = objects.map { kind, object in
      Self.text(of: object, kind, selection, showsEvents: objects.count == 1)
    }
    text = texts.joined(separator: "\n\n")
  }

  private static func text(
    of object: APIField, _ kind: APIResource, _ selection: ObjectSelection, showsEvents: Bool
  ) -> String {
    guard let description = kind.description else { return "" }
    var writer = DescriptionWriter()
    description.write(object, of: selection, to: &writer)
    if showsEvents, let rule = description.events {
      writer.events(eventsAbout(object, kind, rule, selection.source), at: selection.now)
    }
    return writer.text
  }

  private static func eventsAbout(
    _ object: APIField, _ kind: APIResource, _ rule: DescribedEvents,
    _ source: any ObjectSource
  ) -> [APIField] {
    let place = kind.isNamespaced ? object.objectNamespace : nil
    let events = source.objects("Event", in: place).filter { event in
      let subject = event.involvedObject
      return subject["name"].text == object.objectName
        && subject["namespace"].text == object.objectNamespace
        && (!rule.matchesKind || subject.kind.text == kind.kind)
    }
    let identity = object.metadata.uid.text
    let own = events.filter { identity.isEmpty || $0.involvedObject.uid.text == identity }
    guard rule.takesNameForIdentity, identity != object.objectName else { return own }
    return own + events.filter { $0.involvedObject.uid.text == object.objectName }
  }
}
