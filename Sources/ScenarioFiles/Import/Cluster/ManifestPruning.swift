import KubernetesObjects
import StructuredText

/// What of a dumped object counts in a simulation: a dump holds many times as much.
enum ManifestPruning {
  /// The members of `metadata` that are kept.
  private static let metadata: Set<String> = [
    "name", "namespace", "labels", "annotations", "creationTimestamp",
    "deletionTimestamp", "deletionGracePeriodSeconds",
  ]
  /// What of a pod's specification says nothing to a scheduler, a controller or a kubelet here.
  private static let idleSpec: Set<String> = [
    "serviceAccount", "serviceAccountName", "dnsPolicy", "dnsConfig", "securityContext",
    "enableServiceLinks", "automountServiceAccountToken", "imagePullSecrets", "hostAliases",
    "shareProcessNamespace", "setHostnameAsFQDN", "hostIPC", "hostPID", "ephemeralContainers",
  ]
  private static let container: Set<String> = [
    "name", "image", "imagePullPolicy", "resources", "ports", "livenessProbe", "readinessProbe",
    "startupProbe", "lifecycle", "restartPolicy", "restartPolicyRules",
  ]
  /// The sources of volumes that bear on where a pod can run.
  private static let volumeSources: Set<String> = [
    "name", "persistentVolumeClaim", "ephemeral", "gcePersistentDisk", "awsElasticBlockStore",
    "azureDisk", "cinder", "csi", "iscsi", "rbd",
  ]
  /// Annotations that differ from pod to pod and that nothing here reads.
  private static let ownAnnotations = [
    "cni.projectcalico.org/", "k8s.v1.cni.cncf.io/", "k8s.ovn.org/", "kubernetes.io/config.seen",
    "kubernetes.io/config.hash", "kubectl.kubernetes.io/last-applied-configuration",
  ]

  /// The status that is kept of a kind.
  private static let status: [String: Set<String>] = [
    "StatefulSet": ["currentRevision", "updateRevision"],
    "Job": ["startTime", "succeeded", "failed", "completedIndexes", "conditions"],
    "PersistentVolumeClaim": ["phase", "accessModes", "capacity"],
    "PersistentVolume": ["phase"],
    "Node": [
      "capacity", "allocatable", "conditions", "images", "volumesInUse", "volumesAttached",
      "declaredFeatures",
    ],
  ]

  /// An object of a kind other than Pod.
  static func object(_ value: SyntaxValue, kind: String) -> SyntaxValue {
    var object = value
    object["metadata"] = metadata(of: value, keepsUID: kind == "Job")
    object["status"] = status[kind].flatMap { keys in
      let status = value["status"]?.only(keys) ?? .null
      return status.isEmpty ? nil : status
    }
    if kind == "Node" { pruneNode(&object) }
    return object
  }

  private static func pruneNode(_ node: inout SyntaxValue) {
    node["spec"] = node["spec"].map { $0.only(["taints", "unschedulable"]) }
    if node["spec"]?.isEmpty ?? false { node["spec"] = nil }
    guard var status = node["status"] else { return }
    if let conditions = status["conditions"] {
      status["conditions"] = .sequence(
        conditions.elements.filter { $0["type"]?.text == "Ready" }.map {
          $0.only(["type", "status", "reason", "lastTransitionTime"])
        })
    }
    if let images = status["images"] {
      status["images"] = .sequence(images.elements.compactMap(image))
    }
    node["status"] = status
  }

  /// An image by its names with tags; by its digests where it has no other.
  private static func image(_ image: SyntaxValue) -> SyntaxValue? {
    let names = image["names"]?.elements ?? []
    let tagged = names.filter { !($0.text?.contains("@") ?? true) && $0.text != "<none>:<none>" }
    let kept = tagged.isEmpty ? Array(names.prefix(1)) : tagged
    if kept.isEmpty { return nil }
    var image = image.only(["sizeBytes"])
    image["names"] = .sequence(kept)
    return image
  }

  /// A pod: its place, its life and what its template was.
  static func pod(_ value: SyntaxValue) -> SyntaxValue {
    .mapping(ofPresent: [
      ("apiVersion", "v1"), ("kind", "Pod"),
      ("metadata", metadata(of: value, keepsUID: false)),
      ("spec", value["spec"].map(podSpec)),
      ("status", value["status"].map(podStatus)),
    ])
  }

  private static func metadata(of value: SyntaxValue, keepsUID: Bool) -> SyntaxValue {
    let all = value["metadata"] ?? .null
    var kept = all.only(keepsUID ? metadata.union(["uid"]) : metadata)
    if let annotations = kept["annotations"] {
      let left = annotations.members.filter { member in
        !ownAnnotations.contains { member.key.hasPrefix($0) }
      }
      kept["annotations"] = left.isEmpty ? nil : .mapping(left)
    }
    let controllers = all["ownerReferences"]?.elements.filter { $0["controller"] == true } ?? []
    if !controllers.isEmpty {
      kept["ownerReferences"] = .sequence(
        controllers.map { $0.only(["apiVersion", "kind", "name", "uid", "controller"]) })
    }
    return kept
  }

  private static func podSpec(_ spec: SyntaxValue) -> SyntaxValue {
    var spec = spec.without(idleSpec)
    for key in ["containers", "initContainers"] {
      guard let list = spec[key] else { continue }
      spec[key] = list.isEmpty ? nil : .sequence(list.elements.map(container))
    }
    if let volumes = spec["volumes"] {
      let kept = volumes.elements.filter { volume in
        volume.members.count > 1 && volume.members.allSatisfy { volumeSources.contains($0.key) }
      }
      spec["volumes"] = kept.isEmpty ? nil : .sequence(kept)
    }
    return .mapping(spec.members.filter { !$0.value.isEmpty })
  }

  private static func container(_ value: SyntaxValue) -> SyntaxValue {
    var kept = value.only(container)
    if let ports = kept["ports"] {
      let held = ports.elements.filter { $0["hostPort"] != nil }
      kept["ports"] = held.isEmpty ? nil : .sequence(held)
    }
    return kept
  }

  private static func podStatus(_ status: SyntaxValue) -> SyntaxValue {
    var kept = status.only(["phase", "startTime"])
    let conditions = status["conditions"]?.elements ?? []
    let told = conditions.filter {
      ["Ready", "PodScheduled", "Initialized"].contains($0["type"]?.text)
    }.map { $0.only(["type", "status", "lastTransitionTime"]) }
    if !told.isEmpty { kept["conditions"] = .sequence(told) }
    for key in ["initContainerStatuses", "containerStatuses"] {
      guard let list = status[key], !list.isEmpty else { continue }
      kept[key] = .sequence(
        list.elements.map { container in
          var told = container.only(["name", "ready", "restartCount"])
          told["state"] = container["state"].map(containerState)
          told["lastState"] = container["lastState"].flatMap {
            $0.isEmpty ? nil : containerState($0)
          }
          return told
        })
    }
    return kept
  }

  private static func containerState(_ state: SyntaxValue) -> SyntaxValue {
    .mapping(
      state.members.map { member in
        SyntaxValue.Member(
          member.key, member.value.only(["startedAt", "finishedAt", "exitCode", "reason"]))
      })
  }
}
