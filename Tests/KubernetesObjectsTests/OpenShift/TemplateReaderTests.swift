import KubernetesObjects
import StructuredText
import Testing

/// OpenShift's templates, filled in.
@Suite("OpenShift's Template") struct TemplateReaderTests {
  private static func read(_ parameters: String, _ objects: String) throws -> ManifestReader {
    let text = """
      apiVersion: template.openshift.io/v1
      kind: Template
      metadata: {name: shop}
      labels: {app: "${NAME}", part: front}
      parameters: \(parameters)
      objects: \(objects)
      """
    // Each draw for a purpose is the next number.
    var reader = ManifestReader { _ in
      var next = -1
      return { bound in
        next += 1
        return next % bound
      }
    }
    for document in try YAMLReader.read(Array(text.utf8), file: "t.yaml") { reader.read(document) }
    return reader
  }

  private static let controller = """
    [{apiVersion: apps.openshift.io/v1, kind: DeploymentConfig,
      metadata: {name: "${NAME}-web", labels: {part: back}},
      spec: {replicas: "${{COUNT}}", template: {metadata: {labels: {a: "${NAME}"}},
        spec: {containers: [{name: c, image: "r/${NAME}:${TAG}$${NAME"}]}}}}]
    """

  @Test("parameters are filled in, as texts and as numbers, and labels are added")
  func filled() throws {
    let reader = try Self.read(
      "[{name: NAME, value: shop}, {name: COUNT, value: '3'}, {name: TAG, value: 7}]",
      Self.controller)
    #expect(reader.errors.isEmpty)
    var config = try #require(reader.objects.first?.object as? DeploymentConfig)
    config.applyDefaults()
    #expect(config.metadata.name == "shop-web")
    #expect(config.metadata.labels == ["app": "shop", "part": "front"])
    #expect(config.spec.replicas == 3)
    #expect(config.spec.selector == ["a": "shop"])
    #expect(config.spec.template.spec.containers[0].image == "r/shop:7$${NAME")
    #expect(reader.objects[0].node.location.line == 6)
  }

  @Test(
    "expressions make values",
    arguments: [
      ("user[a-c]{4}", "userabca"), ("[\\\\d]{3}", "012"), ("[A-B0-1]{5}x", "AB01Ax"),
      ("plain", "plain"),
    ])
  func expression(from: String, value: String) throws {
    let reader = try Self.read(
      "[{name: NAME, generate: expression, from: \"\(from)\"}]",
      "[{apiVersion: v1, kind: Secret, metadata: {name: s, annotations: {made: \"${NAME}\"}}}]")
    let secret = try #require(reader.objects.first?.object as? Secret)
    #expect(secret.metadata.annotations["made"] == value)
  }

  @Test(
    "what cannot be filled in is told",
    arguments: [
      (
        "[{name: NAME, required: true}]",
        "t.yaml:5:14: error: parameters[0]: value: NAME is required, and has none"
      ),
      (
        "[{name: NAME, generate: expression, from: \"[a-\"}]",
        "t.yaml:5:14: error: parameters[0]: from: expected classes such as [a-z0-9]{8}, found [a-"
      ),
    ])
  func errors(parameters: String, message: String) throws {
    let reader = try Self.read(parameters, "[]")
    #expect(reader.errors.map(\.description) == [message])
  }

  @Test("a parameter that is not required and has no value is empty; a name that is none stays")
  func empty() throws {
    let reader = try Self.read(
      "[{name: NAME}]",
      "[{apiVersion: v1, kind: Secret, metadata: {name: \"a${NAME}\", annotations: {b: \"${C}\"}}}]"
    )
    let secret = try #require(reader.objects.first?.object as? Secret)
    #expect(secret.metadata.name == "a" && secret.metadata.annotations["b"] == "${C}")
  }
}
