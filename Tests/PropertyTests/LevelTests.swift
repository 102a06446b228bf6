import ClusterSimulation
import ClusterState
import SimulationEngine
import Testing

/// Figures over time against a record of the whole cluster after every event.
@Suite("Levels over time")
struct LevelTests {
  @Test(
    "sums and ratios over time equal those of a census after every event",
    arguments: ControlPlaneSettings.Profile.allCases)
  func resources(profile: ControlPlaneSettings.Profile) {
    var changes = 0
    for seed in PropertySeeds.first(6) {
      var simulation = Simulation(RandomScenario.configuration(seed: seed, profile))
      var record = StepRecord()
      repeat {
        record.add(LoadCensus(simulation.state), at: simulation.now)
      } while simulation.run(
        events: 1)
      simulation.runToEnd()
      let recording = simulation.state.recording
      changes += record.steps.count
      compare(recording, record, simulation.state.cluster, "\(profile), seed \(seed)")
    }
    #expect(changes > 500, "the scenarios have become too tame")
  }

  private func compare(
    _ recording: Recording, _ record: StepRecord, _ cluster: ClusterState, _ place: String
  ) {
    let levels = recording.resources
    let end = recording.end
    for row in [ResourceID.cpu, .memory, .pods].map(\.row) {
      for (scope, name) in levels.scopes.enumerated() {
        let level = levels.level(of: ResourceID(row), scope: scope)
        let label = "\(place): \(cluster.resources[ResourceID(row)]) of \(name)"
        func totals(_ census: LoadCensus) -> ScopeTotals {
          census.totals[LoadCensus.Key(resource: row, scope: name)] ?? ScopeTotals()
        }
        #expect(level.totals == record.last.map(totals), "\(label)")
        func expect(
          _ found: TimeWeightedDistribution, _ value: (ScopeTotals) -> Int64?
        ) {
          let expected = record.statistics(until: end) { value(totals($0)) }
          #expect(Statistics(found.summary(until: end)) == expected, "\(label)")
        }
        expect(level.allocation) { Ratio.millionths($0.requested, of: $0.allocatable) }
        expect(level.lost) { Int64(clamping: $0.lost) }
        if row != ResourceID.pods.row {
          expect(level.usage) { Ratio.millionths($0.used, of: $0.allocatable) }
        }
        guard scope == 0 else { continue }
        expect(level.capacity) { Ratio.millionths($0.requested, of: $0.capacity) }
        let free = record.area(until: end) {
          Int64(clamping: max(0, totals($0).allocatable - totals($0).requested))
        }
        #expect(level.free.integral(until: end) == free, "\(label)")
        guard row != ResourceID.pods.row else { continue }
        expect(level.efficiency) { Ratio.millionths($0.used, of: $0.requested) }
        let used = record.area(until: end) { Int64(clamping: totals($0).used) }
        #expect(level.used.integral(until: end) == used, "\(label)")
      }
    }
    let empty = record.area(until: end) { $0.emptyNodes }
    #expect(levels.emptyNodes.integral(until: end) == empty, "\(place)")
    compareSpread(of: .cpu, recording, record, place)
    compareSpread(of: .memory, recording, record, place)
  }

  private func compareSpread(
    of resource: ResourceID, _ recording: Recording, _ record: StepRecord, _ place: String
  ) {
    let spread = recording.resources.spread(of: resource)
    let end = recording.end
    let range = record.statistics(until: end) { census in
      let shares = census.shares[resource.row]
      return shares.max().flatMap { most in shares.min().map { most - $0 } }
    }
    #expect(Statistics(spread.range.summary(until: end)) == range, "\(place)")
    let jain = record.statistics(until: end) { census in
      let shares = census.shares[resource.row].map { Int128($0) }
      let sum = shares.reduce(0, +)
      let squares = shares.reduce(0) { $0 + $1 * $1 }
      return Ratio.millionths(sum * sum, of: Int128(shares.count) * squares)
    }
    #expect(Statistics(spread.jainIndex.summary(until: end)) == jain, "\(place)")
    // The textbook's formula in floating point, from the mean.
    let deviation = record.statistics(until: end) { census in
      let shares = census.shares[resource.row].map { Double($0) }
      guard !shares.isEmpty else { return nil }
      let mean = shares.reduce(0, +) / Double(shares.count)
      let squares = shares.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      return Int64((squares / Double(shares.count)).squareRoot().rounded())
    }
    let found = spread.standardDeviation.summary(until: end)
    #expect((found?.maximum ?? 0) - (deviation?.maximum ?? 0) == 0, "\(place)")
    #expect(((found?.mean ?? 0) - (deviation?.mean ?? 0)).magnitude <= 1, "\(place)")
  }

