import ClusterSimulation
import KubernetesObjects
import SimulationEngine
import StructuredText

/// What exists, as far as a scenario says: nodes, pools, zones and objects by name.
struct KnownWorld {
  /// An object's kind, namespace and name.
  struct Key: Hashable {
    let kind: ObjectKind
    let namespace: String
    let name: String

    /// The object `name` of `kind`, in `namespace` if the kind has namespaces.
    init(_ kind: ObjectKind, _ namespace: String, _ name: String) {
      self.init(kind: kind, namespace: kind.isNamespaced ? namespace : "", name: name)
    }

    init(kind: ObjectKind, namespace: String, name: String) {
      self.kind = kind
      self.namespace = namespace
      self.name = name
    }
  }

  /// A pool, and how many of its nodes have been made.
  struct Pool {
    let pool: NodePool
    var made: Int

    var name: String { pool.name }
  }

  /// A generator of pods.
  struct Workload {
    let name: String
    let namespace: String
  }

  /// Whether node pools could not be read: a node, a pool or a zone that is not known may be
  /// theirs.
  var lacksNodes = false
  /// Whether manifests could not be read: an object that is not known may be theirs, and a node
  /// where there are no pools.
  var lacksObjects = false
  /// The pools in order of declaration.
  private(set) var pools: [Pool] = []
  /// Nodes that are objects of their own, in order.
  private(set) var nodes: [Node] = []
  /// The zones in order of first mention.
  private(set) var zones: [String] = []
  /// The nodes that join a pool with labels of their own.
  private(set) var labelledJoins: [(pool: Int, labels: [(key: String, value: String?)])] = []
  /// Generators of pods.
  private(set) var workloads: [Workload] = []
  /// The names of pods that arrive from traces.
  var recordedPods: Set<String> = []
  private var nodeNames: Set<String> = []
  private var departed: [String: SimulationTime] = [:]
  private var departedPools: [String: (time: SimulationTime, made: Int)] = [:]
  private var places: [Key: String] = [:]
  private var keys: [ObjectKind: [Key]] = [:]
  private var namespacesInUse: Set<String> = []
  private var poolRows: [String: Int] = [:]
  private var zoneSet: Set<String> = []
  /// How many names are looked at for a suggestion: `Spelling` compares no more.
  private static let mostCompared = 64
  /// The kinds of objects that make pods.
  static let makerKinds: [ObjectKind] = [
    ReplicationController.kind, ReplicaSet.kind, Deployment.kind, StatefulSet.kind, DaemonSet.kind,
    Job.kind, CronJob.kind, DeploymentConfig.kind,
  ]
  /// Generators and objects that make pods, as `namespace/name`.
  private var makers: Set<String> = []

  /// The revisions that workloads can have by now.
  var revisions = RevisionBounds()

  /// All that makes pods or is one, as it is or has been at some time.
  private(set) var podSources: [PodSource] = []

  /// The objects as their manifests, and the patches of the timeline until now, have them.
  private(set) var manifests: [Key: LocatedObject] = [:]

  /// The manifests as they were applied last, without patches.
  private(set) var applied: [Key: SyntaxNode] = [:]

  /// How many nodes there are or have been.
  private(set) var nodeCount = 0

  mutating func add(_ pool: NodePool) {
    poolRows[pool.name] = pools.count
    pools.append(Pool(pool: pool, made: pool.count))
    nodeCount += pool.count
    for zone in pool.zones { note(zone: zone) }
    if let zone = pool.template.metadata.labels.zone { note(zone: zone) }
  }

  mutating func add(_ node: Node) {
    guard nodeNames.insert(node.metadata.name).inserted else { return }
    nodes.append(node)
    nodeCount += 1
    departed[node.metadata.name] = nil
    if let zone = node.metadata.labels.zone { note(zone: zone) }
  }

  mutating func add(_ workload: Workload) {
    workloads.append(workload)
    makers.insert("\(workload.namespace)/\(workload.name)")
    namespacesInUse.insert(workload.namespace)
  }

  /// Whether pods in a namespace may be called after `name`.
  func makesPods(_ name: String, in namespace: String) -> Bool {
    makers.contains("\(namespace)/\(name)")
  }

  /// Notes what an object is from now on.
  mutating func set(_ object: LocatedObject, for key: Key) {
    manifests[key] = object
    revisions.noteChange(of: key)
    if let source = PodSource(object, key) { podSources.append(source) }
  }

  /// Notes that a manifest is applied.
  mutating func noteApplied(_ located: LocatedObject) {
    guard located.object is any WorkloadObject || PatchDraft.mergedKinds.contains(located.kind),
      let key = Key(of: located)
    else { return }
    applied[key] = located.node
  }

  /// Forgets what an object was, which is deleted: what comes under its name is a new one.
  mutating func forget(_ key: Key) {
    manifests[key] = nil
    applied[key] = nil
  }

  private mutating func note(zone: String) {
    if zoneSet.insert(zone).inserted { zones.append(zone) }
  }

