import ClusterState
import KubernetesObjects

/// What the API server does to a pod between whoever sends it and its store.
///
/// Every pod and every template comes through here: those of manifests, of the timeline, of
/// controllers, of workloads and of traces.
extension World {
  /// The template of `pod`, with what depends on nothing but itself; or of pods like it that a
  /// workload stamps, as its manifest has it.
  mutating func admittedTemplate(of pod: Pod, isStamped: Bool = false) -> PodTemplateID {
    noteNamespace(pod.metadata.namespace.isEmpty ? "default" : pod.metadata.namespace)
    guard isStamped else { return cluster.workloadTemplate(for: pod) }
    var admitted = pod
    complete(&admitted)
    return cluster.template(for: admitted)
  }

  /// Source: `plugin/pkg/admission/defaulttolerationseconds`, Kubernetes 1.6 to 1.34.
  private func complete(_ pod: inout Pod) {
    if let seconds = configuration.controlPlane.defaultTolerationSeconds {
      pod.addDefaultTolerations(seconds: seconds)
    }
    if pod.spec.affinity?.hasMatchLabelKeys ?? false { pod.mergeMatchLabelKeys() }
  }

  /// What a pod that is made of `template` is like: what depends on its own labels, and on other
  /// objects, is worked out when the pod is created, and the template of its workload stays as it
  /// is. One that was recorded was admitted before.
  mutating func stampedTemplate(
    of source: PodTemplateID, isRecorded: Bool = false
  ) throws(PodAdmission.Refusal) -> PodTemplateID {
    if isRecorded { return source }
    let generation = podAdmission.generation
    if let known = admittedTemplates.admitted(source, generation: generation) { return known }
    let template = try stampedTemplate(of: cluster.templates[source].pod)
    admittedTemplates.note(template, of: source, generation: generation)
    return template
  }

  /// What `pod`, which a controller sends, is like once it is admitted.
  mutating func stampedTemplate(of pod: Pod) throws(PodAdmission.Refusal) -> PodTemplateID {
    var pod = pod
    try podAdmission.admit(&pod, from: .program)
    complete(&pod)
    return cluster.template(for: pod)
  }
}
