import ClusterState
import KubernetesObjects
import Scheduling
import SimulationEngine
import StructuredText
import Testing

/// A cluster small enough to write in a test, and a scheduler that looks at it.
///
/// Objects are written as YAML in flow style; names and amounts that do not matter are filled in.
struct SmallCluster {
  var state = ClusterState()
  var scheduler = Scheduler([])
  private var podCount = 0

  /// A cluster with a node for each of `nodes`, which has room for everything.
  init(nodes: String...) throws {
    for name in nodes { try addNode(name) }
  }

  /// An API object of `Object`, read from `text`.
  static func object<Object: ObjectDecodable>(_ text: String) throws -> Object {
    let document = try #require(
      try YAMLReader.read(Array(text.utf8), file: "object").first, "no document in \(text)")
    var decoder = ObjectDecoder(document)
    let object = Object.decode(from: &decoder)
    #expect(decoder.diagnostics.isEmpty, "\(decoder.diagnostics)")
    return try #require(object)
  }

  /// Adds a node.
  @discardableResult
  mutating func addNode(
    _ name: String, labels: String = "", allocatable: String = "cpu: 10, memory: 10Gi",
    pods: Int = 110, spec: String = "", images: [String: Int64] = [:]
  ) throws -> NodeID {
    let record = try record(
      name, labels: labels, allocatable: allocatable, pods: pods, spec: spec, images: images)
    let id = try state.addNode(record, at: .zero)
    scheduler.cache.addNode(id, record, state)
    return id
  }

  /// A node's record.
  mutating func record(
    _ name: String, labels: String = "", allocatable: String = "cpu: 10, memory: 10Gi",
    pods: Int = 110, spec: String = "", images: [String: Int64] = [:]
  ) throws -> NodeRecord {
    let node: Node = try Self.object(
      "{metadata: {name: \(name), labels: {\(labels)}}, spec: {\(spec)}, "
        + "status: {allocatable: {\(allocatable)}}}")
    var taints: ContiguousArray<NodeTaint> = []
    for taint in node.spec.taints {
      let effect: NodeTaintEffect =
        switch taint.effect {
        case .noSchedule: .noSchedule
        case .preferNoSchedule: .preferNoSchedule
        case .noExecute: .noExecute
        }
      taints.append(
        NodeTaint(
          key: state.symbols.intern(taint.key), value: state.symbols.intern(taint.value),
          effect: effect, added: .zero))
    }
    var nodeImages: ContiguousArray<NodeImage> = []
    for (image, size) in images.sorted(by: { $0.key < $1.key }) {
      nodeImages.append(NodeImage(name: state.symbols.intern(image), sizeBytes: size))
    }
    let amounts = state.amounts(of: node.status.allocatable)
    return NodeRecord(
      name: state.symbols.intern(name), pool: .empty, labels: state.intern(node.metadata.labels),
      taints: taints, isCordoned: node.spec.isCordoned, capacity: amounts, allocatable: amounts,
      allocatablePods: Int64(pods),
      deviceCount: state.resources.find("nvidia.com/gpu").map { Int(amounts[$0]) } ?? 0,
      images: nodeImages, created: .zero)
  }

  /// A pod that waits; `spec` may hold anything but containers.
  mutating func pod(
    labels: String = "", requests: String = "", spec: String = "", container: String = "",
    namespace: String = "default", annotations: String = ""
  ) throws -> PendingPod {
    podCount += 1
    let pod: Pod = try Self.object(
      "{metadata: {labels: {\(labels)}, annotations: {\(annotations)}, namespace: \(namespace)}, "
        + "spec: {containers: [{name: c, "
        + "image: app, resources: {requests: {\(requests)}}\(container.isEmpty ? "" : ", ")"
        + "\(container)}]\(spec.isEmpty ? "" : ", ")\(spec)}}")
    let template = state.template(for: pod)
    scheduler.cache.learnTemplates(of: &state)
    let id = try state.createPod(
      template: template, name: PodName(state.symbols.intern("pod-\(podCount)")), owner: .absent,
      at: .zero)
    return PendingPod(id, template: template)
  }

  /// Places `pod` on `node`; `started` in seconds.
  @discardableResult
  mutating func place(
    _ pod: PendingPod, on node: String, started: Int64? = nil, isTerminating: Bool = false
  ) -> PlacedPod {
    let placed = PlacedPod(
      pod.pod, template: pod.template, priority: state.templates[pod.template].priority,
      isTerminating: isTerminating,
      started: started.map { SimulationTime(microseconds: $0 * 1_000_000) } ?? .unset)
    if let id = self.node(node) { scheduler.cache.addPod(placed, on: id) }
    return placed
  }

  /// The node called `name`.
  func node(_ name: String) -> NodeID? {
    state.symbols.find(name).flatMap { state.node(named: $0) }
  }

  /// The name of `node`.
  func name(_ node: NodeID) -> String {
    node.isPresent ? state.symbols[scheduler.cache.names[node.row]] : "none"
  }

  /// Schedules `pod` by `profile`, and tells everything.
  mutating func decide(
    _ pod: PendingPod, _ profile: Profile
  ) -> (decision: Decision, record: DecisionRecord) {
    var record = DecisionRecord()
    scheduler.profiles = [profile]
    let decision = scheduler.schedule(pod, state, level: .everything, &record)
    return (decision, record)
  }

  /// What `plugin` alone says of `pod`: `skipped`, what ended the cycle, or a line for each node
  /// that was turned down; `!` marks what no eviction cures.
  mutating func filter(_ pod: PendingPod, _ plugin: some FilterPlugin) -> [String] {
    var profile = Profile()
    profile.percentageOfNodesToScore = 100
    profile.add(Profile.Filter(plugin))
    // Without a score plugin the search would end at the first node that fits.
    profile.add(Profile.Scorer(ImageLocality()))
    let record = decide(pod, profile).record
    if let (_, status) = record.preFilter { return ["ended: \(status.reasons[0])"] }
    if !record.skippedFilters.isEmpty { return ["skipped"] }
    return record.rejections.map { rejection in
      let verdict = rejection.verdicts[0]
      let mark = verdict.code == .unschedulableAndUnresolvable ? "!" : ""
      return "\(name(rejection.node))\(mark): \(verdict.reasons.joined(separator: ", "))"
    }
  }

  /// The raw and the normalised scores that `plugin` alone gives: `a=1 b=2 -> a=50 b=100`, or
  /// `skipped`; the arrow is left out where normalising changes nothing.
  mutating func score(_ pod: PendingPod, _ plugin: some ScorePlugin) -> String {
    var profile = Profile()
    profile.percentageOfNodesToScore = 100
    profile.add(Profile.Scorer(plugin))
    let record = decide(pod, profile).record
    if !record.error.isEmpty { return "error: \(record.error)" }
    guard let scores = record.scores.first else { return "skipped" }
    func text(_ column: ContiguousArray<Int64>) -> String {
      zip(record.feasible, column).map { "\(name($0))=\($1)" }.joined(separator: " ")
    }
    return scores.raw == scores.normalized
      ? text(scores.raw) : "\(text(scores.raw)) -> \(text(scores.normalized))"
  }
}
