import SimulationEngine

/// Names for objects that have a prefix only: five letters or digits behind it.
///
/// Each prefix of a namespace draws from a stream of its own. Source: `SimpleNameGenerator` of
/// `k8s.io/apiserver/pkg/storage/names` and `alphanums` of `apimachinery/pkg/util/rand`, v0.34.
struct GeneratedNames: Sendable {
  private static let letters = Array("bcdfghjklmnpqrstvwxz2456789")
  /// The most of a prefix that a name keeps, so that it has 63 characters.
  private static let prefixLength = 58

  private let seed: UInt64
  private var streams: [String: RandomStream] = [:]
  private var taken: Set<String> = []

  /// Names that derive from `seed`.
  init(seed: UInt64) { self.seed = seed }

  /// Another name that begins with `prefix`, in `namespace`.
  mutating func next(_ prefix: String, in namespace: String) -> String {
    let source = "generateName/\(namespace)/\(prefix)"
    var stream = streams[source] ?? RandomStream(seed: seed, name: source)
    var name: String
    repeat {
      let letters = (0..<5).map { _ in Self.letters[stream.index(below: Self.letters.count)] }
      name = prefix.prefix(Self.prefixLength) + String(letters)
    } while !taken.insert("\(namespace)/\(name)").inserted
    streams[source] = stream
    return name
  }
}
