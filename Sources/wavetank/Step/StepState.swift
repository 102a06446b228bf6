import ClusterViews
import SimulationEngine

/// Where the person is in a run that is stepped through: the time, the selected row, and what lies
/// over the cluster.
struct StepState {
  /// A row of the cluster that can be selected.
  enum Row: Hashable {
    case node(String)
    case pod(namespace: String, name: String)

    /// What a search looks at.
    var name: String {
      switch self {
      case .node(let name), .pod(_, let name): name
      }
    }
  }

  /// What a key asks for beyond the state.
  enum Effect: Equatable {
    case none
    case quit
    /// Explain the selected pod.
    case explain(String)
  }

  /// What lies over the cluster.
  enum Overlay: Equatable {
    case none
    case help
    /// A text, of which the lines from `first` on are shown.
    case text([String], first: Int)
  }

  private(set) var time: SimulationTime
  let end: SimulationTime
  /// When something happened, ascending.
  let instants: [SimulationTime]
  private(set) var selection: Row?
  private(set) var isPlaying = false
  /// What is being typed behind `/`; nil if nothing is.
  private(set) var search: String?
  private(set) var overlay = Overlay.none
  /// What the last key came to, if that is not to be seen.
  private(set) var note = ""

  /// How many parts the run has for the cursor keys.
  private static let parts: Int64 = 100
  /// How many steps play takes for the whole run: twenty seconds at ten a second.
  private static let playSteps: Int64 = 200
  /// How far a page goes.
  private static let page = 10

  /// At the start of a run up to `end`, in which something happened at `instants`.
  init(end: SimulationTime, instants: [SimulationTime], at time: SimulationTime = .zero) {
    self.end = end
    self.instants = instants
    self.time = time
  }

  /// Shows a text over the cluster.
  mutating func show(_ lines: [String]) {
    let whole = lines.flatMap {
      $0.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
    overlay = .text(whole, first: 0)
  }

  /// Lets time pass while it plays.
  mutating func tick() {
    guard isPlaying else { return }
    move(Self.playSteps)
    if time == end { isPlaying = false }
  }

  /// Does what `key` says in a cluster with these rows.
  mutating func handle(_ key: StepKey, rows: [Row]) -> Effect {
    note = ""
    if key == .interrupt { return .quit }
    if search != nil {
      type(key, rows)
      return .none
    }
    if overlay != .none {
      scroll(key)
      return .none
    }
    switch key {
    case .left: move(-Self.parts)
    case .right: move(Self.parts)
    case .home: jump(to: .zero)
    case .end: jump(to: end)
    case .up: select(rows, by: -1)
    case .down: select(rows, by: 1)
    case .pageUp: select(rows, by: -Self.page)
    case .pageDown: select(rows, by: Self.page)
    case .character(let character): return act(character, rows)
    case .enter, .escape, .backspace, .interrupt: break
    }
    return .none
  }

  private mutating func act(_ character: Character, _ rows: [Row]) -> Effect {
    switch character {
    case "q": return .quit
    case "n": jump(to: instants.first { $0 > time } ?? end)
    case "p": jump(to: instants.last { $0 < time } ?? .zero)
    case "k": select(rows, by: -1)
    case "j": select(rows, by: 1)
    case " ":
      if time == end { time = .zero }
      isPlaying.toggle()
    case "/": search = ""
    case "?": overlay = .help
    case "e":
      if case .pod(let namespace, let name) = selection {
        isPlaying = false
        return .explain("\(namespace)/\(name)")
      }
      note = "select a pod with ↑ ↓ first"
    default: note = "? shows the keys"
    }
    return .none
  }

  /// Moves by the part `parts` of the run, backwards if it is negative.
  private mutating func move(_ parts: Int64) {
    let step = max(1, end.microseconds / abs(parts))
    let target = time.microseconds + (parts < 0 ? -step : step)
    let bounded = SimulationTime(microseconds: min(end.microseconds, max(0, target)))
    time = bounded
  }

  private mutating func jump(to time: SimulationTime) {
    isPlaying = false
    self.time = time
  }

  private mutating func select(_ rows: [Row], by count: Int) {
    guard !rows.isEmpty else { return }
    let place = selection.flatMap { rows.firstIndex(of: $0) }
    let next = place.map { $0 + count } ?? (count > 0 ? 0 : rows.count - 1)
    selection = rows[min(rows.count - 1, max(0, next))]
  }

  private mutating func type(_ key: StepKey, _ rows: [Row]) {
    switch key {
    case .character(let character): search?.append(character)
    case .backspace: _ = search?.popLast()
    case .enter: find(rows)
    default: search = nil
    }
  }

  /// Selects the next row, from the selected one on, whose name holds what was typed.
  private mutating func find(_ rows: [Row]) {
    let text = search ?? ""
    search = nil
    guard !text.isEmpty, !rows.isEmpty else { return }
    let place = selection.flatMap { rows.firstIndex(of: $0) } ?? rows.count - 1
    let order = rows[(place + 1)...] + rows[...place]
    if let found = order.first(where: { $0.name.contains(text) }) {
      selection = found
    } else {
      note = "nothing here is called \(text)"
    }
  }

  private mutating func scroll(_ key: StepKey) {
    guard case .text(let lines, let first) = overlay else {
      overlay = .none
      return
    }
    let step: Int? =
      switch key {
      case .down, .character("j"): 1
      case .up, .character("k"): -1
      case .pageDown, .character(" "): Self.page
      case .pageUp: -Self.page
      default: nil
      }
    guard let step else {
      overlay = .none
      return
    }
    overlay = .text(lines, first: min(max(0, lines.count - 1), max(0, first + step)))
  }
}
