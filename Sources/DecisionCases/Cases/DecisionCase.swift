import KubernetesObjects

/// One question to a scheduler: a cluster, a configuration, and a pod or a sequence of steps.
///
/// The objects are API objects as a scheduler would see them: no defaulting or admission applies.
struct DecisionCase {
  /// What names the case in the answer.
  var id = ""
  /// The nodes in order of arrival.
  var nodes: [Node] = []
  /// The pods that are bound.
  var pods: [Pod] = []
  /// Pending pods that hold a place on a node.
  var nominated: [Pod] = []
  /// Services in order of listing.
  var services: [Service] = []
  /// Replication controllers in order of listing.
  var replicationControllers: [ReplicationController] = []
  /// Replica sets in order of listing.
  var replicaSets: [ReplicaSet] = []
  /// Stateful sets in order of listing.
  var statefulSets: [StatefulSet] = []
  var persistentVolumes: [PersistentVolume] = []
  /// Claims of persistent volumes.
  var persistentVolumeClaims: [PersistentVolumeClaim] = []
  var storageClasses: [StorageClass] = []
  /// The storage drivers of nodes.
  var csiNodes: [CSINode] = []
  /// Namespaces, for selectors of namespaces.
  var namespaces: [Namespace] = []
  /// Disruption budgets, which preemption spares.
  var podDisruptionBudgets: [PodDisruptionBudget] = []
  /// The scheduler's configuration, of v1.34 and later; nil for the default profile.
  var configuration: KubeSchedulerConfiguration?
  /// The policy of v1.20 and v1.2; nil for the version's defaults.
  var policy: Policy?
  /// The feature gates that the case sets, by name.
  var featureGates: [(name: String, isOn: Bool)] = []
  /// The pod to schedule; nil in a sequence.
  var pod: Pod?
  /// The steps of a sequence; nil for a single decision.
  var steps: [DecisionStep]?
  /// The percentage of the nodes that are looked at in a sequence; 0 adapts to the cluster.
  var percentageOfNodesToScore: Int32 = 100
  /// Whether pods of a sequence may preempt.
  var preempts = false

  init() {}
}

extension DecisionCase: ObjectDecodable {
  mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "id": decoder.read(&id)
    case "nodes": decoder.read(&nodes)
    case "pods": decoder.read(&pods)
    case "nominated": decoder.read(&nominated)
    case "config": decoder.read(&configuration)
    case "policy": decoder.read(&policy)
    case "pod": decoder.read(&pod)
    case "steps": decoder.read(&steps)
    case "percentageOfNodesToScore": decoder.read(&percentageOfNodesToScore)
    case "preempt": decoder.read(&preempts)
    case "featureGates":
      var gates: [(name: String, isOn: Bool)] = []
      _ = decoder.readMembers { name, decoder in
        var isOn = false
        decoder.read(&isOn)
        gates.append((name, isOn))
      }
      featureGates = gates
    default: decodeObjects(name, from: &decoder)
    }
  }

  private mutating func decodeObjects(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "services": decoder.read(&services)
    case "replicationcontrollers": decoder.read(&replicationControllers)
    case "replicasets": decoder.read(&replicaSets)
    case "statefulsets": decoder.read(&statefulSets)
    case "persistentvolumes": decoder.read(&persistentVolumes)
    case "persistentvolumeclaims": decoder.read(&persistentVolumeClaims)
    case "storageclasses": decoder.read(&storageClasses)
    case "csinodes": decoder.read(&csiNodes)
    case "namespaces": decoder.read(&namespaces)
    case "pdbs": decoder.read(&podDisruptionBudgets)
    default:
      decoder.report("unknown field; expected one of \(Self.fields.joined(separator: ", "))")
    }
  }

  private static let fields = [
    "id", "nodes", "pods", "nominated", "services", "replicationcontrollers", "replicasets",
    "statefulsets", "persistentvolumes", "persistentvolumeclaims", "storageclasses", "csinodes",
    "namespaces", "pdbs", "config", "policy", "pod", "steps", "percentageOfNodesToScore",
    "preempt", "featureGates",
  ]
}
