import ClusterState
import SimulationEngine

/// A container that waits for its image.
struct ImageRequest: Sendable {
  let pod: PodID
  let container: UInt16
  /// The worker's generation when it asked; another one has no use for the image.
  let generation: UInt16
}

/// The images of one node and the queue of its pulls.
struct ImageStore: Sendable {
  struct Image: Sendable {
    let name: Symbol
    let bytes: Int64
    /// When the kubelet first came upon the image in its rounds; unset before.
    var detected: SimulationTime
    /// When the kubelet last came upon it in use; unset if never.
    var lastUsed: SimulationTime
  }

  struct Pull: Sendable {
    let image: Symbol
    var waiting: ContiguousArray<ImageRequest>
  }

  private(set) var images: ContiguousArray<Image> = []
  private(set) var pulls: ContiguousArray<Pull> = []
  /// Whether the last round of the collection could not free what it was to.
  var hasFailedToFree = false
  /// The pulls whose bytes come, where several may go on together.
  var line = SharedLine()

  /// The room that the images take, in bytes.
  var usedBytes: Int64 {
    images.reduce(0) {
      let (sum, overflow) = $0.addingReportingOverflow($1.bytes)
      return overflow ? .max : sum
    }
  }

  func contains(_ image: Symbol) -> Bool { images.contains { $0.name == image } }

  mutating func add(_ image: Symbol, bytes: Int64, detected: SimulationTime) {
    guard !contains(image) else { return }
    images.append(
      Image(name: image, bytes: max(0, bytes), detected: detected, lastUsed: .unset))
  }

  /// Joins the pull of `image`, or queues a new one; returns the place of the pull in the queue if
  /// it is new.
  mutating func enqueue(_ image: Symbol, for request: ImageRequest) -> Int? {
    if let row = pulls.firstIndex(where: { $0.image == image }) {
      pulls[row].waiting.append(request)
      return nil
    }
    pulls.append(Pull(image: image, waiting: [request]))
    return pulls.count - 1
  }

  /// Takes the pull of `image` from the queue and returns who asked for it, in order.
  mutating func endPull(of image: Symbol) -> ContiguousArray<ImageRequest> {
    guard let row = pulls.firstIndex(where: { $0.image == image }) else { return [] }
    return pulls.remove(at: row).waiting
  }

  mutating func abandonPulls() {
    pulls.removeAll()
    line.clear()
  }

  /// Forgets when images were come upon: a kubelet that starts finds them all there, and takes them
  /// for old.
  mutating func forgetHistory() {
    hasFailedToFree = false
    for row in images.indices {
      images[row].detected = .zero
      images[row].lastUsed = .unset
    }
  }

  /// Notes which images are there and which are in use, as the kubelet does in its rounds.
  mutating func detect(at now: SimulationTime, isInUse: (Symbol) -> Bool) {
    for row in images.indices {
      if !images[row].detected.isSet { images[row].detected = now }
      if isInUse(images[row].name) { images[row].lastUsed = now }
    }
  }

  /// Frees at least `bytes` by taking unused images, least recently used first, and of those the
  /// one detected first; returns how many bytes were freed.
  ///
  /// Source: `pkg/kubelet/images/image_gc_manager.go`, `freeSpace`, Kubernetes 1.2 to 1.34.
  mutating func free(
    _ bytes: Int64, detectedBefore: SimulationTime, isInUse: (Symbol) -> Bool
  ) -> Int64 {
    let candidates = images.filter { $0.detected <= detectedBefore && !isInUse($0.name) }
      .sorted {
        $0.lastUsed != $1.lastUsed
          ? $0.lastUsed < $1.lastUsed
          : $0.detected != $1.detected ? $0.detected < $1.detected : $0.name < $1.name
      }
    var freed: Int64 = 0
    for candidate in candidates where freed < bytes {
      images.removeAll { $0.name == candidate.name }
      freed = freed.addingReportingOverflow(candidate.bytes).partialValue
    }
    return freed
  }
}
