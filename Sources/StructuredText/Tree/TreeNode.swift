/// One node of a tree, as stored: sixteen bytes, in the order of the text.
///
/// A collection is followed by its content: elements, or keys and values in turn. The next
/// sibling of a node at `index` is at `index + span`.
struct TreeNode {
  enum Kind: UInt8 {
    case scalar
    case sequence
    case mapping
    /// Stands for the node at `first`: an alias, or a node whose record had to be kept free.
    case link
    /// Stands for the node at `first` of the tree's foreign nodes.
    case foreign
  }

  /// Properties of a node beyond its kind.
  struct Flags: OptionSet {
    let rawValue: UInt8
    /// The scalar's content lies in the tree's decoded text rather than in the source.
    static let isDecoded = Flags(rawValue: 1)
    /// The schema gives the scalar its type.
    static let isPlain = Flags(rawValue: 2)
    /// The tree's table of tags has an entry for the node.
    static let hasTag = Flags(rawValue: 4)
  }

  /// The byte at which the node begins.
  var offset: UInt32
  /// Scalar: where its content begins; collection: how many nodes it has directly; link: target.
  var first: UInt32
  /// Scalar: the bytes of its content; otherwise: how many records, itself included.
  var extent: UInt32
  var kind: Kind
  var flags: Flags

  /// Records up to the next sibling.
  @inline(__always)
  var span: Int { kind == .scalar ? 1 : Int(extent) }
}
