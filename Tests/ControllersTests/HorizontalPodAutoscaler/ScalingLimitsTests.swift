import Controllers
import KubernetesObjects
import SimulationEngine
import StructuredText
import Testing

@Suite("ScalingLimits")
struct ScalingLimitsTests {
  @Test("the table of hpa_behavior_limits.json holds")
  func behaviors() throws {
    for row in try AutoscalerTables.rows("hpa_behavior_limits") {
      let current = try AutoscalerTables.number(row, "current")
      let rules = try AutoscalerTables.rules(row)
      let changes = try AutoscalerTables.changes(row)
      let limit =
        row["direction"]?.text == "up"
        ? ScalingLimits.up(
          current: current, added: changes, removed: [], rules, at: AutoscalerTables.now)
        : ScalingLimits.down(
          current: current, added: [], removed: changes, rules, at: AutoscalerTables.now)
      #expect(limit == (try AutoscalerTables.number(row, "limit")), "\(row.location)")
    }
  }

  @Test("the table of hpa_legacy_scaleup_limit.json holds")
  func withoutBehavior() throws {
    for row in try AutoscalerTables.rows("hpa_legacy_scaleup_limit") {
      #expect(
        ScalingLimits.withoutBehavior(current: try AutoscalerTables.number(row, "current"))
          == (try AutoscalerTables.number(row, "limit")), "\(row.location)")
    }
    #expect(ScalingLimits.withoutBehavior(current: .max) == .max)
  }

  @Test("what was removed in a period may be added again, and what was added removed")
  func bothDirections() {
    let now = SimulationTime.minutes(10)
    let recent: ContiguousArray = [ScalingLimits.Change(at: now - SimulationDuration.seconds(5), 4)]
    var rules = HPAScalingRules()
    rules.policies = [HPAScalingPolicy(type: .pods, value: 2, periodSeconds: 60)]
    #expect(
      ScalingLimits.up(current: 6, added: [], removed: recent, rules, at: now) == 12)
    #expect(
      ScalingLimits.down(current: 14, added: recent, removed: [], rules, at: now) == 8)
  }
}
