import StructuredText

extension StrategicMerge {
  /// The manifest `new` with what `present` has beyond it and beyond the manifest `last`: patches.
  static func keeping(
    _ present: SyntaxValue, of last: SyntaxValue?, in new: SyntaxValue, under key: String = ""
  ) -> SyntaxValue {
    switch (present, new) {
    case (.mapping(let members), .mapping):
      var result = Members(new)
      let before = Members(last ?? .null)
      for member in members where member.key != "status" {
        let key = member.key
        if let value = result[key] {
          result[key] = keeping(member.value, of: before[key], in: value, under: key)
        } else if before[key] == nil {
          result[key] = member.value
        }
      }
      return result.value
    case (.sequence(let elements), .sequence(let list)):
      guard let mergeKey = mergeKey(of: key, elements) else { return new }
      var result = Elements(list, knownBy: mergeKey)
      let last = Elements(last?.elements ?? [], knownBy: mergeKey)
      for element in elements where element[mergeKey] != nil {
        let before = last.counterpart(of: element)
        let known = result.counterpart(of: element)
        guard known != nil || before == nil else { continue }
        result.set(element) { $0.map { keeping(element, of: before, in: $0) } ?? element }
      }
      return .sequence(result.values)
    default: return new
    }
  }
}
