import Foundation
import TestSupport
import Testing

@testable import KubernetesObjects

/// What a misspelt field was to be.
@Suite struct FieldNamesTests {
  @Test(
    "a field of the type is suggested, and no other",
    arguments: [
      (#"{"kind":"Pod","spec":{"container":[]}}"#, "spec.container; did you mean containers?"),
      (
        #"{"kind":"Pod","spec":{"hostnetwork":true}}"#,
        "spec.hostnetwork; did you mean hostNetwork?"
      ),
      (#"{"kind":"Pod","spec":{"replicas":1}}"#, "spec.replicas"),
      (#"{"kind":"Pod","metdata":{}}"#, "metdata; did you mean metadata?"),
      (
        #"{"kind":"Pod","spec":{"volumes":[{"name":"a","emptydir":{}}]}}"#,
        "spec.volumes[].emptydir; did you mean emptyDir?"
      ),
      (#"{"kind":"Node","spec":{"taint":[]}}"#, "spec.taint; did you mean taints?"),
      (
        #"{"kind":"Pod","spec":{"containers":[{"securityContext":{"runAsUsr":0}}]}}"#,
        "spec.containers[].securityContext.runAsUsr; did you mean runAsUser?"
      ),
      (
        #"{"kind":"Pod","spec":{"securityContext":{"privileged":true}}}"#,
        "spec.securityContext.privileged"
      ),
      (
        #"{"kind":"Pod","spec":{"securityContext":{"sysctls":[{"name":"a","vale":"1"}]}}}"#,
        "spec.securityContext.sysctls[].vale; did you mean value?"
      ),
      (
        #"{"kind":"Pod","spec":{"hostAliases":[{"ip":"1.2.3.4","hostname":[]}]}}"#,
        "spec.hostAliases[].hostname; did you mean hostnames?"
      ),
      (
        #"{"kind":"Pod","spec":{"volumes":[{"name":"a","nfs":{"sever":"b","path":"/"}}]}}"#,
        "spec.volumes[].nfs.sever; did you mean server?"
      ),
      (
        #"{"kind":"PersistentVolume","spec":{"glusterfs":{"endpoint":"a","path":"b"}}}"#,
        "spec.glusterfs.endpoint; did you mean endpoints?"
      ),
    ])
  func suggestions(json: String, expected: String) throws {
    let text = #"{"apiVersion":"v1","# + json.dropFirst()
    let found = try ManifestText.read(json: text).unknownFields.occurrences.map(\.text)
    #expect(found.count == 1)
    #expect(found.first?.hasSuffix(": unknown field " + expected) == true, "\(found)")
  }

  @Test("what lies below a structure is known too, and each structure is reached")
  func unusedStructures() {
    let known = UnusedStructures.members
    let inner = known.values.flatMap(\.values).compactMap(\.structure)
    #expect(Set(inner).subtracting(known.keys) == [])
    let names = Set(FieldNames.all).union(inner)
    #expect(known.keys.filter { !names.contains($0) } == ["pod.securityContext"])
    #expect(UnusedStructures.lists.allSatisfy { known[$0] != nil })
  }

  @Test("structures that nothing reads are taken as the API has them")
  func wholeStructures() throws {
    let text = """
      {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "p"}, "spec": {
        "securityContext": {"fsGroup": 1, "seccompProfile": {"type": "RuntimeDefault"},
          "supplementalGroups": [1, 2], "sysctls": [{"name": "a", "value": "b"}]},
        "dnsConfig": {"nameservers": ["1.1.1.1"], "options": [{"name": "ndots", "value": "2"}]},
        "hostAliases": [{"ip": "10.0.0.1", "hostnames": ["a"]}], "os": {"name": "linux"},
        "containers": [{"name": "c", "image": "a", "resizePolicy":
            [{"resourceName": "cpu", "restartPolicy": "NotRequired"}],
          "securityContext": {"capabilities": {"add": ["NET_ADMIN"], "drop": ["ALL"]},
            "seLinuxOptions": {"level": "s0"}, "windowsOptions": null},
          "env": [{"name": "A", "valueFrom": {"fieldRef": {"fieldPath": "status.podIP"}}}]}],
        "volumes": [
          {"name": "a", "downwardAPI": {"items": [{"path": "l",
            "fieldRef": {"fieldPath": "metadata.labels"}}]}},
          {"name": "b", "flexVolume": {"driver": "a/b", "options": {"any": "thing"}}},
          {"name": "c", "cephfs": {"monitors": ["m"], "secretRef": {"name": "s"}}}]}}
      """
    let reader = try ManifestText.read(json: text)
    #expect(reader.unknownFields.occurrences.isEmpty && reader.errors.isEmpty)
    #expect(reader.objects.count == 1)
  }

  @Test("the list holds every field that a type decodes")
  func completeness() throws {
    let sources = PackageFolder.url.appending(path: "Sources/KubernetesObjects")
    let files = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
    let known = Set(FieldNames.all)
    var written: Set<String> = []
    for case let file as URL in files ?? .init() where file.pathExtension == "swift" {
      let text = try String(contentsOf: file, encoding: .utf8)
      // From the head of each decoding function to the brace that closes it.
      for body in text.split(separator: "mutating func decode").dropFirst()
      where body.firstMatch(of: /^\w*Field\(/) != nil {
        let body = body.prefix(upTo: body.firstRange(of: "\n  }\n")?.lowerBound ?? body.endIndex)
        for list in body.matches(of: /case ((?:"[^"]+",?\s*)+):/) {
          for word in list.1.matches(of: /"([^"]+)"/) { written.insert(String(word.1)) }
        }
      }
    }
    #expect(written.count > 400, "the fields were found")
    #expect(written.subtracting(known).sorted() == [])
    #expect(known.count == FieldNames.all.count && FieldNames.all == FieldNames.all.sorted())
  }
}
