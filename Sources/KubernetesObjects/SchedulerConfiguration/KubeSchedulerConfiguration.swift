/// How a scheduler works: the file that `kube-scheduler --config` reads.
///
/// Source: `kubescheduler.config.k8s.io/v1` and its betas.
public struct KubeSchedulerConfiguration: Sendable {
  /// The profiles, of which each serves the pods that name it.
  public var profiles: [KubeSchedulerProfile] = []
  /// The percentage of the nodes that are scored; nil or 0 adapts to the cluster.
  public var percentageOfNodesToScore: Int32?
  /// The seconds that a rejected pod waits the first time.
  public var podInitialBackoffSeconds: Int64 = 1
  /// The most seconds that a rejected pod waits.
  public var podMaxBackoffSeconds: Int64 = 10
  /// How many nodes are looked at side by side; nothing that is simulated depends on it.
  public var parallelism: Int32 = 16
  /// How fast the scheduler may write.
  public var clientConnection = ClientConnection()
  /// Webhooks that have a say.
  public var extenders: [Extender] = []
  /// What older versions say otherwise.
  private var former = FirstVersionFields()

  /// A configuration without profiles.
  public init() {}
}

extension KubeSchedulerConfiguration: APIObject {
  /// Its name, its versions and what it means in a simulation.
  public static let kind = ObjectKind(
    "KubeSchedulerConfiguration",
    in: [
      "kubescheduler.config.k8s.io/v1", "kubescheduler.config.k8s.io/v1beta3",
      "kubescheduler.config.k8s.io/v1beta2", "kubescheduler.config.k8s.io/v1beta1",
      "kubescheduler.config.k8s.io/v1alpha2", "kubescheduler.config.k8s.io/v1alpha1",
    ], isNamespaced: false, role: .configuration)

  /// Reads one field of the configuration.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "profiles": decoder.read(&profiles)
    case "percentageOfNodesToScore": decoder.read(&percentageOfNodesToScore)
    case "podInitialBackoffSeconds": decoder.read(&podInitialBackoffSeconds)
    case "podMaxBackoffSeconds": decoder.read(&podMaxBackoffSeconds)
    case "extenders": decoder.read(&extenders)
    case "parallelism": decoder.read(&parallelism)
    case "clientConnection": decoder.read(&clientConnection)
    case "leaderElection": decoder.skipUnusedField()
    case "apiVersion", "delayCacheUntilActive", "enableContentionProfiling", "enableProfiling",
      "healthzBindAddress", "kind", "metadata", "metricsBindAddress":
      break
    default:
      if FirstVersionFields.has(name, in: decoder.apiVersion) {
        former.decodeField(name, from: &decoder)
      } else {
        decoder.skipUnknownField()
      }
    }
  }

  /// Adds the default profile where there is none, and says in the words of today what the older
  /// versions say otherwise.
  ///
  /// Source: `SetDefaults_KubeSchedulerConfiguration`, v1.34, and the same of the older versions.
  public mutating func applyDefaults(in _: APIVersion) {
    former.apply(to: &self)
    former = FirstVersionFields()
  }
}
