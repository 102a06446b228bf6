import KubernetesObjects
import SimulationEngine

/// What a pod holds on the disk of its node.
extension PodBehavior {
  /// Whether anything is said of it.
  var usesLocalStorage: Bool {
    ephemeralStorageUsage != .constant(0) || !volumeUsage.isEmpty
      || containers.contains { $0.ephemeralStorageUsage != nil }
  }

  /// What each container that runs beside the others writes beside volumes, in bytes, in the order
  /// of `PodSpec.runningContainers`.
  func writtenBytes(by spec: PodSpec, at instant: UsageInstant) -> [Int64] {
    let request = spec.effectiveRequests[.ephemeralStorage]?.value ?? 0
    let whole = ephemeralStorageUsage.amount(request: request, at: instant)
    var parts = spec.shares(of: whole, .ephemeralStorage)
    for (row, container) in spec.runningContainers.enumerated() {
      guard let own = containers.first(where: { $0.name == container.name })?.ephemeralStorageUsage
      else { continue }
      let request = container.resources.requests[.ephemeralStorage]?.value ?? 0
      parts[row] = own.amount(request: request, at: instant)
    }
    return parts
  }

  /// What the volume `name` holds, in bytes.
  func heldBytes(byVolume name: String, at instant: UsageInstant) -> Int64 {
    volumeUsage.first { $0.name == name }?.usage.amount(request: 0, at: instant) ?? 0
  }

  /// When what the pod holds may next change by itself; nil for never again.
  func nextStorageChange(after instant: UsageInstant) -> SimulationTime? {
    let others =
      volumeUsage.map(\.usage) + containers.compactMap(\.ephemeralStorageUsage)
    return others.reduce(ephemeralStorageUsage.nextChange(after: instant)) {
      .earliest($0, $1.nextChange(after: instant))
    }
  }
}
