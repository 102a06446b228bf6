import ClusterSimulation
import KubernetesObjects
import ScenarioFiles
import Scheduling
import SimulationEngine
import Testing

/// What a scenario means, once it is read.
@Suite struct ConfigurationTests {
  private func read(
    _ text: String, _ options: ScenarioOptions = ScenarioOptions(), files: [String: String] = [:]
  ) throws -> SimulationConfiguration {
    let folder = try ScenarioFolder(files.merging(["scenario.yaml": text]) { $1 })
    defer { folder.remove() }
    return try Scenario.read(folder.path("scenario.yaml"), options: options).configuration
  }

  @Test func controlPlaneSettingsGoOverTheProfile() throws {
    let text = ScenarioText.header.replacing(
      "{profile: classic}",
      with: "{profile: classic, podEvictionTimeout: 2m, kubeAPIQPS: 2.5, "
        + "serializeImagePulls: false, imagePullBandwidth: 10M, maxPods: 30, "
        + "replicationSyncPeriod: none}")
    let settings = try read(text + "  duration: 1m\n").controlPlane
    #expect(settings.profile == .classic)
    #expect(settings.nodeLifecycle.podEvictionTimeout == .minutes(2))
    #expect(settings.nodeLifecycle.nodeMonitorGracePeriod == .seconds(40))
    #expect(settings.kubeAPIQPSThousandths == 2500)
    #expect(!settings.kubelet.images.serializeImagePulls)
    #expect(settings.kubelet.images.pullBytesPerSecond == 10_000_000)
    #expect(settings.kubelet.maxPods == 30)
    #expect(settings.replication.syncPeriod == nil)
  }

  private func read(controlPlane: String) throws -> ControlPlaneSettings {
    let text = ScenarioText.header.replacing("{profile: classic}", with: "{\(controlPlane)}")
    return try read(text + "  duration: 1m\n").controlPlane
  }

  @Test func theModernProfileHasAVersionAndGates() throws {
    var settings = try read(controlPlane: "profile: modern")
    #expect(settings.version == .standard && settings.versionRules == VersionRules())
    for version in KubernetesVersion.allCases {
      settings = try read(controlPlane: "profile: modern, version: \(version)")
      #expect(settings.version == version)
      #expect(settings.versionRules == VersionRules(version))
    }
    settings = try read(
      controlPlane: "profile: modern, version: \"1.36\", "
        + "featureGates: {OpportunisticBatching: false, NodeDeclaredFeatures: true}")
    #expect(!settings.versionRules.has(.batching))
    #expect(settings.versionRules.has(.declaredFeatures))
    #expect(try read(controlPlane: "profile: classic").version == nil)
  }

  @Test(arguments: ControlPlaneSettings.Profile.allCases)
  func everySettingReadsBackWhatItShows(profile: ControlPlaneSettings.Profile) throws {
    let settings = ControlPlaneSettings(profile: profile)
    for setting in ControlPlaneSetting.all {
      var copy = settings
      let text = setting.text(in: settings)
      try setting.set(text, in: &copy)
      #expect(setting.text(in: copy) == text, "\(setting.name)")
    }
    let names = ControlPlaneSetting.all.map(\.name)
    #expect(Set(names).count == names.count)
  }

  @Test func workloadsKeepTheirDistributions() throws {
    let configuration = try read(
      ScenarioText.withNodes(
        """
        workloads:
          - name: batch
            template:
              metadata: {labels: {app: batch}}
              spec:
                containers: [{name: c, image: i, resources: {limits: {cpu: 100m}}}]
            arrivals: {poisson: {rate: 30/m}}
            runtime: {lognormal: {median: 4m, p99: 1h}}
            failureRate: 0.25
            from: 1m
            until: 5m
            limit: 7
        """))
    let workload = try #require(configuration.workloads.first)
    #expect(workload.interarrival.mean == 2)
    #expect(workload.behavior.runtime?.quantile(0.5).rounded() == 240)
    #expect(workload.behavior.failuresPerMillion == 250_000)
    #expect(workload.from == .minutes(1) && workload.until == .minutes(5) && workload.limit == 7)
    #expect(workload.template.metadata.namespace == "default")
    // What is limited is requested, as the API server fills in.
    #expect(workload.template.spec.effectiveRequests[.cpu] == Quantity(milliValue: 100))
  }

