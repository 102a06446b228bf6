import ClusterSimulation
import RunReports
import SimulationEngine

/// How many nodes a cluster needs for what is expected of it.
///
/// Whether a size suffices is tried by a run. It is taken for granted that more nodes never do
/// harm. The answer then needs two runs that lie side by side: one that holds, and the one with a
/// node less, which does not.
package struct ClusterSizing {
  /// What is asked.
  package struct Question: Sendable {
    /// The run, with what it expects.
    package var configuration: SimulationConfiguration
    /// The pools that may be resized, by their places in the configuration: one or two.
    package var pools: [Int]
    /// The load, in thousandths of the scenario's.
    package var growthThousandths: Int64 = 1000
    /// What the cluster must be able to lose.
    package var loss = SizingLoss.nothing
    /// The most nodes of a pool that are tried.
    package var mostNodes: Int
    /// How many runs go on at once.
    package var jobs = 1

    /// The sizes of `pools` in the run of `configuration`.
    package init(_ configuration: SimulationConfiguration, pools: [Int], mostNodes: Int) {
      self.configuration = configuration
      self.pools = pools
      self.mostNodes = mostNodes
    }
  }

  /// What was found of one pool.
  package struct Need: Hashable, Sendable {
    /// The pool's name.
    package let pool: String
    /// How many nodes it has.
    package let now: Int
    /// How many it needs; nil if no number that was tried suffices.
    package let need: Int?
    /// The greatest share of its processor time that was requested, in millionths.
    package let peakCPU: Int64?
    /// The greatest share of its memory that was requested, in millionths.
    package let peakMemory: Int64?
    /// What its nodes cost in a month of 730 hours, in millionths; nil without a price.
    package let costPerMonth: Int64?
    /// What does not hold with a node less, or with the most that were tried; empty for no nodes.
    package let limitedBy: String
  }

  private let question: Question
  private let grown: SimulationConfiguration
  private var known: [[Int]: SizingTrial] = [:]
  /// How many runs were made.
  package private(set) var runCount = 0

  /// Hours of a month: 8,760 of a year over twelve.
  private static let hoursPerMonth: Int64 = 730

  private init(_ question: Question) {
    self.question = question
    grown = question.configuration.grown(thousandths: question.growthThousandths)
  }

  /// The needs of the pools, in the order of the question, and how many runs it took.
  ///
  /// Of two pools the cheapest pair is taken: by price if both have one, else by number of nodes.
  package static func answer(
    _ question: Question
  ) throws(ExperimentRun.Failure) -> (needs: [Need], runCount: Int) {
    var sizing = ClusterSizing(question)
    let sizes =
      question.pools.count == 1
      ? try sizing.least(besides: []).map { [$0] } : try sizing.cheapestPair()
    return (try sizing.needs(sizes), sizing.runCount)
  }

  // MARK: - Trials

  private mutating func trial(_ sizes: [Int]) throws(ExperimentRun.Failure) -> SizingTrial {
    if let known = known[sizes] { return known }
    var configuration = grown
    for (pool, size) in zip(question.pools, sizes) {
      configuration = configuration.resized(pool: pool, to: size)
    }
    let names = question.pools.map { grown.nodePools[$0].name }
    let cases = question.loss.cases(of: configuration)
    let sized = configuration
    let found = ThreadPool.map(cases.count, threads: question.jobs) { number in
      ExperimentRun.report(of: sized.losing(cases[number])).map {
        SizingTrial($0, without: cases[number].words, pools: names)
      }
    }
    runCount += cases.count
    var trials: [SizingTrial] = []
    for result in found { trials.append(try result.get()) }
    let trial = SizingTrial(trials)
    known[sizes] = trial
    return trial
  }

  // MARK: - One pool

  /// The fewest nodes of the last pool that suffice with `others` of those before; nil if none do.
  ///
  /// The search starts where the scenario stands, leaps from there by steps that double, and halves
  /// what lies between.
  private mutating func least(
    besides others: [Int], from guess: Int? = nil
  ) throws(ExperimentRun.Failure) -> Int? {
    let most = question.mostNodes
    let now = guess ?? grown.size(ofPool: question.pools[others.count])
    var start = min(now, most)
    if guess == nil, let better = try estimate(start, besides: others) { start = min(better, most) }
    var (low, high): (Int, Int)
    var step = 1
    if try trial(others + [start]).holds {
      (low, high) = (-1, start)
      while high > 0 {
        let next = max(0, high - step)
        guard try trial(others + [next]).holds else {
          low = next
          break
        }
        high = next
        step *= 2
      }
    } else {
      (low, high) = (start, most + 1)
      while low < most {
        let next = min(most, low + step)
        guard try !trial(others + [next]).holds else {
          high = next
          break
        }
        low = next
        step *= 2
      }
      if high > most { return nil }
    }
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if try trial(others + [middle]).holds { high = middle } else { low = middle }
    }
    return high
  }

  /// Where to begin: so many nodes as the requests at the peak fill, if the size of now suffices.
  private mutating func estimate(
    _ now: Int, besides others: [Int]
  ) throws(ExperimentRun.Failure) -> Int? {
    guard now > 0 else { return nil }
    let trial = try trial(others + [now])
    guard trial.holds, let peaks = trial.peaks.last,
      let share = [peaks.cpu, peaks.memory].compactMap({ $0 }).max()
    else { return nil }
    let filled = (Int128(now) * Int128(min(share, 1_000_000)) + 999_999) / 1_000_000
    return Int(filled)
  }

  // MARK: - Two pools

  /// The sizes of the two pools that cost the least; of equal ones those with fewer nodes of the
  /// first. Nil if none suffice.
  ///
  /// With one node more of the first pool never more of the second are needed, so the sizes that
  /// just suffice are a staircase, which is walked down.
  private mutating func cheapestPair() throws(ExperimentRun.Failure) -> [Int]? {
    let most = question.mostNodes
    var first = 0
    var second = try least(besides: [first])
    while second == nil {
      // From here on up there is a first size that suffices, or none.
      guard let found = try leastFirst(with: most) else { return nil }
      first = found
      second = try least(besides: [first])
    }
    guard var below = second else { return nil }
    var best = [first, below]
    while below > 0, first < most {
      first += 1
      while below > 0, try trial([first, below - 1]).holds { below -= 1 }
      if cost([first, below]) < cost(best) { best = [first, below] }
      // Further nodes of the first pool alone cost more than the best pair.
      if cost([first, 0]) >= cost(best) { break }
    }
    return best
  }

  /// The fewest nodes of the first pool that suffice with `second` of the other; nil if none do.
  private mutating func leastFirst(with second: Int) throws(ExperimentRun.Failure) -> Int? {
    var (low, high) = (0, question.mostNodes)
    guard try trial([high, second]).holds else { return nil }
    while high - low > 1 {
      let middle = low + (high - low) / 2
      if try trial([middle, second]).holds { high = middle } else { low = middle }
    }
    return high
  }

  private func cost(_ sizes: [Int]) -> Int128 {
    let prices = question.pools.map { grown.nodePools[$0].pricePerHourMillionths }
    let isPriced = !prices.contains(nil)
    return zip(sizes, prices).reduce(0) {
      $0 + Int128($1.0) * (isPriced ? Int128($1.1 ?? 0) : 1)
    }
  }

  // MARK: - The answer

  private mutating func needs(_ sizes: [Int]?) throws(ExperimentRun.Failure) -> [Need] {
    let most = question.pools.map { _ in question.mostNodes }
    let shown = try trial(sizes ?? most)
    var needs: [Need] = []
    for (row, number) in question.pools.enumerated() {
      let pool = grown.nodePools[number]
      var limit = shown.obstacle ?? ""
      if var below = sizes, below[row] > 0 {
        below[row] -= 1
        limit = try trial(below).obstacle ?? "the other pool, which costs less"
      }
      let cost = sizes.flatMap { sizes in
        pool.pricePerHourMillionths.map { price in
          Int64(clamping: Int128(price) * Int128(sizes[row]) * Int128(Self.hoursPerMonth))
        }
      }
      needs.append(
        Need(
          pool: pool.name, now: question.configuration.size(ofPool: number), need: sizes?[row],
          peakCPU: shown.peaks[row].cpu, peakMemory: shown.peaks[row].memory,
          costPerMonth: cost, limitedBy: limit))
    }
    return needs
  }
}
