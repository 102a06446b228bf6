import KubernetesObjects
import Testing

@testable import Scheduling

struct PluginRegistryTests {
  static let registry = PluginRegistry.modern

  @Test func everyPluginHasANameOfItsOwn() {
    #expect(Set(Self.registry.names).count == Self.registry.names.count)
  }

  @Test func whatFiltersOrScoresIsMade() {
    for entry in Self.registry.entries {
      #expect((entry.filter != nil) == entry.points.contains(.filter), "\(entry.name)")
      #expect((entry.scorer != nil) == entry.points.contains(.score), "\(entry.name)")
    }
  }

  @Test func theDefaultProfileRunsThemInTheOrderOfTheRealOne() throws {
    let profile = try SchedulingBuilder().scheduler.profiles[0]
    #expect(
      profile.filters.map(\.name) == [
        "NodeUnschedulable", "NodeName", "TaintToleration", "NodeAffinity", "NodePorts",
        "NodeResourcesFit", "VolumeRestrictions", "NodeVolumeLimits", "VolumeBinding",
        "VolumeZone", "PodTopologySpread", "InterPodAffinity", "DynamicResources",
      ])
    #expect(
      profile.preFilterOrder.map { profile.filters[$0].name } == [
        "NodeAffinity", "NodePorts", "NodeResourcesFit", "VolumeRestrictions",
        "NodeVolumeLimits", "VolumeBinding", "VolumeZone", "PodTopologySpread",
        "InterPodAffinity", "DynamicResources",
      ])
    #expect(profile.postFilters.map(\.name) == ["DynamicResources", "DefaultPreemption"])
  }

  @Test func theDefaultProfileHasTheWeightsOfTheRealOne() throws {
    let profile = try SchedulingBuilder().scheduler.profiles[0]
    let weights = Dictionary(uniqueKeysWithValues: profile.scorers.map { ($0.name, $0.weight) })
    #expect(
      weights == [
        "TaintToleration": 3, "NodeAffinity": 2, "PodTopologySpread": 2, "InterPodAffinity": 2,
        "NodeResourcesFit": 1, "NodeResourcesBalancedAllocation": 1, "ImageLocality": 1,
        "VolumeBinding": 1,
      ])
  }

  @Test(
    "Every plugin of 1.34 is known by its name",
    arguments: [
      "SchedulingGates", "PrioritySort", "NodeUnschedulable", "NodeName", "TaintToleration",
      "NodeAffinity", "NodePorts", "NodeResourcesFit", "VolumeRestrictions", "NodeVolumeLimits",
      "VolumeBinding", "VolumeZone", "PodTopologySpread", "InterPodAffinity", "DynamicResources",
      "DefaultPreemption", "NodeResourcesBalancedAllocation", "ImageLocality", "DefaultBinder",
    ])
  func known(name: String) throws {
    var cluster = try SmallCluster()
    let configuration: KubeSchedulerProfile = try SmallCluster.object(
      "{plugins: {multiPoint: {disabled: [{name: \"*\"}], enabled: [{name: \(name)}]}}}")
    let profile = try Profile(configuration, &cluster.state, &cluster.scheduler.cache)
    let names =
      profile.filters.map(\.name) + profile.scorers.map(\.name) + profile.postFilters.map(\.name)
    #expect(Set(names).subtracting([name]).isEmpty)
  }
}
