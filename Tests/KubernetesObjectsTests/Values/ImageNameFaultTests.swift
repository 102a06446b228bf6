import KubernetesObjects
import Testing

@Suite struct ImageNameFaultTests {
  private static let hash = String(repeating: "0123456789abcdef", count: 4)

  @Test(arguments: [
    "nginx", "nginx:1.25", "library/nginx", "registry.example/team/web:v1", "localhost:5000/web",
    "localhost/web", "Registry.example/web", "index.docker.io/nginx", "[2001:db8::1]:5000/web",
    "a__b/c-d--e/f.g", "web@sha256:\(hash)", "registry.example:5000/web:1@sha256:\(hash)",
    "web:_x.Y-Z", "re_gistry.example/pause", String(hash.dropLast()),
  ]) func `what kubelets take for a name`(text: String) {
    #expect(ImageName.fault(in: text) == nil)
  }

  static let malformed = "invalid reference format"
  static let faults: [(text: String, fault: String)] = [
    ("", malformed), ("nginx:", malformed), ("nginx latest", malformed), ("/nginx", malformed),
    ("nginx/", malformed), ("http://registry.example/web", malformed), ("web:latest!", malformed),
    ("a___b", malformed), ("a..b", malformed), ("-web", malformed), ("web:-1", malformed),
    ("${image}", malformed), ("web@sha256:abc", malformed), ("web@", malformed),
    ("web:" + String(repeating: "x", count: 129), malformed), ("re_gistry.x:80/web", malformed),
    ("-registry.example/web", malformed), ("registry.example:/web", malformed),
    ("Nginx", malformed + ": repository name (library/Nginx) must be lowercase"),
    ("registry.example/Web:1", malformed + ": repository name (Web) must be lowercase"),
    ("web@md5:" + hash, "unsupported digest algorithm"),
    ("web@sha512:" + hash, "invalid checksum digest length"),
    ("web@sha256:" + hash.uppercased(), "invalid checksum digest format"),
    (hash, "invalid repository name (\(hash)), cannot specify 64-byte hexadecimal strings"),
    (
      "registry.example/" + String(repeating: "x", count: 256),
      "repository name must not be more than 255 characters"
    ),
  ]

  @Test(arguments: faults) func `what they do not`(text: String, fault: String) {
    #expect(ImageName.fault(in: text) == fault)
  }
}
