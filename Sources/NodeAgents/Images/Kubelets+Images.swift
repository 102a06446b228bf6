import ClusterState
import KubernetesObjects
import SimulationEngine

/// Images, pulled when a container needs one.
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
    guard traits.hasImageName else {
      context.record(.invalidImageName, pod, index, image: image)
      context.record(.failedByInvalidImageName, pod, index)
      failCreation(of: index, of: pod, .invalidImageName, cluster, &context)
      return false
    }
    let isPresent = nodes[node.row].images.contains(image)
    if isPresent && traits.pullPolicy != .always {
      context.record(.present, pod, index, image: image)
      return true
    }
    if traits.pullPolicy == .never {
      context.record(.errImageNeverPull, pod, index, image: image)
      context.record(.failedByErrImageNeverPull, pod, index)
      failCreation(of: index, of: pod, .neverPulled, cluster, &context)
      return false
    }
    let request = ImageRequest(
      pod: pod, container: index, generation: workers[pod.row].generation)
    context.record(.pulling, pod, index, image: image)
    if let place = nodes[node.row].images.enqueue(image, for: request),
      place == 0 || !settings.images.serializeImagePulls
    {
      beginPull(of: image, on: node, &context)
    }
    return false
  }

  private func beginPull(of image: Symbol, on node: NodeID, _ context: inout KubeletContext) {
    let generation = nodes[node.row].generation
    if nodes[node.row].images.contains(image) {
      context.post(
        .imagePulled(node, image: image, generation: generation),
        after: settings.images.registryLatency)
    } else if settings.images.serializeImagePulls {
      context.post(
        .imagePulled(node, image: image, generation: generation),
        after: pullTime(ofBytes: comingBytes(of: image, on: node)))
    } else {
      context.post(
        .transferBegun(node, image: image, generation: generation),
        after: settings.images.registryLatency)
    }
  }

  /// The bytes of `image` that come to `node` before its disk is full.
  func comingBytes(of image: Symbol, on node: NodeID) -> Int64 {
    min(size(of: image), max(0, room(on: node)))
  }

  private func size(of image: Symbol) -> Int64 {
    max(0, imageBytes[image] ?? settings.images.defaultImageBytes)
  }

  /// What of the disk for images is free. What is being pulled takes its room when it has come.
  private func room(on node: NodeID) -> Int64 {
    settings.images.imageFilesystemBytes.subtractingReportingOverflow(
      nodes[node.row].images.usedBytes
    ).partialValue
  }

  /// How long a pull takes that has the line to itself; one for which there is no room ends when
  /// the disk is full.
  func pullTime(ofBytes bytes: Int64) -> SimulationDuration {
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
    guard nodes[node.row].images.contains(image) || size(of: image) <= room(on: node) else {
      return runOutOfSpace(for: image, on: node, cluster, &context)
    }
    let waiting = nodes[node.row].images.endPull(of: image)
    if !nodes[node.row].images.contains(image) {
      nodes[node.row].images.add(image, bytes: size(of: image), detected: .unset)
      noteImageChange(on: node, &context)
    }
    beginNextPull(on: node, &context)
    for request in waiting where isCurrent(request) {
      context.actions.append(.imagePulled(request.pod))
      context.record(.pulled, request.pod, request.container, image: image)
      postStart(of: request.container, of: request.pod, cluster, &context)
    }
  }

  /// Fails the pull of an image that the disk has no room for; containerd takes away what had come.
  private mutating func runOutOfSpace(
    for image: Symbol, on node: NodeID, _ cluster: borrowing ClusterState,
    _ context: inout KubeletContext
  ) {
    let waiting = nodes[node.row].images.endPull(of: image)
    beginNextPull(on: node, &context)
    for request in waiting where isCurrent(request) {
      failPull(of: request.container, of: request.pod, .noSpaceForImage, cluster, &context)
    }
  }

  private func beginNextPull(on node: NodeID, _ context: inout KubeletContext) {
    guard settings.images.serializeImagePulls, let next = nodes[node.row].images.pulls.first
    else { return }
    beginPull(of: next.image, on: node, &context)
  }

  private func isCurrent(_ request: ImageRequest) -> Bool {
    let worker = workers[request.pod.row]
    return worker.stage == .active && worker.generation == request.generation
  }

  /// The images of `node` in order of their coming, as its status lists them.
  package func images(of node: NodeID) -> ContiguousArray<NodeImage> {
    ContiguousArray(
      nodes[node.row].images.images.map { NodeImage(name: $0.name, sizeBytes: $0.bytes) })
  }
}

extension SimulationDuration {
  /// A period that lets time pass.
  var atLeastOneMillisecond: SimulationDuration { max(self, .milliseconds(1)) }
}
