import ClusterState
import KubernetesObjects

/// What plugins read of a pod: two pods of one signature get the same verdicts and scores.
///
/// Each plugin of a profile adds its part; a part that no plugin adds is left out. Source:
/// `kube-scheduler/framework/signers.go` and `frameworkImpl.SignPod`, Kubernetes 1.35.
struct PodSignature: Hashable, Sendable {
  var labels: LabelSet?
  var nodeSelector: Labels?
  var nodeAffinity: KubernetesObjects.NodeAffinity?
  /// Port numbers alone, in order.
  var hostPorts: [Int32] = []
  var requests: ResourceAmounts?
  /// In order of key and value.
  var tolerations: [Toleration] = []
  /// In order of their symbols.
  var images: [Symbol] = []
  /// How often each source is mounted; configurations and secrets are left out.
  var volumes: [VolumeSource: Int] = [:]
  var features: NodeFeatures = []
  var devices: DeviceDemand?
}

/// A plugin that can say what it reads of a pod.
protocol SigningPlugin: SchedulingPlugin {
  /// Adds what the plugin reads of `pod`; returns false if that cannot be said, because it looks
  /// beyond the pod and a single node.
  func sign(_ pod: PodRequirements, _ signature: inout PodSignature) -> Bool
}

extension Profile {
  /// What the plugins read of `pod`; nil if one of them cannot say it.
  func signature(of pod: PodRequirements) -> PodSignature? {
    var signature = PodSignature()
    let plugins =
      filters.map { $0.plugin as any SchedulingPlugin }
      + scorers.map { $0.plugin as any SchedulingPlugin }
    for plugin in plugins {
      guard let signer = plugin as? any SigningPlugin, signer.sign(pod, &signature) else {
        return nil
      }
    }
    return signature
  }
}
