import ClusterState
import KubernetesObjects
import SimulationEngine

/// Images, collected when the disk fills.
extension Kubelets {
  mutating func collectImages(
    on node: NodeID, _ generation: UInt16, _ cluster: borrowing ClusterState,
    _ context: inout KubeletContext
  ) {
    guard isUp(node), nodes[node.row].generation == generation else { return }
    let images = settings.images
    context.post(
      .imageGarbageCollectionDue(node, generation: generation),
      after: images.garbageCollectionPeriod.atLeastOneMillisecond)
    guard !nodes[node.row].images.images.isEmpty else { return }
    listImagesInUse(on: node, cluster)
    // Taken out while it is used, and put back for the next round.
    var inUse: ContiguousArray<Symbol> = []
    swap(&inUse, &imagesInUse)
    defer { swap(&inUse, &imagesInUse) }
    nodes[node.row].images.detect(at: context.now) { inUse.contains($0) }
    let surplus = images.surplus(of: nodes[node.row].images.usedBytes)
    guard surplus > 0 else { return }
    let freed = nodes[node.row].images.free(
      surplus, detectedBefore: context.now - images.minimumImageTTL,
      isInUse: { inUse.contains($0) })
    if freed > 0 { noteImageChange(on: node, &context) }
  }

  /// Writes down in `imagesInUse` the images of the containers of `node`, running or waiting, and
  /// of the dead ones that are kept, each once.
  private mutating func listImagesInUse(on node: NodeID, _ cluster: borrowing ClusterState) {
    imagesInUse.removeAll(keepingCapacity: true)
    for index in nodes[node.row].deadContainers.indices {
      imagesInUse.appendIfNew(nodes[node.row].deadContainers[index].image)
    }
    cluster.pods.forEach(on: node) { pod in
      guard pod.row < workers.count, workers[pod.row].containerCount > 0,
        workers[pod.row].stage != .stopped
      else { return }
      for image in cluster.templates[cluster.pods[pod].template].images {
        imagesInUse.appendIfNew(image)
      }
    }
  }
}

extension ContiguousArray<Symbol> {
  fileprivate mutating func appendIfNew(_ symbol: Symbol) {
    if !contains(symbol) { append(symbol) }
  }
}

extension ImageSettings {
  /// How many bytes of images are to go where `used` are there; zero where there is room enough.
  ///
  /// Percentages are whole. The newer eras take them of what is available, so that a part of a
  /// percent in use counts as a whole one. Source: `GarbageCollect` of
  /// `pkg/kubelet/images/image_gc_manager.go`, Kubernetes 1.34, and `image_manager.go`, 1.2.
  func surplus(of used: Int64) -> Int64 {
    let capacity = Int128(max(1, imageFilesystemBytes))
    let (used, high, low) = (
      Int128(used), Int128(imageGCHighThresholdPercent), Int128(imageGCLowThresholdPercent)
    )
    let available = capacity - used
    let percent =
      countsPartsOfPercent ? 100 - available * 100 / capacity : used * 100 / capacity
    guard percent >= high else { return 0 }
    let surplus =
      countsPartsOfPercent
      ? capacity * (100 - low) / 100 - available : used - low * capacity / 100
    return Int64(clamping: max(0, surplus))
  }
}
