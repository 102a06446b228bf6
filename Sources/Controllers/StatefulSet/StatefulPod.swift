import ClusterState
import KubernetesObjects

/// The pod of one ordinal of a stateful set: its name, labels, volumes and claims.
///
/// Source: `newStatefulSetPod`, `updateIdentity`, `updateStorage` and `getPersistentVolumeClaims`
/// of `pkg/controller/statefulset`, Kubernetes 1.34.
struct StatefulPod {
  /// The label with the pod's name.
  static let nameLabel = "statefulset.kubernetes.io/pod-name"
  /// The label with the pod's ordinal.
  static let indexLabel = "apps.kubernetes.io/pod-index"

  /// The set's name.
  let set: String
  /// The pod's number.
  let ordinal: Int32

  /// The pod's name.
  var name: String { "\(set)-\(ordinal)" }

  /// The ordinal in the name of a pod of `set`; nil if it is not called as one.
  ///
  /// Source: `getParentNameAndOrdinal`: digits only, of 32 bits.
  static func ordinal(in name: String, of set: String) -> Int32? {
    guard name.utf8.count > set.utf8.count + 1, name.hasPrefix(set + "-") else { return nil }
    let digits = name.utf8.dropFirst(set.utf8.count + 1)
    guard digits.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }) else { return nil }
    return Int32(String(decoding: digits, as: UTF8.self))
  }

  /// `pod`, which is like the set's template, with what is the pod's own.
  func identified(
    _ pod: Pod, _ detail: StatefulSetDetail, revision: String
  ) -> Pod {
    var pod = pod
    pod.metadata.labels = labels(of: pod.metadata.labels)
    pod.metadata.labels[RevisionHistory.podLabel] = revision
    pod.spec.hostname = name
    pod.spec.subdomain = detail.serviceName
    let claimed = Set(detail.claimTemplates.map(\.metadata.name))
    let own = detail.claimTemplates.map { claim in
      var source = PersistentVolumeClaimVolumeSource()
      source.claimName = claimName(claim)
      return Volume(name: claim.metadata.name, source: .persistentVolumeClaim(source))
    }
    pod.spec.volumes = own + pod.spec.volumes.filter { !claimed.contains($0.name) }
    return pod
  }

  /// `labels` with those that tell which pod it is.
  func labels(of labels: Labels) -> Labels {
    var labels = labels
    labels[Self.nameLabel] = name
    labels[Self.indexLabel] = String(ordinal)
    return labels
  }

  /// The name of the claim that the pod has for a template.
  func claimName(_ template: PersistentVolumeClaim) -> String {
    "\(template.metadata.name)-\(name)"
  }

  /// The pod's claims, with the labels that the set's selector asks for.
  func claims(_ detail: StatefulSetDetail, in namespace: String) -> [PersistentVolumeClaim] {
    detail.claimTemplates.map { template in
      var claim = template
      claim.metadata.name = claimName(template)
      claim.metadata.namespace = namespace
      for requirement in detail.selector.requirements where requirement.operation == .equals {
        claim.metadata.labels[requirement.key] = requirement.values.first
      }
      return claim
    }
  }
}
