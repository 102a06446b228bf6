import ClusterSimulation
import KubernetesObjects
import ScenarioFiles
import Testing

/// Files that schedulers of other versions read.
@Suite("Scheduler configurations of other versions")
struct SchedulerVersionTests {
  /// A scenario whose scheduler has `fields`, from line 9 on.
  private static func text(_ version: String, _ fields: String) -> String {
    let configuration = """
      apiVersion: kubescheduler.config.k8s.io/\(version)
      kind: KubeSchedulerConfiguration
      \(fields)
      """
    return """
      apiVersion: wavetank/v1
      kind: Scenario
      metadata: {name: test}
      spec:
        duration: 1m
        scheduler:
          configuration:

      """
        + configuration.split(separator: "\n").map { "      \($0)\n" }.joined()
  }

  private func read(
    _ version: String, _ fields: String
  ) throws -> (profile: KubeSchedulerProfile?, lines: [String]) {
    let folder = try ScenarioFolder(["scenario.yaml": Self.text(version, fields)])
    defer { folder.remove() }
    let scenario = try? Scenario.read(folder.path("scenario.yaml"))
    guard case .configuration(let rules) = scenario?.configuration.scheduling.rules else {
      return (nil, folder.lines())
    }
    return (rules.profiles.first, folder.lines())
  }

  @Test(
    "a file without profiles has the default one",
    arguments: ["v1", "v1beta3", "v1beta2", "v1beta1", "v1alpha2", "v1alpha1"])
  func noProfiles(version: String) throws {
    let (profile, lines) = try read(version, "percentageOfNodesToScore: 50")
    #expect(profile?.schedulerName == "default-scheduler" && lines.isEmpty)
  }

  @Test("the first version has the fields of its one profile at its top; later ones do not")
  func firstVersion() throws {
    let fields = """
      schedulerName: mine
      algorithmSource: {provider: ClusterAutoscalerProvider}
      hardPodAffinitySymmetricWeight: 7
      disablePreemption: true
      """
    let profile = try #require(try read("v1alpha1", fields).profile)
    #expect(profile.schedulerName == "mine")
    #expect(profile.plugins[.postFilter].disabled.map(\.name) == ["DefaultPreemption"])
    #expect(profile.pluginConfig.map(\.name) == ["InterPodAffinity", "NodeResourcesFit"])
    guard case .interPodAffinity(let affinity) = profile.pluginConfig[0].arguments,
      case .nodeResourcesFit(let fit) = profile.pluginConfig[1].arguments
    else {
      Issue.record("expected arguments")
      return
    }
    #expect(affinity.hardPodAffinityWeight == 7 && fit.scoringStrategy.type == .mostAllocated)
    #expect(try read("v1", "schedulerName: mine").lines.contains { $0.contains("unknown field") })
    let policy = try read("v1alpha1", "algorithmSource: {policy: {file: {path: a}}}")
    #expect(policy.lines.contains { $0.contains("a policy belongs below spec.scheduler.policy") })
  }

  @Test("plugins of former versions become today's, with a warning each")
  func formerPlugins() throws {
    let fields = """
      profiles:
        - plugins:
            filter: {enabled: [{name: EBSLimits}, {name: GCEPDLimits}, {name: ServiceAffinity}]}
            score:
              enabled: [{name: NodeResourcesMostAllocated, weight: 3}]
              disabled: [{name: NodeResourcesLeastAllocated}]
          pluginConfig:
            - name: NodeResourcesMostAllocated
              args: {resources: [{name: memory, weight: 2}]}
      """
    let (profile, lines) = try read("v1beta1", fields)
    let plugins = try #require(profile?.plugins)
    #expect(plugins[.filter].enabled.map(\.name) == ["NodeVolumeLimits"])
    #expect(plugins[.score].enabled.map(\.name) == ["NodeResourcesFit"])
    #expect(plugins[.score].enabled.map(\.weight) == [3])
    #expect(plugins[.score].disabled.map(\.name) == ["NodeResourcesFit"])
    guard case .nodeResourcesFit(let fit) = profile?.pluginConfig.first?.arguments else {
      Issue.record("expected arguments")
      return
    }
    #expect(fit.scoringStrategy.type == .mostAllocated)
    #expect(fit.scoringStrategy.resources == [ResourceSpec(name: .memory, weight: 2)])
    #expect(lines.count == 5 && lines.allSatisfy { $0.contains("warning: ") })
    #expect(lines[0].contains("enabled[0].name: plugin EBSLimits is NodeVolumeLimits today"))
    #expect(lines[2].contains("plugin ServiceAffinity is gone and has no successor"))
  }

  @Test("extenders are refused with one line")
  func extenders() throws {
    let lines = try read("v1", "extenders: [{urlPrefix: 'http://a', filterVerb: filter}]").lines
    #expect(lines.count == 1)
    #expect(lines.first?.contains("error: extenders: expected none; a simulation asks") == true)
  }
}
