import KubernetesObjects
import StructuredText
import Testing

/// What of stored objects may not change, in the API server's words.
@Suite("Refused changes")
struct RefusedChangeTests {
  private static func object(_ kind: String, _ fields: String) throws -> any APIObject {
    let group =
      switch kind {
      case "PriorityClass": "scheduling.k8s.io/v1"
      case "RuntimeClass": "node.k8s.io/v1"
      case "StorageClass": "storage.k8s.io/v1"
      default: "v1"
      }
    let reader = try ManifestText.read(
      json: #"{"apiVersion": "\#(group)", "kind": "\#(kind)", "metadata": {"name": "a"}\#(fields)}"#
    )
    #expect(reader.errors.isEmpty)
    return try #require(reader.objects.first).object
  }

  private static let isSet = "Forbidden: field is immutable when `immutable` is set"

  static let changes: [(kind: String, old: String, new: String, refusal: String?)] = [
    (
      "PriorityClass", #", "value": 1"#, #", "value": 2"#,
      "value: Forbidden: may not be changed in an update."
    ),
    (
      "PriorityClass", "", #", "preemptionPolicy": "Never""#,
      #"preemptionPolicy: Invalid value: "Never": field is immutable"#
    ),
    ("PriorityClass", #", "value": 1"#, #", "value": 1, "globalDefault": true"#, nil),
    (
      "RuntimeClass", #", "handler": "a""#, #", "handler": "b""#,
      #"handler: Invalid value: "b": field is immutable"#
    ),
    ("RuntimeClass", #", "handler": "a""#, #", "handler": "a", "overhead": {}"#, nil),
    (
      "StorageClass", #", "provisioner": "a""#, #", "provisioner": "b""#,
      "provisioner: Forbidden: updates to provisioner are forbidden."
    ),
    (
      "StorageClass", "", #", "parameters": {"a": "b"}"#,
      "parameters: Forbidden: updates to parameters are forbidden."
    ),
    (
      "StorageClass", "", #", "reclaimPolicy": "Retain""#,
      "reclaimPolicy: Forbidden: updates to reclaimPolicy are forbidden."
    ),
    (
      "StorageClass", "", #", "volumeBindingMode": "WaitForFirstConsumer""#,
      #"volumeBindingMode: Invalid value: "WaitForFirstConsumer": field is immutable"#
    ),
    ("StorageClass", "", #", "allowVolumeExpansion": true"#, nil),
    ("ConfigMap", #", "data": {"a": "1"}"#, #", "data": {"a": "2"}"#, nil),
    ("ConfigMap", "", #", "immutable": true, "data": {"a": "2"}"#, nil),
    ("ConfigMap", #", "immutable": true"#, "", "immutable: \(isSet)"),
    (
      "ConfigMap", #", "immutable": true, "data": {"a": "1"}"#,
      #", "immutable": true, "data": {"a": "2"}"#, "data: \(isSet)"
    ),
    (
      "ConfigMap", #", "immutable": true"#, #", "immutable": true, "binaryData": {"a": ""}"#,
      "binaryData: \(isSet)"
    ),
    (
      "Secret", #", "immutable": true, "data": {"a": "eA=="}"#,
      #", "immutable": true, "stringData": {"a": "x"}"#, nil
    ),
    (
      "Secret", #", "immutable": true, "data": {"a": "eA=="}"#,
      #", "immutable": true, "data": {"a": "eA=="}, "stringData": {"a": "y"}"#, "data: \(isSet)"
    ),
    (
      "Secret", "", #", "type": "example.com/x""#,
      #"type: Invalid value: "example.com/x": field is immutable"#
    ),
  ]

  @Test("a change is refused at its field, or made", arguments: changes)
  func change(kind: String, old: String, new: String, refusal: String?) throws {
    let change = RefusedChange(
      from: try Self.object(kind, old), to: try Self.object(kind, new))
    #expect(change.map { "\($0.field): \($0.message)" } == refusal)
  }
}
