import ClusterSimulation
import RunReports
import SimulationEngine

/// The first change of an object in which two runs part.
package struct FirstDifference: Sendable {
  /// What a run does there: a change of an object or a command; nil where it does nothing more.
  package let a: ChangeLine?
  package let b: ChangeLine?

  /// How many events a run goes on before the changes are compared.
  private static let stretch = 2000

  /// The first difference of two runs under one seed; nil if there is none.
  package static func find(
    _ a: SimulationConfiguration, _ b: SimulationConfiguration
  ) -> FirstDifference? {
    var one = Simulation(a)
    var other = Simulation(b)
    one.recordChanges()
    other.recordChanges()
    var (first, second): ([ChangeLine], [ChangeLine]) = ([], [])
    while true {
      let oneGoesOn = one.run(events: stretch)
      let otherGoesOn = other.run(events: stretch)
      first += one.takeChanges()
      second += other.takeChanges()
      let shared = min(first.count, second.count)
      if let row = (0..<shared).first(where: { first[$0] != second[$0] }) {
        return FirstDifference(a: first[row], b: second[row])
      }
      first.removeFirst(shared)
      second.removeFirst(shared)
      let isOver = !oneGoesOn && !otherGoesOn
      guard isOver || one.standstill != nil || other.standstill != nil else { continue }
      return first.isEmpty && second.isEmpty
        ? nil : FirstDifference(a: first.first, b: second.first)
    }
  }

  /// The instant of the earlier of the two.
  package var time: SimulationTime {
    min(a?.time ?? .latest, b?.time ?? .latest)
  }
}

extension ChangeLine {
  /// When it happened.
  fileprivate var time: SimulationTime {
    switch self {
    case .object(let change): change.time
    case .command(let command): command.time
    }
  }

  /// The line in words.
  package var words: String {
    switch self {
    case .object(let change):
      let fields = change.fields.prefix(6).map { "\($0.name)=\($0.value.words)" }
      let name = change.namespace.isEmpty ? change.name : "\(change.namespace)/\(change.name)"
      return "\(change.event.rawValue.lowercased()) \(change.kind) \(name) "
        + fields.joined(separator: " ")
    case .command(let command): return "\(command.name) \(command.result)"
    }
  }
}

extension ObjectField.Value {
  /// The value as a line of words shows it.
  fileprivate var words: String {
    switch self {
    case .gone: "(gone)"
    case .flag(let flag): "\(flag)"
    case .number(let number): "\(number)"
    case .text(let text): text
    case .fields(let fields):
      "{" + fields.prefix(6).map { "\($0.name)=\($0.value.words)" }.joined(separator: " ") + "}"
    }
  }
}
