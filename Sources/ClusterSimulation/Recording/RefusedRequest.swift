import ClusterState
import SimulationEngine

/// A request of a person, of a trace or of a generator that the API server refused.
///
/// What a controller is refused it tells in an event of its own, and asks for again.
package struct RefusedRequest: Hashable, Sendable {
  /// What was asked for.
  package enum Verb: String, Sendable {
    case create
    case update
    case delete
    case evict
    case rollout
    case drain
  }

  /// When it was first asked for.
  package let time: SimulationTime
  /// When it was last asked for: a client may ask again and again.
  package internal(set) var last: SimulationTime
  /// How often it was asked for.
  package internal(set) var count = 1
  package let verb: Verb
  /// The object that it was about, which may not exist.
  package let object: ObjectName
  /// The first answer.
  package let status: APIStatus

  /// What an object is called.
  package struct ObjectName: Hashable, Sendable {
    package let kind: String
    /// Empty for an object of the whole cluster.
    package let namespace: String
    package let name: String

    package init(_ kind: String, _ namespace: String, _ name: String) {
      self.kind = kind
      self.namespace = namespace
      self.name = name
    }
  }
}

/// What is asked for again when it is refused: told as one row.
struct RefusalKey: Hashable, Sendable {
  let verb: RefusedRequest.Verb
  let object: RefusedRequest.ObjectName
  let reason: APIStatus.Reason
  /// Empty for an answer that says how things stand just then.
  let message: String
}

extension World {
  /// Writes down that a request was refused: to whoever reads the reports, it is an answer.
  mutating func refuse(
    _ verb: RefusedRequest.Verb, _ object: RefusedRequest.ObjectName, _ status: APIStatus
  ) {
    guard recording.noteRefusal(verb, object, status, at: now) else { return }
    recordEvent(
      status.reason.rawValue, "kube-apiserver", .refusal,
      Int32(recording.refusals.count - 1), isWarning: true, message: status.message)
  }

  /// As `refuse`, of an object with an interned namespace.
  mutating func refuse(
    _ verb: RefusedRequest.Verb, _ kind: String, _ namespace: Symbol, _ name: String,
    _ status: APIStatus
  ) {
    refuse(verb, .init(kind, cluster.symbols[namespace], name), status)
  }
}

extension Recording {
  /// Returns whether the request is refused for the first time.
  mutating func noteRefusal(
    _ verb: RefusedRequest.Verb, _ object: RefusedRequest.ObjectName, _ status: APIStatus,
    at now: SimulationTime
  ) -> Bool {
    refusalCount += 1
    let key = RefusalKey(
      verb: verb, object: object, reason: status.reason,
      message: status.reason == .tooManyRequests ? "" : status.message)
    if let row = refusalRows[key] {
      refusals[row].last = now
      refusals[row].count += 1
      return false
    }
    refusalRows[key] = refusals.count
    refusals.append(
      RefusedRequest(time: now, last: now, verb: verb, object: object, status: status))
    return true
  }
}
