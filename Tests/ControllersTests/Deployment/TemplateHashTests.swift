import Controllers
import KubernetesObjects
import StructuredText
import Testing

@Suite("TemplateHash")
struct TemplateHashTests {
  @Test("each digit of the number is written as one letter or digit of the alphabet")
  func alphabet() throws {
    // "0" is byte 48, which modulo 27 is 21: the digits 0 to 9 are written as 4 to 9 and b to f.
    let hash = TemplateHash(of: PodTemplateSpec())
    let digits = Array("456789bcdf")
    let expected = String(String(hash.number).map { digits[Int(String($0)) ?? 0] })
    #expect(hash.description == expected)
  }

  @Test("an empty template has the offset basis of 32-bit FNV-1a")
  func empty() {
    #expect(TemplateHash(of: PodTemplateSpec()).number == 2_166_136_261)
  }

  @Test(
    "every field makes a difference",
    arguments: [
      "image: web:2", "command: [a, b]", "command: [ab]", "args: [a]", "env: [{name: A}]",
      "env: [{name: A, value: x}]", "ports: [{containerPort: 80}]", "ports: [{containerPort: 81}]",
      "resources: {requests: {cpu: 1}}", "resources: {limits: {cpu: 1}}",
      "readinessProbe: {httpGet: {path: /, port: 80}}", "readinessProbe: {tcpSocket: {port: 80}}",
      "livenessProbe: {httpGet: {path: /, port: 80}}", "imagePullPolicy: Always",
      "lifecycle: {preStop: {sleep: {seconds: 3}}}", "volumeMounts: [{name: a, mountPath: /a}]",
    ])
  func containerFields(field: String) throws {
    let plain = try Self.hash("{containers: [{name: main}]}")
    let changed = try Self.hash("{containers: [{name: main, \(field)}]}")
    #expect(plain != changed)
    #expect(changed == (try Self.hash("{containers: [{\(field), name: main}]}")), "order of keys")
  }

  @Test("no two of these templates have one hash")
  func distinct() throws {
    let spread = "{maxSkew: 1, topologyKey: a, whenUnsatisfiable: "
    let specs = [
      "{}", "{containers: [{name: a}]}", "{initContainers: [{name: a}]}", "{nodeName: a}",
      "{nodeSelector: {a: b}}", "{nodeSelector: {}}", "{hostNetwork: true}", "{priority: 1}",
      "{tolerations: [{operator: Exists}]}", "{tolerations: [{operator: Exists, key: a}]}",
      "{affinity: {}}", "{affinity: {podAffinity: {}}}", "{affinity: {podAntiAffinity: {}}}",
      "{volumes: [{name: a, emptyDir: {}}]}", "{volumes: [{name: a, hostPath: {path: /a}}]}",
      "{volumes: [{name: a, configMap: {name: b}}]}",
      "{volumes: [{name: a, secret: {secretName: b}}]}",
      "{volumes: [{name: a, persistentVolumeClaim: {claimName: b}}]}", "{schedulerName: a}",
      "{topologySpreadConstraints: [\(spread)DoNotSchedule}]}",
      "{topologySpreadConstraints: [\(spread)ScheduleAnyway}]}",
      "{terminationGracePeriodSeconds: 5}", "{activeDeadlineSeconds: 5}", "{priorityClassName: a}",
      "{serviceAccountName: a}", "{restartPolicy: Never}", "{runtimeClassName: a}",
    ]
    let hashes = try specs.map(Self.hash)
    #expect(Set(hashes).count == specs.count)
  }

  @Test("values that the API server would fill in make no difference")
  func defaults() throws {
    let written = """
      {restartPolicy: Always, terminationGracePeriodSeconds: 30, schedulerName: default-scheduler,
       hostNetwork: false}
      """
    #expect(try Self.hash(written) == Self.hash("{}"))
  }

  @Test("labels and annotations count, the template's name does not; collisions tell apart")
  func metadata() throws {
    var template = PodTemplateSpec()
    template.metadata.name = "x"
    let plain = TemplateHash(of: PodTemplateSpec())
    #expect(TemplateHash(of: template) == plain)
    template.metadata.annotations = ["restartedAt": "1"]
    let annotated = TemplateHash(of: template)
    template.metadata.annotations = [:]
    template.metadata.labels = ["restartedAt": "1"]
    #expect(annotated != plain && annotated != TemplateHash(of: template))
    #expect(TemplateHash(of: PodTemplateSpec(), collisions: 1) != plain)
  }

  private static func hash(_ spec: String) throws -> TemplateHash {
    var template = PodTemplateSpec()
    let node = try #require(YAMLReader.read(Array(spec.utf8), file: "spec.yaml").first)
    var decoder = ObjectDecoder(node)
    template.spec = try #require(PodSpec.decode(from: &decoder))
    #expect(decoder.diagnostics.isEmpty, "\(spec)")
    return TemplateHash(of: template)
  }
}
