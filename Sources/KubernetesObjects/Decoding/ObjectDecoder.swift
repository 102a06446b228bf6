import StructuredText

/// Walks a tree of nodes once and turns it into values, collecting located problems on the way.
///
/// The decoder stands at one node at a time; a type reads its fields with `read(_:)` and the
/// decoder keeps the place, so that every message names it: `spec.containers[0].image: …`.
public struct ObjectDecoder {
  /// A field that its type does not know.
  private struct UnknownField {
    /// What it is, by kind and path.
    let text: String
    /// The way to it from the root of the object that is read.
    let path: FieldPath
    let node: SyntaxNode
    /// The length of the path to it.
    let depth: Int
  }

  /// Of how many kinds of unknown fields it is looked up what was meant.
  private static let mostIntendedFields = 64

  /// The node that is read next.
  public internal(set) var node: SyntaxNode
  /// The way from the object's root to `node`.
  public internal(set) var path = FieldPath()
  /// Whether the text is read as kubectl reads manifests: merge keys, the words and numbers of
  /// YAML 1.1, and `...` for what is left out.
  public let readsManifests: Bool
  /// The kind of the object that is read, for the counts of unknown fields.
  private(set) var kind = ""
  /// The version of the API in which that object is written, if it is known.
  public private(set) var apiVersion: APIVersion?
  /// The length of the path to that object.
  private(set) var objectDepth = 0
  /// The problems found so far, in the order of their places.
  public private(set) var diagnostics: [Diagnostic] = []
  /// The fields that no type knows, counted by kind and path.
  public private(set) var unknownFields = OccurrenceCounts()
  /// The ways to these fields from the root of the object that is read.
  private(set) var unknownPaths: [FieldPath] = []
  /// The ways to the fields that were meant by these.
  private(set) var intendedPaths: [FieldPath] = []
  /// The unknown field at which the decoder stands; it is counted when the decoder goes on.
  private var unknownField: UnknownField?
  /// What was meant by unknown fields, by kind and path.
  private var intendedFields: [String: String] = [:]
  /// What the API server passes over too, and what stands for something that is left out, as
  /// introductions print manifests.
  public private(set) var passedOver = OccurrenceCounts()

  /// The fields that are known and change nothing, counted by kind and path if that is asked for.
  public internal(set) var unusedFields = OccurrenceCounts()
  /// Whether fields that change nothing are counted, which takes time in large dumps.
  let countsUnusedFields: Bool

  /// A decoder that stands at `node`.
  public init(
    _ node: SyntaxNode, readsManifests: Bool = false, countsUnusedFields: Bool = false
  ) {
    self.node = node
    self.readsManifests = readsManifests
    self.countsUnusedFields = countsUnusedFields
  }

  /// The value of the current node, a scalar.
  var value: ScalarValue { readsManifests ? node.manifestValue : node.value }

  /// Reads the current node into `target`; a null leaves it as it is, as the API server does.
  public mutating func read<Value: FieldDecodable>(_ target: inout Value) {
    if node.isNull { return }
    if let value = Value.decode(from: &self) { target = value }
  }

  /// Reads the current node into an optional `target`; a null leaves it as it is.
  public mutating func read<Value: FieldDecodable>(_ target: inout Value?) {
    if node.isNull { return }
    if let value = Value.decode(from: &self) { target = value }
  }

  /// Calls `body` with the decoder standing at each member of the current mapping in turn.
  ///
  /// Anything but a mapping is reported as `expectation` unmet.
  @discardableResult
  public mutating func readMembers(
    expecting expectation: String = "a mapping",
    _ body: (_ name: String, _ decoder: inout ObjectDecoder) -> Void
  ) -> Bool {
    let mapping = node
    guard mapping.kind == .mapping else {
      report(expected: expectation)
      return false
    }
    if readsManifests, mapping["<<"] != nil || mapping["..."] != nil {
      for member in manifestMembers(of: mapping) { read(member, body) }
    } else {
      for member in mapping.members { read(member, body) }
    }
    node = mapping
    return true
  }

