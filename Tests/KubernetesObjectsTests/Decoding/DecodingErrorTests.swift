import KubernetesObjects
import StructuredText
import Testing

/// What the decoder says of fields that are not what they should be.
struct DecodingErrorTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let name: String
    let json: String
    let expected: [String]
    var testDescription: String { name }

    init(_ name: String, _ json: String, _ expected: String...) {
      self.name = name
      self.json = json
      self.expected = expected
    }
  }

  static let cases = [
    Case(
      "a quantity that is none names its path and its place",
      #"""
      {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a"}, "spec": {"containers": [
        {"name": "c", "image": "i", "resources": {"requests": {"cpu": "half"}}}]}}
      """#,
      #"""
      in.json:2:65: error: spec.containers[0].resources.requests.cpu: "half" is not a quantity: \#
      expected a number and one of the suffixes n u m k M G T P E Ki Mi Gi Ti Pi Ei or an \#
      exponent such as e3
      """#),
    Case(
      "a number is no label value",
      #"{"apiVersion": "v1", "kind": "Node", "metadata": {"name": "a", "labels": {"x/y": 1}}}"#,
      #"""
      in.json:1:82: error: metadata.labels[x/y]: expected a string, found 1; write "1" in quotes
      """#),
    Case(
      "a string is no number",
      #"""
      {"apiVersion": "v1", "kind": "ReplicationController",
       "spec": {"replicas": "3"}}
      """#,
      #"in.json:2:23: error: spec.replicas: expected a whole number, found "3""#),
    Case(
      "a number beyond 32 bits is too large for a count",
      #"{"apiVersion": "v1", "kind": "ReplicationController", "spec": {"replicas": 3000000000}}"#,
      #"""
      in.json:1:76: error: spec.replicas: expected a number from -2147483648 to 2147483647, \#
      found 3000000000
      """#),
    Case(
      "a misspelled word comes with a suggestion",
      #"{"apiVersion": "v1", "kind": "Pod", "spec": {"restartPolicy": "always"}}"#,
      #"""
      in.json:1:63: error: spec.restartPolicy: expected Always, OnFailure or Never, found \#
      "always"; did you mean Always?
      """#),
    Case(
      "a mapping is expected where the API has a structure",
      #"{"apiVersion": "v1", "kind": "Pod", "spec": []}"#,
      "in.json:1:45: error: spec: expected a mapping, found a list"),
    Case(
      "all problems of a document are told",
      #"""
      {"apiVersion": "v1", "kind": "Pod", "metadata": 3,
       "spec": {"containers": {"name": "c"}}}
      """#,
      "in.json:1:49: error: metadata: expected a mapping, found 3",
      "in.json:2:25: error: spec.containers: expected a list, found a mapping"),
    Case(
      "a kind belongs to a version",
      #"{"apiVersion": "v1", "kind": "Deployment"}"#,
      #"""
      in.json:1:16: error: apiVersion: v1 has no kind Deployment; expected apps/v1, apps/v1beta2, \#
      apps/v1beta1 or extensions/v1beta1
      """#),
    Case(
      "a document without a kind is no object", #"{"apiVersion": "v1"}"#,
      "in.json:1:1: error: kind: required, such as Pod"),
    Case(
      "an expression of a selector is held to its operator",
      #"""
      {"apiVersion": "apps/v1", "kind": "ReplicaSet", "spec": {"selector":
       {"matchExpressions": [{"key": "a", "operator": "in", "values": ["b"]}]}}}
      """#,
      #"""
      in.json:2:49: error: spec.selector.matchExpressions[0].operator: expected the operator In, \#
      NotIn, Exists or DoesNotExist, found "in"; did you mean "In"?
      """#),
    Case(
      "a volume has one source",
      #"""
      {"apiVersion": "v1", "kind": "Pod", "spec": {"volumes": [{"name": "v",
       "emptyDir": {}, "hostPath": {"path": "/"}}]}}
      """#,
      "in.json:2:30: error: spec.volumes[0].hostPath: a volume has one source only"),
    Case(
      "an element of a list is told by its place in the list",
      #"""
      {"apiVersion": "v1", "kind": "List", "items": [
       {"apiVersion": "v1", "kind": "Pod"},
       {"apiVersion": "v1", "kind": "Pod", "spec": {"priority": "high"}}]}
      """#,
      #"in.json:3:59: error: items[1].spec.priority: expected a whole number, found "high""#),
    Case(
      "a number beyond 64 bits is told its limits",
      #"""
      {"apiVersion": "v1", "kind": "Pod", "spec": {"priority": 99999999999999999999}}
      """#,
      "in.json:1:58: error: spec.priority: expected a number from -2147483648 to 2147483647, "
        + "found 99999999999999999999"),
    Case(
      "a field without a default is required",
      #"""
      {"apiVersion": "v1", "kind": "Pod", "spec": {"topologySpreadConstraints": [
       {"maxSkew": 1, "topologyKey": "zone"}]}}
      """#,
      "in.json:2:2: error: spec.topologySpreadConstraints[0]: whenUnsatisfiable is required"),
  ]

  @Test("problems are told with place and expectation", arguments: cases)
  func problems(testCase: Case) throws {
    let problems = try ManifestText.problems(json: testCase.json)
    #expect(problems == testCase.expected)
  }

  @Test("unknown fields and kinds are passed over and counted")
  func unknownsAreCounted() throws {
    let reader = try ManifestText.read(
      json: #"""
        {"apiVersion": "v1", "kind": "List", "items": [
         {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "a"},
          "spec": {"containers": [{"name": "c", "imagge": "x"}, {"name": "d", "imagge": "x"}]}},
         {"apiVersion": "v1", "kind": "PodTemplate", "metadata": {"name": "b"}},
         {"apiVersion": "example.com/v1", "kind": "Job", "metadata": {"name": "b"}},
         {"apiVersion": "v1", "kind": "PodTemplate", "metadata": {"name": "c"}}]}
        """#)
    #expect(reader.errors.isEmpty)
    #expect(reader.objects.count == 1)
    #expect(
      reader.warnings.map(\.description) == [
        "in.json:4:2: warning: passed over kind PodTemplate of v1 (2 times)",
        "in.json:5:2: warning: passed over kind Job of example.com/v1",
        "in.json:3:51: warning: Pod: unknown field spec.containers[].imagge; did you mean image? "
          + "(2 times)",
      ])
  }

  @Test("a null is an absent field")
  func nullsAreAbsent() throws {
    let pod: Pod = try ManifestText.decode(
      json: #"""
        {"metadata": {"name": "a", "creationTimestamp": null, "labels": null},
         "spec": {"containers": [{"name": "c", "resources": {"requests": null}}],
          "restartPolicy": null, "nodeSelector": null, "affinity": null}}
        """#)
    #expect(pod.spec.restartPolicy == .always)
    #expect(pod.spec.nodeSelector == nil)
    #expect(pod.spec.containers.count == 1)
  }

  @Test("the elements of a typed list need not name their type")
  func typedListsAreTakenApart() throws {
    let reader = try ManifestText.read(
      json: #"""
        {"apiVersion": "v1", "kind": "NodeList", "metadata": {},
         "items": [{"metadata": {"name": "a"}}, {"metadata": {"name": "b"}}]}
        """#)
    #expect(reader.objects.map { $0.metadata?.name } == ["a", "b"])
  }
}

/// Fields that are known and that a simulation does not need.
@Suite struct UnusedFieldTests {
  private static let manifest = #"""
    {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "p"}, "spec": {
     "securityContext": {"runAsUser": 7}, "containers": [
      {"name": "c", "image": "i", "tty": true}, {"name": "d", "image": "i", "tty": false}]}}
    """#

  private static func unused(counting: Bool) throws -> [String] {
    var reader = ManifestReader(countsUnusedFields: counting)
    reader.read(try JSONReader.read(Array(manifest.utf8), file: "in.json"))
    #expect(reader.warnings.isEmpty)
    return reader.unusedFields.occurrences.map { "\($0.text) \($0.count)" }
  }

  @Test("they are counted by kind and path where that is asked for")
  func counted() throws {
    #expect(
      try Self.unused(counting: true)
        == ["Pod spec.securityContext 1", "Pod spec.containers[].tty 2"])
    #expect(try Self.unused(counting: false).isEmpty)
  }
}
