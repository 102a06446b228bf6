/// The reason that goes with a node's condition `Ready`.
public enum NodeStatusReason: String, Sendable {
  /// The kubelet says that it is ready.
  case kubeletReady = "KubeletReady"
  /// The kubelet says that it is not.
  case kubeletNotReady = "KubeletNotReady"
  /// Nothing has been heard for the grace period.
  case nodeStatusUnknown = "NodeStatusUnknown"
  /// Nothing has ever been heard.
  case nodeStatusNeverUpdated = "NodeStatusNeverUpdated"
}
