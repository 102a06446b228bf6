import StructuredText

/// A strategic merge patch, as `kubectl patch` sends it: mappings are merged, null takes a key off,
/// lists whose elements have a name are merged by it, other lists are replaced, and directives say
/// where a part is to be replaced or deleted.
///
/// Source: `staging/src/k8s.io/apimachinery/pkg/util/strategicpatch/patch.go` and the
/// `patchMergeKey` tags of `staging/src/k8s.io/api/core/v1/types.go`, Kubernetes 1.36.
enum StrategicMerge {
  /// The lists that are merged, each with the key by which its elements are known.
  private static let mergeKeys = [
    "containers": "name", "initContainers": "name", "ephemeralContainers": "name",
    "env": "name", "volumes": "name", "imagePullSecrets": "name",
    "volumeMounts": "mountPath", "volumeDevices": "devicePath", "hostAliases": "ip",
    "topologySpreadConstraints": "topologyKey", "ownerReferences": "uid",
  ]

  /// `base` with what `patch` says, whose directives have no ``faults(in:)``.
  static func merge(_ base: SyntaxValue, _ patch: SyntaxValue) -> SyntaxValue {
    guard case .mapping(let changes) = patch else { return patch }
    switch patch.directive {
    case .replace: return .mapping(changes.filter { $0.key != Directive.key })
    case .delete: return .nothing
    case .merge, nil: break
    }
    var result = Members(base)
    if let kept = patch[Directive.retainKeys]?.elements {
      result.keep(only: Set(kept))
    }
    for change in changes where !Directive.isMark(change.key) {
      if let list = Directive.listOfDeleted(change.key) {
        result.remove(change.value.elements, fromListAt: list)
      } else {
        result[change.key] =
          change.value == .null
          ? nil : merge(result[change.key], change.value, under: change.key)
      }
    }
    return result.value
  }

  /// The key by which the elements of the list under `key` are known; nil if none.
  static func mergeKey(of key: String, _ list: [SyntaxValue]) -> String? {
    // Ports of containers and of services differ.
    guard key == "ports" else { return mergeKeys[key] }
    return list.contains { $0["containerPort"] != nil } ? "containerPort" : "port"
  }

  private static func merge(
    _ base: SyntaxValue?, _ patch: SyntaxValue, under key: String
  ) -> SyntaxValue {
    guard case .sequence(let changes) = patch, let mergeKey = mergeKey(of: key, changes) else {
      return merge(base ?? .nothing, patch)
    }
    let replaces = changes.contains { $0.directive == .replace }
    var result = Elements(replaces ? [] : base?.elements ?? [], knownBy: mergeKey)
    for change in changes where change.directive != .replace {
      if change.directive == .delete {
        if !replaces { result.remove(change) }
      } else {
        result.set(change) { merge($0 ?? .nothing, change) }
      }
    }
    return .sequence(result.values)
  }
}

extension StrategicMerge {
  /// The members of a mapping in their order, found by their keys.
  struct Members {
    private var members: [(key: String, value: SyntaxValue?)] = []
    private var rows: [String: Int] = [:]

    init(_ value: SyntaxValue) {
      for member in value.members { self[member.key] = member.value }
    }

    subscript(key: String) -> SyntaxValue? {
      get { rows[key].flatMap { members[$0].value } }
      set {
        if let row = rows[key] {
          members[row].value = newValue
        } else if let newValue {
          rows[key] = members.count
          members.append((key, newValue))
        }
      }
    }

    /// Takes off what is not among `keys`.
    mutating func keep(only keys: Set<SyntaxValue>) {
      for row in members.indices where !keys.contains(.string(members[row].key)) {
        members[row].value = nil
      }
    }

    /// Takes `values` out of the list at `key`.
    mutating func remove(_ values: [SyntaxValue], fromListAt key: String) {
      guard case .sequence(let list)? = self[key] else { return }
      let removed = Set(values)
      self[key] = .sequence(list.filter { !removed.contains($0) })
    }

    var value: SyntaxValue {
      .mapping(members.compactMap { key, value in value.map { .init(key, $0) } })
    }
  }

  /// The elements of a list in their order, found by the value of a key that each has.
  struct Elements {
    private let mergeKey: String
    private var elements: [SyntaxValue?]
    private var rows: [SyntaxValue: Int] = [:]

    init(_ elements: [SyntaxValue], knownBy mergeKey: String) {
      self.mergeKey = mergeKey
      self.elements = elements
      for (row, element) in elements.enumerated() {
        if let name = element[mergeKey], rows[name] == nil { rows[name] = row }
      }
    }

    var values: [SyntaxValue] { elements.compactMap { $0 } }

    /// The element that is known as `other` is.
    func counterpart(of other: SyntaxValue) -> SyntaxValue? {
      other[mergeKey].flatMap { rows[$0] }.flatMap { elements[$0] }
    }

    /// Puts what `change` makes of the counterpart of `other` in its place, or at the end.
    mutating func set(_ other: SyntaxValue, _ change: (SyntaxValue?) -> SyntaxValue) {
      let name = other[mergeKey]
      if let row = name.flatMap({ rows[$0] }) {
        elements[row] = change(elements[row])
      } else {
        if let name { rows[name] = elements.count }
        elements.append(change(nil))
      }
    }

    /// Takes off the counterpart of `other`.
    mutating func remove(_ other: SyntaxValue) {
      guard let name = other[mergeKey], let row = rows.removeValue(forKey: name) else {
        return
      }
      elements[row] = nil
    }
  }
}
