import ClusterSimulation
import ClusterState
import ReportPages
import SimulationEngine

/// Pods that were made to leave their nodes.
extension StoryTeller {
  /// Evictions that are told as one.
  private struct Wave: Hashable {
    let cause: DeletionCause
    /// The strike that they follow, or the instant at which they were asked for.
    let strike: Int
    let time: SimulationTime
  }

  mutating func tellEvictions() {
    var rows: [Wave: Int] = [:]
    var waves: [(wave: Wave, deletions: [PodDeletion])] = []
    let strikeOfNode = lastStrikes()
    for deletion in source.recording.deletions where deletion.isEviction {
      let followed =
        deletion.cause.followsFailure
        ? strikeOfNode[deletion.node]?.last { strikes[$0].time <= deletion.time } : nil
      let wave = Wave(
        cause: deletion.cause, strike: followed ?? -1,
        time: followed == nil ? deletion.time : .zero)
      if let row = rows[wave] {
        waves[row].deletions.append(deletion)
      } else if waves.count < Self.limitOfKind {
        rows[wave] = waves.count
        waves.append((wave, [deletion]))
      }
    }
    for (wave, deletions) in waves { tell(wave, deletions) }
  }

  /// The strikes of each node that was struck, in order of time.
  private func lastStrikes() -> [NodeID: [Int]] {
    var rows: [NodeID: [Int]] = [:]
    for (row, strike) in strikes.enumerated() {
      for incident in strike.incidents { rows[incident.node, default: []].append(row) }
    }
    return rows
  }

  private mutating func tell(_ wave: Wave, _ deletions: [PodDeletion]) {
    guard let first = deletions.first, let last = deletions.last else { return }
    let pods = PageText.counted(deletions.count, "pod")
    let place =
      wave.strike >= 0
      ? strikes[wave.strike].label
      : Strike.label(of: distinctNodes(of: deletions), run)
    let verb = deletions.count == 1 ? "is" : "are"
    var why = cause(of: wave, first)
    if last.time > first.time {
      why += " From the first to the last it took \(span(first.time, last.time))."
    }
    tell(
      last.time, wave.cause == .preemption ? .low : .middle,
      "\(pods) of \(place) \(verb) \(wave.cause == .preemption ? "preempted" : "deleted")",
      because: why, in: "evictions.csv")
  }

  private func distinctNodes(of deletions: [PodDeletion]) -> [NodeID] {
    var nodes = GroupRows<NodeID>()
    for deletion in deletions where deletion.node.isPresent { _ = nodes.row(of: deletion.node) }
    return nodes.keys
  }

  /// The recorded cause of a deletion, with the settings that bear on it.
  private func cause(of wave: Wave, _ deletion: PodDeletion) -> String {
    let lifecycle = settings.nodeLifecycle
    switch wave.cause {
    case .taint: return causeOfTaint(wave, deletion)
    case .nodeTimeout:
      var text = "\(setting("podEvictionTimeout", lifecycle.podEvictionTimeout)) is over"
      if case .deletion(let deletion) = lifecycle.eviction {
        text +=
          deletion.countsFromHeartbeat
          ? ", counted from the last heartbeat" : ", counted from the change of the condition"
      }
      if lifecycle.nodeEvictionRateThousandths > 0 {
        text +=
          "; nodes are emptied at nodeEvictionRate = "
          + rate(lifecycle.nodeEvictionRateThousandths)
      }
      return text + "."
    case .nodeGone:
      return "The node's object is gone. The garbage collector of pods looks every "
        + setting("podGCPeriod", settings.podGarbageCollection.period) + "."
    case .outOfService:
      return "Its deletion had been asked for, and its node carries the taint out-of-service."
    case .preemption: return "A pod of higher priority gets their room."
    case .evictionAPI:
      return "The eviction API was asked, by a drain or for the pod itself, and no disruption "
        + "budget stood against it."
    case .surplus, .terminatedPodLimit, .unscheduledTermination, .request: return ""
    }
  }

  private func causeOfTaint(_ wave: Wave, _ deletion: PodDeletion) -> String {
    let seconds = settings.defaultTolerationSeconds
    guard wave.strike >= 0,
      let incident = strikes[wave.strike].incidents.first(where: { $0.node == deletion.node }),
      incident.tainted.isSet, incident.tainted <= deletion.time
    else { return "The pods do not tolerate a NoExecute taint of their node, or no longer." }
    let borne = span(incident.tainted, deletion.time)
    guard let seconds else { return "The taint NoExecute was borne for \(borne)." }
    return "The taint NoExecute was borne for \(borne). Pods that do not say otherwise tolerate it "
      + "for defaultTolerationSeconds = \(seconds)."
  }
}
