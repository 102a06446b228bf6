import StructuredText

extension TaintEffect: EnumerationDecodable {}

extension Taint: FieldDecodable {
  /// Reads a taint, whose key and effect are required.
  public static func decode(from decoder: inout ObjectDecoder) -> Taint? {
    var key = ""
    var value = ""
    var effect: TaintEffect?
    var timeAdded: Timestamp?
    let isMapping = decoder.readMembers { name, decoder in
      switch name {
      case "key": decoder.read(&key)
      case "value": decoder.read(&value)
      case "effect": decoder.read(&effect)
      case "timeAdded": decoder.read(&timeAdded)
      default: decoder.skipUnknownField()
      }
    }
    guard isMapping else { return nil }
    if key.isEmpty { decoder.report("a taint needs a key") }
    guard let effect else {
      if decoder.node["effect"].map(\.isNull) ?? true {
        decoder.report("a taint needs an effect: NoSchedule, PreferNoSchedule or NoExecute")
      }
      return nil
    }
    return Taint(key: key, value: value, effect: effect, timeAdded: timeAdded)
  }
}

extension Toleration: ObjectDecodable {
  /// A toleration of nothing: no key, compared for equality.
  public init() { self.init(key: "") }

  /// Reads one field of the toleration.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "key": decoder.read(&key)
    case "operator":
      var text = ""
      decoder.read(&text)
      operation = Operator(text: text)
    case "value": decoder.read(&value)
    case "effect": decodeEffect(from: &decoder)
    case "tolerationSeconds": decoder.read(&tolerationSeconds)
    default: decoder.skipUnknownField()
    }
  }

  /// Reads the effect; the empty text means any, as an absent one does.
  private mutating func decodeEffect(from decoder: inout ObjectDecoder) {
    if decoder.node.kind == .scalar, decoder.node.text.isEmpty { return }
    decoder.read(&effect)
  }
}
