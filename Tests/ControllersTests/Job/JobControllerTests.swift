import ClusterState
import Controllers
import KubernetesObjects
import SimulationEngine
import Testing

/// Jobs, pod by pod.
@Suite struct JobControllerTests {
  @Test func `pods come until enough have succeeded, so many at a time`() throws {
    var bench = try JobBench {
      $0.completions = 5
      $0.parallelism = 2
    }
    #expect(bench.active.count == 2 && bench.status.replicas == 2)
    for round in 1...3 as ClosedRange<Int64> {
      for pod in bench.active { bench.end(pod, code: 0) }
      bench.advance(to: round * 10)
    }
    #expect(bench.progress.succeeded == 5 && bench.active.isEmpty)
    #expect(bench.status[condition: "SuccessCriteriaMet"]?.reason == "CompletionsReached")
    #expect(bench.status.jobEnd?.type == "Complete" && bench.progress.completionTime.isSet)
    #expect(bench.events.count { $0 == "SuccessfulCreate" } == 5)
    #expect(bench.events.last == "Completed")
    #expect(bench.pods { $0.isTracked }.isEmpty)
  }

  @Test func `without completions a first success tells that no more pods are wanted`() throws {
    var bench = try JobBench { $0.parallelism = 3 }
    bench.end(bench.active[0], code: 0)
    bench.advance(to: 5)
    #expect(bench.active.count == 2 && bench.progress.succeeded == 1)
    for pod in bench.active { bench.end(pod, code: 0) }
    bench.advance(to: 10)
    #expect(bench.progress.succeeded == 3 && bench.status.jobEnd?.type == "Complete")
  }

  @Test func `a failed pod is replaced after a pause that doubles, until the limit`() throws {
    var bench = try JobBench { $0.backoffLimit = 2 }
    bench.end(bench.active[0], code: 1)
    bench.advance(to: 9)
    #expect(bench.active.isEmpty && bench.progress.failed == 1)
    bench.advance(to: 10)
    #expect(bench.active.count == 1)
    bench.end(bench.active[0], code: 1)
    bench.advance(to: 29)
    #expect(bench.active.isEmpty && bench.progress.failed == 2)
    bench.advance(to: 30)
    bench.end(bench.active[0], code: 1)
    bench.advance(to: 32)
    #expect(bench.status[condition: "FailureTarget"]?.reason == "BackoffLimitExceeded")
    #expect(bench.status.jobEnd?.type == "Failed" && bench.progress.failed == 3)
    #expect(bench.events.last == "BackoffLimitExceeded")
    bench.advance(to: 200)
    #expect(bench.active.isEmpty)
  }

  @Test func `restarts of containers count where they are restarted in place`() throws {
    var bench = try JobBench {
      $0.backoffLimit = 2
      $0.template.spec.restartPolicy = .onFailure
    }
    let pod = bench.active[0]
    let node = try bench.cluster.node("n")
    _ = bench.cluster.state.bind(pod, to: node, at: bench.now)
    for restarts in 1...2 as ClosedRange<Int32> {
      #expect(bench.status[condition: "FailureTarget"] == nil)
      bench.cluster.state.report(
        pod, phase: .running, isReady: true, restarts: restarts, allRestarts: restarts,
        at: bench.now)
      bench.advance(to: Int64(restarts) * 2)
    }
    #expect(bench.status[condition: "FailureTarget"]?.reason == "BackoffLimitExceeded")
    // It has not failed as long as a pod is stopping.
    #expect(bench.status.jobEnd == nil && bench.progress.failed == 1)
    bench.cluster.state.remove(pod, at: bench.now)
    bench.advance(to: 10)
    #expect(bench.status.jobEnd?.type == "Failed")
  }

  @Test func `a job whose deadline has passed fails with its pods`() throws {
    var bench = try JobBench { $0.activeDeadlineSeconds = 30 }
    bench.advance(to: 29)
    #expect(bench.active.count == 1)
    bench.advance(to: 31)
    #expect(bench.active.isEmpty)
    #expect(bench.status.jobEnd?.reason == "DeadlineExceeded")
  }

  @Test func `a suspended job has no pods, and counts its time anew when it goes on`() throws {
    var bench = try JobBench {
      $0.parallelism = 2
      $0.completions = 2
    }
    bench.advance(to: 5)
    bench.edit { $0.isSuspended = true }
    bench.advance(to: 8)
    #expect(bench.active.isEmpty && !bench.progress.startTime.isSet)
    #expect(bench.status[condition: "Suspended"]?.status == .yes)
    bench.advance(to: 20)
    bench.edit { $0.isSuspended = false }
    bench.advance(to: 60)
    #expect(bench.status[condition: "Suspended"]?.status == .no)
    #expect(bench.progress.startTime == .seconds(20))
    #expect(bench.active.count == 2)
    #expect(bench.events.contains("Suspended") && bench.events.contains("Resumed"))
  }

