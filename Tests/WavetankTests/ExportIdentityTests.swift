import Foundation
import StructuredText
import Testing

/// What `export` writes of a workload is what was applied: nothing that is read is lost.
@Suite struct ExportIdentityTests {
  private static let scenario = """
    apiVersion: wavetank/v1
    kind: Scenario
    metadata: {name: identity}
    spec:
      duration: 1m
      controlPlane: {profile: modern, featureGates: {MaxUnavailableStatefulSet: true}}
      manifests: [objects.yaml]
    """

  private static let pool = """

      nodePools: [{name: w, count: 1, template: {status: {capacity: {cpu: "4", memory: 8Gi,
        pods: "110"}}}}]
    """

  /// The `spec` of each object of a list, by kind and name.
  private static func specs(of text: String) throws -> [String: SyntaxValue] {
    let list = try YAMLReader.readManifests(Array(text.utf8), file: "list").documents
    let objects = list.flatMap { $0["items"].map { Array($0.elements) } ?? [$0] }
    var specs: [String: SyntaxValue] = [:]
    for object in objects {
      guard let kind = object["kind"]?.text, let name = object["metadata"]?["name"]?.text,
        let spec = object["spec"]
      else { continue }
      specs["\(kind)/\(name)"] = SyntaxValue(spec)
    }
    return specs
  }

  /// The objects of the run at its start; what was exported has its node.
  private static func exported(_ objects: String, hasNode: Bool = false) throws -> String {
    let text = hasNode ? scenario : scenario + pool
    let shell = try Shell(["scenario.yaml": text, "objects.yaml": objects])
    defer { shell.remove() }
    let outcome = try shell.run("export", "scenario.yaml", "--at", "0s")
    #expect(outcome.code == 0 && outcome.problems.isEmpty, "\(outcome.problems)")
    return outcome.output
  }

  @Test func `every field that is read is written`() throws {
    let manifests = try String(
      contentsOf: URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "Golden/all-fields.yaml"), encoding: .utf8)
    let before = try Self.specs(of: manifests)
    let text = try Self.exported(manifests)
    let after = try Self.specs(of: text)
    #expect(before.count == 8)
    for (object, spec) in before.sorted(by: { $0.key < $1.key }) {
      let missing = spec.missing(in: after[object] ?? .null, at: object)
      #expect(missing.isEmpty)
    }
    // What was filled in is not changed by being read again.
    let workloads = after.filter { before[$0.key] != nil }
    let again = try Self.specs(of: Self.exported(text, hasNode: true))
    for (object, spec) in workloads.sorted(by: { $0.key < $1.key }) {
      #expect(again[object] == spec, "\(object)")
    }
  }
}

extension SyntaxValue {
  /// The paths of what stands here and not in `other`.
  fileprivate func missing(in other: SyntaxValue, at path: String) -> [String] {
    switch (self, other) {
    case (.mapping(let members), .mapping(let others)):
      members.flatMap { member in
        let value = others.first { $0.key == member.key }?.value ?? .null
        return member.value.missing(in: value, at: "\(path).\(member.key)")
      }
    case (.sequence(let elements), .sequence(let others)) where elements.count <= others.count:
      zip(elements, others).enumerated().flatMap { index, pair in
        pair.0.missing(in: pair.1, at: "\(path)[\(index)]")
      }
    default: self == other ? [] : ["\(path): \(self) is \(other)"]
    }
  }
}
