import StructuredText

/// Turns documents into objects, in order, and keeps what is wrong with them.
///
/// `List` and the lists of single kinds are taken apart, as `kubectl get -o json` prints them.
public struct ManifestReader {
  /// The objects without an error, in the order of the text.
  public private(set) var objects: [LocatedObject] = []
  /// What makes objects unusable, in the order of the text.
  public private(set) var errors: [Diagnostic] = []
  /// The kinds that were passed over, each with its count.
  public private(set) var skippedKinds = OccurrenceCounts()
  /// The fields that no type knows, each with its count; they were passed over.
  public private(set) var unknownFields = OccurrenceCounts()
  /// What else was passed over, each with its count.
  public private(set) var passedOver = OccurrenceCounts()
  /// The fields that are known and change nothing, each with its count, if that is asked for.
  public private(set) var unusedFields = OccurrenceCounts()
  private let countsUnusedFields: Bool
  /// Numbers for a named purpose, each below a bound: what templates make values of.
  private let draws: TemplateReader.Draws

  /// A reader that has read nothing.
  ///
  /// - Parameters:
  ///   - countsUnusedFields: whether fields are counted that are known and change nothing.
  ///   - draws: numbers for a named purpose, each below a bound, of which templates make values;
  ///     the lowest unless said.
  public init(
    countsUnusedFields: Bool = false,
    draws: @escaping (_ purpose: String) -> (_ bound: Int) -> Int = { _ in { _ in 0 } }
  ) {
    self.countsUnusedFields = countsUnusedFields
    self.draws = draws
  }

  /// The objects of `documents`.
  public init(_ documents: some Sequence<SyntaxNode>) {
    self.init()
    for document in documents { read(document) }
  }

  /// One warning for each kind and each field that was passed over.
  public var warnings: [Diagnostic] {
    skippedKinds.warnings + unknownFields.warnings + passedOver.warnings
  }

  /// Reads one document; an empty one holds nothing.
  public mutating func read(_ document: SyntaxNode) {
    if document.isNull { return }
    var decoder = ObjectDecoder(
      document, readsManifests: true, countsUnusedFields: countsUnusedFields)
    read(from: &decoder, in: nil)
    errors += decoder.diagnostics
    unknownFields.add(decoder.unknownFields)
    passedOver.add(decoder.passedOver)
    unusedFields.add(decoder.unusedFields)
  }

  /// Reads the object or the list at which the decoder stands; `list` is the type of the list it
  /// is in, whose elements need not repeat it.
  private mutating func read(
    from decoder: inout ObjectDecoder, in list: (version: String, kind: String)?
  ) {
    let node = decoder.node
    guard node.kind == .mapping else {
      return decoder.report(expected: "a mapping with apiVersion and kind")
    }
    guard let version = decoder.typeField("apiVersion", default: list?.version, example: "v1"),
      let kind = decoder.typeField("kind", default: list?.kind, example: "Pod")
    else { return }
    if TemplateReader.isTemplate(kind, in: version) { return readTemplate(from: &decoder) }
    if let elementKind = Self.elementKind(of: kind, node) {
      return readList(of: elementKind, in: version, from: &decoder)
    }
    let apiVersion = APIVersion(text: version)
    guard let type = knownType(kind, in: apiVersion, from: &decoder) else { return }
    let errorCount = decoder.diagnostics.count
    decoder.enterObject(kind: kind, in: apiVersion)
    guard let object = Self.decode(type, from: &decoder),
      decoder.diagnostics.count == errorCount
    else { return }
    var located = LocatedObject(apiVersion: apiVersion, object: object, node: node)
    located.unknownFields = decoder.unknownPaths
    located.intendedFields = decoder.intendedPaths
    objects.append(located)
  }

  private static func decode(
    _ type: any APIObject.Type, from decoder: inout ObjectDecoder
  ) -> (any APIObject)? {
    type.decode(from: &decoder)
  }

  /// The kind of the elements of a list; empty if they are mixed, nil if `kind` is no list.
  private static func elementKind(of kind: String, _ node: SyntaxNode) -> String? {
    guard kind.hasSuffix("List") else { return nil }
    let element = String(kind.dropLast(4))
    return element.isEmpty || APIObjectRegistry.type(named: element) != nil ? element : nil
  }

