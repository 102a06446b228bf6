import KubernetesObjects
import StructuredText
import Testing

/// What a pod says of the config maps and secrets that it needs.
@Suite struct ConfigReferenceTests {
  private static func container(_ text: String) throws -> Container {
    try ManifestText.decode(json: #"{"name": "c", "image": "i", \#(text)}"#)
  }

  @Test(
    "an environment needs what its sources name",
    arguments: [
      (#""envFrom": [{"configMapRef": {"name": "a"}}]"#, ["ConfigMap a"]),
      (#""envFrom": [{"prefix": "P_", "secretRef": {"name": "b"}}]"#, ["Secret b"]),
      (
        #""env": [{"name": "X", "valueFrom": {"configMapKeyRef": {"name": "a", "key": "k"}}}]"#,
        ["ConfigMap a"]
      ),
      (
        #""env": [{"name": "X", "valueFrom": {"secretKeyRef": {"name": "s", "optional": true}}}]"#,
        ["Secret s optional"]
      ),
      (#""env": [{"name": "X", "valueFrom": {"fieldRef": {"fieldPath": "spec.nodeName"}}}]"#, []),
      (#""env": [{"name": "X", "value": "x"}]"#, []),
      (
        #""env": [{"name": "X", "valueFrom": {"secretKeyRef": {"name": "s"}}}], "#
          + #""envFrom": [{"configMapRef": {"name": "a"}}]"#, ["ConfigMap a", "Secret s"]
      ),
    ])
  func environment(text: String, expected: [String]) throws {
    #expect(try Self.container(text).configReferences.map(\.text) == expected)
  }

  @Test(
    "a volume needs what its source names",
    arguments: [
      (#""configMap": {"name": "a", "defaultMode": 256}"#, ["ConfigMap a"]),
      (#""secret": {"secretName": "s", "optional": true}"#, ["Secret s optional"]),
      (
        #""projected": {"sources": [{"secret": {"name": "s"}}, {"downwardAPI": {}}, "#
          + #"{"configMap": {"name": "a", "optional": true}}]}"#,
        ["Secret s", "ConfigMap a optional"]
      ),
      (#""emptyDir": {}"#, []),
    ])
  func volume(text: String, expected: [String]) throws {
    let volume: Volume = try ManifestText.decode(json: #"{"name": "v", \#(text)}"#)
    #expect(volume.source.configReferences.map(\.text) == expected)
  }

  @Test(
    "what is taken of an object is read and written",
    arguments: [
      #"{"name": "v", "configMap": {"items": [{"key": "k", "path": "f"}], "name": "a"}}"#,
      #"{"name": "v", "secret": {"items": [{"key": "k", "path": "f"}], "secretName": "s"}}"#,
    ])
  func items(text: String) throws {
    let volume: Volume = try ManifestText.decode(json: text)
    #expect(volume.source.configReferences.map(\.items) == [[ConfigItem("k", path: "f")]])
    let written = String(decoding: JSONEmitter.bytes(of: volume.syntaxValue), as: UTF8.self)
    #expect(try ManifestText.decode(json: written) == volume)
  }

  @Test("the key of a variable is read and written")
  func variables() throws {
    let container = try Self.container(
      #""env": [{"name": "X", "valueFrom": {"secretKeyRef": {"name": "s", "key": "k"}}}]"#)
    #expect(container.configReferences.map(\.items) == [[ConfigItem("k")]])
    let written = String(decoding: JSONEmitter.bytes(of: container.syntaxValue), as: UTF8.self)
    #expect(try ManifestText.decode(json: written) == container)
  }

  @Test("the keys of objects are read")
  func keys() throws {
    let map: ConfigMap = try ManifestText.decode(
      json: #"{"metadata": {"name": "a"}, "data": {"x": "1"}, "binaryData": {"y": "AA=="}}"#)
    #expect(map.keys == ["x"] && map.binaryKeys == ["y"])
    let secret: Secret = try ManifestText.decode(
      json: #"{"metadata": {"name": "a"}, "data": {"x": "1"}, "stringData": {"y": "z"}}"#)
    #expect(secret.keys == ["x", "y"] && secret.binaryKeys.isEmpty)
  }

  @Test("an unknown source of an environment is told")
  func slip() throws {
    let reader = try ManifestText.read(
      json: #"""
        {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "p"}, "spec": {"containers": [
         {"name": "c", "image": "i", "envFrom": [{"configMap-Ref": {"name": "a"}}]}]}}
        """#)
    #expect(
      reader.warnings.map(\.description) == [
        "in.json:2:60: warning: Pod: unknown field spec.containers[].envFrom[].configMap-Ref; did "
          + "you mean configMapRef?"
      ])
  }
}

extension ConfigReference {
  fileprivate var text: String { "\(kind.rawValue) \(name)\(isOptional ? " optional" : "")" }
}