  private mutating func read(
    _ member: SyntaxMembers.Element,
    _ body: (_ name: String, _ decoder: inout ObjectDecoder) -> Void
  ) {
    let name = member.key.text
    node = member.value
    path.append(.field(name))
    body(name, &self)
    countUnknownField()
    path.removeLast()
  }

  /// Calls `body` with the decoder standing at each element of the current sequence in turn.
  ///
  /// Anything but a sequence is reported as `expectation` unmet.
  @discardableResult
  public mutating func readElements(
    expecting expectation: String = "a list",
    _ body: (_ index: Int, _ decoder: inout ObjectDecoder) -> Void
  ) -> Bool {
    let sequence = node
    guard sequence.kind == .sequence else {
      report(expected: expectation)
      return false
    }
    var index = 0
    for element in sequence.elements {
      node = element
      path.append(.index(index))
      body(index, &self)
      path.removeLast()
      index += 1
    }
    node = sequence
    return true
  }

  /// Notes that an object of `kind` begins here, so that unknown fields are counted by its paths.
  public mutating func enterObject(kind: String, in version: APIVersion? = nil) {
    self.kind = kind
    apiVersion = version
    objectDepth = path.components.count
    unknownPaths = []
    intendedPaths = []
  }

  /// Counts `...`, which stands for something that is left out.
  mutating func skipEllipsis(at place: SyntaxNode) {
    passedOver.count("\(kind): passed over \"...\"", at: place)
  }

  /// Counts the current field as one that its type does not know.
  public mutating func skipUnknownField() {
    let field = FieldPath(Array(path.components.dropFirst(objectDepth)))
    unknownPaths.append(field)
    unknownField = UnknownField(
      text: "\(kind): unknown field \(field.withoutIndices)", path: field, node: node,
      depth: path.components.count)
  }

  /// Looks for a field of `type` that is meant by the field `name`, if the decoder stands at it
  /// and `type` does not know it.
  mutating func seekIntendedField<Object: ObjectDecodable>(_ name: String, of type: Object.Type) {
    guard let text = unknownField?.text, unknownField?.depth == path.components.count,
      intendedFields[text] == nil, intendedFields.count < Self.mostIntendedFields
    else { return }
    var probe = ObjectDecoder(node.scalar("null", isPlain: true))
    probe.apiVersion = apiVersion
    intendedFields[text] =
      FieldNames.near(name).first { candidate in
        var object = type.init()
        probe.unknownField = nil
        object.decodeField(candidate, from: &probe)
        return probe.unknownField == nil
      } ?? ""
  }

  /// Counts the current field as one that its structure does not know, with the one of `members`
  /// that comes nearest.
  mutating func skipUnknownField(among members: some Collection<String>) {
    skipUnknownField()
    guard let text = unknownField?.text, case .field(let name) = path.components.last,
      intendedFields[text] == nil, intendedFields.count < Self.mostIntendedFields
    else { return }
    intendedFields[text] = Spelling.nearest(to: name, among: members.sorted()) ?? ""
  }

  private mutating func countUnknownField() {
    guard let field = unknownField else { return }
    unknownField = nil
    let intended = intendedFields[field.text] ?? ""
    let hint = intended.isEmpty ? "" : "; did you mean \(intended)?"
    if !intended.isEmpty {
      var path = field.path
      path.removeLast()
      path.append(.field(intended))
      intendedPaths.append(path)
    }
    unknownFields.count(field.text + hint, at: field.node)
  }

  /// Passes over an annotation whose value makes no sense.
  mutating func passOver(_ annotation: String, at place: SyntaxNode, _ problem: String) {
    passedOver.count("\(kind): passed over annotation \(annotation): \(problem)", at: place)
  }

  /// Reports that the current node is not what was expected, and what was found instead.
  public mutating func report(expected: String, suggestion: String? = nil) {
    let hint = suggestion.map { "; did you mean \($0)?" } ?? ""
    report("expected \(expected), found \(node.summary)\(hint)")
  }

  /// Reports an error at the current node, with its path in front.
  public mutating func report(_ message: String) {
    let place = path.isEmpty ? "" : "\(path): "
    diagnostics.append(node.diagnostic(.error, place + message))
  }

  /// Takes over a problem found by another reader at this place.
  public mutating func append(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }
}
