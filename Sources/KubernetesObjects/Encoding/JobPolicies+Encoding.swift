import StructuredText

extension PodFailurePolicyRule: FieldEncodable {
  /// What a failure means, and which failures.
  package var syntaxValue: SyntaxValue {
    var fields = FieldList()
    fields.set("action", .string(action.rawValue))
    if let exitCodeOperator {
      var codes = FieldList()
      codes.add("containerName", containerName)
      codes.set("operator", .string(exitCodeOperator.rawValue))
      codes.set("values", .sequence(exitCodes.map { .integer(Int64($0)) }))
      fields.add("onExitCodes", codes)
    }
    fields.add(
      "onPodConditions",
      conditions.map { condition -> SyntaxValue in
        ["status": .string(condition.status.rawValue), "type": .string(condition.type)]
      })
    return fields.value
  }
}

extension SuccessPolicyRule: FieldEncodable {
  /// Which successes suffice.
  package var syntaxValue: SyntaxValue {
    var fields = FieldList()
    fields.add("succeededCount", succeededCount)
    fields.add("succeededIndexes", succeededIndexes)
    return fields.value
  }
}
