/// How many of a workload's pods are in which phase.
struct PodCensus {
  private var counts: [String: Int] = [:]

  /// The pods that `workload` controls.
  init(of workload: APIField, in source: any ObjectSource) {
    guard let pods = APIResource.of("Pod") else { return }
    source.forEach(pods, in: workload.objectNamespace) { pod in
      if pod.isControlled(by: workload) { counts[pod.status.phase.text, default: 0] += 1 }
    }
  }

  /// `3 Running / 0 Waiting / 0 Succeeded / 0 Failed`.
  var text: String {
    func count(_ phase: String) -> Int { counts[phase] ?? 0 }
    return "\(count("Running")) Running / \(count("Pending")) Waiting / "
      + "\(count("Succeeded")) Succeeded / \(count("Failed")) Failed"
  }
}
