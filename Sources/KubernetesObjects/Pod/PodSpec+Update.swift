/// What the API server lets be changed of a pod that is there.
///
/// Source: `ValidatePodUpdate` of `pkg/apis/core/validation/validation.go`, Kubernetes 1.34.
extension PodSpec {
  /// This specification as it is once `new` has been put in its place, or why that is refused.
  ///
  /// Images may change, and so may the deadline if it comes nearer. Tolerations may be added, or
  /// last for another time. Gates may go, and while there is one, where the pod may go can be
  /// narrowed.
  public func replaced(by new: PodSpec) -> Result<PodSpec, RefusedChange> {
    let refused =
      refusedGate(in: new) ?? refusedToleration(in: new) ?? refusedDeadline(in: new)
      ?? (schedulingGates.isEmpty ? nil : refusedPlace(in: new))
    if let refused { return .failure(refused) }
    var permitted = self
    permitted.schedulingGates = new.schedulingGates
    permitted.tolerations = new.tolerations
    permitted.activeDeadlineSeconds = new.activeDeadlineSeconds
    permitted.containers.takeImages(of: new.containers)
    permitted.initContainers.takeImages(of: new.initContainers)
    if !schedulingGates.isEmpty {
      permitted.nodeSelector = new.nodeSelector
      if permitted.affinity == nil { permitted.affinity = new.affinity.map { _ in Affinity() } }
      permitted.affinity?.nodeAffinity = new.affinity?.nodeAffinity
      if new.affinity == nil, permitted.affinity == Affinity() { permitted.affinity = nil }
    }
    guard permitted.isEqual(to: new) else {
      return .failure(RefusedChange(field: "spec", message: Self.fixedFields))
    }
    return .success(permitted)
  }

  /// Keeps what admission gave to `old` when it was created: an applied manifest does not have it,
  /// and merging leaves in an object what no manifest ever set.
  public mutating func keepAdmitted(of old: PodSpec) {
    priority = priority ?? old.priority
    preemptionPolicy = preemptionPolicy ?? old.preemptionPolicy
    containers.keepAmounts(of: old.containers)
    initContainers.keepAmounts(of: old.initContainers)
    guard !runtimeClassName.isEmpty, runtimeClassName == old.runtimeClassName else { return }
    if overhead.isEmpty { overhead = old.overhead }
    if let selector = old.nodeSelector {
      nodeSelector = selector.entries.reduce(into: nodeSelector ?? Labels()) { merged, label in
        if merged[label.key] == nil { merged[label.key] = label.value }
      }
    }
    tolerations += old.tolerations.filter { !tolerations.contains($0) }
  }

  private static let fixedFields =
    "Forbidden: pod updates may not change fields other than `spec.containers[*].image`,"
    + "`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` "
    + "(only additions to existing tolerations),`spec.terminationGracePeriodSeconds` "
    + "(allow it to be set to 1 if it was previously negative)"

  /// Whether `new` differs in nothing but when images are pulled, which follows from their names
  /// unless it is said.
  private func isEqual(to new: PodSpec) -> Bool {
    var new = new
    new.containers.takePullPolicies(of: containers)
    new.initContainers.takePullPolicies(of: initContainers)
    return self == new
  }

  private func refusedGate(in new: PodSpec) -> RefusedChange? {
    guard let gate = new.schedulingGates.first(where: { !schedulingGates.contains($0) }) else {
      return nil
    }
    return RefusedChange(
      field: "spec.schedulingGates",
      message: "Forbidden: only deletion is allowed, but found new scheduling gate '\(gate.name)'")
  }

  private func refusedToleration(in new: PodSpec) -> RefusedChange? {
    let lasting = Set(new.tolerations.map(\.withoutTime))
    guard !tolerations.allSatisfy({ lasting.contains($0.withoutTime) }) else { return nil }
    return RefusedChange(
      field: "spec.tolerations",
      message: "Forbidden: existing toleration can not be modified except its tolerationSeconds")
  }

  private func refusedDeadline(in new: PodSpec) -> RefusedChange? {
    guard let old = activeDeadlineSeconds else { return nil }
    let field = "spec.activeDeadlineSeconds"
    guard let seconds = new.activeDeadlineSeconds else {
      return RefusedChange(
        field: field,
        message: "Invalid value: null: must not update from a "
          + "positive integer to nil value")
    }
    guard seconds > old else { return nil }
    return RefusedChange(
      field: field,
      message: "Invalid value: \(seconds): must be less than or equal to previous value")
  }

  /// A gated pod may only be sent to fewer nodes than before.
  private func refusedPlace(in new: PodSpec) -> RefusedChange? {
    let labels = new.nodeSelector ?? Labels()
    if (nodeSelector ?? Labels()).entries.contains(where: { labels[$0.key] != $0.value }) {
      return RefusedChange(
        field: "spec.nodeSelector",
        message: "Invalid value: only additions to spec.nodeSelector are allowed")
    }
    guard let old = affinity?.nodeAffinity?.required else { return nil }
    let field =
      "spec.affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution"
      + ".nodeSelectorTerms"
    guard let terms = new.affinity?.nodeAffinity?.required?.nodeSelectorTerms,
      terms.count == old.nodeSelectorTerms.count
    else {
      return RefusedChange(
        field: field,
        message: "Invalid value: no additions/deletions to non-empty NodeSelectorTerms list are "
          + "allowed")
    }
    let isNarrowed = zip(old.nodeSelectorTerms, terms).allSatisfy { $1.isNarrower(than: $0) }
    return isNarrowed
      ? nil
      : RefusedChange(
        field: field, message: "Invalid value: only additions are allowed (no mutations/deletions)")
  }
}

extension Toleration {
  fileprivate var withoutTime: Toleration {
    var toleration = self
    toleration.tolerationSeconds = nil
    return toleration
  }
}

extension NodeSelectorTerm {
  /// Whether the term has all conditions of `other` in their places, and maybe more.
  fileprivate func isNarrower(than other: NodeSelectorTerm) -> Bool {
    // A term without conditions matches nothing, and more conditions would let it match something.
    let isEmpty = other.matchExpressions.isEmpty && other.matchFields.isEmpty
    return isEmpty
      ? self == other
      : matchExpressions.starts(with: other.matchExpressions)
        && matchFields.starts(with: other.matchFields)
  }
}

extension [Container] {
  /// Gives each container the image of the one in its place.
  fileprivate mutating func takeImages(of others: [Container]) {
    for (index, other) in zip(indices, others) { self[index].image = other.image }
  }

  /// Gives each container the requests and limits of the one in its place that it does not state.
  fileprivate mutating func keepAmounts(of others: [Container]) {
    for (index, other) in zip(indices, others) {
      self[index].resources.requests.fill(from: other.resources.requests)
      self[index].resources.limits.fill(from: other.resources.limits)
    }
  }

  fileprivate mutating func takePullPolicies(of others: [Container]) {
    for (index, other) in zip(indices, others) {
      self[index].imagePullPolicy = other.imagePullPolicy
    }
  }
}

extension ResourceList {
  fileprivate mutating func fill(from other: ResourceList) {
    for entry in other.entries where self[entry.name] == nil { self[entry.name] = entry.quantity }
  }
}
