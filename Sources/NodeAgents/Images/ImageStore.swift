import ClusterState
import SimulationEngine

/// The images of one node and the queue of its pulls.
struct ImageStore: Sendable {
  struct Image: Sendable {
    let name: Symbol
    let bytes: Int64
    let detected: SimulationTime
    var lastUsed: SimulationTime
  }

  struct Pull: Sendable {
    let image: Symbol
    var waiting: ContiguousArray<PodID>
  }

  private(set) var images: ContiguousArray<Image> = []
  private(set) var pulls: ContiguousArray<Pull> = []

  /// The room that the images take, in bytes.
  var usedBytes: Int64 { images.reduce(0) { $0 &+ $1.bytes } }

  func contains(_ image: Symbol) -> Bool { images.contains { $0.name == image } }

  mutating func use(_ image: Symbol, at now: SimulationTime) {
    guard let row = images.firstIndex(where: { $0.name == image }) else { return }
    images[row].lastUsed = now
  }

  mutating func add(_ image: Symbol, bytes: Int64, detected: SimulationTime) {
    guard !contains(image) else { return }
    images.append(Image(name: image, bytes: bytes, detected: detected, lastUsed: detected))
  }

  /// Joins the pull of `image` for `pod`, or queues a new one; returns the place of the pull in
  /// the queue if it is new.
  mutating func enqueue(_ image: Symbol, for pod: PodID) -> Int? {
    if let row = pulls.firstIndex(where: { $0.image == image }) {
      pulls[row].waiting.append(pod)
      return nil
    }
    pulls.append(Pull(image: image, waiting: [pod]))
    return pulls.count - 1
  }

  /// Takes the pull of `image` from the queue and returns who waited for it, in order of asking.
  mutating func finishPull(of image: Symbol) -> ContiguousArray<PodID> {
    guard let row = pulls.firstIndex(where: { $0.image == image }) else { return [] }
    return pulls.remove(at: row).waiting
  }

  mutating func abandonPulls() { pulls.removeAll() }

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
      freed += candidate.bytes
    }
    return freed
  }
}
