/// What is known of one label of a node, or of its name.
public enum NodeValue: Hashable, Sendable {
  /// The node does not have it.
  case absent
  /// It is this.
  case known(String)
  /// It can be anything: it stands for nodes that differ in it.
  case any
}

extension PodSpec {
  /// Whether a node has what the node selector and the required node affinity ask for.
  ///
  /// The kubelet's admission and the checks of scenarios ask this; the scheduler's filter works out
  /// the same over columns. Source: `GetRequiredNodeAffinity` of
  /// `k8s.io/component-helpers/scheduling/corev1/nodeaffinity`, v0.34, which both share there too.
  /// - Parameter label: what is known of the node's label of a key.
  public func selectsNode(named name: NodeValue, _ label: (_ key: String) -> NodeValue) -> Bool {
    for wanted in nodeSelector ?? Labels() {
      switch label(wanted.key) {
      case .absent: return false
      case .known(let value): if value != wanted.value { return false }
      case .any: break
      }
    }
    guard let required = affinity?.nodeAffinity?.required else { return true }
    return required.nodeSelectorTerms.contains { $0.matches(name, label) }
  }
}

extension NodeSelectorTerm {
  /// Whether all conditions hold; false if there are none.
  fileprivate func matches(_ name: NodeValue, _ label: (String) -> NodeValue) -> Bool {
    if matchExpressions.isEmpty && matchFields.isEmpty { return false }
    return matchExpressions.allSatisfy { $0.accepts(label($0.key)) }
      && matchFields.allSatisfy { $0.accepts(name) }
  }
}

extension NodeSelectorRequirement {
  /// Whether a label or field of that value meets the requirement.
  fileprivate func accepts(_ value: NodeValue) -> Bool {
    let text: String?
    switch value {
    case .any: return true
    case .known(let known): text = known
    case .absent: text = nil
    }
    switch `operator` {
    case .isIn: return text.map(values.contains) ?? false
    case .notIn: return text.map { !values.contains($0) } ?? true
    case .exists: return text != nil
    case .doesNotExist: return text == nil
    case .greaterThan, .lessThan:
      guard let number = text.flatMap({ Int64($0) }),
        let bound = values.first.flatMap({ Int64($0) })
      else { return false }
      return `operator` == .greaterThan ? number > bound : number < bound
    }
  }
}
