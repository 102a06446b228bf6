import ClusterState
import Controllers
import KubernetesObjects
import SimulationEngine
import Testing

@Suite("HorizontalPodAutoscalerController")
struct HorizontalPodAutoscalerControllerTests {
  @Test("each autoscaler has a clock of its own, which begins with it")
  func clock() throws {
    var bench = AutoscalerBench()
    _ = try bench.workload("web", 2)
    bench.advance(to: 4)
    bench.autoscaler("web", 1...10)
    bench.advance(to: 40)
    #expect(bench.readings == [.seconds(19), .seconds(34)])
    #expect(bench.reason("ScalingActive") == "ValidMetricFound")
    #expect(bench.reason("AbleToScale") == "ReadyForNewScale")
    #expect(bench.reason("ScalingLimited") == "DesiredWithinRange")
  }

  @Test("without a behavior the target grows to twice its size, or to four")
  func olderLimit() throws {
    var bench = AutoscalerBench()
    _ = try bench.workload("web", 2)
    bench.autoscaler("web", 1...10)
    bench.use = 3000
    bench.advance(to: 15)
    #expect(bench.replicas() == 4 && bench.reason("ScalingLimited") == "ScaleUpLimit")
    bench.advance(to: 30)
    #expect(bench.replicas() == 8)
    bench.advance(to: 45)
    #expect(bench.replicas() == 10 && bench.reason("ScalingLimited") == "TooManyReplicas")
    #expect(
      bench.events.map(\.message)
        == [4, 8, 10].map {
          "New size: \($0); reason: cpu resource utilization (percentage of request) above target"
        })
  }

  @Test("a behavior of any kind brings its defaults: four pods or twice as many in 15 s")
  func behaviorDefaults() throws {
    var bench = AutoscalerBench()
    _ = try bench.workload("web", 2)
    bench.autoscaler("web", 1...10) { $0.scaleDown = HPAScalingRules() }
    bench.use = 2500
    bench.advance(to: 15)
    #expect(bench.replicas() == 6)
  }

  @Test("the target shrinks once no recommendation of the window is higher")
  func stabilization() throws {
    var bench = AutoscalerBench()
    _ = try bench.workload("web", 4)
    bench.autoscaler("web", 1...10)
    bench.advance(to: 31)
    bench.use = 100
    bench.advance(to: 300)
    #expect(bench.replicas() == 4 && bench.reason("AbleToScale") == "ScaleDownStabilized")
    bench.advance(to: 345)
    #expect(bench.replicas() == 1)
    #expect(bench.events.last?.message == "New size: 1; reason: All metrics below target")
  }

  @Test("a policy counts what it has allowed in its period; Disabled allows nothing")
  func policies() throws {
    var bench = AutoscalerBench()
    let web = try bench.workload("web", 4)
    bench.autoscaler("web", 1...20) { spec in
      spec.scaleUp = HPAScalingRules()
      spec.scaleUp?.policies = [HPAScalingPolicy(type: .pods, value: 2, periodSeconds: 60)]
      spec.scaleDown = HPAScalingRules()
      spec.scaleDown?.selectPolicy = .disabled
      spec.scaleDown?.stabilizationWindowSeconds = 0
    }
    bench.use = 1000
    bench.advance(to: 15)
    #expect(bench.replicas() == 6)
    bench.advance(to: 60)
    #expect(bench.replicas() == 6 && bench.reason("ScalingLimited") == "ScaleUpLimit")
    bench.advance(to: 75)
    #expect(bench.replicas() == 8)
    bench.setStatus(of: web, 8)
    bench.use = 1
    bench.advance(to: 90)
    #expect(bench.replicas() == 8 && bench.reason("ScalingLimited") == "ScaleDownLimit")
  }

  @Test("a target beyond the bounds goes to them without any metrics")
  func bounds() throws {
    var bench = AutoscalerBench()
    _ = try bench.workload("web", 2)
    bench.use = nil
    bench.autoscaler("web", 5...10)
    bench.advance(to: 15)
    #expect(bench.replicas() == 5 && bench.readings.isEmpty)
    #expect(
      bench.events.last?.message
        == "New size: 5; reason: Current number of replicas below Spec.MinReplicas")
    bench.autoscaler("web", 1...3)
    bench.advance(to: 30)
    #expect(bench.replicas() == 3)
  }

  @Test("a target without replicas is switched off")
  func disabled() throws {
    var bench = AutoscalerBench()
    let web = try bench.workload("web", 2)
    bench.autoscaler("web", 1...10)
    bench.cluster.state.setReplicas(of: web, 0, at: .seconds(1))
    bench.advance(to: 15)
    #expect(bench.replicas() == 0 && bench.reason("ScalingActive") == "ScalingDisabled")
  }

  @Test("without metrics nothing changes, and conditions and events say why")
  func noMetrics() throws {
    var bench = AutoscalerBench()
    _ = try bench.workload("web", 2)
    bench.use = nil
    bench.autoscaler("web", 1...10)
    bench.advance(to: 15)
    let text =
      "failed to get cpu utilization: unable to get metrics for resource cpu: no metrics returned "
      + "from resource metrics API"
    #expect(bench.replicas() == 2 && bench.reason("ScalingActive") == "FailedGetResourceMetric")
    #expect(
      bench.events.map(\.reason) == ["FailedGetResourceMetric", "FailedComputeMetricsReplicas"])
    #expect(bench.events[0].message == text)
    #expect(
      bench.events[1].message
        == "invalid metrics (1 invalid out of 1), first error is: failed to get cpu resource "
        + "metric value: " + text)
  }

  @Test("a container without a request makes a share impossible")
  func noRequest() throws {
    var bench = AutoscalerBench()
    _ = try bench.workload("web", 1, request: 0)
    bench.autoscaler("web", 1...10)
    bench.advance(to: 15)
    #expect(
      bench.events[0].message
        == "failed to get cpu utilization: missing request for cpu in container c of Pod web-0")
  }

  @Test("the metric that calls for most wins; one that fails only keeps the target from shrinking")
  func severalMetrics() throws {
    var bench = AutoscalerBench()
    _ = try bench.workload("web", 4)
    bench.autoscaler("web", 1...10) { spec in
      spec.metrics.append(
        MetricSpec(.external(MetricIdentifier("queue")), target: .averageValue(Quantity(30))))
    }
    bench.use = 100
    bench.advance(to: 15)
    #expect(bench.replicas() == 4 && bench.reason("ScalingActive") == "FailedGetExternalMetric")
    bench.use = 800
    bench.advance(to: 30)
    #expect(bench.replicas() == 7, "what still works may let the target grow")
    bench.value = .value(290_000)
    bench.advance(to: 45)
    #expect(bench.replicas() == 10)
    #expect(
      bench.events.last?.message == "New size: 10; reason: external metric queue(nil) above target")
    let metrics = bench.cluster.state.autoscalers[0].status.currentMetrics
    #expect(metrics.map { $0?.source.type } == ["Resource", "External"])
  }

  @Test("targets that cannot be scaled are told of in the API server's words")
  func targets() throws {
    let cases: [(version: String, kind: String, name: String, text: String)] = [
      ("apps/v1", "Deployment", "none", "deployments.apps \"none\" not found"),
      ("v1", "ReplicationController", "none", "replicationcontrollers \"none\" not found"),
      ("v1", "Deployment", "web", "no matches for kind \"Deployment\" in group \"\""),
      ("apps/v1", "Fleet", "web", "no matches for kind \"Fleet\" in group \"apps\""),
      ("a/b/c", "Deployment", "web", "unexpected GroupVersion string: a/b/c"),
    ]
    for entry in cases {
      var bench = AutoscalerBench()
      _ = try bench.workload("web", 2)
      bench.autoscaler("web", 1...10) { spec in
        spec.scaleTargetRef.apiVersion = entry.version
        spec.scaleTargetRef.kind = entry.kind
        spec.scaleTargetRef.name = entry.name
      }
      bench.advance(to: 15)
      #expect(
        bench.events.map(\.reason) == ["FailedGetScale"] && bench.events[0].message == entry.text)
      #expect(bench.reason("AbleToScale") == "FailedGetScale")
    }
  }

  @Test("the kinds that can be scaled are those of the API")
  func scalableKinds() {
    let scalable: Set<WorkloadKind> = [
      .replicationController, .replicaSet, .deployment, .statefulSet, .deploymentConfig,
    ]
    for kind in WorkloadKind.allCases {
      #expect(kind.isScalable == scalable.contains(kind), "\(kind)")
    }
  }

  @Test("two autoscalers of one target leave it alone")
  func ambiguous() throws {
    var bench = AutoscalerBench()
    _ = try bench.workload("web", 2)
    bench.autoscaler("web", 1...10)
    bench.autoscaler("other", 1...10, of: "web")
    bench.use = 2000
    bench.advance(to: 15)
    #expect(bench.replicas() == 4, "the first knows of no other yet")
    bench.advance(to: 30)
    #expect(bench.replicas() == 4 && bench.reason("ScalingActive") == "AmbiguousSelector")
    #expect(
      bench.events.contains {
        $0.message
          == "pods by selector app=web are controlled by multiple HPAs: [{web default} "
          + "{other default}]"
      })
    bench.cluster.state.removeAutoscaler(1, at: .seconds(31))
    bench.advance(to: 60)
    #expect(bench.replicas() == 8)
  }

  @Test("the gate lets a target shrink to nothing, and grow again")
  func scaleToZero() throws {
    var settings = AutoscalerSettings(.modern)
    settings.scalesToZero = true
    settings.downscaleStabilization = .zero
    var bench = AutoscalerBench(settings)
    let web = try bench.workload("web", 2)
    bench.autoscaler("web", 0...10) { spec in
      spec.metrics = [
        MetricSpec(.external(MetricIdentifier("queue")), target: .value(Quantity(10)))
      ]
    }
    bench.value = .value(0)
    bench.advance(to: 30)
    #expect(bench.replicas() == 0 && bench.reason("ScaledToZero") == "ScaledToZero")
    bench.setStatus(of: web, 0)
    bench.value = .value(25_000)
    bench.advance(to: 45)
    #expect(bench.replicas() == 3 && bench.reason("ScaledToZero") == "NotScaledToZero")
  }

  @Test("a restart forgets recommendations, and looks one period later")
  func restart() throws {
    var bench = AutoscalerBench()
    _ = try bench.workload("web", 4)
    bench.autoscaler("web", 1...10)
    bench.advance(to: 100)
    var actions: ControllerActions = []
    bench.controller = HorizontalPodAutoscalerController(settings: AutoscalerSettings(.modern))
    bench.controller.list(at: .seconds(100), in: bench.cluster.state, actions: &actions)
    guard case .setTimer(_, let delay)? = actions.first else {
      Issue.record("nothing is planned")
      return
    }
    #expect(actions.count == 1 && delay == .seconds(15))
  }

  @Test("the autoscaler of 1.2 looks in rounds, and pauses after each change")
  func classic() throws {
    var bench = AutoscalerBench(AutoscalerSettings(.classic))
    let web = try bench.workload("web", 2)
    bench.advance(to: 10)
    bench.autoscaler("web", 1...20)
    bench.use = 1500
    bench.advance(to: 30)
    #expect(bench.replicas() == 6, "no limit of growth")
    #expect(bench.events.last?.message == "New size: 6")
    bench.setStatus(of: web, 6)
    bench.advance(to: 210)
    #expect(bench.replicas() == 6, "no growth within three minutes")
    bench.advance(to: 240)
    #expect(bench.replicas() == 18)
    bench.setStatus(of: web, 18)
    bench.use = 50
    bench.advance(to: 540)
    #expect(bench.replicas() == 18, "no shrinking within five minutes")
    bench.advance(to: 570)
    #expect(bench.replicas() == 2)
  }
}
