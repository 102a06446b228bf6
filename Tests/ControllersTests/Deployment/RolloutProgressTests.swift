import ClusterState
import Controllers
import KubernetesObjects
import SimulationEngine
import Testing

@Suite("RolloutProgress")
struct RolloutProgressTests {
  @Test("the numbers of the status follow from the sets")
  func counts() {
    var new = DeploymentTables.set(3, available: 1, isNew: true)
    (new.current, new.ready) = (2, 2)
    var old = DeploymentTables.set(1, available: 1, age: 9)
    (old.current, old.ready, old.terminating) = (2, 1, 1)
    let counts = DeploymentCounts([old, new], generation: 4)
    #expect(counts.replicas == 4 && counts.updated == 2 && counts.ready == 3)
    #expect(counts.available == 2 && counts.unavailable == 2 && counts.terminating == 1)
    #expect(counts.observedGeneration == 4)
    let shrinking = DeploymentTables.set(1, available: 5)
    #expect(DeploymentCounts([shrinking], generation: 1).unavailable == 0, "never negative")
  }

  @Test("a rollout is complete when all pods are new and available and the generation was seen")
  func complete() {
    var counts = Self.counts(replicas: 3, updated: 3, available: 3)
    #expect(counts.isComplete(replicas: 3, generation: 1))
    #expect(!counts.isComplete(replicas: 3, generation: 2))
    counts.replicas = 4
    #expect(!counts.isComplete(replicas: 3, generation: 1), "an old pod is left")
  }

  @Test("whether enough pods are available, and since when")
  func available() throws {
    let bounds = try DeploymentTables.bounds(4, surge: 1, unavailable: 1)
    let few = DeploymentCondition.available(
      Self.counts(replicas: 4, updated: 4, available: 2), bounds: bounds, former: nil,
      at: .milliseconds(1500))
    #expect(few.status == .no && few.reason == .minimumReplicasUnavailable)
    #expect(few.message == "Deployment does not have minimum availability.")
    #expect(few.lastUpdate == .seconds(1), "times of the API have whole seconds")
    let enough = DeploymentCondition.available(
      Self.counts(replicas: 4, updated: 4, available: 3), bounds: bounds, former: few,
      at: .seconds(5))
    #expect(enough.message == "Deployment has minimum availability.")
    #expect(enough.lastTransition == .seconds(5))
    let again = DeploymentCondition.available(
      Self.counts(replicas: 4, updated: 4, available: 4), bounds: bounds, former: enough,
      at: .seconds(9))
    #expect(again == enough, "what says the same is not written again")
  }

  @Test("a rollout from its first set to its success, in the API's words")
  func success() throws {
    var progress = Self.progress()
    progress.condition = progress.createdNewSet(at: .seconds(1))
    #expect(progress.condition?.message == "Created new replica set \"web-1\"")
    var former = DeploymentCounts()
    var counts = Self.counts(replicas: 2, updated: 2, available: 0)
    progress.condition = Self.sync(progress, counts, former, at: .seconds(3))
    #expect(progress.condition?.reason == .replicaSetUpdated)
    #expect(progress.condition?.message == "ReplicaSet \"web-1\" is progressing.")
    #expect(progress.condition?.lastTransition == .seconds(1), "it was true before")
    former = counts
    counts.ready = 1
    progress.condition = Self.sync(progress, counts, former, at: .seconds(5))
    #expect(progress.condition?.lastUpdate == .seconds(5), "each progress counts anew")
    (former, counts.available) = (counts, 2)
    progress.condition = Self.sync(progress, counts, former, at: .seconds(7))
    #expect(progress.condition?.reason == .newReplicaSetAvailable)
    #expect(progress.condition?.message == "ReplicaSet \"web-1\" has successfully progressed.")
    (former, counts.available) = (counts, 0)
    let later = Self.sync(progress, counts, former, at: .seconds(9999))
    #expect(later == progress.condition, "a success latches")
  }

