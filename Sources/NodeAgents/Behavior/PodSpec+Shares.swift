import KubernetesObjects

extension PodSpec {
  /// The containers that run beside one another: sidecars after the others.
  package var runningContainers: [Container] { containers + initContainers.filter(\.isSidecar) }

  /// The shares that the running containers have of an amount: as of the pod's requests, or equal
  /// where nothing is requested.
  package func shares(of amount: Int64, _ resource: ResourceName) -> [Int64] {
    let running = runningContainers
    let requests = running.map { Int128($0.resources.requests[resource]?.milliValue ?? 0) }
    let total = requests.reduce(0, +)
    return requests.map { own in
      total == 0 ? amount / Int64(running.count) : Int64(Int128(amount) * own / total)
    }
  }
}
