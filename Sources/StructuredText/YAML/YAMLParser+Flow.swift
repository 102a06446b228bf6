/// Flow collections: what brackets, braces and commas structure (section 7.4).
extension YAMLParser {
  /// An open flow collection.
  struct FlowFrame {
    enum Kind {
      case sequence
      case mapping
      /// A mapping of one member that is an element of a sequence, without braces.
      case pair
    }

    /// What is due.
    enum State {
      /// An element, a key, or the end.
      case entry
      /// A key after `?`.
      case explicitKey
      /// `:` after a key, or the end of the member.
      case colon
      case value
      /// A comma or the end.
      case comma
    }

    let kind: Kind
    var state: State
    /// The key is quoted or a collection: its value may follow `:` immediately.
    var allowsAdjacent = false
    /// Where the collection begins, properties included.
    let start: Int
    /// Kept free before a collection that may prove to be a key.
    var reserved: NodeReservation?
  }

  /// Reads a flow collection whose lines have at least `minimumIndent` spaces.
  mutating func readFlowCollection(
    _ properties: YAMLNodeProperties, minimumIndent: Int
  ) throws(ReadingProblem) {
    try openFlow(properties, start: position, reserved: nil)
    while !flows.isEmpty {
      try skipFlowSpacing(minimumIndent)
      let top = flows[flows.count - 1]
      switch top.state {
      case .entry: try readFlowEntry(top, minimumIndent)
      case .explicitKey, .value:
        if isAtFlowEnd || top.state == .explicitKey && isAtFlowColon(false) {
          try sink.scalar(.empty(at: position), YAMLNodeProperties())
          completeFlowNode(allowsAdjacent: false)
        } else {
          try readFlowNode(minimumIndent)
        }
      case .colon: try readFlowColon(top)
      case .comma: try readFlowComma(top)
      }
    }
  }

  private var isAtFlowEnd: Bool {
    peek() == ASCII.comma || peek() == ASCII.rightBracket || peek() == ASCII.rightBrace
  }

  private func isAtFlowColon(_ allowsAdjacent: Bool) -> Bool {
    peek() == ASCII.colon && (allowsAdjacent || isSpaceOrEnd(peek(1)) || isFlowIndicator(peek(1)))
  }

  private mutating func skipFlowSpacing(_ minimumIndent: Int) throws(ReadingProblem) {
    let line = lineStart
    skipSpacing()
    guard !isAtDocumentEnd else {
      let bracket = flows[0].kind == .mapping ? "{" : "["
      throw ReadingProblem(flows[0].start, "the \"\(bracket)\" has no counterpart")
    }
    // Many writers put the last bracket below the start of its line; it misleads nobody.
    guard lineStart == line || lineIndent >= minimumIndent || isAtLastBracket else {
      throw problem("expected at least \(minimumIndent) spaces before the rest of the collection")
    }
  }

  private var isAtLastBracket: Bool {
    flows.count == 1 && (peek() == ASCII.rightBracket || peek() == ASCII.rightBrace)
      && lineIndent == position - lineStart
  }

  private mutating func openFlow(
    _ properties: YAMLNodeProperties, start: Int, reserved: NodeReservation?
  ) throws(ReadingProblem) {
    let isMapping = peek() == ASCII.leftBrace
    try sink.open(isMapping ? .mapping : .sequence, isFlow: true, at: start, properties)
    flows.append(
      FlowFrame(
        kind: isMapping ? .mapping : .sequence, state: .entry, start: start, reserved: reserved))
    position += 1
  }

  private mutating func readFlowEntry(
    _ top: FlowFrame, _ minimumIndent: Int
  ) throws(ReadingProblem) {
    let isMapping = top.kind == .mapping
    if peek() == (isMapping ? ASCII.rightBrace : ASCII.rightBracket) { return try closeFlow(top) }
    if isAtIndicator(ASCII.question) {
      try openMember(of: top, state: .explicitKey)
      position += 1
    } else if isAtFlowColon(false) {
      try openMember(of: top, state: .value)
      try sink.scalar(.empty(at: position), YAMLNodeProperties())
      position += 1
    } else if isAtFlowEnd {
      throw problem(isMapping ? "expected a key or \"}\"" : "expected an element or \"]\"")
    } else {
      try readFlowNode(minimumIndent)
    }
  }

