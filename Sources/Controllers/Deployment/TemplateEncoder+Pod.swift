import KubernetesObjects

extension TemplateEncoder {
  /// Feeds a template; what makes no difference to its pods, such as a name, is left out.
  mutating func encode(_ template: PodTemplateSpec) {
    encode("labels", template.metadata.labels)
    encode("annotations", template.metadata.annotations)
    encode("finalizers", template.metadata.finalizers)
    encode(template.spec)
  }

  private mutating func encode(_ spec: PodSpec) {
    encode("containers", spec.containers) { $1.encode($0) }
    encode("initContainers", spec.initContainers) { $1.encode($0) }
    encode("volumes", spec.volumes) { $1.encode($0) }
    encode("resources", spec.resources) { $1.encode($0) }
    encode("overhead", spec.overhead)
    if spec.restartPolicy != .always { encode("restartPolicy", spec.restartPolicy.rawValue) }
    encode("terminationGracePeriodSeconds", spec.terminationGracePeriodSeconds, initial: 30)
    encode("activeDeadlineSeconds", spec.activeDeadlineSeconds)
    encode("nodeName", spec.nodeName)
    encode("nodeSelector", spec.nodeSelector) { $1.encode("", $0) }
    encode("affinity", spec.affinity) { $1.encode($0) }
    encode("tolerations", spec.tolerations) { $1.encode($0) }
    encode("topologySpreadConstraints", spec.topologySpreadConstraints) { $1.encode($0) }
    if spec.schedulerName != "default-scheduler" { encode("schedulerName", spec.schedulerName) }
    encode("schedulingGates", spec.schedulingGates.map(\.name))
    encode("priority", spec.priority.map(Int64.init))
    encode("priorityClassName", spec.priorityClassName)
    encode("preemptionPolicy", spec.preemptionPolicy?.rawValue ?? "")
    encode("hostNetwork", spec.hostNetwork)
    if spec.hostUsers == false { encode("hostUsers", "false") }
    encode("readinessGates", spec.readinessGates.map(\.conditionType))
    encode("resourceClaims", spec.resourceClaims) { $1.encode($0) }
    encode("runtimeClassName", spec.runtimeClassName)
    encode("serviceAccountName", spec.serviceAccountName)
    encode("imagePullSecrets", spec.imagePullSecrets)
    encode("hostname", spec.hostname)
    encode("subdomain", spec.subdomain)
  }

  /// Feeds labels or annotations in order of their keys.
  mutating func encode(_ name: StaticString, _ labels: Labels) {
    encode(name, labels.entries) { entry, encoder in
      encoder.encodeElement("", entry.key)
      encoder.encodeElement("", entry.value)
    }
  }

  /// Feeds amounts in order of the resources' names.
  mutating func encode(_ name: StaticString, _ resources: ResourceList) {
    encode(name, resources.entries) { entry, encoder in
      encoder.encodeElement("", entry.name.rawValue)
      encoder.encodeElement("", entry.quantity.description)
    }
  }

  /// Feeds requests and limits.
  mutating func encode(_ resources: ResourceRequirements) {
    encode("requests", resources.requests)
    encode("limits", resources.limits)
  }

  private mutating func encode(_ claim: PodResourceClaim) {
    encode("name", claim.name)
    encode("resourceClaimName", claim.resourceClaimName)
    encode("resourceClaimTemplateName", claim.resourceClaimTemplateName)
  }

  private mutating func encode(_ toleration: Toleration) {
    encode("key", toleration.key)
    encode("operator", toleration.operation.text)
    encode("value", toleration.value)
    encode("effect", toleration.effect?.rawValue ?? "")
    encode("tolerationSeconds", toleration.tolerationSeconds)
  }
}
