import ClusterState
import KubernetesObjects

/// What the API server does to a pod between whoever sends it and its store.
///
/// Every pod and every template comes through here: those of manifests, of the timeline, of
/// controllers, of workloads and of traces.
extension World {
  /// The template of `pod`, or of pods like it that a workload stamps, as the API server admits it.
  ///
  /// Source: `plugin/pkg/admission/defaulttolerationseconds`, Kubernetes 1.6 to 1.34.
  mutating func admittedTemplate(of pod: Pod, isStamped: Bool = false) -> PodTemplateID {
    var admitted = pod
    if let seconds = configuration.controlPlane.defaultTolerationSeconds {
      admitted.addDefaultTolerations(seconds: seconds)
    }
    if isStamped { admitted.mergeMatchLabelKeys() }
    noteNamespace(pod.metadata.namespace.isEmpty ? "default" : pod.metadata.namespace)
    return isStamped ? cluster.template(for: admitted) : cluster.workloadTemplate(for: admitted)
  }

  /// What a pod that is made of `template` is like: what depends on its own labels is worked out
  /// when the pod is created, and the template of its workload stays as it is.
  mutating func stampedTemplate(of template: PodTemplateID) -> PodTemplateID {
    let spec = cluster.templates[template].pod.spec
    guard !spec.nodeName.isEmpty || spec.affinity?.hasMatchLabelKeys ?? false else {
      return template
    }
    var pod = cluster.templates[template].pod
    pod.mergeMatchLabelKeys()
    return cluster.template(for: pod)
  }

  /// Makes a namespace that no manifest has, and that the cluster must therefore have had before.
  private mutating func noteNamespace(_ name: String) {
    let symbol = cluster.symbols.intern(name)
    guard cluster.namespaces.labels(of: symbol) == nil else { return }
    setNamespace(name, labels: Labels())
  }

  /// Gives a namespace its labels, and the one that the API server adds.
  ///
  /// Source: `pkg/registry/core/namespace/strategy.go`, Kubernetes 1.21 to 1.34.
  mutating func setNamespace(_ name: String, labels: Labels) {
    var labels = labels
    labels["kubernetes.io/metadata.name"] = name
    cluster.setNamespace(cluster.symbols.intern(name), labels: cluster.intern(labels))
  }
}
