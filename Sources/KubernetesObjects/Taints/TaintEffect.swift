/// What a taint does to pods that do not tolerate it.
public enum TaintEffect: String, Hashable, Sendable, CaseIterable {
  /// No new pods are placed.
  case noSchedule = "NoSchedule"
  /// New pods are placed elsewhere where possible.
  case preferNoSchedule = "PreferNoSchedule"
  /// No new pods are placed, and running ones are evicted.
  case noExecute = "NoExecute"
}
