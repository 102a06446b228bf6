import ClusterSimulation
import KubernetesObjects
import RunReports

/// What must hold, as an option says it: `pods.pending = 0`,
/// `availability{service=default/web} >= 0.99`, `ready.p99_seconds <= 30s`.
struct HoldingClause {
  /// What must hold.
  let expectation: Expectation
  /// The clause as it was given.
  let text: String

  private static let signs: [(sign: String, comparison: Expectation.Comparison)] = [
    (">=", .atLeast), ("<=", .atMost), ("==", .equals), ("=", .equals),
  ]

  /// Reads a clause; what is wrong with it is thrown, for `command`.
  init(parsing text: String, of command: String) throws(UsageError) {
    func problem(_ message: String) -> UsageError {
      UsageError("--while-holding: \(message), found \(text)", command)
    }
    self.text = text
    // The sign stands behind the braces, in which names are told from values by one.
    let tail = text.lastIndex(of: "}").map { text.index(after: $0) } ?? text.startIndex
    guard
      let (range, comparison) = Self.signs.lazy.compactMap({ entry in
        text[tail...].firstRange(of: entry.sign).map { ($0, entry.comparison) }
      }).first
    else { throw problem("expected FIGURE >= VALUE, <= or =") }
    let left = text[..<range.lowerBound].trimmed
    guard let bound = Self.millionths(text[range.upperBound...].trimmed) else {
      throw problem("expected a number of at most six decimals, or a duration")
    }
    let parts = left.split(separator: "{", maxSplits: 1)
    let metric = parts.first.map { String($0).trimmed } ?? ""
    if let slip = MetricNames.problem(with: metric) { throw problem(slip) }
    var subject = Expectation.Subject.run
    if parts.count == 2 {
      guard parts[1].hasSuffix("}"), let named = Self.subject(parts[1].dropLast()) else {
        throw problem("expected a kind and its name, such as {pool=worker}")
      }
      subject = named
    }
    expectation = Expectation(metric: metric, of: subject, comparison, boundMillionths: bound)
  }

  private static func subject(_ text: Substring) -> Expectation.Subject? {
    let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2, !parts[1].isEmpty else { return nil }
    let path = parts[1].split(separator: "/", maxSplits: 1).map(String.init)
    let name = path.last ?? parts[1]
    // A star alone is every one of every namespace.
    let namespace = path.count == 2 ? path[0] : name == "*" ? "*" : "default"
    return switch parts[0] {
    case "service": .service(namespace: namespace, name: name)
    case "workload": .workload(namespace: namespace, name: name)
    case "namespace": .namespace(parts[1])
    case "pool": .pool(parts[1])
    case "zone": .zone(parts[1])
    case "priority": Int32(parts[1]).map { .priority($0) }
    default: nil
    }
  }

  /// A number of at most six decimals in millionths, or a duration in microseconds, which are the
  /// millionths of its seconds.
  static func millionths(_ text: String) -> Int64? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let fraction = parts.count == 2 ? String(parts[1]) : ""
    if (1...2).contains(parts.count), fraction.utf8.count <= 6, let whole = Int64(parts[0]),
      (0...1_000_000_000_000).contains(whole),
      let part = Int64(fraction + String(repeating: "0", count: 6 - fraction.utf8.count))
    {
      return whole * 1_000_000 + part
    }
    return (try? GoDuration(parsing: text, allowingDays: true))?.wholeMicroseconds
  }
}

extension StringProtocol {
  /// The text without blanks at its ends.
  fileprivate var trimmed: String {
    var text = Substring(self)
    while text.first == " " { text.removeFirst() }
    while text.last == " " { text.removeLast() }
    return String(text)
  }
}
