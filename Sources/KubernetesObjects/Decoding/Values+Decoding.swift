import StructuredText

extension Quantity: FieldDecodable {
  /// Reads a quantity, written as a string or as a number.
  public static func decode(from decoder: inout ObjectDecoder) -> Quantity? {
    let node = decoder.node
    let expectation = "a quantity such as 500m or 2Gi"
    guard node.kind == .scalar else {
      decoder.report(expected: expectation)
      return nil
    }
    if node.isPlain {
      switch decoder.value {
      case .integer(let value): return Quantity(value)
      case .null: return .zero
      case .boolean:
        decoder.report(expected: expectation)
        return nil
      case .float, .string: break
      }
    }
    let parsed = node.withUTF8Text { bytes in
      Result { () throws(ValueError) in try Quantity(utf8: bytes) }
    }
    switch parsed {
    case .success(let quantity): return quantity
    case .failure(let error):
      decoder.report(error.message)
      return nil
    }
  }
}

extension Labels: FieldDecodable {
  /// Reads a mapping of strings to strings.
  public static func decode(from decoder: inout ObjectDecoder) -> Labels? {
    var pairs: [(String, String)] = []
    pairs.reserveCapacity(decoder.node.count)
    let isMapping = decoder.readMembers(expecting: "a mapping of strings to strings") {
      key, decoder in
      var value = ""
      decoder.read(&value)
      pairs.append((key, value))
    }
    // In order of key, every insertion is an append.
    pairs.sort { $0.0.utf8.lexicographicallyPrecedes($1.0.utf8) }
    return isMapping ? Labels(pairs) : nil
  }
}

extension ResourceList: FieldDecodable {
  /// Reads a mapping of resource names to quantities.
  public static func decode(from decoder: inout ObjectDecoder) -> ResourceList? {
    var pairs: [(ResourceName, Quantity)] = []
    let isMapping = decoder.readMembers(expecting: "a mapping of resources to quantities") {
      name, decoder in
      if let quantity = Quantity.decode(from: &decoder) {
        pairs.append((ResourceName(rawValue: name), quantity))
      }
    }
    pairs.sort { $0.0 < $1.0 }
    return isMapping ? ResourceList(pairs) : nil
  }
}

extension ResourceRequirements: ObjectDecodable {
  /// No requests and no limits.
  public init() { self.init(requests: ResourceList(), limits: ResourceList()) }

  /// Reads one field of the requirements.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "requests": decoder.read(&requests)
    case "limits": decoder.read(&limits)
    case "claims": break
    default: decoder.skipUnknownField()
    }
  }
}

extension IntOrString: FieldDecodable {
  /// Reads a whole number of 32 bits or a string.
  public static func decode(from decoder: inout ObjectDecoder) -> IntOrString? {
    let node = decoder.node
    if node.kind == .scalar {
      switch decoder.value {
      case .string(let text): return .string(text)
      case .integer, .float: return Int32.decode(from: &decoder).map { .int($0) }
      case .null, .boolean: break
      }
    }
    decoder.report(expected: "a whole number or a string")
    return nil
  }
}

extension Timestamp: FieldDecodable {
  /// Reads a time as RFC 3339 writes it.
  public static func decode(from decoder: inout ObjectDecoder) -> Timestamp? {
    guard let text = String.decode(from: &decoder) else { return nil }
    do {
      return try Timestamp(parsing: text)
    } catch {
      decoder.report(error.message)
      return nil
    }
  }
}

extension GoDuration: FieldDecodable {
  /// Reads a duration as Go writes it.
  public static func decode(from decoder: inout ObjectDecoder) -> GoDuration? {
    guard let text = String.decode(from: &decoder) else { return nil }
    do {
      return try GoDuration(parsing: text)
    } catch {
      decoder.report(error.message)
      return nil
    }
  }
}

extension QualityOfServiceClass: EnumerationDecodable {
  /// The classes, best protected first.
  public static var allCases: [Self] { [.guaranteed, .burstable, .bestEffort] }
}
