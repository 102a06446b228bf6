import ClusterState
import SimulationEngine

/// The watches: a write reaches each watcher after the watch's latency.
extension World {
  private var watchLatency: SimulationDuration { configuration.controlPlane.watchLatency }

  /// The next write that has reached `watcher`, which then counts as read.
  mutating func nextChange(for watcher: Watcher) -> ClusterChange? {
    cursors.next(for: watcher, cluster.changes, at: now, latency: watchLatency)
  }

  /// The writes that have reached `watcher`, which then count as read.
  mutating func takeChanges(for watcher: Watcher) -> Range<Int> {
    cursors.woke(watcher)
    return cursors.take(watcher, cluster.changes, at: now, latency: watchLatency)
  }

  /// Whether writes have reached `watcher` by now that it has not read: its wake is still to come
  /// at this instant.
  func hasUnread(for watcher: Watcher) -> Bool {
    cursors.hasUnread(watcher, cluster.changes, at: now, latency: watchLatency)
  }

  /// Posts the wake of every watcher that something was written for.
  mutating func wakeWatchers() {
    for watcher in Watcher.allCases {
      if let time = cursors.wakeTime(of: watcher, cluster.changes, latency: watchLatency) {
        loop.post(.watchDelivered(watcher), at: max(time, now))
      }
    }
    cursors.settle()
  }

  /// Forgets the writes that all have read; the reports have read up to `position`.
  mutating func forgetChanges(before position: Int) {
    cluster.trimChanges(before: min(position, cursors.slowest))
  }
}
