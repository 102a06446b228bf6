import KubernetesObjects
import StructuredText

/// The template that a controller must have had, from one of its pods: without what the API server,
/// the scheduler and the controller add to each.
enum PodTemplateOfPod {
  /// Labels that controllers put on their pods.
  static let addedLabels: Set<String> = [
    "controller-revision-hash", "pod-template-generation", "statefulset.kubernetes.io/pod-name",
    "apps.kubernetes.io/pod-index", "batch.kubernetes.io/job-completion-index",
  ]
  private static let addedAnnotations: Set<String> = [
    "batch.kubernetes.io/job-completion-index", "batch.kubernetes.io/job-index-failure-count",
  ]
  private static let addedTaints: Set<String> = [
    "node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable",
  ]

  /// The template of pods that have `labels` and `annotations` in common, of which `pod` is one.
  static func template(
    of pod: SyntaxValue, labels: Labels, annotations: Labels, kind: String
  ) -> SyntaxValue {
    var spec = (pod["spec"] ?? .null).without([
      "nodeName", "priority", "preemptionPolicy", "overhead", "hostname",
    ])
    if kind != "Job", spec["restartPolicy"]?.text == "Always" { spec["restartPolicy"] = nil }
    if kind == "StatefulSet" {
      spec["subdomain"] = nil
      spec["volumes"] = nil
    }
    if kind == "DaemonSet" { dropNodeName(&spec) }
    let tolerations = spec["tolerations"]?.elements ?? []
    let own = tolerations.filter { toleration in
      !(addedTaints.contains(toleration["key"]?.text ?? "")
        && toleration["effect"]?.text == "NoExecute" && toleration["tolerationSeconds"] == 300)
    }
    spec["tolerations"] = own.isEmpty ? nil : .sequence(own)
    var metadata: [(key: String, value: SyntaxValue?)] = []
    let kept = sorted(labels, without: addedLabels)
    if !kept.isEmpty { metadata.append(("labels", .mapping(ofTexts: kept))) }
    let noted = sorted(annotations, without: addedAnnotations)
    if !noted.isEmpty { metadata.append(("annotations", .mapping(ofTexts: noted))) }
    return .mapping(ofPresent: [("metadata", .mapping(ofPresent: metadata)), ("spec", spec)])
  }

  /// The labels of all pods of a workload, those of earlier and later templates too.
  static func matching(_ labels: Labels) -> [(key: String, value: String)] {
    sorted(labels, without: addedLabels.union([OwnedPods.hashLabel]))
  }

  /// Texts in the order of their keys, without some.
  static func sorted(
    _ texts: Labels, without keys: Set<String> = []
  ) -> [(key: String, value: String)] {
    texts.filter { !keys.contains($0.key) }
      .map { (key: $0.key, value: $0.value) }.sorted { $0.key < $1.key }
  }

  /// Takes out the demand by which a daemon set's pod is bound to its node.
  private static func dropNodeName(_ spec: inout SyntaxValue) {
    guard var affinity = spec["affinity"], var own = affinity["nodeAffinity"] else { return }
    let key = "requiredDuringSchedulingIgnoredDuringExecution"
    let terms = own[key]?["nodeSelectorTerms"]?.elements ?? []
    guard terms.contains(where: { $0["matchFields"] != nil }) else { return }
    own[key] = nil
    affinity["nodeAffinity"] = own.isEmpty ? nil : own
    spec["affinity"] = affinity.isEmpty ? nil : affinity
  }
}
