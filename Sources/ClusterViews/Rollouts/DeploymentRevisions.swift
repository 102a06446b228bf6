import KubernetesObjects
import StructuredText

/// The replica sets of a deployment: the one with its present template, and the others.
struct DeploymentRevisions {
  /// The set with the deployment's template; of several the oldest.
  private(set) var current: APIField?
  /// The others, by name.
  private(set) var old: [APIField] = []

  /// The replica sets that `deployment` controls.
  init(of deployment: APIField, in source: any ObjectSource) {
    let sets = source.objects("ReplicaSet", in: deployment.objectNamespace)
      .filter { $0.isControlled(by: deployment) }
    let template = Self.comparable(deployment.spec.template)
    current = sets.filter { Self.comparable($0.spec.template) == template }.min { a, b in
      (a.creation ?? Timestamp(seconds: 0)) < (b.creation ?? Timestamp(seconds: 0))
    }
    old = sets.filter { $0 != current }
  }

  /// All sets, by name.
  var all: [APIField] {
    (old + (current.map { [$0] } ?? [])).sorted { $0.objectName.precedesInBytes($1.objectName) }
  }

  /// A template in which order does not count, without the label that a replica set adds.
  private static func comparable(_ template: APIField) -> SyntaxValue {
    sorted(template.content, isBelowLabels: false)
  }

  private static func sorted(_ value: SyntaxValue, isBelowLabels: Bool) -> SyntaxValue {
    switch value {
    case .mapping(let members):
      let kept = members.filter {
        !(isBelowLabels && $0.key == "pod-template-hash") && $0.value != .null
      }
      return .mapping(
        kept.sorted { $0.key.precedesInBytes($1.key) }
          .map { .init($0.key, sorted($0.value, isBelowLabels: $0.key == "labels")) })
    case .sequence(let elements):
      return .sequence(elements.map { sorted($0, isBelowLabels: false) })
    default: return value
    }
  }
}

extension APIField {
  /// Whether `owner` controls the object.
  func isControlled(by owner: APIField) -> Bool {
    guard let controller = controllerReference else { return false }
    let identity = owner.metadata.uid.text
    return identity.isEmpty
      ? controller.kind.text == owner.kind.text && controller["name"].text == owner.objectName
      : controller.uid.text == identity
  }
}
