import ClusterSimulation
import Foundation
import PolicyDoor
import RunReports
import SimulationEngine
import StructuredText

/// The place of a policy outside the program in a run; empty if the scenario has none.
struct PolicySeat {
  /// What has gone wrong: the run cannot go on.
  private(set) var problem: PolicyProblem?
  private var door: PolicyDoor?
  private var peer: (any PolicyPeer)?

  /// The policy of `configuration`, whose scenario is at `path`.
  init(_ source: PolicySource, of configuration: SimulationConfiguration, at path: String) {
    let folder = path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
    do throws(PolicyProblem) {
      peer = try Self.peer(source, configuration.scheduling.policy, in: folder)
    } catch {
      problem = error
    }
  }

  private static func peer(
    _ source: PolicySource, _ command: PolicyCommand?, in folder: String
  ) throws(PolicyProblem) -> (any PolicyPeer)? {
    switch (source, command) {
    case (.none, _), (.process, nil): return nil
    case (.twins, nil), (.transcript, nil):
      throw PolicyProblem("the scenario has no policy in another process")
    case (.standardStreams, let command):
      return PolicyStandardStreams(timeout: command?.timeout ?? PolicyCommand(words: []).timeout)
    case (.process, let command?): return try PolicyProcess(command, folder: folder)
    case (.twins, let command?):
      return PolicyTwins(
        try PolicyProcess(command, folder: folder), try PolicyProcess(command, folder: folder))
    case (.transcript(let path), .some):
      guard let bytes = FileManager.default.contents(atPath: path) else {
        throw PolicyProblem("the transcript \(path) cannot be read")
      }
      return PolicyReplay([UInt8](bytes), file: path)
    }
  }

  /// Lets the policy and `simulation`, which has not begun, know of each other.
  mutating func greet(_ simulation: inout Simulation) {
    guard let peer else { return }
    do throws(PolicyProblem) {
      door = try PolicyDoor(&simulation, version: Version.text, peer: peer)
    } catch {
      problem = error
    }
  }

  /// Whether there is a policy that is asked.
  var isAsked: Bool { door != nil }

  /// Answers the question that `simulation` waits with, if it does; `terminal` shows what the
  /// policy has to say.
  mutating func answer(_ simulation: inout Simulation, _ terminal: Terminal?) {
    guard isAsked, simulation.question != nil else { return }
    do throws(PolicyProblem) {
      try door?.answer(&simulation)
    } catch {
      problem = error
    }
    for words in door?.takeLog() ?? [] {
      terminal?.complain("\(simulation.state.configuration.name): the policy says: \(words)")
    }
  }

  /// Says that the run is over.
  mutating func end(at now: SimulationTime, metrics: [SyntaxValue.Member]) {
    do throws(PolicyProblem) {
      try door?.end(at: now, metrics: metrics)
    } catch {
      problem = error
    }
  }

  /// What was said; nil if nothing was.
  func record(podsLeft: Int) -> PolicyRecord? {
    door.map { PolicyRecord(transcript: $0.transcript, podsLeft: podsLeft) }
  }
}
