import KubernetesObjects
import Testing

/// Which resources a quota can be about.
@Suite("Names in quotas")
struct QuotaNameTests {
  @Test(
    "a quota knows the standard resources, counts of kinds and names with a domain",
    arguments: [
      ("pods", "3", true), ("requests.cpu", "1500m", true), ("count/jobs.batch", "2", true),
      ("requests.example.com/fpga", "1", true), ("hugepages-2Mi", "4Mi", true),
      ("podz", "3", false), ("replicasets", "3", false), ("requests.cpus", "1", false),
      ("pods", "1.5", false), ("count/jobs.batch", "500m", false),
    ])
  func names(name: String, amount: String, isKnown: Bool) throws {
    var quota = ResourceQuota()
    quota.metadata.name = "q"
    quota.spec.hard[ResourceName(rawValue: name)] = try Quantity(parsing: amount)
    #expect(quota.validationIssues.isEmpty == isKnown)
  }
}
