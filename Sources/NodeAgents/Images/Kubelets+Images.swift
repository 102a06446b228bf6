import ClusterState
import KubernetesObjects
import SimulationEngine

/// Images: pulled when a container needs one, collected when the disk fills.
extension Kubelets {
  /// Whether the image of container `index` is there; if not, its pull is under way afterwards and
  /// the pod waits.
  mutating func obtainImage(
    of index: UInt16, of pod: PodID, _ cluster: borrowing ClusterState,
    _ context: inout KubeletContext
  ) -> Bool {
    let image = cluster.templates[cluster.pods[pod].template].images[Int(index)]
    let node = workers[pod.row].node
    if nodes[node.row].images.contains(image) {
      nodes[node.row].images.use(image, at: context.now)
      return true
    }
    workers[pod.row].isPulling = true
    context.actions.append(.recordEvent(.pulling, pod, image: image))
    if let place = nodes[node.row].images.enqueue(image, for: pod),
      place == 0 || !settings.images.serializeImagePulls
    {
      context.post(.imagePulled(node, image: image), after: pullTime(of: image))
    }
    return false
  }

  /// How long a pull takes that has the line to itself.
  func pullTime(of image: Symbol) -> SimulationDuration {
    let bytes = imageBytes[image] ?? settings.images.defaultImageBytes
    let rate = max(1, settings.images.pullBytesPerSecond)
    let seconds = SimulationDuration.seconds(1).multipliedSaturating(by: bytes / rate)
    let rest = SimulationDuration(
      microseconds: Int64(
        clamping: (bytes % rate).multipliedFullWidth(by: 1_000_000), dividedBy: rate))
    return settings.images.registryLatency.addingSaturating(seconds).addingSaturating(rest).bounded
  }

  mutating func finishPull(
    of image: Symbol, on node: NodeID, _ cluster: borrowing ClusterState,
    _ context: inout KubeletContext
  ) {
    guard isUp(node) else { return }
    let waiting = nodes[node.row].images.finishPull(of: image)
    guard !waiting.isEmpty else { return }
    let bytes = imageBytes[image] ?? settings.images.defaultImageBytes
    nodes[node.row].images.add(image, bytes: bytes, detected: context.now)
    context.actions.append(.images(node))
    if settings.images.serializeImagePulls, let next = nodes[node.row].images.pulls.first {
      context.post(.imagePulled(node, image: next.image), after: pullTime(of: next.image))
    }
    for pod in waiting where workers[pod.row].isPulling && workers[pod.row].stage == .active {
      workers[pod.row].isPulling = false
      context.actions.append(.imagePulled(pod))
      context.actions.append(.recordEvent(.pulled, pod, image: image))
      startNext(of: pod, cluster, &context)
    }
  }

  /// The images of `node` in order of their coming, as its status lists them.
  public func images(of node: NodeID) -> ContiguousArray<NodeImage> {
    ContiguousArray(
      nodes[node.row].images.images.map { NodeImage(name: $0.name, sizeBytes: $0.bytes) })
  }

  mutating func collectImages(
    on node: NodeID, _ generation: UInt16, _ cluster: borrowing ClusterState,
    _ context: inout KubeletContext
  ) {
    guard isUp(node), nodes[node.row].generation == generation else { return }
    let images = settings.images
    context.post(
      .imageGarbageCollectionDue(node, generation: generation),
      after: images.garbageCollectionPeriod)
    let used = nodes[node.row].images.usedBytes
    let capacity = max(1, images.imageFilesystemBytes)
    guard used.percent(of: capacity) >= images.imageGCHighThresholdPercent else { return }
    let target = capacity / 100 * images.imageGCLowThresholdPercent
    let inUse = imagesInUse(on: node, cluster)
    let freed = nodes[node.row].images.free(
      used - target, detectedBefore: context.now - images.minimumImageTTL,
      isInUse: { inUse.contains($0) })
    if freed > 0 { context.actions.append(.images(node)) }
  }

  /// The images of the containers that run on `node`, and of the dead ones that are kept.
  private func imagesInUse(on node: NodeID, _ cluster: borrowing ClusterState) -> Set<Symbol> {
    var inUse = Set(nodes[node.row].deadContainers.map(\.image))
    cluster.pods.forEach(on: node) { pod in
      guard pod.row < workers.count, workers[pod.row].firstContainer >= 0 else { return }
      inUse.formUnion(cluster.templates[cluster.pods[pod].template].images)
    }
    return inUse
  }
}

extension Int64 {
  /// This amount as a whole percentage of `whole`, truncated.
  func percent(of whole: Int64) -> Int64 {
    let (high, low) = multipliedFullWidth(by: 100)
    return Int64(whole.dividingFullWidth((high, low)).quotient)
  }

  /// A full-width product divided by `divisor`, which must exceed the product's high half.
  init(clamping product: (high: Int64, low: UInt64), dividedBy divisor: Int64) {
    self = divisor.dividingFullWidth(product).quotient
  }
}
