extension VolumeSource {
  /// Checks that the source says what it must.
  func validate(_ validator: inout ObjectValidator) {
    switch self {
    case .emptyDir(let source):
      guard let limit = source.sizeLimit, limit.signum < 0 else { return }
      validator.at("emptyDir") { $0.report("sizeLimit", "expected 0 or more, found \(limit)") }
    case .configMap(let reference), .secret(let reference):
      validator.at(reference.kind.word) { validator in
        validator.require(reference.name, reference.kind == .secret ? "secretName" : "name")
        reference.validateItems(&validator)
      }
    case .projected(let references):
      validator.at("projected") { validator in
        validator.each("sources", references) { reference, validator in
          validator.at(reference.kind.word) { reference.validateItems(&$0) }
        }
      }
    case .hostPath(let path): Self.validate(hostPath: path, &validator)
    case .persistentVolumeClaim(let source):
      validator.at("persistentVolumeClaim") { $0.require(source.claimName, "claimName") }
    case .ephemeral(let template):
      validator.at("ephemeral") { validator in
        validator.at("volumeClaimTemplate") { validator in
          validator.at("spec") { template.spec.validate(&$0) }
        }
      }
    case .gcePersistentDisk(let source):
      validator.at("gcePersistentDisk") { $0.require(source.pdName, "pdName") }
    case .awsElasticBlockStore(let source):
      validator.at("awsElasticBlockStore") { $0.require(source.volumeID, "volumeID") }
    case .iscsi(let source):
      validator.at("iscsi") { validator in
        validator.require(source.targetPortal, "targetPortal")
        validator.require(source.iqn, "iqn")
      }
    case .rbd(let source):
      validator.at("rbd") { validator in
        validator.check(!source.monitors.isEmpty, "monitors", "required, at least one")
        validator.require(source.image, "image")
      }
    case .azureDisk(let source):
      validator.at("azureDisk") { validator in
        validator.require(source.diskName, "diskName")
        validator.require(source.diskURI, "diskURI")
      }
    case .cinder(let volumeID): validator.at("cinder") { $0.require(volumeID, "volumeID") }
    case .csi(let source): validator.at("csi") { $0.require(source.driver, "driver") }
    case .local(let path): validator.at("local") { $0.require(path, "path") }
    case .nfs(let server, let path):
      validator.at("nfs") { validator in
        validator.require(server, "server")
        validator.require(path, "path")
      }
    case .image(let reference): validator.at("image") { $0.require(reference, "reference") }
    case .other: break
    }
  }

  /// Source: `validatePathNoBacksteps`, `pkg/apis/core/validation`, Kubernetes 1.34.
  private static func validate(hostPath path: String, _ validator: inout ObjectValidator) {
    validator.at("hostPath") { validator in
      validator.require(path, "path")
      let steps = path.split(separator: "/")
      validator.check(!steps.contains(".."), "path", "expected a path without \"..\"")
    }
  }
}

extension ResourceName {
  /// The size of a volume in bytes.
  public static let storage: ResourceName = "storage"
}

extension PersistentVolume {
  /// Everything for which the API server would refuse the volume.
  public func validate(_ validator: inout ObjectValidator) {
    metadata.validate(.subdomain, &validator)
    validator.at("spec") { validator in
      validator.check(!spec.accessModes.isEmpty, "accessModes", "required, at least one")
      validator.at("capacity") { validator in
        validator.check(
          (spec.capacity[.storage]?.signum ?? 0) > 0, "storage", "required, more than 0")
        for entry in spec.capacity.entries where entry.name != .storage {
          validator.report(entry.name.rawValue, "expected nothing but storage")
        }
      }
      if let source = spec.source {
        source.validate(&validator)
      } else {
        validator.report(nil, "expected the source of the volume, such as csi or nfs")
      }
      guard let nodeAffinity = spec.nodeAffinity else {
        if case .local? = spec.source {
          validator.report("nodeAffinity", "Required value: Local volume requires node affinity")
        }
        return
      }
      validator.at("nodeAffinity") { validator in
        validator.at("required") { nodeAffinity.validate(&$0) }
      }
    }
  }
}

extension PersistentVolumeClaim {
  /// Everything for which the API server would refuse the claim.
  public func validate(_ validator: inout ObjectValidator) {
    metadata.validate(.subdomain, &validator)
    validator.at("spec") { spec.validate(&$0) }
  }
}

extension PersistentVolumeClaimSpec {
  /// Checks modes and size.
  func validate(_ validator: inout ObjectValidator) {
    validator.check(!accessModes.isEmpty, "accessModes", "required, at least one")
    validator.check(
      !accessModes.contains(.readWriteOncePod) || accessModes.count == 1, "accessModes",
      "ReadWriteOncePod does not go with other modes")
    validator.at("resources") { validator in
      validator.at("requests") { validator in
        validator.check(
          (resources.requests[.storage]?.signum ?? 0) > 0, "storage", "required, more than 0")
      }
    }
  }
}

extension StorageClass {
  /// Everything for which the API server would refuse the class.
  public func validate(_ validator: inout ObjectValidator) {
    metadata.validate(.subdomain, &validator)
    validator.require(provisioner, "provisioner")
    validator.each("allowedTopologies", allowedTopologies) { term, validator in
      validator.each("matchLabelExpressions", term.matchLabelExpressions) {
        requirement, validator in
        validator.check(LabelSyntax.keyProblem(requirement.key), "key")
        validator.check(!requirement.values.isEmpty, "values", "required, at least one")
      }
    }
  }
}

extension CSINode {
  /// Everything for which the API server would refuse the object.
  public func validate(_ validator: inout ObjectValidator) {
    metadata.validate(.subdomain, &validator)
    validator.at("spec") { validator in
      validator.each("drivers", drivers) { driver, validator in
        validator.require(driver.name, "name")
        validator.require(driver.nodeID, "nodeID")
        validator.at("allocatable") { $0.checkNotNegative(driver.allocatableCount, "count") }
      }
      validator.checkUnique(drivers.map(\.name), in: "drivers", key: "name", what: "driver")
    }
  }
}

extension ConfigReference {
  /// Checks that every file of a volume has its key and its place.
  fileprivate func validateItems(_ validator: inout ObjectValidator) {
    validator.each("items", items) { item, validator in
      validator.require(item.key, "key")
      validator.require(item.path, "path")
    }
  }
}
