import ClusterSimulation
import SimulationEngine

/// One figure of a run.
package struct SummaryFigure: Hashable, Sendable {
  /// A number that is exact.
  package enum Value: Hashable, Sendable {
    /// A whole number.
    case count(Int64)
    /// A number in millionths: a share, or microseconds as seconds.
    case millionths(Int64)

    /// The number in millionths. Saturates.
    package var millionths: Int64 {
      switch self {
      case .count(let count):
        Int64(clamping: Int128(count) * 1_000_000)
      case .millionths(let millionths): millionths
      }
    }

    /// The value as the files have it: six decimals, or none for a whole number.
    package var text: String {
      switch self {
      case .count(let count): String(count)
      case .millionths(let millionths): Ratio.text(millionths)
      }
    }
  }

  /// The figure's name, such as `scheduling.p99_seconds`.
  package let metric: String
  /// What the figure is about: empty for the run, else a kind and a name, `pool=worker`.
  package let subject: String
  package let value: Value
  /// The unit, such as `seconds` or `ratio`.
  package let unit: String
  /// How many durations go on where one of them decides the figure, which is then a lower bound;
  /// else zero.
  package var openCount = 0

  /// Whether the true figure may be greater.
  package var isBound: Bool { openCount > 0 }

  /// The name with the subject: `availability{service=default/frontend}`.
  package var name: String { subject.isEmpty ? metric : "\(metric){\(subject)}" }
}

extension Expectation.Subject {
  /// The subject as figures and groups name it.
  var text: String {
    switch self {
    case .run: ""
    case .service(let namespace, let name): "service=\(namespace)/\(name)"
    case .workload(let namespace, let name): "workload=\(namespace)/\(name)"
    case .namespace(let name): "namespace=\(name)"
    case .priority(let priority): "priority=\(priority)"
    case .pool(let name): "pool=\(name)"
    case .zone(let name): "zone=\(name)"
    }
  }

  /// The subject as a sentence says it; the namespace `default` goes without saying.
  var words: String {
    switch self {
    case .run: ""
    case .service(let namespace, let name): "service " + Self.path(namespace, name)
    case .workload(let namespace, let name): "workload " + Self.path(namespace, name)
    case .namespace(let name): "namespace \(name)"
    case .priority(let priority): "priority \(priority)"
    case .pool(let name): "pool \(name)"
    case .zone(let name): "zone \(name)"
    }
  }

  private static func path(_ namespace: String, _ name: String) -> String {
    let isEverything = namespace == "*" && name == "*"
    return namespace == "default" || isEverything ? name : "\(namespace)/\(name)"
  }
}
