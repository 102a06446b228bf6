import StructuredText

/// A strategic merge patch, as `kubectl patch` sends it: mappings are merged, null takes a key off,
/// lists whose elements have a name are merged by it, other lists are replaced.
///
/// Source: the `patchMergeKey` tags of `staging/src/k8s.io/api/core/v1/types.go`, Kubernetes 1.34.
enum StrategicMerge {
  /// The lists that are merged, each with the key by which its elements are known.
  private static let mergeKeys = [
    "containers": "name", "initContainers": "name", "ephemeralContainers": "name",
    "env": "name", "volumes": "name", "imagePullSecrets": "name",
    "volumeMounts": "mountPath", "volumeDevices": "devicePath", "hostAliases": "ip",
    "topologySpreadConstraints": "topologyKey", "ownerReferences": "uid",
  ]

  /// `base` with what `patch` says.
  static func merge(_ base: SyntaxValue, _ patch: SyntaxNode) -> SyntaxValue {
    guard patch.kind == .mapping else { return SyntaxValue(patch) }
    return patch.members.reduce(base.isMapping ? base : .mapping([])) {
      merge($0, $1.value, at: $1.key.text)
    }
  }

  /// The mapping `base` with what `patch` says of its member `key`.
  static func merge(_ base: SyntaxValue, _ patch: SyntaxNode, at key: String) -> SyntaxValue {
    guard case .mapping(var members) = base else { return base }
    let row = members.firstIndex { $0.key == key }
    if patch.isNull {
      if let row { members.remove(at: row) }
    } else if let row {
      members[row].value = merge(members[row].value, patch, under: key)
    } else {
      members.append(SyntaxValue.Member(key, merge(nil, patch, under: key)))
    }
    return .mapping(members)
  }

  /// The manifest `new` with what `present` has beyond it and beyond the manifest `last`: patches.
  static func keeping(
    _ present: SyntaxValue, of last: SyntaxValue?, in new: SyntaxValue, under key: String = ""
  ) -> SyntaxValue {
    switch (present, new) {
    case (.mapping(let members), .mapping(var result)):
      for member in members where member.key != "status" {
        let before = last?.member(member.key)
        if let row = result.firstIndex(where: { $0.key == member.key }) {
          result[row].value = keeping(
            member.value, of: before, in: result[row].value, under: member.key)
        } else if before == nil {
          result.append(member)
        }
      }
      return .mapping(result)
    case (.sequence(let elements), .sequence(var result)):
      guard let mergeKey = mergeKey(of: key, elements) else { return new }
      for element in elements {
        guard let name = element.member(mergeKey) else { continue }
        let before = last?.element(with: name, at: mergeKey)
        if let row = result.firstIndex(where: { $0.member(mergeKey) == name }) {
          result[row] = keeping(element, of: before, in: result[row])
        } else if before == nil {
          result.append(element)
        }
      }
      return .sequence(result)
    default: return new
    }
  }

  /// The key by which the elements of the list under `key` are known; nil if none.
  private static func mergeKey(of key: String, _ list: [SyntaxValue]) -> String? {
    // Ports of containers and of services differ.
    guard key == "ports" else { return mergeKeys[key] }
    return list.contains { $0.member("containerPort") != nil } ? "containerPort" : "port"
  }

  private static func merge(
    _ base: SyntaxValue?, _ patch: SyntaxNode, under key: String
  ) -> SyntaxValue {
    guard patch.kind == .sequence, case .sequence(var list)? = base,
      let mergeKey = mergeKey(of: key, patch.elements.map { SyntaxValue($0) })
    else { return merge(base ?? .mapping([]), patch) }
    for element in patch.elements {
      let name = element[mergeKey].map { SyntaxValue($0) }
      let row = list.firstIndex { name != nil && $0.member(mergeKey) == name }
      if let row {
        list[row] = merge(list[row], element)
      } else {
        list.append(SyntaxValue(element))
      }
    }
    return .sequence(list)
  }
}

extension SyntaxValue {
  fileprivate var isMapping: Bool {
    if case .mapping = self { true } else { false }
  }

  /// The element of a sequence that has `name` under `key`.
  fileprivate func element(with name: SyntaxValue, at key: String) -> SyntaxValue? {
    guard case .sequence(let elements) = self else { return nil }
    return elements.first { $0.member(key) == name }
  }

  /// The value under `key` in a mapping.
  fileprivate func member(_ key: String) -> SyntaxValue? {
    guard case .mapping(let members) = self else { return nil }
    return members.first { $0.key == key }?.value
  }
}
