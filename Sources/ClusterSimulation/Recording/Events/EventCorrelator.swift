import ClusterState
import Controllers
import SimulationEngine

/// What the recorders of components make of events before they are written: alike ones are counted
/// or combined, and an object that many are about loses some.
///
/// Each component has a recorder of its own, which judges the events of each object by themselves.
/// Source: `EventCorrelator` of `client-go/tools/record/events_cache.go`, Kubernetes 1.2 to 1.36,
/// and `eventBroadcasterImpl` of `client-go/tools/events/event_broadcaster.go` for the scheduler.
struct EventCorrelator: Sendable {
  /// How the recorders of an era work.
  enum Manner: Sendable {
    /// Every event is written as it is.
    case none
    /// Alike events are counted, similar ones combined under one text.
    case combining
    /// As `combining`, with the last text; too many of one object are dropped, and the scheduler
    /// counts in series. A kubelet's are not dropped: by them a reader knows each restart.
    ///
    /// The real kubelet drops them too, after twenty-five of one pod.
    case dropping

    /// The manner of `profile`.
    init(_ profile: ControlPlaneSettings.Profile) {
      switch profile {
      case .textbook: self = .none
      case .classic: self = .combining
      case .modern: self = .dropping
      }
    }
  }

  /// What becomes of an event.
  enum Verdict: Hashable, Sendable {
    /// It is not written.
    case dropped
    /// It is written, as number `count` of the event in row `first` of the recording; the first of
    /// its kind where that is absent.
    case written(first: Int32?, count: Int32, isCombined: Bool)
  }

  /// The events of one object from one component.
  private struct Source: Sendable {
    /// The latest of its series, -1 for none.
    var newest: Int32 = -1
    /// What the spam filter lets pass.
    var budget = TokenBucket(
      interval: EventCorrelator.spamInterval, burst: EventCorrelator.spamBurst)
  }

  /// Events that are counted as one.
  struct Series: Sendable {
    let reason: Int32
    let isWarning: Bool
    let isCombined: Bool
    var message: EventMessage
    var count: Int32
    /// The row of the first event.
    let first: Int32
    /// When the last one came.
    var last: SimulationTime
    /// Whether its text counts among those that are similar.
    var isSimilar: Bool
    /// The series before, -1 for none.
    var older: Int32
  }

  /// Whose recorder it is.
  enum Recorder: Sendable {
    case controller, kubelet, scheduler

    init(_ component: String) {
      switch component {
      case "default-scheduler": self = .scheduler
      case "kubelet": self = .kubelet
      default: self = .controller
      }
    }
  }

  let manner: Manner
  /// The components that have recorded something, as rows of the recording's messages.
  private var components: ContiguousArray<Int32> = []
  private var sources: [UInt64: Source] = [:]
  var series: ContiguousArray<Series> = []
  /// The scheduler's events that may still become, or are, series: places in `series`, with how
  /// many of each are written down.
  var openSeries: ContiguousArray<OpenSeries> = []

  /// Recorders that have seen nothing.
  init(_ manner: Manner) { self.manner = manner }

  /// How many different texts are written before they are combined (`defaultAggregateMaxEvents`).
  private static let similarLimit = 10
  /// After so long without a similar event, counting begins anew
  /// (`defaultAggregateIntervalInSeconds`).
  private static let similarInterval = SimulationDuration.seconds(600)
  /// Events of one object that can come at once, and how long one more takes (`defaultSpamBurst`,
  /// `defaultSpamQPS`).
  private static let spamBurst: Int64 = 25
  private static let spamInterval = SimulationDuration.seconds(300)
  /// How long after its last event a series of the scheduler is over, and how often that is looked
  /// for (`finishTime`).
  static let finishTime = SimulationDuration.seconds(360)
  /// How far back alike events are looked for; the real recorders remember 4,096 in all.
  private static let memory = 256

  /// Judges `event`, which is not written yet and would stand in `row`.
  ///
  mutating func judge(_ event: EventObject, row: Int32, by recorder: Recorder) -> Verdict {
    guard manner != .none, event.subject != .refusal else {
      return .written(first: nil, count: 1, isCombined: false)
    }
    let key = key(of: event)
    var source = sources[key] ?? Source()
    defer { sources[key] = source }
    if manner == .dropping, recorder == .scheduler {
      return countInSeries(event, row: row, &source)
    }
    let verdict = combine(event, row: row, &source)
    guard manner == .dropping, recorder == .controller else { return verdict }
    return source.budget.tryTake(at: event.time) ? verdict : .dropped
  }

