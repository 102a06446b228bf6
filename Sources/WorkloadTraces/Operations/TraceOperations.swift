import KubernetesObjects
import SimulationEngine
import StructuredText

/// What is done to a trace between its files and the run, in this order: the first pods are taken,
/// a span of them, blocks of it drawn anew; time and load are scaled; pods are brought into another
/// order, added to, and given instants and ends.
package struct TraceOperations: Sendable {
  /// The order in which pods arrive.
  package enum Order: Sendable {
    /// That of the recorded instants.
    case recorded
    /// That of a list of names, in which a name may stand several times: each is a pod of its own.
    case listed(TraceList)
    /// A drawn one.
    case drawn(Shuffle)
  }

  /// What draws an order.
  package enum Shuffle: Sendable {
    /// A stream of the run.
    case stream
    /// Go's `math/rand` under a seed, as the simulator of "Beware of Fragmentation" (USENIX ATC
    /// 2023) drew: pods and nodes both.
    case go(seed: Int64)
  }

  /// How many pods are taken, from the first on; nil for all.
  package var limit: Int?
  /// The span of which the arrivals are taken, its beginning left in and its end left out; the
  /// beginning becomes time zero.
  package var window: Range<SimulationTime>?
  /// The length of the blocks of which the arrivals are put together anew, as many as there are,
  /// each drawn from all; nil leaves them as they are.
  package var block: SimulationDuration?
  /// What instants are multiplied with, in millionths.
  package var timeScale = TraceOperations.unit
  /// How many pods stand for each, in millionths: the part below a whole pod is drawn.
  package var loadScale = TraceOperations.unit
  /// The factor of one, in millionths.
  package static let unit: Int64 = 1_000_000
  /// The order in which pods arrive.
  package var order = Order.recorded
  /// The order of the nodes: a list of names, each with its rank; nil for that of the files.
  package var ranks: TraceList?
  /// What all pods together ask for, in millionths of what the nodes have: pods are drawn and added
  /// until it is reached, or taken away; nil leaves the pods as they are. It counts GPUs where the
  /// nodes have any, else processor time.
  package var inflation: Int64?
  /// The span from one arrival to the next, the first at that instant; nil for the recorded
  /// instants, in the order of the pods.
  package var spacing: SimulationDuration?
  /// Whether pods never end.
  package var hasNoDepartures = false

  /// Nothing is done.
  package init() {}

  /// Whether the order is drawn as the published simulator drew it, which also inflates by its
  /// rule.
  var drawsByGo: Bool { if case .drawn(.go) = order { true } else { false } }

  /// Whether the trace stays as it is.
  package var isIdle: Bool {
    if case .recorded = order {
      return limit == nil && window == nil && block == nil && timeScale == Self.unit
        && loadScale == Self.unit && ranks == nil && inflation == nil && spacing == nil
        && !hasNoDepartures
    }
    return false
  }
}

/// A file of names, one a line, or of names and numbers with a comma between.
package struct TraceList: Sendable {
  /// The file's name, for messages.
  package let file: String
  /// What it holds.
  package let bytes: [UInt8]

  /// The list that `file` holds.
  package init(file: String, bytes: [UInt8]) {
    self.file = file
    self.bytes = bytes
  }

  /// The lines that are not empty, with their numbers.
  var lines: [(number: Int, text: Substring)] {
    String(decoding: bytes, as: UTF8.self).split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline
    ).enumerated().compactMap { number, line in
      line.isEmpty ? nil : (number + 1, line)
    }
  }

  /// A problem in the line `number`.
  func problem(_ number: Int, column: Int = 1, _ message: String) -> Diagnostic {
    Diagnostic(
      .error, file: file, location: SourceLocation(line: number, column: column),
      message: message)
  }
}
