import Controllers
import KubernetesObjects
import Testing

@Suite("RolloutBounds")
struct RolloutBoundsTests {
  @Test("the table of deployment_fenceposts.json holds")
  func fenceposts() throws {
    for row in try DeploymentTables.rows("deployment_fenceposts") {
      let replicas = try DeploymentTables.number(row, "replicas")
      let surge = try DeploymentTables.amount(row, "maxSurge")
      let unavailable = try DeploymentTables.amount(row, "maxUnavailable")
      let steps = try RolloutBounds.steps(surge: surge, unavailable: unavailable, of: replicas)
      #expect(steps.surge == (try DeploymentTables.number(row, "surge")), "\(row.location)")
      #expect(
        steps.unavailable == (try DeploymentTables.number(row, "unavailable")), "\(row.location)")
      let bounds = try DeploymentTables.bounds(replicas, surge: surge, unavailable: unavailable)
      #expect(
        bounds.maxSurge == (try DeploymentTables.number(row, "effectiveMaxSurge")),
        "\(row.location)")
      #expect(
        bounds.maxUnavailable == (try DeploymentTables.number(row, "effectiveMaxUnavailable")),
        "\(row.location)")
    }
  }

  @Test("the table of int_or_percent.json holds")
  func intOrPercent() throws {
    for row in try DeploymentTables.rows("int_or_percent") {
      let amount = try DeploymentTables.amount(row, "in")
      let total = Int64(try DeploymentTables.number(row, "total"))
      let up = Int64(try DeploymentTables.number(row, "up"))
      let down = Int64(try DeploymentTables.number(row, "down"))
      #expect(try amount.resolved(of: total, rounding: .up) == up, "\(row.location)")
      #expect(try amount.resolved(of: total, rounding: .down) == down, "\(row.location)")
    }
  }

  @Test(
    "surge is rounded up, unavailability down, and one of them is at least one pod",
    arguments: [
      (10, "25%", "25%", 3, 2), (4, "25%", "25%", 1, 1), (3, "25%", "25%", 1, 0),
      (5, "0", "0", 0, 1), (5, "0%", "10%", 0, 1), (2, "0", "7", 0, 2), (0, "1", "1", 1, 0),
      (.max, "100%", "100%", .max, .max),
    ] as [(Int32, String, String, Int32, Int32)])
  func rounding(replicas: Int32, surge: String, fewer: String, most: Int32, least: Int32) throws {
    let bounds = try DeploymentTables.bounds(
      replicas, surge: IntOrString(text: surge), unavailable: IntOrString(text: fewer))
    #expect(bounds.maxSurge == most)
    #expect(bounds.maxUnavailable == least)
    #expect(bounds.maxReplicas >= replicas, "the sum of both stays within its type")
  }

  @Test("recreating knows neither surge nor unavailability")
  func recreate() throws {
    var strategy = DeploymentStrategy()
    strategy.type = .recreate
    let bounds = try RolloutBounds(replicas: 7, strategy: strategy)
    #expect(bounds.maxSurge == 0 && bounds.maxUnavailable == 0 && bounds.minAvailable == 7)
  }

  @Test("a step that is no percentage is refused")
  func badStep() {
    #expect(throws: ValueError.self) {
      try DeploymentTables.bounds(3, surge: "many", unavailable: 1)
    }
  }
}
