import ClusterState
import KubernetesObjects

/// What a daemon set's pods are like, beyond its template.
///
/// Source: `CreatePodTemplate`, `AddOrUpdateDaemonPodTolerations` and
/// `ReplaceDaemonSetPodNodeNameNodeAffinity` of `pkg/controller/daemon/util`, Kubernetes 1.34.
struct DaemonPod {
  /// The label with the generation of the template.
  static let generationLabel = "pod-template-generation"

  /// A pod that is on no node yet.
  private let shared: Pod

  /// The pods of `template` in the era of the scheduler, or in that in which the controller bound
  /// them and nobody knew of taints.
  init(_ template: Pod, toleratesConditions: Bool) {
    var pod = template
    if toleratesConditions {
      for toleration in Self.tolerations(hostNetwork: pod.spec.hostNetwork) {
        pod.spec.tolerations.replaceOrAppend(toleration)
      }
    }
    shared = pod
  }

  /// What the pods want of their nodes.
  var spec: PodSpec { shared.spec }

  /// The pod of one node. It is born there if `isBound`; else the scheduler brings it there, and no
  /// other demand of its affinity on nodes is kept, for the node has been judged by them.
  func placed(
    on node: String, isBound: Bool, revision: String, generation: Int64
  ) -> Pod {
    var pod = shared
    pod.metadata.labels[RevisionHistory.podLabel] = revision
    pod.metadata.labels[Self.generationLabel] = String(generation)
    if isBound {
      pod.spec.nodeName = node
      return pod
    }
    var term = NodeSelectorTerm()
    term.matchFields = [
      NodeSelectorRequirement(key: "metadata.name", operator: .isIn, values: [node])
    ]
    var selector = NodeSelector()
    selector.nodeSelectorTerms = [term]
    var affinity = pod.spec.affinity ?? Affinity()
    var nodeAffinity = affinity.nodeAffinity ?? NodeAffinity()
    nodeAffinity.required = selector
    affinity.nodeAffinity = nodeAffinity
    pod.spec.affinity = affinity
    return pod
  }

  /// The node that a pod's affinity names; nil if it names none.
  ///
  /// Source: `GetTargetNodeName`.
  static func target(of spec: PodSpec) -> String? {
    let terms = spec.affinity?.nodeAffinity?.required?.nodeSelectorTerms ?? []
    for term in terms where term.matchFields.count == 1 {
      let field = term.matchFields[0]
      if field.key == "metadata.name", field.operator == .isIn, field.values.count == 1 {
        return field.values[0]
      }
    }
    return nil
  }

  private static func tolerations(hostNetwork: Bool) -> [Toleration] {
    var tolerations = ["not-ready", "unreachable"].map { toleration($0, .noExecute) }
    tolerations += ["disk-pressure", "memory-pressure", "pid-pressure", "unschedulable"].map {
      toleration($0, .noSchedule)
    }
    if hostNetwork { tolerations.append(toleration("network-unavailable", .noSchedule)) }
    return tolerations
  }

  private static func toleration(_ condition: String, _ effect: TaintEffect) -> Toleration {
    Toleration(key: "node.kubernetes.io/" + condition, operation: .exists, effect: effect)
  }
}

extension [Toleration] {
  /// Puts `toleration` in place of one that differs at most in its time, else at the end.
  ///
  /// Source: `AddOrUpdateTolerationInPodSpec` of `pkg/apis/core/v1/helper`.
  fileprivate mutating func replaceOrAppend(_ toleration: Toleration) {
    var row = 0
    var isFound = false
    while row < count {
      var known = self[row]
      known.tolerationSeconds = toleration.tolerationSeconds
      if known == toleration {
        self[row] = toleration
        isFound = true
      }
      row += 1
    }
    if !isFound { append(toleration) }
  }
}
