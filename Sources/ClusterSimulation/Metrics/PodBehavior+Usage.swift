import ClusterState
import KubernetesObjects
import NodeAgents
import SimulationEngine

/// What the containers of a pod use, each and together.
extension PodBehavior {
  /// What a pod of `template` uses at `instant` while it runs, as long as no load says otherwise.
  ///
  /// It is unknown as soon as that of one container is: metrics-server leaves out pods of which it
  /// does not know all containers. Source: `pkg/storage/pod.go` of metrics-server 0.7.
  func usage(of template: PodTemplate, at instant: UsageInstant) -> PodUsage {
    hasOwnUsage
      ? Self.sum(of: containerUsage(of: template, at: instant))
      : wholeUsage(of: template, at: instant)
  }

  private static func sum(of parts: ContiguousArray<PodUsage>) -> PodUsage {
    parts.reduce(into: PodUsage()) { sum, one in
      sum.milliCPU = Int64(clamping: Int128(sum.milliCPU) + Int128(one.milliCPU))
      sum.memoryBytes = Int64(clamping: Int128(sum.memoryBytes) + Int128(one.memoryBytes))
      sum.isKnown = sum.isKnown && one.isKnown
    }
  }

  /// When the use may next change by itself; nil for never again.
  func nextChange(after instant: UsageInstant) -> SimulationTime? {
    let next = SimulationTime.earliest(
      cpuUsage.nextChange(after: instant), memoryUsage.nextChange(after: instant))
    return containers.reduce(next) { next, one in
      .earliest(
        next,
        .earliest(
          one.cpuUsage?.nextChange(after: instant), one.memoryUsage?.nextChange(after: instant)))
    }
  }

  /// What each container that runs beside the others uses of the `whole` that the pod uses, in the
  /// order of `PodSpec.runningContainers`.
  ///
  /// Where a load has the pod use more or less than its containers say, each uses so much more or
  /// less in proportion.
  func containerUsage(
    of template: PodTemplate, whole: PodUsage, at instant: UsageInstant
  ) -> ContiguousArray<PodUsage> {
    var parts = containerUsage(of: template, at: instant)
    let usual = hasOwnUsage ? Self.sum(of: parts) : wholeUsage(of: template, at: instant)
    for row in parts.indices {
      parts[row].isKnown = whole.isKnown
      parts[row].milliCPU = parts[row].milliCPU.scaled(whole.milliCPU, of: usual.milliCPU)
      parts[row].memoryBytes =
        parts[row].memoryBytes.scaled(whole.memoryBytes, of: usual.memoryBytes)
    }
    // Nothing can be scaled up from nothing: such a load is shared by request.
    let spec = template.pod.spec
    if usual.milliCPU == 0 {
      for (row, part) in spec.shares(of: whole.milliCPU, .cpu).enumerated() {
        parts[row].milliCPU = part
      }
    }
    if usual.memoryBytes == 0 {
      for (row, part) in spec.shares(of: whole.memoryBytes, .memory).enumerated() {
        parts[row].memoryBytes = part
      }
    }
    return parts
  }

  /// Whether a container has a use of its own.
  private var hasOwnUsage: Bool {
    containers.contains { $0.cpuUsage != nil || $0.memoryUsage != nil }
  }

  /// What the pod's usage says, whatever its containers say.
  private func wholeUsage(of template: PodTemplate, at instant: UsageInstant) -> PodUsage {
    PodUsage(
      milliCPU: cpuUsage.amount(request: template.requests.milliCPU, at: instant),
      memoryBytes: memoryUsage.amount(request: template.requests.memoryBytes, at: instant),
      isKnown: cpuUsage != .unknown && memoryUsage != .unknown)
  }

  /// What each container uses: what is said of it, or its share of what is said of the pod.
  private func containerUsage(
    of template: PodTemplate, at instant: UsageInstant
  ) -> ContiguousArray<PodUsage> {
    let spec = template.pod.spec
    let whole = wholeUsage(of: template, at: instant)
    let cpu = spec.shares(of: whole.milliCPU, .cpu)
    let memory = spec.shares(of: whole.memoryBytes, .memory)
    var parts: ContiguousArray<PodUsage> = []
    for (row, container) in spec.runningContainers.enumerated() {
      var part = PodUsage(milliCPU: cpu[row], memoryBytes: memory[row])
      let own = containers.first { $0.name == container.name }
      let requests = container.resources.requests
      if let usage = own?.cpuUsage {
        part.milliCPU = usage.amount(request: requests[.cpu]?.milliValue ?? 0, at: instant)
      }
      if let usage = own?.memoryUsage {
        part.memoryBytes = usage.amount(request: requests[.memory]?.value ?? 0, at: instant)
      }
      part.isKnown =
        (own?.cpuUsage ?? cpuUsage) != .unknown && (own?.memoryUsage ?? memoryUsage) != .unknown
      parts.append(part)
    }
    return parts
  }
}

extension Int64 {
  /// The amount if the whole of `usual` becomes `whole`.
  fileprivate func scaled(_ whole: Int64, of usual: Int64) -> Int64 {
    if whole == usual || usual == 0 { return self }
    return Int64(clamping: Int128(self) * Int128(whole) / Int128(usual))
  }
}
