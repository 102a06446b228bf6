import ClusterState
import KubernetesObjects
import SimulationEngine

/// How long a pod may stay on a node with `NoExecute` taints.
///
/// Source: `GetMatchingTolerations` of `pkg/apis/core/v1/helper` and `getMinTolerationTime` of
/// `pkg/controller/tainteviction`, Kubernetes 1.20 to 1.36.
package enum TolerationTime: Hashable, Sendable {
  /// The pod does not tolerate one of the taints: it goes now, whatever timer runs.
  case none
  /// The pod stays for so long, from the moment at which this is found; zero is no time.
  case limited(SimulationDuration)
  /// The pod stays for as long as it likes.
  case unlimited

  /// The time of a pod with `tolerations` under `taints`, of which only those with the effect
  /// `NoExecute` count.
  ///
  /// Each taint uses the first toleration of the list that tolerates it; the shortest of those that
  /// are used counts.
  package init(of tolerations: [Toleration], under taints: some Sequence<Taint>) {
    var least: Int64?
    for taint in taints where taint.effect == .noExecute {
      let used = tolerations.first { $0.tolerates(taint) }
      guard let used else {
        self = .none
        return
      }
      guard let seconds = used.tolerationSeconds else { continue }
      least = min(least ?? seconds, seconds)
    }
    guard let least else {
      self = .unlimited
      return
    }
    self = .limited(SimulationDuration.seconds(1).multipliedSaturating(by: max(0, least)).bounded)
  }
}
