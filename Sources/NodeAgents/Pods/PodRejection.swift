/// Why a kubelet turns a pod away or evicts it, with the amounts that it compared.
package struct PodRejection: Hashable, Sendable {
  /// What becomes of the pod's status.
  package let failure: PodFailure
  /// The resource that falls short, by its name in the API; empty where it is not about one.
  var resource = ""
  /// What the pod asks for, in the resource's unit: millicores, bytes, pieces.
  var requested: Int64 = 0
  /// What the pods before it have.
  var used: Int64 = 0
  /// What the node offers.
  var capacity: Int64 = 0
  /// Why the pod is evicted; empty for one that is turned away.
  var text = ""

  /// The kubelet's words.
  ///
  /// Source: `pkg/kubelet/lifecycle/predicate.go`, `pkg/kubelet/cm/devicemanager/manager.go`,
  /// Kubernetes 1.34.
  package var message: String {
    switch failure {
    case .outOfCPU, .outOfMemory, .outOfPods, .outOfEphemeralStorage:
      "Node didn't have enough resource: \(resource), requested: \(requested), "
        + "used: \(used), capacity: \(capacity)"
    case .outOfResource:
      "Allocate failed due to requested number of devices unavailable for \(resource). "
        + "Requested: \(requested), Available: \(max(0, capacity - used)), which is unexpected"
    case .hostPortConflict: "Predicate HostPortConflict failed"
    case .nodePorts:
      "Predicate NodePorts failed: node(s) didn't have free ports for the requested pod ports"
    case .nodeAffinity:
      "Predicate NodeAffinity failed: node(s) didn't match Pod's node affinity/selector"
    case .evicted: text
    case .deadlineExceeded: "Pod was active on the node longer than the specified deadline"
    }
  }
}
