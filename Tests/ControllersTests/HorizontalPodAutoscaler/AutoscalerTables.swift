import Controllers
import KubernetesObjects
import SimulationEngine
import StructuredText
import TestSupport
import Testing

/// Rows of recorded decisions of the horizontal pod autoscaler.
enum AutoscalerTables {
  /// The rows of `tables/<name>.json`; none, after one notice, where the shared data is absent.
  static func rows(_ name: String) throws -> [SyntaxNode] {
    guard let bytes = try SharedFolder.bytes("tables/\(name).json") else { return [] }
    return Array(try #require(try JSONReader.read(bytes, file: name)["rows"]).elements)
  }

  /// The whole number in the column `key`.
  static func number(_ row: SyntaxNode, _ key: String) throws -> Int32 {
    try #require(Int32(row[key]?.text ?? ""), "\(key) of \(row.location)")
  }

  /// The instant of the calculation: every age in the tables lies before it.
  static let now = SimulationTime.hours(2)

  /// The pod that a row describes by the word for its state.
  static func pod(_ row: SyntaxNode) throws -> MeasuredPod {
    let written = row["Req"]?.text ?? ""
    let request = written.isEmpty ? 0 : try Quantity(parsing: written).milliValue
    var started = now - SimulationDuration.hours(1)
    var ready = started + SimulationDuration.seconds(10)
    var window = SimulationDuration.seconds(60)
    var isReady = true
    switch row["State"]?.text {
    case "unready-never-ready": (isReady, ready) = (false, started + SimulationDuration.seconds(5))
    case "unready-was-ready": (isReady, ready) = (false, now - SimulationDuration.minutes(1))
    case "starting-unready":
      started = now - SimulationDuration.minutes(1)
      (isReady, ready) = (false, started)
    case "starting-ready-old-metric":
      started = now - SimulationDuration.minutes(1)
      ready = now - SimulationDuration.seconds(20)
    case "starting-ready":
      started = now - SimulationDuration.minutes(4)
      ready = now - SimulationDuration.minutes(3)
      window = .seconds(60)
    default: break
    }
    var pod = MeasuredPod(startTime: started, readyTransition: ready, request: request)
    pod.isReady = isReady
    switch row["State"]?.text {
    case "failed", "deleting": pod.isIgnored = true
    case "pending": pod.isPending = true
    default: break
    }
    if row["State"]?.text != "missing" {
      pod.metric = MeasuredPod.Measurement(
        milliValue: Int64(try number(row, "Use")), time: now, window: window)
    }
    return pod
  }

  /// The rules that a row describes.
  static func rules(_ row: SyntaxNode) throws -> HPAScalingRules {
    var rules = HPAScalingRules()
    rules.selectPolicy = try #require(
      ScalingPolicySelect(rawValue: row["selectPolicy"]?.text ?? ""))
    rules.policies = try #require(row["policies"]).elements.map { policy in
      HPAScalingPolicy(
        type: try #require(HPAScalingPolicyType(rawValue: policy["type"]?.text ?? "")),
        value: try number(policy, "value"), periodSeconds: try number(policy, "periodSeconds"))
    }
    return rules
  }

  /// The changes of the past that a row lists.
  static func changes(_ row: SyntaxNode) throws -> ContiguousArray<ScalingLimits.Change> {
    guard let events = row["pastEvents"], !events.isNull else { return [] }
    return ContiguousArray(
      try events.elements.map { event in
        ScalingLimits.Change(
          at: now - SimulationDuration.seconds(Int64(try number(event, "Ago"))),
          try number(event, "Change"))
      })
  }
}
