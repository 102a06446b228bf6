import KubernetesObjects
import Scheduling
import Testing

@Suite struct PluginRegistryTests {
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