  @Test(
    "the oldest pod that waits ages as the pods' lives say",
    arguments: ControlPlaneSettings.Profile.allCases)
  func oldestPending(profile: ControlPlaneSettings.Profile) {
    for seed in PropertySeeds.first(6) {
      var simulation = Simulation(RandomScenario.configuration(seed: seed, profile))
      var oldest: [(time: SimulationTime, origin: SimulationTime?)] = []
      repeat {
        oldest.append((simulation.now, Self.oldest(in: simulation.state)))
      } while simulation.run(events: 1)
      simulation.runToEnd()
      var (area, total): (Double, Double) = (0, 0)
      var greatest: Int64 = 0
      let end = simulation.state.recording.end
      for (row, entry) in oldest.enumerated() {
        let next = row + 1 < oldest.count ? oldest[row + 1].time : end
        guard let origin = entry.origin, next > entry.time else { continue }
        let (from, to) = ((entry.time - origin).microseconds, (next - origin).microseconds)
        area += Double(to - from) * (Double(from) + Double(to)) / 2
        total += Double(to - from)
        greatest = max(greatest, to)
      }
      let summary = simulation.state.recording.queue.oldestPending.summary(until: end)
      #expect(summary?.maximum ?? 0 == greatest, "\(profile), seed \(seed)")
      #expect(summary?.microseconds ?? 0 == Int128(total), "\(profile), seed \(seed)")
      guard let summary else { continue }
      #expect(abs(Double(summary.mean) - area / total) <= 1, "\(profile), seed \(seed)")
    }
  }

  private static func oldest(in state: borrowing SimulationState) -> SimulationTime? {
    var oldest: SimulationTime?
    for row in state.recording.firstQueued.indices where state.recording.firstQueued[row].isSet {
      let pod = state.cluster.pods[PodID(row)]
      guard !pod.isRemoved, !pod.isDeleting, !pod.node.isPresent, !pod.phase.isTerminal else {
        continue
      }
      oldest = min(oldest ?? pod.created, pod.created)
    }
    return oldest
  }

  @Test("the pods' waits for their turn add up to the queue's length over time (Little's law)")
  func queueLength() throws {
    var compared = 0
    for profile in ControlPlaneSettings.Profile.allCases {
      for seed in PropertySeeds.first(60) {
        var simulation = Simulation(RandomScenario.configuration(seed: seed, profile))
        simulation.runToEnd()
        let recording = simulation.state.recording
        // Who is tried again waits more than once; who goes while waiting is never tried.
        guard !recording.attemptCounts.contains(where: { $0 > 1 }) else { continue }
        var waited: Int128 = 0
        var isTried = true
        for row in recording.firstQueued.indices where recording.firstQueued[row].isSet {
          guard row < recording.firstAttempts.count, recording.firstAttempts[row].isSet else {
            isTried = false
            continue
          }
          waited += Int128((recording.firstAttempts[row] - recording.firstQueued[row]).microseconds)
        }
        guard isTried else { continue }
        compared += 1
        let summary = try #require(recording.queue.active.summary(until: recording.end))
        #expect(summary.area == waited, "\(profile), seed \(seed)")
      }
    }
    #expect(compared > 5, "the scenarios have become too wild")
  }
}
