import Testing

@testable import Scheduling

/// Which plugins a profile runs, in which order and with which weights.
struct PluginExpansionTests {
  static func profile(_ plugins: String) throws -> Profile {
    try SchedulingBuilder(profile: "plugins: {\(plugins)}").scheduler.profiles[0]
  }

  static func scorers(_ plugins: String) throws -> [String] {
    try profile(plugins).scorers.filter(\.runsScore).map { "\($0.name) \($0.weight)" }
  }

  static let defaults = [
    "TaintToleration 3", "NodeAffinity 2", "NodeResourcesFit 1", "VolumeBinding 1",
    "PodTopologySpread 2", "InterPodAffinity 2", "NodeResourcesBalancedAllocation 1",
    "ImageLocality 1",
  ]

  @Test func withoutChangesAllPluginsRun() throws {
    #expect(try Self.scorers("") == Self.defaults)
  }

  @Test func aPluginThatIsSwitchedOffEverywhereRunsNowhere() throws {
    let profile = try Self.profile("multiPoint: {disabled: [{name: TaintToleration}]}")
    #expect(!profile.filters.map(\.name).contains("TaintToleration"))
    #expect(!profile.scorers.map(\.name).contains("TaintToleration"))
  }

  @Test func aPluginThatIsSwitchedOffAtOnePointRunsAtOthers() throws {
    let profile = try Self.profile("score: {disabled: [{name: TaintToleration}]}")
    #expect(profile.filters.map(\.name).contains("TaintToleration"))
    #expect(!profile.scorers.filter(\.runsScore).map(\.name).contains("TaintToleration"))
  }

  @Test func aPointCanBeEmptied() throws {
    let profile = try Self.profile("filter: {disabled: [{name: '*'}]}")
    #expect(profile.filters.allSatisfy { !$0.runsFilter })
    #expect(try Self.scorers("score: {disabled: [{name: '*'}]}") == [])
  }

  @Test func whatIsNamedAtAPointComesFirstWithItsWeight() throws {
    let changed = Self.defaults.filter { $0 != "ImageLocality 1" }
    #expect(
      try Self.scorers("score: {enabled: [{name: ImageLocality, weight: 5}]}")
        == ["ImageLocality 5"] + changed)
  }

  @Test func whatIsNamedForAllPointsKeepsItsPlaceWithItsNewWeight() throws {
    let changed = Self.defaults.map { $0 == "NodeAffinity 2" ? "NodeAffinity 7" : $0 }
    #expect(
      try Self.scorers("multiPoint: {enabled: [{name: NodeAffinity, weight: 7}]}") == changed)
  }

  @Test func afterEverythingIsSwitchedOffOnlyWhatIsNamedRuns() throws {
    #expect(
      try Self.scorers(
        "multiPoint: {disabled: [{name: '*'}], "
          + "enabled: [{name: ImageLocality}, {name: TaintToleration, weight: 2}]}")
        == ["ImageLocality 1", "TaintToleration 2"])
  }

  @Test func aWeightOfZeroIsOne() throws {
    #expect(
      try Self.scorers(
        "score: {disabled: [{name: '*'}], enabled: [{name: NodeAffinity, weight: 0}]}")
        == ["NodeAffinity 1"])
  }
}
