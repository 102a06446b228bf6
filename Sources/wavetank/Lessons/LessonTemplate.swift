/// A scenario to learn from: small, with questions that its run answers.
struct LessonTemplate: Sendable {
  /// What `--template` calls it.
  let name: String
  /// What is to be learned, in a line.
  let summary: String
  /// The comments at the top: what happens, what to ask, and where the answers are. `NAME` stands
  /// for the scenario.
  let lesson: String
  /// What stands below `spec`, without indentation.
  let spec: String
  /// The objects that exist at the start, as further documents.
  let objects: String

  /// Every template, in the order of the list.
  static let all = [
    pending, nodeDeath, rollingUpdate, quota, preemption, zoneOutage, probes,
  ]

  /// The template called `name`.
  static func named(_ name: String) -> LessonTemplate? { all.first { $0.name == name } }

  /// The scenario, called `name`.
  func text(named name: String) -> String {
    let comments = lesson.replacing("NAME", with: name).split(
      separator: "\n", omittingEmptySubsequences: false
    ).map { $0.isEmpty ? "#" : "# \($0)" }
    let body = spec.split(separator: "\n").map { "  \($0)" }
    return
      (comments + [
        "apiVersion: wavetank/v1", "kind: Scenario", "metadata: {name: \(name)}", "spec:",
      ] + body + ["---", objects]).joined(separator: "\n")
  }

  /// Nodes of four processors for every lesson that does not need others.
  static func pool(_ count: Int, zones: String = "") -> String {
    """
    nodePools:
      - name: worker
        count: \(count)\(zones.isEmpty ? "" : "\n    zones: [\(zones)]")
        template:
          status: {capacity: {cpu: "4", memory: 8Gi, pods: "110"}}
    """
  }

  /// A deployment whose pods have one container, and its service.
  static func web(_ replicas: Int, cpu: String, _ extra: String = "") -> String {
    """
    apiVersion: apps/v1
    kind: Deployment
    metadata: {name: web}
    spec:
      replicas: \(replicas)
      selector: {matchLabels: {app: web}}
      template:
        metadata: {labels: {app: web}}
        spec:
          containers:
            - name: web
              image: example.org/web:1
              resources: {requests: {cpu: \(cpu), memory: 256Mi}}\(extra)
    ---
    apiVersion: v1
    kind: Service
    metadata: {name: web}
    spec:
      selector: {app: web}
      ports: [{port: 80}]
    """
  }
}
