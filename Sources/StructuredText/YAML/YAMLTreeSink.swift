/// Builds a tree from the events of a YAML text.
struct YAMLTreeSink: YAMLEventSink {
  private static let coreTag = "tag:yaml.org,2002:"

  let bytes: UnsafeBufferPointer<UInt8>
  var builder: TreeBuilder
  /// The root of each document.
  private(set) var roots: [Int] = []

  init(_ bytes: UnsafeBufferPointer<UInt8>, limits: TextLimits) {
    self.bytes = bytes
    builder = TreeBuilder(limits: limits, sourceBytes: bytes.count)
  }

  var decoded: [UInt8] {
    @inline(__always) get { builder.decoded }
    @inline(__always) _modify { yield &builder.decoded }
  }

  mutating func startDocument(isExplicit: Bool) {
    builder.forgetAnchors()
    roots.append(builder.nodes.count)
  }

  mutating func endDocument(isExplicit: Bool) {}

  mutating func open(
    _ kind: YAMLCollectionKind, isFlow: Bool, at offset: Int, _ properties: YAMLNodeProperties
  ) throws(ReadingProblem) {
    if let tag = properties.tag { builder.addTag(tag, toNodeAt: builder.nodes.count) }
    try builder.openCollection(
      kind == .mapping ? .mapping : .sequence, at: offset, anchor: name(properties.anchor),
      flags: properties.tag == nil ? [] : .hasTag)
  }

  mutating func close(_ kind: YAMLCollectionKind) {
    builder.closeCollection(source: bytes)
  }

  @inline(__always)
  mutating func scalar(
    _ token: YAMLScalarToken, _ properties: YAMLNodeProperties
  ) throws(ReadingProblem) {
    var flags: TreeNode.Flags = token.style == .plain ? .isPlain : []
    if let tag = properties.tag {
      flags = .hasTag
      if Self.givesCoreType(tag) { flags.insert(.isPlain) }
      builder.addTag(tag, toNodeAt: builder.nodes.count)
    }
    if token.isDecoded { flags.insert(.isDecoded) }
    try builder.addScalar(at: token.offset, start: token.start, length: token.length, flags: flags)
    if let anchor = name(properties.anchor) { builder.anchorLastScalar(as: anchor) }
  }

  mutating func alias(_ token: YAMLScalarToken) throws(ReadingProblem) {
    let name = String(
      decoding: bytes[token.start..<token.start + token.length], as: UTF8.self)
    guard let anchor = builder.anchors[name] else {
      throw ReadingProblem(token.offset, "the alias *\(name) has no anchor &\(name) before it")
    }
    guard anchor.isComplete else {
      throw ReadingProblem(token.offset, "the alias *\(name) lies within the node it stands for")
    }
    try builder.addAlias(of: anchor, at: token.offset)
  }

  mutating func reserve(at offset: Int) throws(ReadingProblem) -> NodeReservation {
    try builder.reserve(at: offset)
  }

  mutating func release(_ reserved: NodeReservation, _ properties: YAMLNodeProperties) {
    builder.release(reserved)
    if let tag = properties.tag { builder.addTag(tag, toNodeAt: reserved.index + 1) }
    if let anchor = name(properties.anchor) { builder.anchorReleased(reserved, as: anchor) }
  }

  mutating func fill(
    _ reserved: NodeReservation, isFlow: Bool, _ properties: YAMLNodeProperties
  ) throws(ReadingProblem) {
    try builder.fill(reserved, anchor: name(properties.anchor))
    if let tag = properties.tag { builder.addTag(tag, toNodeAt: reserved.index) }
  }

  private func name(_ anchor: Range<Int>?) -> String? {
    anchor.map { String(decoding: bytes[$0], as: UTF8.self) }
  }

  /// Whether the core schema types a scalar with the tag by its text, quoted or not.
  private static func givesCoreType(_ tag: String) -> Bool {
    guard tag.hasPrefix(coreTag) else { return false }
    return ["null", "bool", "int", "float"].contains(tag.dropFirst(coreTag.count))
  }
}
