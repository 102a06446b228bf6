extension DescriptionWriter {
  /// Writes a pod's volumes.
  mutating func volumes(_ volumes: [APIField], indent: String = "") {
    if volumes.isEmpty { return line("\(indent)Volumes:\t<none>") }
    line("\(indent)Volumes:")
    for volume in volumes {
      line((indent.isEmpty ? "" : " ") + volume["name"].text + ":", level: 1)
      volumeSource(volume)
    }
  }

  /// Writes what a volume, or the specification of a persistent volume, is made of.
  mutating func volumeSource(_ volume: APIField) {
    if let kind = VolumeKind.all.first(where: { volume[$0.key].exists }) {
      let source = volume[kind.key]
      field("Type", kind.type, level: 2)
      for entry in kind.lines {
        field(entry.title, source[entry.key].text(or: entry.absent), level: 2)
        // Of a persistent volume's driver the volume is told too.
        if kind.key == "csi", entry.key == "fsType", source.volumeHandle.exists {
          field("VolumeHandle", source.volumeHandle.text, level: 2)
        }
      }
      if kind.key == "csi" { volumeAttributes(source.volumeAttributes) }
    } else if volume.projected.exists {
      projection(volume.projected)
    } else if volume.downwardAPI.exists {
      downwardAPI(volume.downwardAPI)
    } else if volume.ephemeral.exists {
      ephemeralVolume(volume.ephemeral.volumeClaimTemplate)
    } else {
      line("<unknown>", level: 1)
    }
  }

  private mutating func volumeAttributes(_ attributes: APIField) {
    let members = attributes.sortedMembers
    if members.isEmpty { return field("VolumeAttributes", "<none>", level: 2) }
    for (index, member) in members.enumerated() {
      let text = "\(member.name)=\(member.field.text)"
      let shown = text.utf8.count > 140 ? text.cut(toBytes: 140) + "..." : text
      line((index == 0 ? "VolumeAttributes:" : "    ") + "\t" + shown, level: 2)
    }
  }

  private mutating func projection(_ volume: APIField) {
    let type = "Projected (a volume that contains injected data from multiple sources)"
    field("Type", type, level: 2)
    for source in volume.sources.elements {
      if source.secret.exists {
        field("SecretName", source.secret["name"].text, level: 2)
        field("Optional", "\(source.secret.optional.isTrue)", level: 2)
      } else if source.downwardAPI.exists {
        field("DownwardAPI", "true", level: 2)
      } else if source.configMap.exists {
        field("ConfigMapName", source.configMap["name"].text, level: 2)
        field("Optional", "\(source.configMap.optional.isTrue)", level: 2)
      } else if source.serviceAccountToken.exists {
        let seconds = source.serviceAccountToken.expirationSeconds.whole
        field("TokenExpirationSeconds", "\(seconds)", level: 2)
      }
    }
  }

  private mutating func downwardAPI(_ volume: APIField) {
    field("Type", "DownwardAPI (a volume populated by information about the pod)", level: 2)
    line("Items:", level: 2)
    for item in volume.items.elements {
      for source in [item.fieldRef.fieldPath, item.resourceFieldRef["resource"]]
      where source.exists {
        line("\(source.text) -> \(item.path.text)", level: 3)
      }
    }
  }

  private mutating func ephemeralVolume(_ template: APIField) {
    let type =
      "EphemeralVolume (an inline specification for a volume that gets created and deleted with "
      + "the pod)"
    field("Type", type, level: 2)
    guard template.exists else { return }
    var inner = DescriptionWriter()
    PersistentVolumeClaimDescription.writeSpecification(of: template, to: &inner)
    for text in inner.rawText.split(separator: "\n") { line(String(text), level: 2) }
  }
}
