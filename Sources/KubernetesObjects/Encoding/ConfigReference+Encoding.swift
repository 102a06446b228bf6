import StructuredText

extension ConfigReference {
  /// The object's name under `nameKey`, and whether it may be missing.
  func content(nameKey: String, with key: String? = nil) -> SyntaxValue {
    var fields = FieldList()
    if let key { fields.set("key", .string(key)) }
    fields.add(nameKey, name)
    fields.add("optional", isOptional)
    return fields.value
  }

  /// The reference below the name of its kind and `suffix`: `configMapRef`, `secretKeyRef`.
  func member(suffix: String, with key: String? = nil) -> SyntaxValue {
    let kind = kind == .configMap ? "configMap" : "secret"
    return .mapping([.init(kind + suffix, content(nameKey: "name", with: key))])
  }
}
