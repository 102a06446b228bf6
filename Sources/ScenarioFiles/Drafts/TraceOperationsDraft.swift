import SimulationEngine
import StructuredText
import WorkloadTraces

/// What is done to a trace, as it is written.
struct TraceOperationsDraft: Sendable {
  /// The words and files that say in which order pods arrive.
  enum Order: Sendable {
    case file
    case shuffle
    case list(FileReference)
  }

  var limit: Int?
  var window = WindowDraft()
  var block: SimulationDuration?
  var timeScale: Int64?
  var loadScale: Int64?
  var order: Located<Order>?
  var shuffle: Located<TraceOperations.Shuffle?>?
  var nodeRank: FileReference?
  var inflation: Int64?
  var spacing: SimulationDuration?
  var hasNoDepartures = false
}

extension TraceOperationsDraft {
  /// The most that `inflate` may ask for: a thousand clusters.
  private static let mostInflation = 1000.0

  static let fields: [Field<TraceOperationsDraft>] = [
    Field("limit", "whole number", "How many pods are taken, from the first on.") {
      draft, reader in
      draft.limit = reader.integer(in: 0...Limits.pods).map { Int($0) }
    },
    Field(
      "window", "{from, to}",
      "The span of which the arrivals are taken; its beginning becomes time zero."
    ) { draft, reader in
      reader.read(WindowDraft.fields, into: &draft.window)
    },
    Field(
      "bootstrap", "{block: duration}",
      "Arrivals are cut into blocks of this length, and as many blocks are drawn anew from all."
    ) { draft, reader in
      reader.read(blockFields, into: &draft)
    },
    Field(
      "scale", "{time, load}",
      "time multiplies the instants of arrivals, and load the number of pods."
    ) { draft, reader in
      reader.read(scaleFields, into: &draft)
    },
    Field(
      "order", "file, shuffle or a file",
      "The order of the pods: that of the recorded instants, a drawn one, or that of a file of "
        + "names, one a line; a name that stands there twice is two pods."
    ) { draft, reader in
      draft.order = reader.order()
    },
    Field(
      "shuffle", "true or {go: seed}",
      "A drawn order; of go, pods and nodes are drawn as Go's math/rand draws under the seed."
    ) { draft, reader in
      draft.shuffle = reader.shuffle()
    },
    Field(
      "nodeRank", "file",
      "The order of the nodes: a file of names and ranks, a comma between; ties go to the lowest "
        + "rank where tieBreak is first."
    ) { draft, reader in
      draft.nodeRank = reader.files().first
    },
    Field(
      "inflate", "number",
      "What the pods ask for together, as a part of the nodes' GPUs, or of their cpu where there "
        + "are no GPUs: pods are drawn and added, or taken away."
    ) { draft, reader in
      draft.inflation = reader.millionths(atMost: mostInflation)
    },
    Field(
      "arrivals", "{every: duration}",
      "Pods arrive at this distance from each other; unless said, at the recorded instants."
    ) { draft, reader in
      reader.read(arrivalFields, into: &draft)
    },
    Field("departures", "none", "Pods never end.") { draft, reader in
      draft.hasNoDepartures = reader.choice(among: ["none"], by: { $0 }) != nil
    },
  ]

  private static let blockFields: [Field<TraceOperationsDraft>] = [
    Field("block", "duration", "The length of a block.") { draft, reader in
      draft.block = reader.duration(atLeast: .milliseconds(1))
    }.required
  ]

  private static let scaleFields: [Field<TraceOperationsDraft>] = [
    Field("time", "number", "The factor of the instants: 0.5 is twice as fast.") { draft, reader in
      draft.timeScale = reader.millionths(atMost: mostInflation)
    },
    Field("load", "number", "How many pods stand for each; a fraction is drawn.") {
      draft, reader in
      draft.loadScale = reader.millionths(atMost: mostInflation)
    },
  ]

  private static let arrivalFields: [Field<TraceOperationsDraft>] = [
    Field("every", "duration", "The span from one arrival to the next.") { draft, reader in
      draft.spacing = reader.duration(atLeast: SimulationDuration(microseconds: 1))
    }.required
  ]
}

/// The span of a trace that is taken, as it is written.
struct WindowDraft: Sendable {
  /// The beginning; zero unless said.
  var from: SimulationDuration?
  /// The end, which is left out, with its place; the end of the trace unless said.
  var to: Located<SimulationDuration>?

  static let fields: [Field<WindowDraft>] = [
    Field("from", "duration", "The beginning, which is left in.") { draft, reader in
      draft.from = reader.duration()
    },
    Field("to", "duration", "The end, which is left out.") { draft, reader in
      draft.to = reader.duration().map { reader.located($0) }
    },
  ]
}

extension SchemaReader {
  fileprivate mutating func order() -> Located<TraceOperationsDraft.Order>? {
    guard let name = name() else { return nil }
    switch name {
    case "file": return located(.file)
    case "shuffle": return located(.shuffle)
    default: return located(.list(FileReference(name: located(name), folder: folderOfNames)))
    }
  }

  fileprivate mutating func shuffle() -> Located<TraceOperations.Shuffle?>? {
    guard node.kind == .mapping else { return flag().map { located($0 ? .stream : nil) } }
    var seed: Int64?
    read(
      [
        Field("go", "whole number", "The seed of Go's math/rand.") { seed, reader in
          seed = reader.integer(in: Int64.min...Int64.max)
        }.required
      ], into: &seed)
    return seed.map { located(.go(seed: $0)) }
  }
}