  private mutating func key(of event: EventObject) -> UInt64 {
    let known = components.firstIndex(of: event.component)
    let component = known ?? components.count
    if known == nil { components.append(event.component) }
    return UInt64(component) << 40 | UInt64(event.subject.rawValue) << 32
      | UInt64(UInt32(bitPattern: event.index))
  }

  /// Counts the event with those that have its text, or with all that are similar where those have
  /// many texts.
  ///
  /// Of ten texts the real recorder forgets any one; here it is the new one.
  private mutating func combine(
    _ event: EventObject, row: Int32, _ source: inout Source
  ) -> Verdict {
    var (exact, combined, count) = (Int32(-1), Int32(-1), 0)
    var last: SimulationTime?
    forEachSeries(of: source) { index, series in
      guard series.reason == event.reason, series.isWarning == event.isWarning else { return }
      last = max(last ?? series.last, series.last)
      if series.isCombined {
        if combined < 0 { combined = index }
      } else if series.message == event.message {
        exact = index
      }
      if series.isSimilar { count += 1 }
    }
    if let last, event.time - last > Self.similarInterval {
      forget(event, source)
      count = 0
    }
    let isKnown = exact >= 0 && series[Int(exact)].isSimilar
    guard count + (isKnown ? 0 : 1) >= Self.similarLimit else {
      return note(event, in: exact, row: row, isCombined: false, &source)
    }
    return note(event, in: combined, row: row, isCombined: true, &source)
  }

  private mutating func note(
    _ event: EventObject, in index: Int32, row: Int32, isCombined: Bool, _ source: inout Source
  ) -> Verdict {
    guard index >= 0 else {
      series.append(
        Series(
          reason: event.reason, isWarning: event.isWarning, isCombined: isCombined,
          message: event.message, count: 1, first: row, last: event.time, isSimilar: !isCombined,
          older: source.newest))
      source.newest = Int32(series.count - 1)
      return .written(first: nil, count: 1, isCombined: isCombined)
    }
    series[Int(index)].count += 1
    series[Int(index)].last = event.time
    series[Int(index)].isSimilar = !isCombined
    return .written(
      first: series[Int(index)].first, count: series[Int(index)].count, isCombined: isCombined)
  }

  /// No text of the event's kind counts as similar any more.
  private mutating func forget(_ event: EventObject, _ source: Source) {
    var index = source.newest
    while index >= 0 {
      let known = series[Int(index)]
      if known.reason == event.reason, known.isWarning == event.isWarning {
        series[Int(index)].isSimilar = false
      }
      index = known.older
    }
  }

  /// Counts the event with those of its reason, whatever they say: the second makes a series of
  /// them, which is written, and the further ones are only counted.
  private mutating func countInSeries(
    _ event: EventObject, row: Int32, _ source: inout Source
  ) -> Verdict {
    var known = Int32(-1)
    forEachSeries(of: source) { index, series in
      if known < 0, series.reason == event.reason { known = index }
    }
    let period = Self.finishTime
    let look = SimulationTime.zero + period * ((event.time - .zero) / period)
    guard known >= 0, series[Int(known)].last >= look - period else {
      return note(event, in: -1, row: row, isCombined: false, &source)
    }
    let verdict = note(event, in: known, row: row, isCombined: false, &source)
    guard series[Int(known)].count == 2 else { return .dropped }
    openSeries.append(OpenSeries(place: known, written: 2, refreshed: event.time))
    return verdict
  }

  /// Passes over the series of `source`, the latest first, and cuts off what is too old.
  private mutating func forEachSeries(of source: Source, _ body: (Int32, Series) -> Void) {
    var (index, steps) = (source.newest, 0)
    while index >= 0 {
      body(index, series[Int(index)])
      steps += 1
      if steps == Self.memory { series[Int(index)].older = -1 }
      index = series[Int(index)].older
    }
  }
}
