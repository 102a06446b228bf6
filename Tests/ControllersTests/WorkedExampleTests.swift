import KubernetesObjects
import SimulationEngine
import StructuredText
import TestSupport
import Testing

@testable import Controllers

/// The documentation's worked examples of autoscalers, deployments and jobs.
@Suite struct WorkedExampleTests {
  private static let examples = "cases/worked-examples.json"

  /// The example `id`.
  private static func example(_ id: String) throws -> (input: SyntaxNode, expected: SyntaxNode) {
    let bytes = try #require(try SharedFolder.bytes(examples))
    let cases = try #require(try JSONReader.read(bytes, file: examples)["cases"])
    let found = try #require(cases.elements.first { $0["id"]?.text == id })
    return (try #require(found["input"]), try #require(found["expected"]))
  }

  private static func number(_ node: SyntaxNode, _ path: String...) throws -> Int32 {
    let found = path.reduce(Optional(node)) { $0?[$1] }
    return try #require(Int32(found?.text ?? ""), "\(path)")
  }

  /// How many replicas there should be of `count` that use `percent` of what they request.
  private static func replicas(
    _ count: Int32, using percent: Int64, target: Int32
  ) throws -> Int32 {
    let started = AutoscalerTables.now - SimulationDuration.hours(1)
    let pods = (0..<count).map { _ in
      var pod = MeasuredPod(
        startTime: started, readyTransition: started + SimulationDuration.seconds(10), request: 100)
      pod.isReady = true
      pod.metric = MeasuredPod.Measurement(
        milliValue: percent, time: AutoscalerTables.now, window: .seconds(60))
      return pod
    }
    let calculator = ReplicaCalculator(
      settings: AutoscalerSettings(.modern), tolerance: Tolerance(thousandths: 100, .bounds),
      fillsMissingUpToTarget: true)
    return try calculator.replicas(
      of: ContiguousArray(pods), current: count, targetUtilization: target, isCPU: true,
      at: AutoscalerTables.now
    ).replicas
  }

  @Test(.enabled(if: SharedFolder.has(examples)))
  func `autoscalers follow the ratio, but for a tenth`() throws {
    let (double, _) = try Self.example("hpa-double")
    for count in [1, 3, 10] as [Int32] {
      let desired = try Self.replicas(
        count, using: Int64(try Self.number(double, "current_metric_m")),
        target: try Self.number(double, "target_m"))
      #expect(desired == 2 * count)
    }
    let (tolerance, _) = try Self.example("hpa-tolerance")
    let bounds = try #require(tolerance["ratio_in"]).elements.compactMap { Double($0.text) }
    for percent in 80...120 as ClosedRange<Int64> {
      let isInside = (bounds[0]...bounds[1]).contains(Double(percent) / 100)
      #expect(
        (try Self.replicas(50, using: percent, target: 100) == 50) == isInside, "\(percent)")
    }
    let (apache, seven) = try Self.example("hpa-php-apache-305")
    let desired = try Self.replicas(
      try Self.number(apache, "currentReplicas"),
      using: Int64(try Self.number(apache, "cpu_utilization_pct")),
      target: try Self.number(apache, "target_pct"))
    #expect(desired == (try Self.number(seven, "desiredReplicas")))
  }

