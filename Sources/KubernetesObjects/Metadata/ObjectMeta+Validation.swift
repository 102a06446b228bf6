extension ObjectMeta {
  /// The form that an object's name has.
  enum NameForm {
    /// DNS labels joined by dots.
    case subdomain
    /// A DNS label.
    case label
    /// A DNS label that starts with a letter.
    case service
  }

  /// Checks the name of an object, if `nameForm` is given, and everything else.
  func validate(_ nameForm: NameForm?, _ validator: inout ObjectValidator) {
    validator.at("metadata") { validator in
      if let nameForm { validateName(nameForm, &validator) }
      if !namespace.isEmpty {
        validator.check(NameSyntax.labelProblem(namespace), "namespace")
      }
      validator.at("labels") { labels.validate(&$0) }
      validator.at("annotations") { validator in
        for entry in annotations.entries {
          validator.check(LabelSyntax.keyProblem(entry.key.lowercased()), entry.key)
        }
      }
      validateOwners(&validator)
    }
  }

  private func validateName(_ form: NameForm, _ validator: inout ObjectValidator) {
    if name.isEmpty {
      validator.check(!generateName.isEmpty, "name", "required, or generateName")
      return
    }
    switch form {
    case .subdomain: validator.check(LabelSyntax.subdomainProblem(name), "name")
    case .label: validator.check(NameSyntax.labelProblem(name), "name")
    case .service: validator.check(NameSyntax.serviceNameProblem(name), "name")
    }
  }

  private func validateOwners(_ validator: inout ObjectValidator) {
    validator.each("ownerReferences", ownerReferences) { owner, validator in
      validator.require(owner.apiVersion, "apiVersion")
      validator.require(owner.kind, "kind")
      validator.require(owner.name, "name")
      validator.require(owner.uid, "uid")
    }
    let controllers = ownerReferences.lazy.filter(\.controller).count
    validator.check(
      controllers <= 1, "ownerReferences", "expected one controller at most, found \(controllers)")
  }
}

extension Labels {
  /// Checks keys and values of labels, or of a selector by equal labels.
  func validate(_ validator: inout ObjectValidator) {
    for entry in entries {
      validator.check(LabelSyntax.keyProblem(entry.key), entry.key)
      validator.check(LabelSyntax.valueProblem(entry.value), entry.key)
    }
  }
}