  /// Adds an object; returns where an object of this key was added before.
  mutating func add(_ key: Key, place: String) -> String? {
    if let known = places[key] { return known }
    if key.kind == Node.kind, isPooled(key.name) { return "a node pool" }
    places[key] = place
    keys[key.kind, default: []].append(key)
    namespacesInUse.insert(key.namespace)
    if Self.makerKinds.contains(key.kind) { makers.insert("\(key.namespace)/\(key.name)") }
    return nil
  }

  /// Whether anything is in a namespace of this name.
  func hasNamespace(_ name: String) -> Bool {
    ["default", "kube-system", "kube-public"].contains(name) || namespacesInUse.contains(name)
  }

  /// The namespaces that have an object of this kind and name.
  func namespaces(of kind: ObjectKind, named name: String) -> [String] {
    keys[kind, default: []].lazy.filter { $0.name == name }.map(\.namespace)
  }

  /// The names of the objects of a kind in a namespace, in order of appearance.
  func names(of kind: ObjectKind, in namespace: String) -> [String] {
    keys[kind, default: []].lazy.filter { $0.namespace == namespace }.map(\.name)
  }

  /// Whether something of `kind` that is not known may be there all the same, since what has it
  /// could not be read.
  func mayHide(_ kind: String) -> Bool {
    switch kind {
    case "node", "pool", "zone": lacksNodes || lacksObjects && pools.isEmpty
    default: lacksObjects
    }
  }

  /// Whether there is a pool of this name.
  func hasPool(_ name: String) -> Bool { poolRows[name] != nil }

  /// Whether there is a zone of this name.
  func hasZone(_ name: String) -> Bool { zoneSet.contains(name) }

  /// Whether an object is there.
  func contains(_ key: Key) -> Bool { places[key] != nil }

  /// Adds nodes to a pool.
  mutating func join(
    _ count: Int, to name: String, labels: [(key: String, value: String?)]
  ) {
    guard let row = poolRows[name] else { return }
    if let zone = labels.last(where: { $0.key == NodeLabels.zone })?.value { note(zone: zone) }
    if !labels.isEmpty { labelledJoins.append((row, labels)) }
    pools[row].made += count
    nodeCount += count
  }

  /// Takes a node or a pool's nodes out.
  mutating func leave(_ target: NodeTarget, at time: SimulationTime) {
    switch target {
    case .node(let name): departed[name] = time
    case .pool(let name):
      if let row = poolRows[name] { departedPools[name] = (time, pools[row].made) }
    case .zone, .selected: break
    }
  }

  /// Whether a node of this name is there or has been.
  func hasNode(_ name: String) -> Bool { nodeNames.contains(name) || isPooled(name) }

  /// When the node left; nil if it is there, or never was.
  func departure(of name: String) -> SimulationTime? {
    if let time = departed[name] { return time }
    guard let (row, number) = poolNode(name), let left = departedPools[pools[row].name],
      number < left.made
    else { return nil }
    return left.time
  }

  private func isPooled(_ name: String) -> Bool { poolNode(name) != nil }

  /// The pool and the number of a node that is called after its pool.
  private func poolNode(_ name: String) -> (row: Int, number: Int)? {
    guard let hyphen = name.lastIndex(of: "-") else { return nil }
    let digits = name[name.index(after: hyphen)...]
    guard let number = Int(digits), String(number) == digits,
      let row = poolRows[String(name[..<hyphen])],
      (0..<pools[row].made).contains(number)
    else { return nil }
    return (row, number)
  }

  /// Names of nodes to suggest, the first few.
  var someNodeNames: [String] {
    let own = nodes.prefix(Self.mostCompared).map(\.metadata.name)
    let pooled = pools.prefix(Self.mostCompared).lazy.flatMap { pool in
      (0..<min(Self.mostCompared, pool.made)).lazy.map { "\(pool.name)-\($0)" }
    }
    return own + pooled.prefix(Self.mostCompared - own.count)
  }

  /// That a name means nothing, with a suggestion.
  func missing<Value>(_ kind: String, _ name: String, at place: Located<Value>) -> Diagnostic {
    let known: [String]
    switch kind {
    case "node": known = someNodeNames
    case "pool": known = pools.prefix(Self.mostCompared).map(\.name)
    case "zone": known = Array(zones.prefix(Self.mostCompared))
    default:
      let named = APIObjectRegistry.kind(named: kind).flatMap { keys[$0] } ?? []
      known = named.prefix(Self.mostCompared).map(\.name)
    }
    if kind == "node", let pool = pools.first(where: { isNumbered(name, after: $0.name) }) {
      let last = pool.made > 0 ? "only \(pool.name)-0 to \(pool.name)-\(pool.made - 1)" : "no nodes"
      return place.error("there is no node \(name): pool \(pool.name) has \(last) by then")
    }
    if let near = Spelling.nearest(to: name, among: known) {
      return place.error("there is no \(kind) \(name); did you mean \(near)?")
    }
    let some =
      known.count <= 8 && !known.isEmpty ? "; there is \(known.joined(separator: ", "))" : ""
    return place.error("there is no \(kind) \(name)\(some)")
  }

  /// Whether a name is a pool's with a hyphen and digits behind.
  private func isNumbered(_ name: String, after pool: String) -> Bool {
    guard name.hasPrefix(pool + "-") else { return false }
    return name.dropFirst(pool.count + 1).allSatisfy(\.isNumber)
  }
}