  /// Begins a member: of a mapping, or of a new pair that is an element of a sequence.
  private mutating func openMember(
    of top: FlowFrame, state: FlowFrame.State
  ) throws(ReadingProblem) {
    if top.kind == .mapping {
      flows[flows.count - 1].state = state
    } else {
      try sink.open(.mapping, isFlow: true, at: position, YAMLNodeProperties())
      flows.append(FlowFrame(kind: .pair, state: state, start: position))
    }
  }

  /// Reads a scalar, an alias or the start of a collection.
  private mutating func readFlowNode(_ minimumIndent: Int) throws(ReadingProblem) {
    let start = position
    let top = flows[flows.count - 1]
    let mayBeKey = top.kind == .sequence
    var properties = YAMLNodeProperties()
    while peek() == ASCII.ampersand || peek() == ASCII.exclamation {
      properties = try merged(properties, readProperties(inFlow: true))
      try skipFlowSpacing(minimumIndent)
    }
    if peek() == ASCII.leftBracket || peek() == ASCII.leftBrace {
      let reserved = mayBeKey ? try sink.reserve(at: start) : nil
      return try openFlow(properties, start: start, reserved: reserved)
    }
    var token = YAMLScalarToken.empty(at: position)
    if properties.isEmpty || !isAtFlowEnd && !isAtFlowColon(false) {
      token = try readInlineScalar(minimumIndent: minimumIndent, inFlow: true)
      if token.style == .plain, !token.isAlias {
        try continuePlain(&token, minimumIndent: minimumIndent, inFlow: true)
      }
    }
    let isQuoted = token.style != .plain
    guard mayBeKey, isKeyAhead(inFlow: true, allowsAdjacent: isQuoted) else {
      try emit(token, properties)
      return completeFlowNode(allowsAdjacent: isQuoted)
    }
    try checkKey(from: start)
    try sink.open(.mapping, isFlow: true, at: start, YAMLNodeProperties())
    try emit(token, properties)
    flows.append(FlowFrame(kind: .pair, state: .colon, allowsAdjacent: isQuoted, start: start))
  }

  /// Goes on after the node that was due in the innermost collection.
  private mutating func completeFlowNode(allowsAdjacent: Bool) {
    let last = flows.count - 1
    switch flows[last].state {
    case .entry where flows[last].kind == .mapping, .explicitKey:
      flows[last].state = .colon
      flows[last].allowsAdjacent = allowsAdjacent
    case .value where flows[last].kind == .pair:
      flows.removeLast()
      sink.close(.mapping)
      flows[last - 1].state = .comma
    case .entry, .value, .colon, .comma: flows[last].state = .comma
    }
  }

  private mutating func readFlowColon(_ top: FlowFrame) throws(ReadingProblem) {
    if isAtFlowColon(top.allowsAdjacent) {
      position += 1
      flows[flows.count - 1].state = .value
    } else if isAtFlowEnd {
      try sink.scalar(.empty(at: position), YAMLNodeProperties())
      flows[flows.count - 1].state = .value
      completeFlowNode(allowsAdjacent: false)
    } else {
      throw problem("expected \": \" after a key, or \",\" or \"}\"")
    }
  }

  private mutating func readFlowComma(_ top: FlowFrame) throws(ReadingProblem) {
    if peek() == ASCII.comma {
      position += 1
      flows[flows.count - 1].state = .entry
    } else if peek() == (top.kind == .mapping ? ASCII.rightBrace : ASCII.rightBracket) {
      try closeFlow(top)
    } else {
      throw problem("expected \",\" or \(top.kind == .mapping ? "\"}\"" : "\"]\"")")
    }
  }

  private mutating func closeFlow(_ top: FlowFrame) throws(ReadingProblem) {
    position += 1
    flows.removeLast()
    sink.close(top.kind == .mapping ? .mapping : .sequence)
    guard !flows.isEmpty else { return }
    guard let reserved = top.reserved else { return completeFlowNode(allowsAdjacent: true) }
    guard isKeyAhead(inFlow: true, allowsAdjacent: true) else {
      sink.release(reserved, YAMLNodeProperties())
      return completeFlowNode(allowsAdjacent: true)
    }
    try checkKey(from: top.start)
    try sink.fill(reserved, isFlow: true, YAMLNodeProperties())
    flows.append(FlowFrame(kind: .pair, state: .colon, allowsAdjacent: true, start: top.start))
  }
}
