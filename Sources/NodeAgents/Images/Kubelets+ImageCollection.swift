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
    let used = nodes[node.row].images.usedBytes
    let surplus = images.surplus(of: used)
    guard surplus > 0 else {
      nodes[node.row].images.hasFailedToFree = false
      return
    }
    let freed = nodes[node.row].images.free(
      surplus, detectedBefore: context.now - images.minimumImageTTL,
      isInUse: { inUse.contains($0) })
    if freed > 0 { noteImageChange(on: node, &context) }
    noteCollection(on: node, used: used, surplus: surplus, freed: freed, &context)
  }

  /// Tells of a round that could not free what it was to; of a second one in a row as a failure of
  /// the collection too, where the era does.
  private mutating func noteCollection(
    on node: NodeID, used: Int64, surplus: Int64, freed: Int64, _ context: inout KubeletContext
  ) {
    let hasFailed = freed < surplus
    defer { nodes[node.row].images.hasFailedToFree = hasFailed }
    guard hasFailed else { return }
    let images = settings.images
    let text = images.shortageText(used: used, surplus: surplus, freed: freed)
    context.actions.append(.warn(node, reason: "FreeDiskSpaceFailed", text))
    if nodes[node.row].images.hasFailedToFree, images.countsPartsOfPercent {
      context.actions.append(.warn(node, reason: "ImageGCFailed", text))
    }
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
    guard percent(of: used) >= Int128(imageGCHighThresholdPercent) else { return 0 }
    let low = Int128(imageGCLowThresholdPercent)
    let available = capacity - Int128(used)
    let surplus =
      countsPartsOfPercent
      ? capacity * (100 - low) / 100 - available : Int128(used) - low * capacity / 100
    return Int64(clamping: max(0, surplus))
  }

  private var capacity: Int128 { Int128(max(1, imageFilesystemBytes)) }

  private func percent(of used: Int64) -> Int128 {
    countsPartsOfPercent
      ? 100 - (capacity - Int128(used)) * 100 / capacity : Int128(used) * 100 / capacity
  }

  /// What the event `FreeDiskSpaceFailed` says. Source: as of `surplus`, Kubernetes 1.36 and 1.2.
  fileprivate func shortageText(used: Int64, surplus: Int64, freed: Int64) -> String {
    guard countsPartsOfPercent else {
      return "failed to garbage collect required amount of images. Wanted to free \(surplus), "
        + "but freed \(freed)"
    }
    return "Insufficient free disk space on the node's image filesystem (\(percent(of: used))% of "
      + "\(Self.sizeText(Int64(clamping: capacity))) used). Failed to free sufficient space by "
      + "deleting unused images (freed \(freed) bytes). Investigate disk usage, as it could be "
      + "used by active images, logs, volumes, or other data."
  }

  /// A size in the largest binary unit of which it has one, with a decimal: `91.1 GiB`.
  private static func sizeText(_ bytes: Int64) -> String {
    var unit: Int64 = 1
    var name = "B"
    for next in ["KiB", "MiB", "GiB", "TiB", "PiB", "EiB"] where bytes / unit >= 1024 {
      unit *= 1024
      name = next
    }
    let tenths = (Int128(bytes) * 20 + Int128(unit)) / (Int128(unit) * 2)
    return "\(tenths / 10).\(tenths % 10) \(name)"
  }
}
