import KubernetesObjects
import Scheduling
import Testing

@Suite struct DefaultBinderTests {
  @Test("Configurations may name the binder at the point Bind")
  func name() throws {
    var cluster = try SmallCluster()
    let configuration: KubeSchedulerProfile = try SmallCluster.object(
      "{plugins: {bind: {enabled: [{name: \(DefaultBinder.name)}]}}}")
    let profile = try Profile(configuration, &cluster.state, &cluster.scheduler.cache)
    #expect(!profile.filters.isEmpty)
  }
}