  /// Reads the objects of a template, filled in.
  private mutating func readTemplate(from decoder: inout ObjectDecoder) {
    let errorCount = decoder.diagnostics.count
    let objects = TemplateReader.objects(from: &decoder, draws)
    guard decoder.diagnostics.count == errorCount else { return }
    for object in objects { read(object) }
  }

  private mutating func readList(
    of kind: String, in version: String, from decoder: inout ObjectDecoder
  ) {
    let list = decoder.node
    guard let items = list["items"], !items.isNull else { return }
    var reader = ManifestReader(draws: draws)
    decoder.inMember("items", items) { decoder in
      decoder.readElements { _, decoder in
        if kind.isEmpty {
          reader.read(from: &decoder, in: nil)
        } else {
          reader.read(from: &decoder, in: (version, kind))
        }
      }
    }
    objects += reader.objects
    errors += reader.errors
    unknownFields.add(reader.unknownFields)
    passedOver.add(reader.passedOver)
    skippedKinds.add(reader.skippedKinds)
  }

  /// The type that is meant; nil if the kind is not read, which is counted, or if there is none,
  /// which is an error: Kubernetes' own kinds are known, and others have a group with a dot.
  private mutating func knownType(
    _ name: String, in version: APIVersion, from decoder: inout ObjectDecoder
  ) -> (any APIObject.Type)? {
    let text = version.description
    guard let type = APIObjectRegistry.type(named: name),
      APIObjectRegistry.isBuiltIn(group: version.group)
    else {
      if let slip = Self.slip(name, version) {
        decoder.inMember(slip.field, decoder.node[slip.field] ?? decoder.node) {
          $0.report(slip.message)
        }
      } else {
        skippedKinds.count("passed over kind \(name) of \(text)", at: decoder.node)
      }
      return nil
    }
    if type.kind.apiVersions.contains(text) { return type }
    let versions = Spelling.alternatives(type.kind.apiVersions)
    decoder.inMember("apiVersion", decoder.node["apiVersion"] ?? decoder.node) { decoder in
      decoder.report("\(text) has no kind \(name); expected \(versions)")
    }
    return nil
  }
}

extension ManifestReader {
  /// What is wrong with the kind or the group of something that is not read; nil if it may be what
  /// it says it is.
  private static func slip(
    _ name: String, _ version: APIVersion
  ) -> (field: String, message: String)? {
    let group = version.group
    if KubernetesKinds.isPassedOver(name, in: group) { return nil }
    guard KubernetesKinds.groups.contains(group) || group.isEmpty else {
      // A group of somebody's own mostly has a dot; a kind of Kubernetes' own in it is a slip.
      // Those that only resemble one of Kubernetes' groups, such as scheduling.x-k8s.io, are real.
      let near = Self.nearest(to: group, among: KubernetesKinds.groups, within: 1)
      if near == nil && (group.contains(".") || APIObjectRegistry.type(named: name) == nil) {
        return nil
      }
      let hint: String
      if let near {
        let known = APIObjectRegistry.type(named: name)?.kind.apiVersions.first {
          APIVersion(text: $0).group == near
        }
        hint = "; did you mean \(known ?? near)?"
      } else {
        hint = ""
      }
      return ("apiVersion", "there is no group \(group.excerpt)\(hint)")
    }
    guard let near = Self.nearest(to: name, among: KubernetesKinds.names, within: 2) else {
      return nil
    }
    return ("kind", "there is no kind \(name.excerpt) in \(version); did you mean \(near)?")
  }

  /// The first of the nearest `words` that are at most `bound` edits away.
  private static func nearest(
    to text: String, among words: [String], within bound: Int
  ) -> String? {
    var best: (word: String, distance: Int)?
    for word in words {
      guard let distance = Spelling.distance(from: text, to: word), distance <= bound else {
        continue
      }
      if distance < best?.distance ?? .max { best = (word, distance) }
    }
    return best?.word
  }
}

extension ObjectDecoder {
  /// The text of `apiVersion` or `kind` of the current mapping, or the reason why there is none.
  fileprivate mutating func typeField(
    _ name: String, default: String?, example: String
  ) -> String? {
    guard let member = node[name], !member.isNull else {
      if let `default` { return `default` }
      report("\(name): required, such as \(example)")
      return nil
    }
    var text = ""
    inMember(name, member) { decoder in
      decoder.read(&text)
      if decoder.node.kind == .scalar, decoder.node.text.isEmpty {
        decoder.report("required, such as \(example)")
      }
    }
    return text.isEmpty ? nil : text
  }
}
