import StructuredText

extension PodSpec: FieldEncodable {
  /// The specification as a manifest has it, the defaults of the API server included.
  package var syntaxValue: SyntaxValue {
    var fields = FieldList()
    fields.add("activeDeadlineSeconds", activeDeadlineSeconds)
    fields.add("affinity", affinity)
    fields.set("containers", .sequence(containers.map(\.syntaxValue)))
    fields.add("hostNetwork", hostNetwork)
    if let hostUsers { fields.set("hostUsers", .boolean(hostUsers)) }
    fields.add("hostname", hostname)
    fields.add("imagePullSecrets", imagePullSecrets.map { ["name": .string($0)] as SyntaxValue })
    fields.add("initContainers", initContainers)
    fields.add("nodeName", nodeName)
    fields.add("nodeSelector", nodeSelector ?? Labels())
    fields.add("overhead", overhead)
    fields.add("preemptionPolicy", preemptionPolicy?.rawValue ?? "")
    fields.add("priority", priority)
    fields.add("priorityClassName", priorityClassName)
    fields.add("readinessGates", readinessGates)
    fields.add("resourceClaims", resourceClaims)
    fields.add("resources", resources)
    fields.add("restartPolicy", restartPolicy.rawValue)
    fields.add("runtimeClassName", runtimeClassName)
    fields.add("schedulerName", schedulerName)
    fields.add("schedulingGates", schedulingGates)
    fields.add("serviceAccountName", serviceAccountName)
    fields.add("subdomain", subdomain)
    fields.add("terminationGracePeriodSeconds", terminationGracePeriodSeconds)
    fields.add("tolerations", tolerations)
    fields.add("topologySpreadConstraints", topologySpreadConstraints)
    fields.add("volumes", volumes)
    return fields.value
  }
}

extension PodReadinessGate: FieldEncodable {
  /// The gate's condition.
  package var syntaxValue: SyntaxValue { ["conditionType": .string(conditionType)] }
}

extension PodSchedulingGate: FieldEncodable {
  /// The gate's name.
  package var syntaxValue: SyntaxValue { ["name": .string(name)] }
}

extension PodResourceClaim: FieldEncodable {
  /// The claim, or the template that makes it.
  package var syntaxValue: SyntaxValue {
    var fields = FieldList()
    fields.add("name", name)
    fields.add("resourceClaimName", resourceClaimName)
    fields.add("resourceClaimTemplateName", resourceClaimTemplateName)
    return fields.value
  }
}

extension Toleration: FieldEncodable {
  /// The toleration; an operator is left out where it is `Equal`.
  package var syntaxValue: SyntaxValue {
    var fields = FieldList()
    fields.add("effect", effect?.rawValue ?? "")
    fields.add("key", key)
    if operation != .equal { fields.add("operator", operation.text) }
    fields.add("tolerationSeconds", tolerationSeconds)
    fields.add("value", value)
    return fields.value
  }
}

extension TopologySpreadConstraint: FieldEncodable {
  /// The constraint; policies are left out where they are the usual ones.
  package var syntaxValue: SyntaxValue {
    var fields = FieldList()
    fields.add("labelSelector", labelSelector)
    fields.add("matchLabelKeys", matchLabelKeys)
    fields.add("maxSkew", maxSkew)
    fields.add("minDomains", minDomains)
    if nodeAffinityPolicy != .honor {
      fields.add("nodeAffinityPolicy", nodeAffinityPolicy.rawValue)
    }
    if nodeTaintsPolicy != .ignore { fields.add("nodeTaintsPolicy", nodeTaintsPolicy.rawValue) }
    fields.add("topologyKey", topologyKey)
    fields.add("whenUnsatisfiable", whenUnsatisfiable.rawValue)
    return fields.value
  }
}
