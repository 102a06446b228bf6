/// A change of a pod template, made to what the template has become in the meantime.
///
/// Who patches an object sends what shall change, and the API server makes that change to the
/// object that it has. So what others have changed stays, field by field. Labels, annotations,
/// containers and volumes are known by their keys. Source: three-way strategic merge patches,
/// `patchMergeKey` of `staging/src/k8s.io/api/core/v1/types.go`, Kubernetes 1.36.
extension PodTemplateSpec {
  /// Makes the change from `old` to `new`.
  public mutating func merge(from old: Self, to new: Self) {
    metadata.labels.merge(from: old.metadata.labels, to: new.metadata.labels)
    metadata.annotations.merge(from: old.metadata.annotations, to: new.metadata.annotations)
    for field in PodSpec.mergedFields { field.merge(&spec, old.spec, new.spec) }
  }
}

extension Labels {
  /// Makes the change from `old` to `new`, key by key.
  public mutating func merge(from old: Labels, to new: Labels) {
    for pair in old.entries where new[pair.key] == nil { self[pair.key] = nil }
    for pair in new.entries where old[pair.key] != pair.value { self[pair.key] = pair.value }
  }

  /// Becomes `new`, as `kubectl apply` has it: keys that neither `new` nor the manifest that was
  /// applied last names are somebody else's, and stay.
  public mutating func apply(_ new: Labels, after last: Labels) {
    for pair in last.entries where new[pair.key] == nil { self[pair.key] = nil }
    for pair in new.entries { self[pair.key] = pair.value }
  }
}

/// One field of an object that takes part in a merge.
struct MergedField<Object> {
  /// Makes the change of the field from the second object to the third in the first one.
  let merge: (inout Object, Object, Object) -> Void

  /// A field that is replaced as a whole.
  init<Value: Equatable>(_ field: WritableKeyPath<Object, Value>) {
    merge = { object, old, new in
      if old[keyPath: field] != new[keyPath: field] { object[keyPath: field] = new[keyPath: field] }
    }
  }

  /// A list whose elements are known by a key, and merged by `fields` where there are any.
  init<Element: Equatable, Key: Hashable>(
    _ list: WritableKeyPath<Object, [Element]>, by key: KeyPath<Element, Key>,
    _ fields: [MergedField<Element>] = []
  ) {
    merge = { object, old, new in
      let before = Dictionary(
        old[keyPath: list].map { ($0[keyPath: key], $0) }, uniquingKeysWith: { $1 })
      let after = Set(new[keyPath: list].map { $0[keyPath: key] })
      object[keyPath: list].removeAll {
        before[$0[keyPath: key]] != nil && !after.contains($0[keyPath: key])
      }
      for element in new[keyPath: list] where before[element[keyPath: key]] != element {
        let row = object[keyPath: list].firstIndex { $0[keyPath: key] == element[keyPath: key] }
        guard let row else {
          object[keyPath: list].append(element)
          continue
        }
        guard let former = before[element[keyPath: key]], !fields.isEmpty else {
          object[keyPath: list][row] = element
          continue
        }
        for field in fields { field.merge(&object[keyPath: list][row], former, element) }
      }
    }
  }
}

extension PodSpec {
  /// Every field.
  static var mergedFields: [MergedField<PodSpec>] {
    [
      MergedField(\.containers, by: \.name, Container.mergedFields),
      MergedField(\.initContainers, by: \.name, Container.mergedFields),
      MergedField(\.volumes, by: \.name), MergedField(\.resources), MergedField(\.overhead),
      MergedField(\.restartPolicy), MergedField(\.terminationGracePeriodSeconds),
      MergedField(\.activeDeadlineSeconds), MergedField(\.nodeName), MergedField(\.nodeSelector),
      MergedField(\.affinity), MergedField(\.tolerations),
      MergedField(\.topologySpreadConstraints), MergedField(\.schedulerName),
      MergedField(\.schedulingGates), MergedField(\.priority), MergedField(\.priorityClassName),
      MergedField(\.preemptionPolicy), MergedField(\.hostNetwork), MergedField(\.hostUsers),
      MergedField(\.readinessGates), MergedField(\.resourceClaims),
      MergedField(\.runtimeClassName), MergedField(\.serviceAccountName),
      MergedField(\.imagePullSecrets), MergedField(\.hostname), MergedField(\.subdomain),
    ]
  }
}

extension Container {
  /// Every field but the name, by which containers are known.
  static var mergedFields: [MergedField<Container>] {
    [
      MergedField(\.image), MergedField(\.command), MergedField(\.args),
      MergedField(\.env, by: \.name), MergedField(\.envFrom), MergedField(\.resources),
      MergedField(\.ports), MergedField(\.volumeMounts), MergedField(\.livenessProbe),
      MergedField(\.readinessProbe), MergedField(\.startupProbe), MergedField(\.lifecycle),
      MergedField(\.imagePullPolicy), MergedField(\.restartPolicy),
      MergedField(\.restartPolicyRules),
    ]
  }
}
