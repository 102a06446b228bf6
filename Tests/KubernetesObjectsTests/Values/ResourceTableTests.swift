import Testing

@testable import KubernetesObjects

/// Percentages, service classes and tolerations against what the real functions compute.
@Suite struct ResourceTableTests {
  @Test func percentagesAreRoundedAsInGo() throws {
    guard let table = try ReferenceTable("int_or_percent") else { return }
    for row in table.rows {
      let value = IntOrString(text: try #require(row["in"] as? String))
      let total = try #require(row["total"] as? Int64)
      #expect(try value.resolved(of: total, rounding: .up) == row["up"] as? Int64, "\(value)")
      #expect(try value.resolved(of: total, rounding: .down) == row["down"] as? Int64, "\(value)")
    }
  }

  @Test func classesAndScoresAreThoseOfTheKubelet() throws {
    guard let table = try ReferenceTable("qos_and_oom_score") else { return }
    for row in table.rows {
      let note = try #require(row["note"] as? String)
      let main = try containers(row["containers"])
      let all = main + (try containers(row["initContainers"]))
      let quality = QualityOfServiceClass(containers: all)
      #expect(quality.rawValue == row["qos"] as? String, "\(note)")
      let scores = main.map {
        quality.outOfMemoryScore(
          memoryRequest: $0.requests.amount(of: .memory), memoryCapacity: 8 << 30)
      }
      #expect(scores == row["oomScoreAdjAt8Gi"] as? [Int], "\(note)")
    }
  }

  @Test func tolerationsCoverTheTaintsThatTheyDoInGo() throws {
    guard let table = try ReferenceTable("toleration_match") else { return }
    for row in table.rows {
      let taint = try #require(row["taint"] as? [String: Any])
      let toleration = try #require(row["toleration"] as? [String: Any])
      func effect(_ object: [String: Any]) -> TaintEffect? {
        (object["effect"] as? String).flatMap(TaintEffect.init(rawValue:))
      }
      let mark = Taint(
        key: try #require(taint["key"] as? String), value: taint["value"] as? String ?? "",
        effect: try #require(effect(taint)))
      let consent = Toleration(
        key: toleration["key"] as? String ?? "",
        operation: .init(text: toleration["operator"] as? String ?? ""),
        value: toleration["value"] as? String ?? "", effect: effect(toleration),
        tolerationSeconds: toleration["tolerationSeconds"] as? Int64)
      #expect(consent.tolerates(mark) == row["tolerated"] as? Bool, "\(toleration) \(mark)")
    }
  }

  private func containers(_ rows: Any?) throws -> [ResourceRequirements] {
    try (rows as? [[String: String]] ?? []).map { row in
      var result = ResourceRequirements()
      func quantity(_ column: String) throws -> Quantity? {
        guard let text = row[column], !text.isEmpty else { return nil }
        return try Quantity(parsing: text)
      }
      result.requests[.cpu] = try quantity("RC")
      result.requests[.memory] = try quantity("RM")
      result.limits[.cpu] = try quantity("LC")
      result.limits[.memory] = try quantity("LM")
      return result
    }
  }
}
