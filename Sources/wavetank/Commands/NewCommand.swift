import ClusterViews
import KubernetesObjects

/// `wavetank new`: a commented scenario to start from.
struct NewCommand: Command {
  static let syntax = CommandSyntax(
    name: "new", summary: "Write a commented scenario to start from.", operands: "[NAME]",
    operandCount: 0...1,
    explanation: """
      Writes NAME.yaml, which must not exist yet; - writes to standard output. A template is a
      lesson: a small scenario with questions that its run answers.
      """,
    options: [
      .value("template", "LESSON", "Write this lesson and not the general scenario."),
      .flag("list", "List the lessons."),
    ],
    examples: [
      ("wavetank new my-cluster", "Writes my-cluster.yaml; run it with wavetank run."),
      ("wavetank new - > first.yaml", "Writes to standard output."),
      ("wavetank new death --template node-death", "Writes death.yaml, a lesson."),
    ])

  private let name: String
  private let template: LessonTemplate?
  private let isListing: Bool

  init(_ arguments: ParsedArguments) throws(UsageError) {
    isListing = arguments.isGiven("list")
    let operand = arguments.operands.first ?? ""
    if operand.isEmpty != isListing {
      throw UsageError(isListing ? "--list takes no NAME" : "expected NAME", "new")
    }
    let words = LessonTemplate.all.map(\.name)
    template = try arguments.value("template").map { (word) throws(UsageError) in
      guard let template = LessonTemplate.named(word) else {
        throw UsageError.unknownWord(
          word, among: words, expected: "--template: expected", of: "new")
      }
      return template
    }
    name = operand.hasSuffix(".yaml") ? String(operand.dropLast(5)) : operand
    let last = String(name.split(separator: "/").last ?? "")
    if operand != "-", !isListing, let problem = LabelSyntax.subdomainProblem(last) {
      throw UsageError("NAME: \(problem.message)", "new")
    }
  }

  func run(_ terminal: Terminal) -> ExitCode {
    if isListing {
      let rows = LessonTemplate.all.map { "\($0.name)\t\($0.summary)\n" }
      let text = ElasticTabs.table.layOut("LESSON\tWHAT IT IS ABOUT\n" + rows.joined())
      terminal.show(bytes: Array(text.utf8))
      return .done
    }
    if name == "-" {
      terminal.show(text(named: template?.name ?? "my-cluster"))
      return .done
    }
    let path = name + ".yaml"
    let scenario = text(named: String(name.split(separator: "/").last ?? "")) + "\n"
    do throws(NewFile.Failure) {
      try NewFile.write(scenario, to: path, replacing: false)
    } catch {
      terminal.complain("wavetank: cannot write \(path): \(error.reason)")
      return .cannotWrite
    }
    terminal.show("Wrote \(path). Run it: wavetank run \(path)")
    return .done
  }

  private func text(named name: String) -> String {
    template?.text(named: name) ?? Self.text(named: name)
  }

  /// The general scenario, called `name`.
  static func text(named name: String) -> String {
    [cluster(named: name), events, objects].joined(separator: "\n")
  }

  private static func cluster(named name: String) -> String {
    """
    # A cluster of three nodes, a service on it, and a node that dies.
    # Run it with `wavetank run \(name).yaml`, then look at Reports/\(name).
    apiVersion: wavetank/v1
    kind: Scenario
    metadata:
      name: \(name)
    spec:
      description: A worker dies in minute five. How long until its pods run elsewhere?
      seed: 1                       # the same seed gives the same run
      duration: 20m                 # or until: completed, with a limit
      controlPlane:
        profile: modern             # Kubernetes 1.36; or classic (1.2), or textbook
        defaultTolerationSeconds: 120   # any single setting, by its real name
      nodePools:
        - name: worker
          count: 3
          zones: [a, b, c]          # the nodes go to these in turn
          price: 0.192              # per node-hour, for the cost in the reports
          template:                 # a Kubernetes Node without a name
            status: {capacity: {cpu: "4", memory: 16Gi, pods: "110"}}
    """
  }

  private static let events = """
      behaviors:                    # what runs inside pods; the first match counts
        - match: {labels: {app: web}}
          startup: {lognormal: {median: 3s, p99: 20s}}
          usage: {cpu: {ofRequest: 0.6}}
      workloads:                    # pods whose arrivals are drawn
        - name: batch
          template:
            metadata: {labels: {app: batch}}
            spec:
              restartPolicy: Never
              containers:
                - name: job
                  image: example.org/batch:1
                  resources: {requests: {cpu: 250m, memory: 256Mi}}
          arrivals: {poisson: {rate: 6/m}}
          runtime: {exponential: {mean: 2m}}
          until: 15m
      timeline:                     # what happens for certain
        - {at: 5m, fail: {node: worker-1}}
        - {at: 10m, scale: {replicationController: web, replicas: 8}}
        - {at: 15m, recover: {node: worker-1}}
      reports:
        every: 30s                  # the period of the samples
      expect:                       # what must hold; else the exit code is 1
        - {metric: pods.created, atLeast: 6}
    """

  private static let objects = """
    ---
    # Further documents are ordinary Kubernetes objects, created at the start.
    apiVersion: v1
    kind: ReplicationController
    metadata:
      name: web
    spec:
      replicas: 6
      template:
        metadata:
          labels: {app: web}
        spec:
          containers:
            - name: web
              image: example.org/web:1
              resources: {requests: {cpu: 500m, memory: 512Mi}}
    ---
    apiVersion: v1
    kind: Service
    metadata:
      name: web
    spec:
      selector: {app: web}
      ports: [{port: 80}]
    """
}
