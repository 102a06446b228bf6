/// A pod's name as a base and what a controller put behind it.
///
/// A million pods of one controller share the base; the text is made only for reports.
public struct PodName: Hashable, Sendable {
  /// The name, or the owner's name with its dash.
  public let base: Symbol
  /// Minus one for nothing, else the number whose five-letter form follows the base.
  public let suffix: Int32

  /// The letters of generated names: no vowels and no look-alikes, so that no words arise.
  ///
  /// Source: `k8s.io/apimachinery/pkg/util/rand`, `alphanums`.
  static let alphabet = Array("bcdfghjklmnpqrstvwxz2456789".utf8)

  /// How many different suffixes there are: 27 to the power of five.
  public static let suffixCount: Int32 = 27 * 27 * 27 * 27 * 27

  /// The name `base`, whole.
  public init(_ base: Symbol) {
    self.base = base
    suffix = -1
  }

  /// The name `base` followed by the five letters of `suffix`, which lies in `0..<suffixCount`.
  public init(base: Symbol, suffix: Int32) {
    precondition((0..<Self.suffixCount).contains(suffix), "a suffix has five letters")
    self.base = base
    self.suffix = suffix
  }

  /// The name as text.
  public func text(_ symbols: SymbolTable) -> String {
    guard suffix >= 0 else { return symbols[base] }
    var letters: [UInt8] = []
    var rest = Int(suffix)
    for _ in 0..<5 {
      letters.append(Self.alphabet[rest % 27])
      rest /= 27
    }
    return symbols[base] + String(decoding: letters.reversed(), as: UTF8.self)
  }
}
