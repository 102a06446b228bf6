/// What a reader accepts at most; beyond it, reading ends with an error that names the limit.
///
/// The limits keep a hostile or broken input from exhausting memory or a consumer's stack. They
/// hold for one call of a reader.
public struct TextLimits: Hashable, Sendable {
  /// The most bytes an input may have; at most 4,294,967,295, whatever is asked for.
  public var documentBytes: Int
  /// The most collections that may lie one inside another, counted through aliases.
  ///
  /// It bounds the recursion of everything that later walks the tree.
  public var nestingDepth: Int
  /// The most nodes the input may have when every alias is replaced by what it stands for; a
  /// scalar counts once more for every sixteen bytes.
  ///
  /// It bounds the time and the memory of everything that copies the tree.
  public var aliasExpansion: Int
  /// The most nodes that may be written in the input.
  public var nodeCount: Int

  /// Limits as given; those left out are the default's.
  public init(
    documentBytes: Int = 1 << 30, nestingDepth: Int = 256, aliasExpansion: Int = 1 << 27,
    nodeCount: Int = 1 << 26
  ) {
    self.documentBytes = min(documentBytes, Int(UInt32.max))
    self.nestingDepth = nestingDepth
    self.aliasExpansion = min(aliasExpansion, Int(UInt32.max))
    self.nodeCount = min(nodeCount, Int(UInt32.max))
  }

  /// 1 GiB of text, 256 levels, 67,108,864 nodes written and twice as many after alias expansion.
  public static let `default` = TextLimits()
}
