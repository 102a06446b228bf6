import SimulationEngine

/// One line of the change log: a change of one object, or what a person or a cloud did.
package enum ChangeLine: Hashable, Sendable {
  /// An object was made, changed, or is gone.
  case object(ObjectChange)
  /// A verb of the timeline, or one call of it.
  case command(CommandRecord)
}

/// A change of one object, as a watch of all kinds would show it.
package struct ObjectChange: Hashable, Sendable {
  /// What happened to the object.
  package enum Event: String, Sendable {
    case added = "ADDED"
    case modified = "MODIFIED"
    case deleted = "DELETED"
  }

  /// When.
  package let time: SimulationTime
  /// The API's word for the object's kind.
  package let kind: String
  /// The namespace; empty for kinds that live in none.
  package let namespace: String
  /// The object's name.
  package let name: String
  /// The number of the change: one sequence over all kinds.
  package let version: Int
  /// What happened.
  package let event: Event
  /// The fields that have another value than before.
  package let fields: [ObjectField]
}

/// What a person or a cloud did, at the instant at which it began.
package struct CommandRecord: Hashable, Sendable {
  /// When.
  package let time: SimulationTime
  /// The verb and what it is about, such as `scale=ReplicaSet/web replicas=3`.
  package let name: String
  /// The wall clock at that instant, where the line tells it; empty elsewhere.
  package var wallClock = ""
  /// The objects that a selector meant.
  package let targets: [String]
  /// The answer of the API server where the verb does not tell it: `evicted`, or a refusal.
  package let result: String
}
