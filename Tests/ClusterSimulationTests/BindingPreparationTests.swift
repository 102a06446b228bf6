import KubernetesObjects
import Scheduling
import SimulationEngine
import Testing

@testable import ClusterSimulation

/// Between the choice of a node and the binding: pods whose volumes have to be bound first.
@Suite struct BindingPreparationTests {
  /// A node with a core, and writes that take a second, so that a preparation can be watched.
  private static func run(
    _ version: KubernetesVersion, _ gates: FeatureGates = [:]
  )
    -> SchedulingRun
  {
    var run = SchedulingRun(nodes: 1, until: 60)
    run.configuration.controlPlane.version = version
    run.configuration.controlPlane.featureGates = gates
    run.configuration.controlPlane.apiServerWriteLatency = .seconds(1)
    run.configuration.controlPlane.volumes.provisioningLatency = .zero
    return run
  }

  /// A pod with a claim that waits for its first consumer.
  private static let keeper = SchedulingRun.pod("keeper") { pod in
    var source = PersistentVolumeClaimVolumeSource()
    source.claimName = "data"
    pod.spec.volumes = [Volume(name: "data", source: .persistentVolumeClaim(source))]
  }

  private static func simulation(_ run: SchedulingRun) -> Simulation {
    var simulation = Simulation(run.configuration)
    var storageClass = StorageClass()
    storageClass.metadata.name = "late"
    storageClass.provisioner = "example.org/disks"
    storageClass.volumeBindingMode = .waitForFirstConsumer
    simulation.state.world.cluster.setStorageClass(storageClass, at: .zero)
    var claim = PersistentVolumeClaim()
    (claim.metadata.name, claim.metadata.namespace) = ("data", "default")
    claim.spec.storageClassName = "late"
    claim.metadata.uid = "uid"
    _ = try? simulation.state.world.cluster.createClaim(claim, at: .zero)
    return simulation
  }

  private static func outcome(_ simulation: borrowing Simulation) -> SchedulingRun.Outcome {
    SchedulingRun.Outcome(
      cluster: simulation.state.cluster, recording: simulation.state.recording)
  }

  private static func outcome(of run: SchedulingRun) throws -> SchedulingRun.Outcome {
    var simulation = simulation(run)
    simulation.runToEnd()
    #expect(simulation.violation == nil)
    return outcome(simulation)
  }

  /// Whether `name` is nominated to a node after `seconds`.
  private static func isNominated(
    _ name: String, after seconds: Double, _ run: SchedulingRun
  ) throws -> Bool {
    var simulation = simulation(run)
    simulation.run(until: SimulationTime(microseconds: Int64(seconds * 1_000_000)))
    return try outcome(simulation).pod(name).record.nominatedNode.isPresent
  }

  @Test("While volumes are bound, the pod's status names the node that is expected, since 1.36")
  func nomination() throws {
    var run = Self.run(.v1_36)
    run.create(Self.keeper)
    #expect(try !Self.isNominated("keeper", after: 0.9, run))
    #expect(try Self.isNominated("keeper", after: 1.9, run))
    #expect(try !Self.isNominated("keeper", after: 30, run))
    for earlier in [
      Self.run(.v1_34), Self.run(.v1_36, [.nominatedNodeNameForExpectation: false]),
    ] {
      run = earlier
      run.create(Self.keeper)
      for second in [0.5, 0.9, 1.5, 1.9] {
        #expect(try !Self.isNominated("keeper", after: second, run))
      }
    }
  }

  @Test("A pod without such work shows nothing, and is bound at once")
  func noWork() throws {
    var run = Self.run(.v1_36)
    run.create(SchedulingRun.pod("plain"))
    #expect(try !Self.isNominated("plain", after: 0.9, run))
    let bound = try #require(try run.outcome().bound("plain"))
    #expect(bound < 1)
  }

  @Test("A victim whose volumes are being bound goes back to the queue, since 1.36")
  func victim() throws {
    var run = Self.run(.v1_36)
    run.create(Self.keeper)
    run.create(SchedulingRun.pod("urgent", priority: 10), at: 0.5)
    var simulation = Self.simulation(run)
    simulation.runToEnd()
    var outcome = Self.outcome(simulation)
    #expect(simulation.violation == nil)
    #expect(outcome.evictions().isEmpty && outcome.events("Preempted").isEmpty)
    #expect(try outcome.bound("urgent") != nil && outcome.bound("keeper") == nil)
    #expect(try outcome.attempts("keeper").count > 1)
    #expect(try !outcome.pod("keeper").record.nominatedNode.isPresent)

    run = Self.run(.v1_34)
    run.create(Self.keeper)
    run.create(SchedulingRun.pod("urgent", priority: 10), at: 0.5)
    simulation = Self.simulation(run)
    simulation.runToEnd()
    outcome = Self.outcome(simulation)
    #expect(simulation.violation == nil)
    #expect(try outcome.pod("keeper").record.isRemoved)
    #expect(outcome.events("Preempted").count == 1)
    #expect(try outcome.bound("urgent") != nil)
  }

  @Test("A victim whose binding is under way is deleted, as ever")
  func lateVictim() throws {
    var run = Self.run(.v1_36)
    run.create(Self.keeper)
    let bound = try #require(try Self.outcome(of: run).bound("keeper"))
    run.configuration.controlPlane.scheduler.bindLatency = .seconds(2)
    run.create(SchedulingRun.pod("urgent", priority: 10), at: bound + 0.5)
    #expect(try Self.outcome(of: run).evictions() == ["keeper: preemption"])
  }

  @Test("Volumes that do not come in time are waited for no longer, and the pod is tried again")
  func timeout() throws {
    var run = Self.run(.v1_36)
    run.configuration.ending = .at(.seconds(700))
    run.configuration.controlPlane.volumes.provisioningLatency = .seconds(10_000)
    run.create(Self.keeper)
    let outcome = try Self.outcome(of: run)
    #expect(try outcome.bound("keeper") == nil && outcome.attempts("keeper").count == 2)
    #expect(
      outcome.events("FailedScheduling") == [
        "running PreBind plugin \"VolumeBinding\": binding volumes: context deadline exceeded"
      ])
  }
}
