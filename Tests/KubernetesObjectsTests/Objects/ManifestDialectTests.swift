import KubernetesObjects
import StructuredText
import Testing

/// Manifests as kubectl reads them, and scenarios do not.
struct ManifestDialectTests {
  private static func read(_ text: String) throws -> (reader: ManifestReader, notes: [String]) {
    let (documents, warnings) = try YAMLReader.readManifests(Array(text.utf8), file: "in.yaml")
    let reader = ManifestReader(documents)
    return (reader, (warnings + reader.errors + reader.warnings).map(\.description))
  }

  private static func pod(_ fields: String) -> String {
    "{apiVersion: v1, kind: Pod, metadata: {name: p}, spec: {containers: [{name: c, image: i}], "
      + "\(fields)}}"
  }

  static let numbers: [(text: String, value: Int64?)] = [
    ("010", 8), ("0o10", 8), ("0x10", 16), ("0b10", 2), ("1_000", 1000), ("-010", -8), ("0", 0),
    ("08", 8), ("1e2", 100), ("0.5", nil), ("0x", nil), ("0b2", nil), ("1_", nil), ("'010'", nil),
  ]

  @Test("whole numbers are those of YAML 1.1", arguments: numbers)
  func wholeNumbers(text: String, value: Int64?) throws {
    let (reader, _) = try Self.read(Self.pod("activeDeadlineSeconds: \(text)"))
    let pod = reader.objects.first?.object as? Pod
    #expect(pod?.spec.activeDeadlineSeconds == value)
  }

  @Test("yes and off are truth values, and no strings")
  func truthValues() throws {
    let (reader, _) = try Self.read(Self.pod("hostNetwork: On"))
    #expect((reader.objects.first?.object as? Pod)?.spec.hostNetwork == true)
    let (_, notes) = try Self.read(Self.pod("nodeSelector: {disk: off, zone: y}"))
    #expect(
      notes == [
        "in.yaml:1:113: error: spec.nodeSelector.disk: expected a string, found off; write "
          + "\"off\" in quotes"
      ])
  }

  @Test("of a key that comes twice the last counts, with a warning")
  func keysTwice() throws {
    let (reader, notes) = try Self.read(
      Self.pod("nodeSelector: {a: x, b: y, a: z}, schedulerName: one, schedulerName: two"))
    let spec = (reader.objects.first?.object as? Pod)?.spec
    #expect(spec?.nodeSelector == ["a": "z", "b": "y"] && spec?.schedulerName == "two")
    #expect(notes.count == 2)
    #expect(
      notes.first == "in.yaml:1:119: warning: the key \"a\" is in this mapping already, at line 1, "
        + "column 107; the last one counts")
  }

  @Test("a merge key brings in what the mapping does not have itself, the first mapping first")
  func merging() throws {
    let (reader, notes) = try Self.read(
      """
      apiVersion: v1
      kind: Pod
      metadata:
        name: p
        labels: &one {a: "1", b: "1"}
        annotations: &two {<<: *one, b: "2", c: "2"}
      spec:
        nodeSelector:
          d: "0"
          <<: [*two, {a: "3", e: "3"}]
      """)
    #expect(notes.isEmpty)
    #expect(
      (reader.objects.first?.object as? Pod)?.spec.nodeSelector
        == ["a": "1", "b": "2", "c": "2", "d": "0", "e": "3"])
    #expect(try Self.read(Self.pod("nodeSelector: {<<: 3}")).notes.count == 1)
  }

  @Test("dots stand for what is left out")
  func ellipsis() throws {
    let (reader, notes) = try Self.read(Self.pod("nodeSelector: { ... }"))
    #expect((reader.objects.first?.object as? Pod)?.spec.nodeSelector == Labels())
    #expect(notes == ["in.yaml:1:108: warning: Pod: passed over \"...\""])
  }

  @Test("quoted text goes on at any column, and JSON values follow one another")
  func looseTexts() throws {
    let text =
      "apiVersion: v1\nkind: Pod\nmetadata:\n  name: p\n  annotations:\n    a: 'one\n  two'\n"
    #expect(try Self.read(text).reader.objects.first?.metadata?.annotations["a"] == "one two")
    let stream = #"{"kind": "Pod", "apiVersion": "v1"} {"kind": "Node", "apiVersion": "v1"}"#
    let (values, _) = try JSONReader.readManifests(Array(stream.utf8), file: "in.json")
    #expect(ManifestReader(values).objects.map(\.kind) == [Pod.kind, Node.kind])
  }

  static let slips: [(version: String, kind: String, message: String?)] = [
    ("v1", "pod", "kind: there is no kind \"pod\" in v1; did you mean Pod?"),
    (
      "apps/v1", "Deploymet",
      "kind: there is no kind \"Deploymet\" in apps/v1; did you mean Deployment?"
    ),
    ("app/v1", "ReplicaSet", "apiVersion: there is no group \"app\"; did you mean apps/v1?"),
    ("nothing/v1", "Thing", nil),
    ("v1", "PodTemplate", nil), ("networking.k8s.io/v1", "Ingress", nil),
    ("networking.istio.io/v1", "Gateway", nil), ("scheduling.x-k8s.io/v1", "PodGroup", nil),
  ]

  @Test("a slip in a kind or a group is an error, somebody's own kind is not", arguments: slips)
  func kinds(version: String, kind: String, message: String?) throws {
    let (reader, _) = try Self.read("{apiVersion: \(version), kind: \(kind)}")
    #expect(reader.errors.map(\.message) == (message.map { [$0] } ?? []))
    #expect(reader.objects.isEmpty && reader.skippedKinds.isEmpty == (message != nil))
  }
}
