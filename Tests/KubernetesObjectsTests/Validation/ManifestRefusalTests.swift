import KubernetesObjects
import StructuredText
import Testing

/// What the API server refuses of config maps, secrets, volumes, limits and selectors of jobs.
@Suite("Refused manifests")
struct ManifestRefusalTests {
  private static func problems(_ json: String) throws -> [String] {
    let reader = try ManifestText.read(json: json)
    let issues = reader.objects.flatMap { object in
      var object = object
      object.applyDefaults()
      return object.validationDiagnostics
    }
    return (reader.errors + issues).map { $0.message }
  }

  private static func object(_ kind: String, _ fields: String) -> String {
    #"{"apiVersion": "v1", "kind": "\#(kind)", "metadata": {"name": "a"}, \#(fields)}"#
  }

  @Test(
    "contents are texts or base64, under keys that can be files",
    arguments: [
      ("ConfigMap", #""data": {"a.b_C-1": "x", "n": null}, "immutable": true"#, nil),
      ("ConfigMap", #""data": {"a": 1}"#, "data.a: expected a string, found 1"),
      ("ConfigMap", #""data": {"a": {"x": "y"}}"#, "data.a: expected a string"),
      ("ConfigMap", #""data": {"bad key!": "x"}"#, "is not a key"),
      ("ConfigMap", #""data": {"..a": "x"}"#, "is not a key"),
      ("ConfigMap", #""data": {"": "x"}"#, "is not a key"),
      ("ConfigMap", #""immutable": "maybe""#, "immutable: expected true or false"),
      ("ConfigMap", #""binaryData": {"a": "%%"}"#, "binaryData.a: expected base64"),
      ("ConfigMap", #""data": {"a": "x"}, "binaryData": {"a": "eA=="}"#, "duplicate of key"),
      ("Secret", #""data": {"a": "aGVs\nbG8=", "b": "", "c": "QQ==", "d": "+/+/"}"#, nil),
      ("Secret", #""data": {"a": "not base64!"}"#, "data.a: expected base64"),
      ("Secret", #""data": {"a": "QQ="}"#, "data.a: expected base64"),
      ("Secret", #""data": {"a": "QQ==QQ=="}"#, "data.a: expected base64"),
      ("Secret", #""data": {"a": "Q==="}"#, "data.a: expected base64"),
      ("Secret", #""stringData": {"b": 4}"#, "stringData.b: expected a string, found 4"),
      ("Secret", #""stringData": {"b c": "4"}"#, "is not a key"),
      (
        "Secret", #""type": "kubernetes.io/tls", "stringData": {"tls.crt": "x"}"#,
        "data[tls.key]: required"
      ),
      (
        "Secret", #""type": "kubernetes.io/dockerconfigjson", "data": {".dockerconfigjson": ""}"#,
        nil
      ),
    ])
  func contents(kind: String, fields: String, problem: String?) throws {
    let problems = try Self.problems(Self.object(kind, fields))
    #expect(problems.count == (problem == nil ? 0 : 1), "\(problems)")
    #expect(problems.first?.contains(problem ?? "") ?? true, "\(problems)")
  }

  private static let affinity = #"""
    , "nodeAffinity": {"required": {"nodeSelectorTerms": [{"matchExpressions": [
     {"key": "a", "operator": "Exists"}]}]}}
    """#

  @Test(
    "a local volume says on which node it is, and a volume has storage alone",
    arguments: [
      (#""capacity": {"storage": "1Gi"}, "local": {"path": "/x"}\#(affinity)"#, nil),
      (
        #""capacity": {"storage": "1Gi"}, "local": {"path": "/x"}"#,
        "spec.nodeAffinity: Required value: Local volume requires node affinity"
      ),
      (#""capacity": {"storage": "1Gi"}, "hostPath": {"path": "/x"}"#, nil),
      (
        #""capacity": {"storage": "1Gi", "cpu": 1}, "hostPath": {"path": "/x"}"#,
        "spec.capacity.cpu: expected nothing but storage"
      ),
    ])
  func volumes(fields: String, problem: String?) throws {
    let spec = #""spec": {"accessModes": ["ReadWriteOnce"], \#(fields)}"#
    #expect(
      try Self.problems(Self.object("PersistentVolume", spec)) == (problem.map { [$0] } ?? []))
  }

  @Test(
    "a limit of claims bounds storage",
    arguments: [(#""max": {"storage": "1Gi"}"#, 0), (#""min": {"cpu": 1}"#, 1)])
  func claimLimits(bounds: String, count: Int) throws {
    let spec = #""spec": {"limits": [{"type": "PersistentVolumeClaim", \#(bounds)}]}"#
    #expect(try Self.problems(Self.object("LimitRange", spec)).count == count)
  }

  @Test(
    "a job has the selector that is made for it, or says that it has its own",
    arguments: [
      ("batch/v1", #""x": "y""#, "", "spec.selector: Invalid value: `selector` not auto-generated"),
      ("batch/v1", #""x": "y""#, #""manualSelector": true, "#, nil),
      ("batch/v1", #""x": "z""#, #""manualSelector": true, "#, "spec.selector: does not match"),
      ("batch/v1", #""job-name": "j", "controller-uid": "u""#, "", nil),
      ("batch/v1", #""controller-uid": "other""#, "", "spec.selector: Invalid value"),
      ("extensions/v1beta1", #""x": "y""#, "", nil),
      ("extensions/v1beta1", #""x": "y""#, #""autoSelector": true, "#, "spec.selector: Invalid"),
    ])
  func jobs(version: String, labels: String, fields: String, problem: String?) throws {
    let problems = try Self.problems(
      #"""
      {"apiVersion": "\#(version)", "kind": "Job", "metadata": {"name": "j", "uid": "u"}, "spec": {
       \#(fields)"selector": {"matchLabels": {\#(labels)}}, "template": {"metadata": {"labels": {
       "x": "y"}}, "spec": {"restartPolicy": "Never", "containers": [
       {"name": "c", "image": "i"}]}}}}
      """#)
    #expect(problems.count == (problem == nil ? 0 : 1), "\(problems)")
    #expect(problems.first?.hasPrefix(problem ?? "") ?? true, "\(problems)")
  }

  @Test("a template of jobs has no selector")
  func jobTemplates() throws {
    let problems = try Self.problems(
      #"""
      {"apiVersion": "batch/v1", "kind": "CronJob", "metadata": {"name": "j"}, "spec": {
       "schedule": "0 * * * *", "jobTemplate": {"spec": {"manualSelector": true,
       "selector": {"matchLabels": {"x": "y"}}, "template": {"metadata": {"labels": {"x": "y"}},
       "spec": {"restartPolicy": "Never", "containers": [{"name": "c", "image": "i"}]}}}}}}
      """#)
    #expect(
      problems == [
        "spec.jobTemplate.spec.selector: Invalid value: `selector` will be auto-generated",
        "spec.jobTemplate.spec.manualSelector: expected false in a template of jobs",
      ])
  }
}
