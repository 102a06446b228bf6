import KubernetesObjects
import Testing

@Suite("The list of kinds")
struct APIObjectRegistryTests {
  @Test("no two kinds share a name, and they stand in order")
  func names() {
    let names = APIObjectRegistry.types.map { $0.kind.name }
    #expect(names == names.sorted { $0.lowercased() < $1.lowercased() })
    let all = names + APIObjectRegistry.types.compactMap { $0.kind.formerName }
    #expect(Set(all).count == all.count)
  }

  @Test("every kind is read in every version that it has, under its former name too")
  func versions() throws {
    for type in APIObjectRegistry.types {
      let kind = type.kind
      for name in [kind.name] + [kind.formerName].compactMap({ $0 }) {
        for version in kind.apiVersions {
          let reader = try ManifestText.read(
            json: #"{"apiVersion": "\#(version)", "kind": "\#(name)"}"#)
          #expect(reader.objects.map(\.kind) == [kind], "\(version) \(name)")
          #expect(reader.objects.first?.apiVersion == APIVersion(text: version))
        }
      }
    }
  }

  @Test("a kind in a version that does not have it is an error that names those that do")
  func strangeVersion() throws {
    let reader = try ManifestText.read(json: #"{"apiVersion": "apps/v1", "kind": "Pod"}"#)
    #expect(reader.errors.map(\.message) == ["apiVersion: apps/v1 has no kind Pod; expected v1"])
  }

  @Test("the pods of a workload are specified where its path says")
  func templates() throws {
    for case let type as any WorkloadObject.Type in APIObjectRegistry.types {
      let fields = type.podSpecPath.split(separator: ".")
      let spec = fields.reversed().reduce(#"{"hostname": "here"}"#) { #"{"\#($1)": \#($0)}"# }
      let (version, kind) = (type.kind.apiVersions[0], type.kind.name)
      let reader = try ManifestText.read(
        json: #"{"apiVersion": "\#(version)", "kind": "\#(kind)", \#(spec.dropFirst())"#)
      let object = reader.objects.first?.object as? any WorkloadObject
      #expect(object?.podTemplate.spec.hostname == "here", "\(kind)")
    }
  }
}
