extension Pod {
  /// Merges `matchLabelKeys` and `mismatchLabelKeys` of the terms of its affinity into their
  /// selectors: the scheduler looks at the selectors alone.
  ///
  /// A key counts if the pod has the label. Source: `applyMatchLabelKeysAndMismatchLabelKeys` of
  /// `pkg/registry/core/pod/strategy.go`, v1.34.
  public mutating func mergeMatchLabelKeys() {
    guard var merged = spec.affinity else { return }
    merged.podAffinity?.mergeMatchLabelKeys(of: metadata.labels)
    merged.podAntiAffinity?.mergeMatchLabelKeys(of: metadata.labels)
    spec.affinity = merged
  }
}

extension Affinity {
  /// Whether some term says which labels of its own pod the others must share.
  public var hasMatchLabelKeys: Bool {
    (podAffinity?.hasMatchLabelKeys ?? false) || (podAntiAffinity?.hasMatchLabelKeys ?? false)
  }
}

extension PodAffinity {
  fileprivate var hasMatchLabelKeys: Bool {
    required.contains(where: \.hasMatchLabelKeys)
      || preferred.contains(where: \.podAffinityTerm.hasMatchLabelKeys)
  }

  fileprivate mutating func mergeMatchLabelKeys(of labels: Labels) {
    for row in required.indices { required[row].mergeMatchLabelKeys(of: labels) }
    for row in preferred.indices { preferred[row].podAffinityTerm.mergeMatchLabelKeys(of: labels) }
  }
}

extension PodAffinityTerm {
  fileprivate var hasMatchLabelKeys: Bool { !matchLabelKeys.isEmpty || !mismatchLabelKeys.isEmpty }

  fileprivate mutating func mergeMatchLabelKeys(of labels: Labels) {
    guard let labelSelector, !matchLabelKeys.isEmpty || !mismatchLabelKeys.isEmpty else { return }
    // The API server refuses keys that the selector has too, so what it has was merged before.
    let keys = matchLabelKeys + mismatchLabelKeys
    var requirements = labelSelector.requirements.filter { !keys.contains($0.key) }
    for (keys, comparison) in [
      (matchLabelKeys, LabelRequirement.Operator.isIn), (mismatchLabelKeys, .notIn),
    ] {
      for key in keys {
        guard let value = labels[key] else { continue }
        requirements.append(LabelRequirement(uncheckedKey: key, comparison, [value]))
      }
    }
    self.labelSelector = LabelSelector(requirements)
  }
}
