import SimulationEngine

/// Something that an event must have preserved and has not: a mistake of ours, never the user's.
package struct InvariantViolation: Error, Sendable, CustomStringConvertible {
  /// What holds after every event.
  package enum Invariant: String, CaseIterable, Sendable {
    /// Instants.
    case time = "time never goes back"
    /// Pods.
    case pods = "every pod is in exactly one state and was bound at most once"
    /// Lists and counts of pods.
    case podLists = "every pod is listed once, and the counts agree"
    /// Nodes.
    case nodes = "no node is promised more than it has"
    /// Devices.
    case devices = "no device is taken twice, and no share mixes with a whole one"
    /// Running sums.
    case levels = "running sums equal the sums over the nodes"
    /// The scheduler's view.
    case schedulerCache = "the scheduler sees what its watch has brought"
    /// The scheduling queue.
    case schedulingQueue = "the scheduler loses no pod and queues none twice"
    /// Endpoints.
    case services = "endpoints were ready once"
    /// Who selects a pod.
    case selections = "the table of who selects a pod equals a search"
    /// Jobs.
    case jobs = "every pod of a job counts once, and a job that is finished has none left"
    /// Ordinals.
    case ordinals = "one pod of an ordinal is there at most, but for pods that are going"
    /// Namespaces that are gone.
    case namespaces = "nothing is in a namespace that is gone"
    /// Voluntary disruptions.
    case budgets = "no budget allows fewer disruptions than none"
    /// Disks.
    case claims = "a volume is bound to one claim at most"
    case disks = "a disk of one writer is attached to one node at most"
    /// Controllers at rest.
    case settledControllers = "a controller that has nothing left to do has what it wants"
  }

  /// What does not hold.
  package internal(set) var invariant: Invariant
  /// The object, and what is wrong with it.
  package let description: String
  /// The instant.
  package let time: SimulationTime
  /// The event after which it does not hold, in words; empty outside a run.
  package internal(set) var event = ""
  /// The number of that event, from 1; zero outside a run.
  package internal(set) var eventNumber = 0
}