  @Test("a rollout that stands still times out after its deadline, and is looked at then")
  func timeout() throws {
    var progress = Self.progress()
    progress.condition = progress.createdNewSet(at: .milliseconds(1700))
    let counts = Self.counts(replicas: 2, updated: 2, available: 0)
    func at(_ time: SimulationTime) -> DeploymentCondition? {
      Self.sync(progress, counts, counts, at: time)
    }
    #expect(at(.seconds(11))?.reason == .newReplicaSetCreated, "no longer than the deadline")
    #expect(
      progress.recheckDelay(counts, replicas: 2, generation: 1, at: .seconds(4)) == .seconds(8))
    #expect(
      progress.recheckDelay(counts, replicas: 2, generation: 1, at: .milliseconds(10_500)) == .zero)
    let late = try #require(at(.milliseconds(11_001)))
    #expect(late.status == .no && late.reason == .progressDeadlineExceeded)
    #expect(late.message == "ReplicaSet \"web-1\" has timed out progressing.")
    progress.condition = late
    #expect(at(.seconds(90)) == late)
    #expect(progress.recheckDelay(counts, replicas: 2, generation: 1, at: .seconds(90)) == nil)
    var better = counts
    better.available = 1
    let resumed = Self.sync(progress, better, counts, at: .seconds(95))
    #expect(resumed?.reason == .replicaSetUpdated && resumed?.lastTransition == .seconds(95))
  }

  @Test("without a deadline there is no condition")
  func noDeadline() {
    var progress = Self.progress()
    progress.deadline = nil
    #expect(progress.createdNewSet(at: .zero) == nil)
    let counts = Self.counts(replicas: 2, updated: 2, available: 2)
    #expect(Self.sync(progress, counts, counts, at: .zero) == nil)
  }

  @Test("pausing and resuming are said, unless the rollout had timed out")
  func pausing() {
    var progress = Self.progress()
    progress.condition = progress.createdNewSet(at: .zero)
    progress.condition = progress.paused(true, at: .seconds(4))
    #expect(progress.condition?.status == .unknown)
    #expect(progress.condition?.message == "Deployment is paused")
    #expect(progress.paused(true, at: .seconds(6)) == progress.condition)
    progress.condition = progress.paused(false, at: .seconds(8))
    #expect(progress.condition?.message == "Deployment is resumed")
    #expect(progress.condition?.lastTransition == .seconds(4), "it was unknown before")
    progress.condition = DeploymentCondition(.no, .progressDeadlineExceeded, "", at: .seconds(9))
    #expect(progress.paused(true, at: .seconds(10))?.reason == .progressDeadlineExceeded)
  }

  @Test("a set that is found, or cannot be created, is said too")
  func foundAndFailed() {
    var progress = Self.progress()
    let found = progress.foundNewSet(at: .zero)
    #expect(found?.message == "Found new replica set \"web-1\"")
    progress.condition = found
    #expect(progress.foundNewSet(at: .seconds(3)) == found)
    let failed = progress.failedToCreateNewSet("exceeded quota", at: .seconds(1))
    #expect(failed?.status == .no && failed?.reason == .replicaSetCreateError)
    #expect(failed?.message == "Failed to create new replica set \"web-1\": exceeded quota")
    progress.newSet = nil
    let counts = Self.counts(replicas: 0, updated: 0, available: 0)
    let done = progress.synced(
      counts, former: counts, replicas: 0, generation: 1, at: .seconds(2))
    #expect(done?.message == "Deployment \"web\" has successfully progressed.")
  }

  @Test("the events tell of a scaling's direction and both sizes")
  func events() {
    #expect(
      DeploymentEventText.scaled("web-1", from: 0, to: 3)
        == "Scaled up replica set web-1 from 0 to 3")
    #expect(
      DeploymentEventText.scaled("web-1", from: 10, to: 8)
        == "Scaled down replica set web-1 from 10 to 8")
  }

  private static func progress() -> RolloutProgress {
    RolloutProgress(of: "web", newSet: "web-1", deadline: .seconds(10), condition: nil)
  }

  private static func sync(
    _ progress: RolloutProgress, _ counts: DeploymentCounts, _ former: DeploymentCounts,
    at time: SimulationTime
  ) -> DeploymentCondition? {
    progress.synced(counts, former: former, replicas: 2, generation: 1, at: time)
  }

  private static func counts(
    replicas: Int32, updated: Int32, available: Int32
  ) -> DeploymentCounts {
    var counts = DeploymentCounts()
    counts.replicas = replicas
    counts.updated = updated
    counts.available = available
    counts.observedGeneration = 1
    return counts
  }
}
