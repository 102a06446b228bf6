import ClusterState
import KubernetesObjects
import SimulationEngine

/// How long a pod may stay on a node with `NoExecute` taints.
///
/// Source: `pkg/controller/tainteviction`, `getMinTolerationTime`, Kubernetes 1.34.
package enum TolerationTime: Hashable, Sendable {
  /// The pod does not tolerate one of the taints: it goes now.
  case none
  /// The pod stays for so long.
  case limited(SimulationDuration)
  /// The pod stays for as long as it likes.
  case unlimited

  /// The time of a pod with `tolerations` under `taints`, of which only those with the effect
  /// `NoExecute` count.
  package init(of tolerations: [Toleration], under taints: some Sequence<Taint>) {
    var least: Int64?
    for taint in taints where taint.effect == .noExecute {
      let matching = tolerations.filter { $0.tolerates(taint, comparingNumbers: true) }
      guard !matching.isEmpty else {
        self = .none
        return
      }
      for toleration in matching {
        guard let seconds = toleration.tolerationSeconds else { continue }
        least = min(least ?? seconds, seconds)
      }
    }
    switch least {
    case nil: self = .unlimited
    case .some(let seconds) where seconds <= 0: self = .none
    case .some(let seconds):
      self = .limited(SimulationDuration.seconds(1).multipliedSaturating(by: seconds).bounded)
    }
  }
}
