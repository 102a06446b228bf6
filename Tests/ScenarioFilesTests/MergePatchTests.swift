import KubernetesObjects
import StructuredText
import Testing

@testable import ScenarioFiles

/// What a strategic merge patch makes of a manifest, and which patches are refused.
@Suite struct MergePatchTests {
  struct Merge: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let base: String
    let patch: String
    let result: String

    init(_ name: String, _ base: String, _ patch: String, _ result: String) {
      testDescription = name
      self.base = base
      self.patch = patch
      self.result = result
    }
  }

  static let merges: [Merge] = [
    Merge("a new key", "{a: 1}", "{b: 2}", #"{"a":1,"b":2}"#),
    Merge("a known key", "{a: {b: 1, c: 2}}", "{a: {c: 3}}", #"{"a":{"b":1,"c":3}}"#),
    Merge("a key that goes", "{a: 1, b: 2}", "{b: null, c: null}", #"{"a":1}"#),
    Merge("a list that is replaced", "{args: [a, b]}", "{args: [c]}", #"{"args":["c"]}"#),
    Merge(
      "containers by their names",
      "{containers: [{name: a, image: 'a:1'}, {name: b, image: 'b:1'}]}",
      "{containers: [{name: b, image: 'b:2'}, {name: c, image: 'c:1'}]}",
      #"{"containers":[{"name":"a","image":"a:1"},{"name":"b","image":"b:2"},"#
        + #"{"name":"c","image":"c:1"}]}"#),
    Merge(
      "ports of a service", "{ports: [{port: 80, name: x}]}", "{ports: [{port: 80, name: y}]}",
      #"{"ports":[{"port":80,"name":"y"}]}"#),
    Merge(
      "ports of a container", "{ports: [{containerPort: 80}]}", "{ports: [{containerPort: 81}]}",
      #"{"ports":[{"containerPort":80},{"containerPort":81}]}"#),
    Merge(
      "a mapping that is replaced", "{a: {b: 1}, c: 2}", "{a: {$patch: replace, d: 3}}",
      #"{"a":{"d":3},"c":2}"#),
    Merge("a mapping that is emptied", "{a: {b: 1}}", "{a: {$patch: delete}}", #"{"a":{}}"#),
    Merge(
      "an element that goes", "{env: [{name: A, value: x}, {name: B, value: y}]}",
      "{env: [{name: A, $patch: delete}, {name: C, $patch: delete}]}",
      #"{"env":[{"name":"B","value":"y"}]}"#),
    Merge(
      "a list of names that is replaced", "{env: [{name: A, value: x}, {name: B, value: y}]}",
      "{env: [{name: B, value: z}, {$patch: replace}]}", #"{"env":[{"name":"B","value":"z"}]}"#),
    Merge(
      "keys that are retained", "{strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 1}}}",
      "{strategy: {$retainKeys: [type], type: Recreate}}", #"{"strategy":{"type":"Recreate"}}"#),
    Merge(
      "values that go", "{finalizers: [a, b, c]}", "{$deleteFromPrimitiveList/finalizers: [a, c]}",
      #"{"finalizers":["b"]}"#),
    Merge(
      "directives where nothing was", "{}",
      "{a: {$retainKeys: [b], b: 1}, env: [{$patch: replace}]}",
      #"{"a":{"b":1},"env":[]}"#),
    Merge("a scalar for a mapping", "{a: {b: 1}}", "{a: x}", #"{"a":"x"}"#),
    Merge("a mapping for a scalar", "{a: x}", "{a: {b: 1}}", #"{"a":{"b":1}}"#),
    Merge(
      "texts that look like numbers", "{a: '1'}", "{b: '2', c: 1e3}",
      #"{"a":"1","b":"2","c":1e3}"#),
  ]

  @Test(arguments: merges) func `a patch is merged`(merge: Merge) throws {
    let base = try #require(try YAMLReader.read(Array(merge.base.utf8), file: "base").first)
    let patch = try #require(try YAMLReader.read(Array(merge.patch.utf8), file: "patch").first)
    let result = StrategicMerge.merge(SyntaxValue(base), SyntaxValue(patch))
    #expect(String(decoding: JSONEmitter.bytes(of: result), as: UTF8.self) == merge.result)
  }

  /// Patches of a budget of `minAvailable: 1`, and what is said of them.
  static let patches: [(verb: String, lines: [String])] = [
    ("patch: {podDisruptionBudget: web, spec: {minAvailable: 2}}", []),
    ("patch: {podDisruptionBudget: web, spec: {minAvailable: null, maxUnavailable: 1}}", []),
    ("label: {podDisruptionBudget: web, labels: {tier: front}}", []),
    (
      "patch: {podDisruptionBudget: web, spec: {maxUnavailable: 1}}",
      [
        "9:30: error: spec.timeline[0].patch: makes a PodDisruptionBudget invalid: "
          + "spec: expected only one of minAvailable and maxUnavailable"
      ]
    ),
    (
      "patch: {podDisruptionBudget: web, spec: {minAvailabel: 1}}",
      [
        "9:30: error: spec.timeline[0].patch: makes a PodDisruptionBudget invalid: "
          + "PodDisruptionBudget: unknown field spec.minAvailabel; did you mean minAvailable?"
      ]
    ),
    (
      "patch: {podDisruptionBudget: web}",
      ["9:30: error: spec.timeline[0].patch: say what to replace, below metadata or spec"]
    ),
    (
      "patch: {podDisruptionBudget: wep, spec: {minAvailable: 2}}",
      [
        "9:52: error: spec.timeline[0].patch.podDisruptionBudget: there is no "
          + "PodDisruptionBudget wep; did you mean web?"
      ]
    ),
  ]

  /// Directives of the patch of a deployment that are refused, and what is said of them.
  static let directives: [(spec: String, complaint: String)] = [
    (
      "{template: {spec: {$patch: replcae}}}",
      "expected replace, delete or merge; did you mean replace?"
    ),
    ("{strategy: {$retainKeys: type}}", "expected the list of keys that stay"),
    (
      "{strategy: {$retainKeys: [rollingUpdate], type: Recreate}}",
      "expected type too, which the patch sets"
    ),
    (
      "{template: {spec: {containers: [{image: b, $patch: delete}]}}}",
      "expected name beside it: which element goes"
    ),
    (
      "{template: {spec: {containers: [{name: c, $patch: merge}]}}}",
      "expected replace or delete: lists are merged without it"
    ),
    (
      "{template: {spec: {tolerations: [{key: a, $patch: delete}]}}}",
      "the list has no names, so a patch replaces it whole"
    ),
    (
      "{template: {spec: {$setElementOrder/containers: [{name: c}]}}}",
      "$setElementOrder/containers is not simulated; new elements come last"
    ),
    ("{$deleteFromPrimitiveList/x: 1}", "expected the list of values that go"),
  ]

  @Test(arguments: directives) func `a directive that means nothing is refused at its place`(
    spec: String, complaint: String
  ) throws {
    let folder = try ScenarioFolder([
      "scenario.yaml": ScenarioText.withNodes(
        "timeline: [{at: 1m, patch: {deployment: web, spec: \(spec)}}]") + Self.deployment
    ])
    defer { folder.remove() }
    let lines = folder.lines()
    #expect(lines.count == 1)
    #expect(lines.first?.hasSuffix("spec.timeline[0].patch.spec: " + complaint) == true)
  }

  @Test("a container that is patched away is gone, and one that is replaced has only what is said")
  func directedContainers() throws {
    let folder = try ScenarioFolder([
      "scenario.yaml": ScenarioText.withNodes(
        """
        timeline:
          - at: 1m
            patch:
              deployment: web
              spec:
                template:
                  spec:
                    containers: [{name: c, $patch: delete}, {name: d, image: b}]
        """) + Self.deployment
    ])
    defer { folder.remove() }
    let timeline = try Scenario.read(folder.path("scenario.yaml")).configuration.timeline
    let deployments = timeline.compactMap { entry in
      if case .update(let update) = entry.action { update.object as? Deployment } else { nil }
    }
    #expect(deployments.map { $0.spec.template.spec.containers.map(\.name) } == [["d"]])
  }

  @Test(arguments: patches) func `a patch is taken or refused before the run`(
    verb: String, lines: [String]
  ) throws {
    let folder = try ScenarioFolder([
      "scenario.yaml": ScenarioText.withNodes("timeline: [{at: 1m, \(verb)}]") + """
        ---
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: {name: web}
        spec: {minAvailable: 1, selector: {matchLabels: {app: web}}}
        """
    ])
    defer { folder.remove() }
    #expect(folder.lines() == lines.map { "scenario.yaml:" + $0 })
  }

  @Test func `patches follow on one another, and keep the replicas that nobody patches`() throws {
    let folder = try ScenarioFolder([
      "scenario.yaml": ScenarioText.withNodes(
        """
        timeline:
          - {at: 1m, patch: {podDisruptionBudget: web, spec: {minAvailable: 2}}}
          - {at: 2m, patch: {podDisruptionBudget: web, metadata: {labels: {a: b}}}}
        """) + """
          ---
          apiVersion: policy/v1
          kind: PodDisruptionBudget
          metadata: {name: web}
          spec: {minAvailable: 1, selector: {matchLabels: {app: web}}}
          """
    ])
    defer { folder.remove() }
    let scenario = try Scenario.read(folder.path("scenario.yaml"))
    let budgets = scenario.configuration.timeline.compactMap { entry in
      if case .update(let update) = entry.action, update.keepsReplicas {
        update.object as? PodDisruptionBudget
      } else {
        nil
      }
    }
    #expect(budgets.map(\.spec.minAvailable) == [.int(2), .int(2)])
    #expect(budgets.map { $0.metadata.labels["a"] } == [nil, "b"])
  }

  private static let deployment = """
    ---
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: web}
    spec:
      selector: {matchLabels: {a: b}}
      template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: a}]}}
    """

  @Test(
    "a deployment becomes one of Recreate only without the steps that its defaults gave it",
    arguments: [("{type: Recreate}", true), ("{type: Recreate, rollingUpdate: null}", false)])
  func recreate(strategy: String, isRefused: Bool) throws {
    let verb = "patch: {deployment: web, spec: {strategy: \(strategy)}}"
    let folder = try ScenarioFolder([
      "scenario.yaml": ScenarioText.withNodes("timeline: [{at: 1m, \(verb)}]") + Self.deployment
    ])
    defer { folder.remove() }
    let found = folder.lines().contains {
      $0.contains("spec.strategy.rollingUpdate: Forbidden: may not be specified when strategy")
    }
    #expect(found == isRefused)
  }

  @Test("what is applied without a number of replicas keeps it; its kinds keep their order")
  func keptReplicas() throws {
    let folder = try ScenarioFolder([
      "scenario.yaml": ScenarioText.withNodes(
        """
        timeline:
          - at: 1m
            apply:
              - {apiVersion: v1, kind: Namespace, metadata: {name: a}}
              - apiVersion: apps/v1
                kind: Deployment
                metadata: {name: web}
                spec:
                  selector: {matchLabels: {a: b}}
                  template: {metadata: {labels: {a: b}}, spec: {containers: [{name: c, image: a}]}}
              - {apiVersion: v1, kind: Namespace, metadata: {name: b}}
        """)
    ])
    defer { folder.remove() }
    let timeline = try Scenario.read(folder.path("scenario.yaml")).configuration.timeline
    let found = timeline.map { entry in
      switch entry.action {
      case .apply(let objects): "apply \(objects.count)"
      case .update(let update): "update \(update.keepsReplicas)"
      default: "?"
      }
    }
    #expect(found == ["apply 1", "update true", "apply 1"])
  }
}
