import StructuredText

extension ObjectMeta: FieldEncodable {
  /// The metadata, members in order of their names.
  package var syntaxValue: SyntaxValue {
    var fields = FieldList()
    fields.add("annotations", annotations)
    fields.add("creationTimestamp", creationTimestamp)
    fields.add("deletionGracePeriodSeconds", deletionGracePeriodSeconds)
    fields.add("deletionTimestamp", deletionTimestamp)
    fields.add("finalizers", finalizers)
    fields.add("generateName", generateName)
    fields.addNonZero("generation", generation)
    fields.add("labels", labels)
    fields.add("name", name)
    fields.add("namespace", namespace)
    fields.add("ownerReferences", ownerReferences)
    fields.add("resourceVersion", resourceVersion)
    fields.add("uid", uid)
    return fields.value
  }
}

extension OwnerReference: FieldEncodable {
  /// The owner.
  package var syntaxValue: SyntaxValue {
    var fields = FieldList()
    fields.set("apiVersion", .string(apiVersion))
    fields.add("blockOwnerDeletion", blockOwnerDeletion)
    fields.add("controller", controller)
    fields.set("kind", .string(kind))
    fields.set("name", .string(name))
    fields.set("uid", .string(uid))
    return fields.value
  }
}

extension PodTemplateSpec: FieldEncodable {
  /// What a workload's pods are stamped from.
  package var syntaxValue: SyntaxValue {
    ["metadata": metadata.syntaxValue, "spec": spec.syntaxValue]
  }
}

extension Taint: FieldEncodable {
  /// The taint.
  package var syntaxValue: SyntaxValue {
    var fields = FieldList()
    fields.set("effect", .string(effect.rawValue))
    fields.set("key", .string(key))
    fields.add("timeAdded", timeAdded)
    fields.add("value", value)
    return fields.value
  }
}
