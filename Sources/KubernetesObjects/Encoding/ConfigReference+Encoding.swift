import StructuredText

extension ConfigReference {
  /// The object's name under `nameKey`, what is taken of it, and whether it may be missing.
  func content(nameKey: String) -> SyntaxValue {
    var fields = FieldList()
    fields.add("items", items)
    fields.add(nameKey, name)
    fields.add("optional", isOptional)
    return fields.value
  }

  /// The reference below the name of its kind and `suffix`: `configMap`, `secretRef`.
  func member(suffix: String) -> SyntaxValue {
    .mapping([.init(kind.word + suffix, content(nameKey: "name"))])
  }

  /// The reference of an environment variable.
  var keyMember: SyntaxValue {
    var fields = FieldList()
    fields.set("key", .string(items.first?.key ?? ""))
    fields.add("name", name)
    fields.add("optional", isOptional)
    return .mapping([.init(kind.word + "KeyRef", fields.value)])
  }
}

extension ConfigItem: FieldEncodable {
  /// The key with its file.
  package var syntaxValue: SyntaxValue { ["key": .string(key), "path": .string(path)] }
}
