import ClusterState
import KubernetesObjects
import SimulationEngine

/// Images: pulled when a container needs one, collected when the disk fills.
extension Kubelets {
  /// Whether container `index` can be created at once; if not, it waits for its image afterwards.
  ///
  /// With `Always` the registry is asked even if the image is there. Source:
  /// `pkg/kubelet/images/image_manager.go`, `EnsureImageExists`, Kubernetes 1.2 to 1.34.
  mutating func obtainImage(
    of index: UInt16, of pod: PodID, _ cluster: borrowing ClusterState,
    _ context: inout KubeletContext
  ) -> Bool {
    let traits = cluster.templates[cluster.pods[pod].template].containers[Int(index)]
    let image = traits.image
    let node = workers[pod.row].node
    let isPresent = nodes[node.row].images.contains(image)
    if isPresent && traits.pullPolicy != .always { return true }
    let request = ImageRequest(
      pod: pod, container: index, generation: workers[pod.row].generation)
    if traits.pullPolicy == .never {
      nodes[node.row].images.wait(for: image, request)
      context.actions.append(.recordEvent(.errImageNeverPull, pod, image: image))
      return false
    }
    context.actions.append(.recordEvent(.pulling, pod, image: image))
    if let place = nodes[node.row].images.enqueue(image, for: request),
      place == 0 || !settings.images.serializeImagePulls
    {
      beginPull(of: image, on: node, &context)
    }
    return false
  }

  private func beginPull(of image: Symbol, on node: NodeID, _ context: inout KubeletContext) {
    let isPresent = nodes[node.row].images.contains(image)
    context.post(
      .imagePulled(node, image: image, generation: nodes[node.row].generation),
      after: isPresent ? settings.images.registryLatency : pullTime(of: image))
  }

  /// How long a pull takes that has the line to itself.
  func pullTime(of image: Symbol) -> SimulationDuration {
    let bytes = max(0, imageBytes[image] ?? settings.images.defaultImageBytes)
    let rate = max(1, settings.images.pullBytesPerSecond)
    let seconds = SimulationDuration.seconds(1).multipliedSaturating(by: bytes / rate)
    let rest = rate.dividingFullWidth((bytes % rate).multipliedFullWidth(by: 1_000_000)).quotient
    return settings.images.registryLatency.addingSaturating(seconds)
      .addingSaturating(.microseconds(rest)).bounded
  }

  mutating func finishPull(
    of image: Symbol, on node: NodeID, _ generation: UInt16, _ cluster: borrowing ClusterState,
    _ context: inout KubeletContext
  ) {
    guard isUp(node), nodes[node.row].generation == generation else { return }
    let waiting = nodes[node.row].images.finishPull(of: image)
    if !nodes[node.row].images.contains(image) {
      let bytes = imageBytes[image] ?? settings.images.defaultImageBytes
      nodes[node.row].images.add(image, bytes: bytes, detected: .unset)
      noteImageChange(on: node, &context)
    }
    if settings.images.serializeImagePulls, let next = nodes[node.row].images.pulls.first {
      beginPull(of: next.image, on: node, &context)
    }
    for request in waiting {
      let worker = workers[request.pod.row]
      guard worker.stage == .active, worker.generation == request.generation else { continue }
      context.actions.append(.imagePulled(request.pod))
      context.actions.append(.recordEvent(.pulled, request.pod, image: image))
      postStart(of: request.container, of: request.pod, &context)
    }
  }

  /// The images of `node` in order of their coming, as its status lists them.
  package func images(of node: NodeID) -> ContiguousArray<NodeImage> {
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
      after: images.garbageCollectionPeriod.atLeastOneMillisecond)
    guard !nodes[node.row].images.images.isEmpty else { return }
    listImagesInUse(on: node, cluster)
    // Taken out while it is used, and put back for the next round.
    var inUse: ContiguousArray<Symbol> = []
    swap(&inUse, &imagesInUse)
    defer { swap(&inUse, &imagesInUse) }
    nodes[node.row].images.detect(at: context.now) { inUse.contains($0) }
    let used = nodes[node.row].images.usedBytes
    let capacity = max(1, images.imageFilesystemBytes)
    guard used.isAtLeast(images.imageGCHighThresholdPercent, percentOf: capacity) else { return }
    let freed = nodes[node.row].images.free(
      used - capacity.percentage(images.imageGCLowThresholdPercent),
      detectedBefore: context.now - images.minimumImageTTL, isInUse: { inUse.contains($0) })
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

extension Int64 {
  /// Whether this amount, in whole percent of `whole` and truncated, is `percent` or more.
  func isAtLeast(_ percent: Int64, percentOf whole: Int64) -> Bool {
    let (high, low) = multipliedFullWidth(by: 100)
    if high >= whole { return true }
    return whole.dividingFullWidth((high, low)).quotient >= percent
  }

  /// `percent` percent of this amount, truncated; a percentage lies in 0...100.
  func percentage(_ percent: Int64) -> Int64 {
    let share = Swift.min(Swift.max(percent, 0), 100)
    return Int64(100).dividingFullWidth(multipliedFullWidth(by: share)).quotient
  }
}

extension SimulationDuration {
  /// A period that lets time pass.
  var atLeastOneMillisecond: SimulationDuration { max(self, .milliseconds(1)) }
}
