/// When the containers of a pod are started again.
public enum RestartPolicy: String, Sendable, EnumerationDecodable {
  /// Whenever they end.
  case always = "Always"
  /// When they end with a failure.
  case onFailure = "OnFailure"
  case never = "Never"
}

/// Whether a pod may make room for itself by evicting pods of lower priority.
public enum PreemptionPolicy: String, Sendable, EnumerationDecodable {
  case preemptLowerPriority = "PreemptLowerPriority"
  /// It waits for room.
  case never = "Never"
}

/// What a pod wants: its containers, and where and how they shall run.
///
/// Fields that the API server fills with a constant have that constant from the start.
public struct PodSpec: Hashable, Sendable {
  /// The containers, in the order in which they start.
  public var containers: [Container] = []
  /// The containers that run before the others; a restartable one is a sidecar and runs on.
  public var initContainers: [Container] = []
  /// The volumes that containers mount.
  public var volumes: [Volume] = []
  /// Requests and limits of the pod as a whole, in place of the containers' sums.
  public var resources: ResourceRequirements?
  /// What the runtime needs on top of the containers.
  public var overhead = ResourceList()
  /// When the containers are started again.
  public var restartPolicy = RestartPolicy.always
  /// The seconds between the request to stop and the kill.
  public var terminationGracePeriodSeconds: Int64 = 30
  /// The seconds after which a pod that still runs is failed.
  public var activeDeadlineSeconds: Int64?
  /// The node; empty until the pod is bound.
  public var nodeName = ""
  /// Labels that the node must have; nil differs from empty only for the scheduler's shortcuts.
  public var nodeSelector: Labels?
  /// Which nodes and which neighbours the pod wants.
  public var affinity: Affinity?
  /// The taints that the pod bears.
  public var tolerations: [Toleration] = []
  /// How pods shall spread over topology domains.
  public var topologySpreadConstraints: [TopologySpreadConstraint] = []
  /// The scheduler that places the pod.
  public var schedulerName = "default-scheduler"
  /// What keeps the pod from being scheduled; empty when it may be.
  public var schedulingGates: [PodSchedulingGate] = []
  /// The priority; nil until admission resolves `priorityClassName`.
  public var priority: Int32?
  /// The name of the pod's PriorityClass.
  public var priorityClassName = ""
  /// Whether the pod may preempt; nil means `preemptLowerPriority` or the class's choice.
  public var preemptionPolicy: PreemptionPolicy?
  /// Whether the pod uses the node's network, so that its ports are the node's.
  public var hostNetwork = false
  /// Whether the pod's users are the node's; nil means they are, false asks for a namespace.
  public var hostUsers: Bool?
  /// Conditions that must hold, besides the containers', for the pod to be ready.
  public var readinessGates: [PodReadinessGate] = []
  /// The claims of devices.
  public var resourceClaims: [PodResourceClaim] = []
  /// The runtime class; empty for the default one.
  public var runtimeClassName = ""
  /// The account under which the containers act.
  public var serviceAccountName = ""
  /// The secrets with which images are pulled.
  public var imagePullSecrets: [String] = []
  /// The pod's host name, if it is not its name.
  public var hostname = ""
  /// The domain below the cluster's, for pods of a headless service.
  public var subdomain = ""

  /// A pod without containers.
  public init() {}
}

extension PodSpec: ObjectDecodable {
  /// Reads one field of the specification.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "containers": decoder.read(&containers)
    case "initContainers": decoder.read(&initContainers)
    case "volumes": decoder.read(&volumes)
    case "resources": decoder.read(&resources)
    case "overhead": decoder.read(&overhead)
    case "restartPolicy": decoder.read(&restartPolicy)
    case "terminationGracePeriodSeconds": decoder.read(&terminationGracePeriodSeconds)
    case "activeDeadlineSeconds": decoder.read(&activeDeadlineSeconds)
    case "nodeName": decoder.read(&nodeName)
    case "nodeSelector": decoder.read(&nodeSelector)
    case "affinity": decoder.read(&affinity)
    case "tolerations": decoder.read(&tolerations)
    case "topologySpreadConstraints": decoder.read(&topologySpreadConstraints)
    case "schedulerName": decoder.read(&schedulerName)
    case "schedulingGates": decoder.read(&schedulingGates)
    case "priority": decoder.read(&priority)
    case "priorityClassName": decoder.read(&priorityClassName)
    case "preemptionPolicy": decoder.read(&preemptionPolicy)
    case "hostNetwork": decoder.read(&hostNetwork)
    case "readinessGates": decoder.read(&readinessGates)
    default: decodeRareField(name, from: &decoder)
    }
  }

  private mutating func decodeRareField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "hostUsers": decoder.read(&hostUsers)
    case "resourceClaims": decoder.read(&resourceClaims)
    case "runtimeClassName": decoder.read(&runtimeClassName)
    case "serviceAccountName", "serviceAccount": decoder.read(&serviceAccountName)
    case "imagePullSecrets":
      var secrets: [LocalReference] = []
      decoder.read(&secrets)
      imagePullSecrets = secrets.map(\.name)
    case "hostname": decoder.read(&hostname)
    case "subdomain": decoder.read(&subdomain)
    case "dnsPolicy":
      // Nothing that is simulated looks names up.
      var policy: DNSPolicy?
      decoder.read(&policy)
    case "automountServiceAccountToken", "dnsConfig", "enableServiceLinks", "ephemeralContainers",
      "evictionResponders", "hostAliases", "hostIPC", "hostPID", "hostnameOverride", "os",
      "schedulingGroup", "setHostnameAsFQDN", "shareProcessNamespace", "workloadRef":
      decoder.skipUnusedField()
    case "securityContext": decoder.skipUnusedField(as: "pod.securityContext")
    default: decoder.skipUnknownField()
    }
  }
}

/// How a pod's containers look names up.
private enum DNSPolicy: String, EnumerationDecodable {
  case clusterFirst = "ClusterFirst"
  case clusterFirstWithHostNet = "ClusterFirstWithHostNet"
  case `default` = "Default"
  case none = "None"
}
