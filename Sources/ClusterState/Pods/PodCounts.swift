/// How many pods of one template, or of one owner, are in which state, kept current by every write.
///
/// Controllers read these instead of listing pods, so a sync costs constant time at any size.
public struct PodCounts: Hashable, Sendable {
  /// Pods that have not left the API server.
  public internal(set) var live: Int32 = 0
  /// Pods that controllers count: see `PodRecord.isActive`.
  public internal(set) var active: Int32 = 0
  /// Active pods whose condition `Ready` is true.
  public internal(set) var ready: Int32 = 0

  /// Pods that are being deleted and have not ended.
  public internal(set) var terminating: Int32 = 0

  /// No pods.
  public init() {}

  mutating func add(_ pod: PodRecord, _ sign: Int32) {
    guard !pod.isRemoved else { return }
    live += sign
    if pod.isDeleting && !pod.phase.isTerminal { terminating += sign }
    guard pod.isActive else { return }
    active += sign
    if pod.isReady { ready += sign }
  }
}
