/// When a pod's status tells that its sandbox is there and has a network: the condition
/// `PodReadyToStartContainers`.
///
/// **Divergence:** that a sandbox is told at once wakes no watcher; nothing that is simulated reads
/// it.
///
/// Source: `pkg/kubelet/status/generate.go` and `pkg/kubelet/kubelet.go`, Kubernetes 1.34 and 1.36.
package enum SandboxReport: Sendable {
  /// Never, as before the condition.
  case none
  /// With the next status that the kubelet writes, after the first pulls and starts.
  case withStatus
  /// As soon as the sandbox is there, as from Kubernetes 1.36 on.
  case atOnce
}
