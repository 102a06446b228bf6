import ClusterState
import KubernetesObjects

/// The cluster as the scheduler sees it: columns of node facts, and the pods placed on nodes,
/// bound or only assumed.
///
/// Fed by what runs the scheduler, as the real one is by its watches, so that it may lag behind
/// the API server. Rows are those of `ClusterState.nodes`.
public struct SchedulerCache: Sendable {
  /// The rules by which what the cache compiles will be read.
  public let rules: VersionRules
  /// The nodes that are there.
  public internal(set) var present = NodeSet()
  /// How many nodes are there.
  public internal(set) var nodeCount = 0
  /// The rows of the columns: every node that ever was.
  public internal(set) var rowCount = 0
  /// The node's name by row.
  public internal(set) var names: ContiguousArray<Symbol> = []
  /// What pods may request, by resource and row.
  public internal(set) var allocatable = ResourceColumns()
  /// The number of pods that the node takes, by row.
  public internal(set) var allocatablePods: ContiguousArray<Int64> = []
  /// What placed pods request, by resource and row.
  public internal(set) var requested = ResourceColumns()
  /// Requested millicores by row, where a container without a request counts as 100.
  public internal(set) var nonZeroMilliCPU: ContiguousArray<Int64> = []
  /// Requested bytes of memory by row, where a container without a request counts as 200 MiB.
  public internal(set) var nonZeroMemoryBytes: ContiguousArray<Int64> = []
  /// The cordoned nodes.
  public internal(set) var cordoned = NodeSet()
  /// The nodes whose condition `Ready` is false or unknown.
  public internal(set) var notReady = NodeSet()
  /// The nodes whose condition `OutOfDisk` is true or unknown.
  public internal(set) var outOfDisk = NodeSet()
  /// The taints of the nodes.
  public internal(set) var taints = TaintLists()
  /// The node's labels by row.
  public internal(set) var labels: ContiguousArray<LabelSet> = []
  /// The node's annotations by row.
  public internal(set) var annotations: ContiguousArray<LabelSet> = []
  /// The columns of the labels that some pod or profile asks about; the first is that of names.
  public internal(set) var columns: ContiguousArray<LabelColumn> = [LabelColumn(key: .empty)]
  /// Counts the changes of any node's labels or presence.
  public internal(set) var labelsVersion = 0
  /// The ports of the node that placed pods use, by row.
  public internal(set) var usedPorts: ContiguousArray<ContiguousArray<HostPort>> = []
  /// The features that the node's kubelet tells of, by row.
  public internal(set) var declaredFeatures: ContiguousArray<NodeFeatures> = []
  /// How much of each device of each node placed pods take.
  public internal(set) var devices = DeviceColumns()
  /// The images on the nodes.
  public internal(set) var images = ImageTable()
  /// The placed pods by row, in the order in which the real cache lists them.
  public internal(set) var pods: ContiguousArray<ContiguousArray<PlacedPod>> = []
  /// How many pods are placed on each node, by row.
  public internal(set) var podCounts: ContiguousArray<Int32> = []
  /// The lowest priority of the pods placed on each node, by row; the highest of all without pods.
  public internal(set) var lowestPriorities: ContiguousArray<Int32> = []
  /// Counts of placed pods by what selects them.
  public internal(set) var groups = PodGroups()
  /// What each template asks for, by template.
  public internal(set) var requirements: ContiguousArray<PodRequirements> = []
  /// The templates with required anti-affinity, in order.
  public internal(set) var templatesWithAntiAffinity: ContiguousArray<PodTemplateID> = []
  /// The templates with any other inter-pod term, in order.
  public internal(set) var templatesWithAffinity: ContiguousArray<PodTemplateID> = []

  /// What was decided for claims whose volumes are not bound yet.
  public var assumedVolumes = AssumedVolumes()

  /// The nodes on which something has changed that a decision may read.
  var touched = TouchedNodes()
  var order = NodeOrder()
  var nameOrder = NameOrder()
  var nodeImages: ContiguousArray<ContiguousArray<NodeImage>> = []
  /// The nodes that are there, by name.
  var nodesByName: [Symbol: NodeID] = [:]
  var columnOfKey: [Symbol: LabelColumnID] = [.empty: .nodeName]

  /// A cache without nodes, for a scheduler that decides by `rules`.
  public init(rules: VersionRules = VersionRules()) { self.rules = rules }

  /// The nodes in the order in which they are looked at, as of the last change of their number.
  public mutating func nodeOrder() -> ContiguousArray<NodeID> {
    order.refresh()
    return order.nodes
  }

  /// The column of the label `key`, filled from the nodes if it is new.
  public mutating func column(for key: Symbol) -> LabelColumnID {
    if let known = columnOfKey[key] { return known }
    let id = LabelColumnID(columns.count)
    var column = LabelColumn(key: key)
    for row in 0..<rowCount {
      column.set(present.contains(NodeID(row)) ? labels[row][key] : nil, row: row)
    }
    columns.append(column)
    columnOfKey[key] = id
    return id
  }

  /// The node called `name`, if it is there.
  public func node(named name: Symbol) -> NodeID? { nodesByName[name] }

  /// Compiles the templates that `cluster` has and the cache does not know yet.
  ///
  /// Call it before a pod of a new template is placed or scheduled; it costs nothing otherwise.
  public mutating func learnTemplates(of cluster: inout ClusterState) {
    while requirements.count < cluster.templates.count {
      let template = cluster.templates[PodTemplateID(requirements.count)]
      let compiled = PodRequirements(template, &cluster, &self)
      requirements.append(compiled)
      if !compiled.requiredAntiAffinity.isEmpty { templatesWithAntiAffinity.append(template.id) }
      if compiled.hasAffinityTerms { templatesWithAffinity.append(template.id) }
      groups.offer(template, cluster)
    }
  }
}

extension LabelColumnID {
  /// The column of node names.
  public static let nodeName = LabelColumnID(0)
}
