import ClusterSimulation
import KubernetesObjects
import StructuredText

/// What must hold, as it is written.
struct ExpectationDraft: Sendable {
  /// A bound in millionths.
  struct Bound: Sendable {
    let comparison: Expectation.Comparison
    let millionths: Int64
  }

  var metric: Located<String>?
  var pods: Located<PodExpectation>?
  /// What is made of the pods, and the key that says so.
  var measure: (key: String, value: PodExpectation.Measure)?
  var subject: Located<Expectation.Subject>?
  var bounds: [Bound] = []
  /// The part of the run that it is about.
  var window = MeasureDraft()
}

extension ExpectationDraft: SchemaMapping {
  static let fields: [Field<ExpectationDraft>] = [
    Field("metric", "name", "The figure's name in the summary, such as availability.") {
      draft, reader in
      draft.metric = reader.name().map { reader.located($0) }
    },
    Field("of", "mapping", "What the figure is about: {service: frontend}, {pool: \"*\"}.") {
      draft, reader in
      draft.subject = reader.subject()
    },
    Field(
      "pods", "mapping",
      "Instead of metric: which pods are counted at the end of the run, or of what is measured."
    ) { draft, reader in
      draft.pods = reader.mapping(PodExpectation.self).map { reader.located($0) }
    },
    measure("each", "That the bounds hold in each group of nodes.") { .countEach($0) },
    measure("skew", "Not their number, but the most in a group of nodes less the fewest.") {
      .skew($0)
    },
    measure("share", "Not their number, but the part of them in each group of nodes.") {
      .shareEach($0)
    },
    Field("from", "duration", "When what counts begins; as spec.measure says, unless said.") {
      draft, reader in
      draft.window.from = reader.duration().map { reader.located($0) }
    },
    Field("until", "duration", "When what counts ends; as spec.measure says, unless said.") {
      draft, reader in
      draft.window.until = reader.duration().map { reader.located($0) }
    },
    bound(.atLeast, "The least that it may be."),
    bound(.atMost, "The most that it may be."),
    bound(.equals, "What it must be."),
  ]

  private static func measure(
    _ name: String, _ documentation: String,
    _ measure: @escaping @Sendable (PodExpectation.Topology) -> PodExpectation.Measure
  ) -> Field<ExpectationDraft> {
    Field(name, "zone, node, pool or a label's key", documentation) { draft, reader in
      guard let word = reader.name() else { return }
      if draft.measure != nil { return reader.fail("only one of each, skew and share can stand") }
      draft.measure = (name, measure(PodExpectation.Topology(word)))
    }
  }

  private static func bound(
    _ comparison: Expectation.Comparison, _ documentation: String
  ) -> Field<ExpectationDraft> {
    Field(comparison.rawValue, "number or duration", documentation) { draft, reader in
      if let millionths = reader.millionthsOrDuration() {
        draft.bounds.append(Bound(comparison: comparison, millionths: millionths))
      }
    }
  }
}

extension ExpectationDraft {
  func check(_ reader: inout SchemaReader) {
    switch (metric, pods) {
    case (nil, nil): reader.fail("metric is required: name; or pods: mapping")
    case (.some, .some): reader.fail("expected metric or pods, found both")
    default: break
    }
    if pods == nil, let measure { reader.fail("\(measure.key) belongs to pods") }
    if pods != nil, subject != nil { reader.fail("of belongs to metric; say it within pods") }
    if bounds.isEmpty {
      reader.fail("expected atLeast, atMost or equals beside \(pods == nil ? "metric" : "pods")")
    }
    func bound(_ comparison: Expectation.Comparison) -> Int64? {
      bounds.last { $0.comparison == comparison }?.millionths
    }
    let (least, most, value) = (bound(.atLeast), bound(.atMost), bound(.equals))
    let pairs = [
      (least, most, "atLeast", "atMost"), (least, value, "atLeast", "equals"),
      (value, most, "equals", "atMost"),
    ]
    for (low, high, lowName, highName) in pairs {
      if let low, let high, low > high {
        reader.fail("\(lowName) is above \(highName), which nothing can be")
        return
      }
    }
  }
}

extension SchemaReader {
  /// What a figure is about: `{service: frontend}`, or `{service: shop/frontend}`.
  fileprivate mutating func subject() -> Located<Expectation.Subject>? {
    let kinds = ["service", "workload", "namespace", "priority", "pool", "zone"]
    guard node.kind == .mapping, node.count == 1 else {
      fail(expected: "one kind and its name, such as {service: frontend}")
      return nil
    }
    var subject: Located<Expectation.Subject>?
    _ = members(expecting: "a mapping") { kind, reader in
      guard kinds.contains(kind) else { return reader.failUnknownKey(kind, among: kinds) }
      if kind == "priority" {
        let priority = reader.integer(in: Int64(Int32.min)...Int64(Int32.max))
        subject = priority.map { reader.located(.priority(Int32($0))) }
        return
      }
      guard let text = reader.name() else { return }
      let parts = text.split(separator: "/", maxSplits: 1).map(String.init)
      let name = parts.last ?? text
      // A star alone is every one of every namespace.
      let namespace = parts.count == 2 ? parts[0] : text == "*" ? "*" : "default"
      switch kind {
      case "service": subject = reader.located(.service(namespace: namespace, name: name))
      case "workload": subject = reader.located(.workload(namespace: namespace, name: name))
      case "namespace": subject = reader.located(.namespace(text))
      case "pool": subject = reader.located(.pool(text))
      default: subject = reader.located(.zone(text))
      }
    }
    return subject
  }

  /// A number in millionths, or a duration in microseconds, which are millionths of its seconds.
  fileprivate mutating func millionthsOrDuration() -> Int64? {
    guard node.kind == .scalar, !node.isNull else {
      fail(expected: "a number or a duration")
      return nil
    }
    if let millionths = Self.millionths(node.text) { return millionths }
    if let span = try? GoDuration(parsing: node.text, allowingDays: true) {
      return span.wholeMicroseconds
    }
    fail(expected: "a number of at most six decimals, or a duration")
    return nil
  }

  /// A decimal number of at most six decimals, in millionths; exact.
  private static func millionths(_ text: String) -> Int64? {
    let isNegative = text.hasPrefix("-")
    let parts = text.drop { $0 == "-" }.split(separator: ".", omittingEmptySubsequences: false)
    let fraction = parts.count == 2 ? parts[1] : ""
    guard (1...2).contains(parts.count), fraction.utf8.count <= 6, parts[0].utf8.count <= 12,
      let whole = UInt64(parts[0]),
      let part = UInt64(fraction + String(repeating: "0", count: 6 - fraction.utf8.count))
    else { return nil }
    let millionths = Int64(whole * 1_000_000 + part)
    return isNegative ? -millionths : millionths
  }
}