  @Test func `each index succeeds once, and what fails comes again`() throws {
    var bench = try JobBench {
      $0.completionMode = .indexed
      $0.completions = 3
      $0.parallelism = 3
    }
    func indexes() -> [Int32?] {
      bench.active.map {
        bench.cluster.state.templates[bench.cluster.state.pods[$0].template].completionIndex
      }
    }
    #expect(indexes() == [0, 1, 2])
    let pods = bench.active
    bench.end(pods[0], code: 0)
    bench.end(pods[1], code: 3)
    bench.advance(to: 15)
    #expect(bench.progress.completedIndexes.description == "0" && bench.progress.failed == 1)
    #expect(indexes() == [2, 1])
    for pod in bench.active { bench.end(pod, code: 0) }
    bench.advance(to: 20)
    #expect(bench.progress.completedIndexes.description == "0-2")
    #expect(bench.progress.succeeded == 3 && bench.status.jobEnd?.type == "Complete")
  }

  @Test func `an index that fails too often fails alone, and the job with it in the end`() throws {
    var bench = try JobBench {
      $0.completionMode = .indexed
      $0.completions = 2
      $0.parallelism = 2
      $0.backoffLimitPerIndex = 1
    }
    let first = bench.active[1]
    bench.end(bench.active[0], code: 0)
    bench.end(first, code: 1)
    bench.advance(to: 5)
    // The failed pod stays until the next one has taken over its count.
    #expect(bench.cluster.state.pods[first].isTracked && bench.progress.failed == 0)
    bench.advance(to: 12)
    #expect(!bench.cluster.state.pods[first].isTracked && bench.progress.failed == 1)
    let again = try #require(bench.active.first)
    let template = bench.cluster.state.templates[bench.cluster.state.pods[again].template]
    #expect(template.completionIndex == 1 && template.indexFailures.counted == 1)
    bench.end(again, code: 1)
    bench.advance(to: 20)
    #expect(bench.progress.failedIndexes?.description == "1")
    #expect(bench.status.jobEnd?.reason == "FailedIndexes")
  }

  @Test func `a rule of the failure policy fails the job, or leaves a failure out`() throws {
    var (ignore, fatal) = (PodFailurePolicyRule(), PodFailurePolicyRule())
    ignore.action = .ignore
    ignore.exitCodeOperator = .isIn
    ignore.exitCodes = [7]
    fatal.action = .failJob
    fatal.exitCodeOperator = .isIn
    fatal.exitCodes = [42]
    var bench = try JobBench {
      $0.backoffLimit = 0
      $0.podFailurePolicy = [ignore, fatal]
    }
    bench.end(bench.active[0], code: 7)
    bench.advance(to: 12)
    #expect(bench.progress.failed == 0 && bench.active.count == 1)
    bench.end(bench.active[0], code: 42)
    bench.advance(to: 14)
    let target = try #require(bench.status[condition: "FailureTarget"])
    #expect(target.reason == "PodFailurePolicy")
    #expect(
      target.message == "Container c for pod default/work-2 failed with exit code 42 matching "
        + "FailJob rule at index 1")
    #expect(bench.progress.failed == 1 && bench.status.jobEnd?.type == "Failed")
  }

  @Test func `a success policy ends the job before all indexes have succeeded`() throws {
    var rule = SuccessPolicyRule()
    rule.succeededIndexes = "1-2"
    rule.succeededCount = 1
    var bench = try JobBench {
      $0.completionMode = .indexed
      $0.completions = 4
      $0.parallelism = 4
      $0.successPolicy = [rule]
    }
    bench.end(bench.active[0], code: 0)
    bench.advance(to: 3)
    #expect(bench.status[condition: "SuccessCriteriaMet"] == nil)
    bench.end(bench.active[1], code: 0)
    bench.advance(to: 6)
    #expect(bench.status[condition: "SuccessCriteriaMet"]?.reason == "SuccessPolicy")
    #expect(bench.active.isEmpty && bench.progress.failed == 0)
    #expect(bench.status.jobEnd?.type == "Complete")
  }

  @Test func `the first jobs replace what fails at once and know no limit`() throws {
    var bench = try JobBench(JobSettings()) {
      $0.completions = 2
      $0.backoffLimit = 1
    }
    for second in 1...4 as ClosedRange<Int64> {
      bench.end(bench.active[0], code: 1)
      bench.advance(to: second)
    }
    #expect(bench.progress.failed == 4 && bench.active.count == 1)
    for second in 5...6 as ClosedRange<Int64> {
      bench.end(bench.active[0], code: 0)
      bench.advance(to: second)
    }
    #expect(bench.status.jobEnd?.type == "Complete" && bench.progress.succeeded == 2)
  }

  @Test func `a job that somebody else manages is left alone`() throws {
    let bench = try JobBench { $0.managedBy = "example.com/queue" }
    #expect(bench.active.isEmpty && bench.status == WorkloadStatus())
  }
}