  @Test(.enabled(if: SharedFolder.has(examples)))
  func `autoscalers go down by the larger policy`() throws {
    let (input, expected) = try Self.example("hpa-80-to-10")
    var rules = HPAScalingRules()
    rules.selectPolicy = try #require(
      ScalingPolicySelect(rawValue: input["selectPolicy"]?.text ?? ""))
    rules.policies = try #require(input["policies"]).elements.map { policy in
      HPAScalingPolicy(
        type: try #require(HPAScalingPolicyType(rawValue: policy["type"]?.text ?? "")),
        value: try Self.number(policy, "value"),
        periodSeconds: try Self.number(policy, "periodSeconds"))
    }
    let steps = try #require(expected["first_steps"]).elements.compactMap { Int32($0.text) }
    #expect(steps.count == 3)
    for (from, to) in zip(steps, steps.dropFirst()) {
      let limit = ScalingLimits.down(
        current: from, added: [], removed: [], rules, at: AutoscalerTables.now)
      #expect(limit == to)
    }
    let small = ScalingLimits.down(
      current: 39, added: [], removed: [], rules, at: AutoscalerTables.now)
    #expect(small == 35, "four at a time below 40")
  }

  @Test(.enabled(if: SharedFolder.has(examples)))
  func `the defaults of an autoscaler are those of the page`() throws {
    let (_, expected) = try Self.example("hpa-default-behavior")
    for (rules, key) in [
      (HPAScalingRules.defaultScaleUp, "scaleUp"), (.defaultScaleDown, "scaleDown"),
    ] {
      let policies = try #require(expected[key]?["policies"]).elements.map { policy in
        "\(policy["type"]?.text ?? "") \(policy["value"]?.text ?? "") "
          + "\(policy["periodSeconds"]?.text ?? "")"
      }
      let own = (rules.policies ?? []).map { "\($0.type.rawValue) \($0.value) \($0.periodSeconds)" }
      #expect(own.sorted() == policies.sorted(), "\(key)")
    }
    let settings = AutoscalerSettings(.modern)
    #expect(settings.syncPeriod == .seconds(Int64(try Self.number(expected, "sync_period_s"))))
  }

  @Test(.enabled(if: SharedFolder.has(examples)))
  func `deployments stay within their bounds, and share what is scaled`() throws {
    let (stuck, counts) = try Self.example("deploy-stuck-13")
    let bounds = try DeploymentTables.bounds(
      try Self.number(stuck, "replicas"), surge: .int(try Self.number(stuck, "maxSurge")),
      unavailable: .int(try Self.number(stuck, "maxUnavailable")))
    #expect(bounds.minAvailable == (try Self.number(counts, "old")))
    #expect(
      bounds.maxReplicas - bounds.minAvailable == (try Self.number(counts, "new")))
    let (four, between) = try Self.example("deploy-rolling-4")
    let rolling = try DeploymentTables.bounds(
      try Self.number(four, "replicas"), surge: try DeploymentTables.amount(four, "maxSurge"),
      unavailable: try DeploymentTables.amount(four, "maxUnavailable"))
    let range = try #require(between["pods_between"]).elements.compactMap { Int32($0.text) }
    #expect([rolling.minAvailable, rolling.maxReplicas] == range)
    let (scaled, result) = try Self.example("deploy-proportional")
    let most = try Self.number(scaled, "replicas") + Self.number(scaled, "maxSurge")
    let before = try Self.number(scaled, "replicas")
    let sets = [
      DeploymentTables.set(
        try Self.number(scaled, "mid_rollout", "new"), isNew: true, scaledFor: (before, most)),
      DeploymentTables.set(
        try Self.number(scaled, "mid_rollout", "old"), age: 10, scaledFor: (before, most)),
    ]
    let larger = try DeploymentTables.bounds(
      try Self.number(scaled, "scale_to"), surge: .int(try Self.number(scaled, "maxSurge")),
      unavailable: .int(try Self.number(scaled, "maxUnavailable")))
    var sizes = sets.map(\.replicas)
    for scale in ProportionalScaling.plan(sets, bounds: larger, observed: 0) {
      sizes[scale.set] = scale.to
    }
    #expect(sizes[0] == (try Self.number(result, "after", "new")))
    #expect(sizes[1] == (try Self.number(result, "after", "old")))
  }

  @Test(.enabled(if: SharedFolder.has(examples)))
  func `jobs pause longer after each failure`() throws {
    let (_, expected) = try Self.example("job-backoff")
    let delays = try #require(expected["delays_s"]).elements.compactMap { Int64($0.text) }
    #expect(delays.count == 6)
    for (row, delay) in delays.enumerated() {
      let backOff = JobFailureBackOff(failures: Int32(row + 1), last: .zero)
      #expect(backOff.remaining(at: .zero, .modern) == .seconds(delay))
    }
  }

  @Test(.enabled(if: SharedFolder.has(examples)))
  func `after a hundred missed runs the older controller starts none`() throws {
    let (input, expected) = try Self.example("cron-missed-100")
    func seconds(_ text: String?) throws -> Int64 {
      let parts = try #require(text).split(separator: ":").compactMap { Int64($0) }
      return parts[0] * 3600 + parts[1] * 60 + parts[2]
    }
    let down = try #require(input["controller_down"]).elements.map(\.text)
    var runs = MissedRuns(
      schedule: try CronSchedule(parsing: try #require(input["schedule"]).text), zone: nil,
      reference: Timestamp(seconds: try seconds(down[0])), startingDeadline: nil)
    let back = Timestamp(seconds: try seconds(down[1]))
    #expect(expected["job_started"]?.text == "false")
    #expect(runs.list(at: back).latest == nil && runs.list(at: back).extent == .many)
    // With a deadline of 200 s, as the page goes on, only the runs within it are counted.
    runs = MissedRuns(
      schedule: runs.schedule, zone: nil, reference: runs.reference, startingDeadline: 200)
    #expect(runs.list(at: back).latest == back)
  }
}
