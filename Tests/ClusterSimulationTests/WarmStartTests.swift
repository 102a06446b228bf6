import ClusterSimulation
import ClusterState
import KubernetesObjects
import SimulationEngine
import Testing

/// A run that begins with its pods running.
@Suite("Warm starts")
struct WarmStartTests {
  private static func run(
    isWarm: Bool, _ change: (inout SimulationConfiguration) -> Void = { _ in }
  ) -> SimulationState {
    var configuration = SmallCluster.configuration(.modern, replicas: 5, until: 300)
    var deployment = Deployment()
    deployment.metadata = ObjectMeta(name: "shop", namespace: "default")
    deployment.spec.replicas = 4
    deployment.spec.selector = LabelSelector(matching: ["app": "shop"])
    deployment.spec.template.metadata.labels = ["app": "shop"]
    deployment.spec.template.spec = SmallCluster.spec("shop")
    deployment.applyDefaults()
    var pod = Pod(metadata: ObjectMeta(name: "bare", namespace: "default"), spec: PodSpec())
    pod.spec = SmallCluster.spec("bare")
    configuration.initialObjects += [deployment, pod]
    configuration.startsWarm = isWarm
    change(&configuration)
    var simulation = Simulation(configuration)
    simulation.runToEnd()
    return simulation.state
  }

  @Test("the given pods run from the start, are adopted, and nothing is made, pulled or deleted")
  func running() {
    let state = Self.run(isWarm: true)
    #expect(state.cluster.pods.count == 10)
    for row in 0..<10 {
      let pod = state.cluster.pods[PodID(row)]
      #expect(pod.isReady && pod.created < .zero && pod.started < .zero && !pod.isDeleting)
    }
    let bare = (0..<10).count { !state.cluster.pods[PodID($0)].owner.isPresent }
    #expect(bare == 1)
    #expect(state.recording.attempts.isEmpty && state.recording.deletions.isEmpty)
    #expect(state.recording.pullStarts.allSatisfy { !$0.isSet })
    #expect(Self.run(isWarm: false).recording.attempts.count == 10)
  }

  @Test("a rehearsal asks every few hundred events whether it goes on, and is given up")
  func givenUp() {
    var configuration = SmallCluster.configuration(.modern, replicas: 5, until: 300)
    configuration.startsWarm = true
    var questions = 0
    let warm = Simulation(
      configuration,
      unless: {
        questions += 1
        return false
      })
    #expect(warm.state.cluster.pods.count == 5)
    let rehearsed = questions
    questions = 0
    let cold = Simulation(
      configuration,
      unless: {
        questions += 1
        return questions == rehearsed
      })
    #expect(rehearsed > 0 && questions == rehearsed && cold.state.cluster.pods.count == 0)
    #expect(Simulation.eventsBetweenQuestions <= 512)
  }

  @Test("a pod that finds no place waits as in a cold start, and a job begins with the run")
  func others() {
    let state = Self.run(isWarm: true) { configuration in
      var large = Pod(metadata: ObjectMeta(name: "large", namespace: "default"), spec: PodSpec())
      large.spec = SmallCluster.spec("large", milliCPU: 64_000)
      var job = Job()
      job.metadata = ObjectMeta(name: "once", namespace: "default")
      job.spec.template.spec = SmallCluster.spec("once")
      job.spec.template.spec.restartPolicy = .never
      job.applyDefaults()
      configuration.initialObjects += [large, job]
    }
    let created = (0..<state.cluster.pods.count).map { state.cluster.pods[PodID($0)].created }
    #expect(created.count { $0 < .zero } == 10 && created.count { $0 >= .zero } == 2)
  }

  @Test("what controllers make later has other names than what is there")
  func names() {
    let state = Self.run(isWarm: true) { configuration in
      configuration.timeline = [
        TimelineEntry(
          at: .seconds(60),
          .scale(
            .named(kind: "Deployment", namespace: "default", name: "shop"), replicas: 9))
      ]
    }
    #expect(state.cluster.pods.count == 15 && state.recording.refusals.isEmpty)
  }
}
