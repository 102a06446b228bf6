/// A mark on a node that keeps pods away unless they tolerate it.
public struct Taint: Hashable, Sendable {
  /// The key, a label key.
  public var key: String
  /// The value, perhaps empty.
  public var value: String
  /// What it does.
  public var effect: TaintEffect
  /// When it was put there; for `noExecute` only.
  public var timeAdded: Timestamp?

  /// The taint `key=value:effect`.
  public init(key: String, value: String = "", effect: TaintEffect, timeAdded: Timestamp? = nil) {
    self.key = key
    self.value = value
    self.effect = effect
    self.timeAdded = timeAdded
  }

  /// Reads `key=value:effect` or `key:effect`, as kubectl writes taints.
  /// - Throws: a `ValueError` with the place and what was expected.
  public init(parsing text: String) throws(ValueError) {
    let bytes = text.utf8
    guard let colon = bytes.lastIndex(of: UInt8(ascii: ":")) else {
      throw ValueError(
        "\(text.excerpt) is not a taint: expected key=value:effect or key:effect",
        offset: bytes.count)
    }
    let effectText = text[bytes.index(after: colon)...]
    let effectOffset = bytes.distance(from: bytes.startIndex, to: colon) + 1
    guard let effect = TaintEffect(rawValue: String(effectText)) else {
      throw ValueError(
        "\(text.excerpt) is not a taint: expected the effect NoSchedule, PreferNoSchedule or "
          + "NoExecute, found \(String(effectText).excerpt)", offset: effectOffset)
    }
    let equals = bytes[..<colon].firstIndex(of: UInt8(ascii: "="))
    let key = String(text[..<(equals ?? colon)])
    if let problem = LabelSyntax.keyProblem(key) { throw problem }
    var value = ""
    if let equals {
      value = String(text[bytes.index(after: equals)..<colon])
      if let problem = LabelSyntax.valueProblem(value) {
        throw ValueError(problem.message, offset: key.utf8.count + 1 + problem.offset)
      }
    }
    self.init(key: key, value: value, effect: effect)
  }
}

extension Taint: CustomStringConvertible {
  /// `key=value:effect`, or `key:effect` without a value.
  public var description: String {
    (value.isEmpty ? key : key + "=" + value) + ":" + effect.rawValue
  }
}
