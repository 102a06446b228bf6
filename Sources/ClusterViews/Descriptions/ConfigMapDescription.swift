import KubernetesObjects

/// `kubectl describe configmap`.
///
/// Source: `k8s.io/kubectl/pkg/describe`, `ConfigMapDescriber`, v0.36.
enum ConfigMapDescription: ObjectDescription {
  static func write(
    _ map: APIField, of selection: ObjectSelection, to writer: inout DescriptionWriter
  ) {
    writer.field("Name", map.objectName)
    writer.field("Namespace", map.objectNamespace)
    writer.labels("Labels", map.metadata.labels)
    writer.annotations("Annotations", map.metadata.annotations)
    writer.line("\nData\n====")
    for (name, value) in map.data.sortedMembers {
      writer.line("\(name):\n----\n\(value.text)\n")
    }
    writer.line("\nBinaryData\n====")
    for (name, value) in map.binaryData.sortedMembers {
      writer.line("\(name): \(byteCount(ofBase64: value.text)) bytes")
    }
    writer.line("")
  }

  /// How many bytes a text in base 64 stands for: three for every four characters, less one for
  /// each of the signs that fill up the end (RFC 4648).
  private static func byteCount(ofBase64 text: String) -> Int {
    let characters = text.utf8.filter { $0 > 0x20 }
    return characters.count / 4 * 3 - characters.reversed().prefix { $0 == 0x3D }.count
  }
}
