import KubernetesObjects
import StructuredText
import TestSupport
import Testing

/// What the API server fills in.
struct DefaultsTests {
  @Test("an image is pulled by its tag")
  func pullPolicies() throws {
    let expected: [(String, PullPolicy)] = [
      ("nginx", .always), ("nginx:latest", .always), ("nginx:1", .ifNotPresent),
      ("localhost:5000/nginx", .always), ("localhost:5000/nginx:1", .ifNotPresent),
      ("nginx@sha256:0", .ifNotPresent), ("nginx:latest@sha256:0", .always),
    ]
    for (image, policy) in expected {
      var pod = Pod()
      pod.spec.containers = [Container(name: "c", image: image)]
      pod.applyDefaults()
      #expect(pod.spec.containers[0].imagePullPolicy == policy, "\(image)")
    }
  }

  @Test("what is limited and not requested is requested")
  func requestsFollowLimits() {
    var pod = Pod()
    pod.spec.containers = [
      Container(
        name: "c",
        resources: ResourceRequirements(
          requests: [.cpu: Quantity(1)], limits: [.cpu: Quantity(2), .memory: Quantity(3)]))
    ]
    pod.applyDefaults()
    #expect(pod.spec.containers[0].resources.requests == [.cpu: Quantity(1), .memory: Quantity(3)])
  }

  @Test("a deployment's defaults depend on the version that wrote it")
  func deployments() {
    let expected: [(String, IntOrString, Int32, Int32)] = [
      ("apps/v1", "25%", 10, 600), ("apps/v1beta2", "25%", 10, 600),
      ("apps/v1beta1", "25%", 2, 600), ("extensions/v1beta1", 1, .max, .max),
    ]
    for (version, step, history, deadline) in expected {
      var deployment = Deployment()
      deployment.spec.template.metadata.labels = ["app": "a"]
      deployment.applyDefaults(in: APIVersion(text: version))
      #expect(deployment.spec.strategy.maxSurge == step, "\(version)")
      #expect(deployment.spec.strategy.maxUnavailable == step, "\(version)")
      #expect(deployment.spec.revisionHistoryLimit == history, "\(version)")
      #expect(deployment.spec.progressDeadlineSeconds == deadline, "\(version)")
      let hasSelector = version.hasSuffix("v1beta1")
      #expect((deployment.spec.selector != nil) == hasSelector, "\(version)")
    }
  }

  @Test("a job's numbers depend on each other")
  func jobs() {
    var job = Job()
    job.applyDefaults()
    #expect(job.spec.completions == 1)
    #expect(job.spec.parallelism == 1)
    #expect(job.spec.backoffLimit == 6)
    #expect(job.spec.podReplacementPolicy == .terminatingOrFailed)
    var queue = Job()
    queue.spec.parallelism = 3
    queue.applyDefaults()
    #expect(queue.spec.completions == nil)
  }

  @Test("tolerations of failing nodes are added once")
  func tolerations() {
    var pod = Pod()
    pod.spec.tolerations = [
      Toleration(key: "node.kubernetes.io/not-ready", operation: .exists, effect: .noExecute)
    ]
    pod.addDefaultTolerations()
    pod.addDefaultTolerations()
    #expect(
      pod.spec.tolerations.map(\.key) == [
        "node.kubernetes.io/not-ready", "node.kubernetes.io/unreachable",
      ])
    #expect(pod.spec.tolerations[1].tolerationSeconds == 300)
  }

  @Test("a priority comes from the class, or from the default class")
  func priorities() {
    var low = PriorityClass()
    low.metadata.name = "low"
    low.value = -5
    low.globalDefault = true
    var pod = Pod()
    let resolved = pod.resolvePriority(from: [low])
    #expect(resolved)
    #expect(pod.spec.priority == -5)
    #expect(pod.spec.priorityClassName == "low")
    var critical = Pod()
    critical.spec.priorityClassName = "system-node-critical"
    let isCritical = critical.resolvePriority(from: [])
    #expect(isCritical)
    #expect(critical.spec.priority == 2_000_001_000)
    var lost = Pod()
    lost.spec.priorityClassName = "none"
    let isLost = lost.resolvePriority(from: [low])
    #expect(!isLost)
  }

  @Test("the documentation's example of a priority class holds")
  func workedPriority() throws {
    guard let bytes = try SharedFolder.bytes("cases/worked-examples.json") else { return }
    let cases = try #require(try JSONReader.read(bytes, file: "worked-examples.json")["cases"])
    let example = try #require(cases.elements.first { $0["id"]?.text == "prio-resolve" })
    let expected = try #require(example["expected"])
    func number(_ node: SyntaxNode?) throws -> Int32 { try #require(Int32(node?.text ?? "")) }
    var classes: [PriorityClass] = []
    let listed = try #require(example["input"]?["priorityclasses"])
    for node in listed.elements {
      var known = PriorityClass()
      known.metadata.name = try #require(node["name"]?.text)
      known.value = try number(node["value"])
      classes.append(known)
    }
    var pod = Pod()
    pod.spec.priorityClassName = try #require(
      example["input"]?["pod"]?["priorityClassName"]?.text)
    let isResolved = pod.resolvePriority(from: classes)
    #expect(isResolved)
    #expect(pod.spec.priority == (try number(expected["priority"])))
    var bare = Pod()
    let isBare = bare.resolvePriority(from: classes)
    #expect(isBare)
    #expect(bare.spec.priority == (try number(expected["no_class_no_default"])))
    let range = try #require(expected["range"])
    let bounds = try range.elements.map { try number($0) }
    #expect(bounds == [Int32.min, PriorityClass.highestUserValue])
  }

  @Test("an empty selector of an old budget matches nothing")
  func budgets() throws {
    let reader = try ManifestText.read(
      json: #"""
        {"apiVersion": "v1", "kind": "List", "items": [
         {"apiVersion": "policy/v1", "kind": "PodDisruptionBudget", "spec": {"selector": {}}},
         {"apiVersion": "policy/v1beta1", "kind": "PodDisruptionBudget", "spec": {"selector": {}}}]}
        """#)
    let selectors = reader.objects.map { object -> LabelSelector? in
      var object = object
      object.applyDefaults()
      guard let budget = object.object as? PodDisruptionBudget else { return nil }
      return budget.spec.selector
    }
    #expect(selectors == [.everything, nil])
  }

  @Test("an autoscaler without metrics aims at 80 % of the requested cpu")
  func autoscalers() {
    var autoscaler = HorizontalPodAutoscaler()
    autoscaler.applyDefaults()
    #expect(
      autoscaler.spec.metrics == [
        MetricSpec(.resource(.cpu), target: .utilization(80))
      ])
    #expect(autoscaler.spec.scaleUp == nil)
  }
}
