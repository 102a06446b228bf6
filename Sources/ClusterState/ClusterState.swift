import SimulationEngine

/// The cluster as the API server and etcd hold it: typed tables, a resource version and the log of
/// writes that watches read.
///
/// A value: a copy is a snapshot of everything, and costs nothing until one of the two is written.
/// Readers see the tables; only the methods of this module write them, and every write appends to
/// `changes`.
public struct ClusterState: Sendable {
  /// Every string of the cluster, interned.
  public var symbols = SymbolTable()
  /// Every resource that is requested or offered.
  public var resources = ResourceTable()
  /// The writes in order.
  public internal(set) var changes = ChangeLog()
  /// What pods are stamped from.
  public internal(set) var templates = PodTemplateTable()
  /// Every pod of the run.
  public internal(set) var pods = PodTable()
  /// Every node of the run, in order of joining.
  public internal(set) var nodes: ContiguousArray<NodeRecord> = []
  /// Every workload of the run, oldest first.
  public internal(set) var workloads: ContiguousArray<WorkloadRecord> = []
  /// The templates that stateful sets and daemon sets have had.
  public internal(set) var revisions = ControllerRevisionTable()
  /// Every persistent volume claim of the run, oldest first.
  public internal(set) var claims: ContiguousArray<ClaimRecord> = []
  /// Every persistent volume of the run, oldest first.
  public internal(set) var volumes: ContiguousArray<VolumeRecord> = []
  /// Every attachment of a disk to a node, oldest first.
  public internal(set) var attachments: ContiguousArray<AttachmentRecord> = []
  /// Whether any pod ever had a disk or a claim.
  public internal(set) var hasDisks = false
  /// Every storage class of the run, oldest first.
  public internal(set) var storageClasses: ContiguousArray<StorageClassRecord> = []
  /// Every service of the run, oldest first.
  public internal(set) var services: ContiguousArray<ServiceRecord> = []
  /// The namespaces and their labels.
  public internal(set) var namespaces = NamespaceTable()
  /// The pod disruption budgets, oldest first.
  public internal(set) var disruptionBudgets: ContiguousArray<DisruptionBudgetRecord> = []
  /// Every horizontal pod autoscaler of the run, oldest first.
  public internal(set) var autoscalers: ContiguousArray<AutoscalerRecord> = []
  /// Every resource quota of the run, oldest first.
  public internal(set) var quotas: ContiguousArray<QuotaRecord> = []
  /// How much of each device of each node is taken.
  public internal(set) var devices = DeviceColumns()
  /// Volumes, claims, storage classes and the nodes' storage drivers.
  public var storage = StorageTables()
  /// Claims of devices.
  public var resourceClaims = ResourceClaimTable()

  /// What only single kinds of workloads have, by `WorkloadRecord.detail`.
  var workloadDetails: ContiguousArray<WorkloadDetail> = []
  var selections = TemplateSelections()
  /// The workloads that each workload owns and that are there.
  var ownedWorkloads: [WorkloadID: ContiguousArray<WorkloadID>] = [:]
  /// The workloads whose selectors have to be held against new templates, by what they select.
  var selectingWorkloads = SelectorIndex()
  /// The jobs that select their pods by their own uid.
  var jobsByUID: [Symbol: WorkloadID] = [:]
  /// Whether pods of jobs stay until their job has counted them, by a finalizer.
  public var tracksJobPods = false
  /// The labels of nodes that pods get when they are bound, and the templates with them.
  var topologyLabels = TopologyLabels()
  /// Whether a quota that refuses a pod names the containers that say nothing of a resource.
  public var namesUndeclaringContainers = true
  /// How the pods of jobs ended that are not counted yet.
  var podEnds: [PodID: PodEnd] = [:]
  /// How many services list each pod as a ready endpoint, by row of the pod table.
  var endpointCounts: ContiguousArray<Int32> = []
  /// How many services list each pod, ready or not.
  var listingCounts: ContiguousArray<Int32> = []
  var totalsOfNode: ContiguousArray<RequestTotals> = []
  var templateKeys: [PodTemplateKey: PodTemplateID] = [:]
  var nodeNames: [Symbol: NodeID] = [:]
  var podNames = PodNameIndex()
  /// The pods that wait for a node of this name, oldest first; some may be gone.
  var podsOfAbsentNodes: [Symbol: ContiguousArray<PodID>] = [:]
  var workloadNames: [WorkloadName: WorkloadID] = [:]
  var claimsOfOwner: [ClaimOwner: ContiguousArray<ClaimID>] = [:]
  var claimNames: [NamespacedName: ClaimID] = [:]
  var volumeNames: [Symbol: VolumeID] = [:]
  /// The rows of the attachments of each disk that is attached.
  var attachmentsOfDisk: [Symbol: ContiguousArray<Int32>] = [:]
  /// The rows of the attachments that kubelets have mounted for each pod.
  var mountsOfPod: [PodID: ContiguousArray<Int32>] = [:]
  /// The templates whose pods use a claim, by the claim's name, there or not; oldest first.
  var templatesOfClaim: [NamespacedName: ContiguousArray<PodTemplateID>] = [:]
  var serviceNames: [NamespacedName: ServiceID] = [:]
  /// The rows of the autoscalers that are there.
  var autoscalerNames: [NamespacedName: Int] = [:]
  var quotasOfNamespace: [Symbol: ContiguousArray<ResourceQuotaID>] = [:]
  /// Objects that nothing here acts on.
  var passiveObjects: [PassiveObjectKey: PassiveObject] = [:]
  /// The objects that the scenario makes at some time and that pods may need.
  var declaredObjects: Set<PassiveObjectKey> = []
  /// Pods that are being deleted and still charged to a quota.
  var podsToRelease: ContiguousArray<PodID> = []

  /// A cluster without objects.
  public init() {}

  /// How many writes the cluster has seen.
  public var resourceVersion: Int { changes.end }

  /// Forgets the writes before `position`, which no watcher needs any more.
  public mutating func trimChanges(before position: Int) { changes.trim(before: position) }

  mutating func note(
    _ subject: ClusterChange.Subject, _ verb: ClusterChange.Verb, _ index: Int32,
    _ now: SimulationTime
  ) {
    changes.append(ClusterChange(subject, verb, index: index, time: now))
  }
}

/// A namespace and a name within it: the key of a namespaced object.
struct NamespacedName: Hashable, Sendable {
  let namespace: Symbol
  let name: PodName

  init(_ namespace: Symbol, _ name: Symbol) {
    self.namespace = namespace
    self.name = PodName(name)
  }

  init(_ namespace: Symbol, _ name: PodName) {
    self.namespace = namespace
    self.name = name
  }
}