  @Test func timelineIsInOrderOfTimeWithOneEntryATarget() throws {
    let configuration = try read(
      ScenarioText.withNodes(
        """
        timeline:
          - {at: 2m, recover: {node: [worker-0, worker-1]}}
          - {at: 1m, fail: {zone: a}}
          - {at: 1m, taint: {pool: worker, taint: [a=b:NoSchedule, "c:NoExecute"]}}
        """))
    let times = configuration.timeline.map(\.time)
    #expect(times == [60, 60, 60, 120, 120].map { SimulationTime.seconds($0) })
    guard case .fail(.zone("a")) = configuration.timeline[0].action else {
      Issue.record("expected the failure of zone a first")
      return
    }
  }

  @Test func furtherDocumentsComeBeforeManifests() throws {
    func map(_ name: String) -> String {
      "{apiVersion: v1, kind: Service, metadata: {name: \(name)}, spec: {ports: [{port: 80}]}}\n"
    }
    let configuration = try read(
      ScenarioText.withNodes("manifests: [more]") + "---\n" + map("first"),
      files: [
        "more/b.yaml": map("third"), "more/a.yaml": map("second"), "more/notes.txt": "no manifest",
      ])
    let names = configuration.initialObjects.compactMap { ($0 as? any StoredObject)?.metadata.name }
    #expect(names == ["first", "second", "third"])
  }

  @Test func whatIncludesReplacesWhatIsIncluded() throws {
    let base = ScenarioText.withNodes("seed: 4\nreports: {every: 1s, nodes: false}")
    let configuration = try read(
      """
      apiVersion: wavetank/v1
      kind: Scenario
      metadata: {name: variant}
      spec:
        include: [base.yaml]
        controlPlane: {profile: modern}
        reports: {every: 2s}
      """, files: ["base.yaml": base])
    #expect(configuration.name == "variant")
    #expect(configuration.seed == 4)
    #expect(configuration.controlPlane.profile == .modern)
    #expect(configuration.samplePeriod == .seconds(2) && !configuration.samplesNodes)
    #expect(configuration.nodePools.map(\.name) == ["worker"])
  }

  @Test func optionsGoBeforeTheFile() throws {
    var options = ScenarioOptions()
    options.seed = 9
    options.until = .minutes(1)
    options.assignments = [
      "podEvictionTimeout=1m", "nodePools.worker.count=5", "timeline.0.at=30s", "reports.every=1s",
      "reports.nodes=false",
    ].compactMap { Assignment(parsing: $0) }
    let configuration = try read(
      ScenarioText.withNodes("timeline: [{at: 1m, fail: {node: worker-4}}]"), options)
    #expect(configuration.seed == 9)
    #expect(configuration.ending == .at(.minutes(1)))
    #expect(configuration.controlPlane.nodeLifecycle.podEvictionTimeout == .minutes(1))
    #expect(configuration.nodePools[0].count == 5)
    #expect(configuration.timeline[0].time == .seconds(30))
    #expect(configuration.samplePeriod == .seconds(1) && !configuration.samplesNodes)
  }

  @Test func expectationsAreExactMillionths() throws {
    let configuration = try read(
      ScenarioText.withNodes(
        """
        expect:
          - {metric: a, atLeast: 0.99, atMost: 1}
          - {metric: b, of: {pool: worker}, equals: 1m30s}
        """))
    #expect(
      configuration.expectations == [
        Expectation(metric: "a", .atLeast, boundMillionths: 990_000),
        Expectation(metric: "a", .atMost, boundMillionths: 1_000_000),
        Expectation(metric: "b", of: .pool("worker"), .equals, boundMillionths: 90_000_000),
      ])
  }

  @Test func scenariosMayBeJSON() throws {
    let folder = try ScenarioFolder([
      "scenario.json": """
      {"apiVersion": "wavetank/v1", "kind": "Scenario", "metadata": {"name": "json"},
       "spec": {"controlPlane": {"profile": "textbook"}, "until": "settled", "limit": "1d"}}
      """
    ])
    defer { folder.remove() }
    let configuration = try Scenario.read(folder.path("scenario.json")).configuration
    #expect(configuration.ending == .settled(limit: .hours(24)))
  }

  @Test func inputsAreKnownByTheirDigests() throws {
    let pod = "{apiVersion: v1, kind: ConfigMap, metadata: {name: a}}"
    let folder = try ScenarioFolder([
      "scenario.yaml": ScenarioText.withNodes("manifests: [sub/a.yaml]"), "sub/a.yaml": pod,
    ])
    defer { folder.remove() }
    let inputs = try Scenario.read(folder.path("scenario.yaml")).inputs
    #expect(inputs.map(\.name) == ["scenario.yaml", "sub/a.yaml"])
    #expect(inputs.allSatisfy { $0.digest.utf8.count == 64 })
  }
}
