import ClusterState

/// Which nodes hold which images.
///
/// The size of an image is cluster-wide: what the first node that has it reported. Source:
/// `cacheImpl.addNodeImageStates`, Kubernetes 1.34.
public struct ImageTable: Sendable {
  /// An image that at least one node holds.
  public struct Image: Sendable {
    /// The size in bytes that the first of its nodes reported.
    public fileprivate(set) var sizeBytes: Int64
    /// The nodes that hold it.
    public fileprivate(set) var nodes: NodeSet
    /// How many they are.
    public fileprivate(set) var nodeCount: Int
  }

  private var images: [Symbol: Image] = [:]

  init() {}

  /// The image `name`, if a node holds it.
  public subscript(name: Symbol) -> Image? { images[name] }

  mutating func add(_ reported: ContiguousArray<NodeImage>, on node: NodeID) {
    for image in reported {
      var entry =
        images[image.name] ?? Image(sizeBytes: image.sizeBytes, nodes: NodeSet(), nodeCount: 0)
      if !entry.nodes.contains(node) {
        entry.nodes.insert(node)
        entry.nodeCount += 1
      }
      images[image.name] = entry
    }
  }

  mutating func remove(_ reported: ContiguousArray<NodeImage>, from node: NodeID) {
    for image in reported {
      guard var entry = images[image.name], entry.nodes.contains(node) else { continue }
      entry.nodes.remove(node)
      entry.nodeCount -= 1
      images[image.name] = entry.nodeCount == 0 ? nil : entry
    }
  }
}
