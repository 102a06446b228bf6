/// When a container's image is pulled.
public enum PullPolicy: String, Sendable, EnumerationDecodable {
  /// At every start.
  case always = "Always"
  /// When the node does not have it.
  case ifNotPresent = "IfNotPresent"
  /// Never; the container fails if the node does not have it.
  case never = "Never"
}

/// One container of a pod.
public struct Container: Hashable, Sendable {
  /// Unique within the pod.
  public var name = ""
  /// The image, with its tag or digest if it has one.
  public var image = ""
  /// The program, in place of the image's.
  public var command: [String] = []
  /// The program's arguments.
  public var args: [String] = []
  /// The environment's variables.
  public var env: [EnvVar] = []
  /// The objects all of whose entries are variables too.
  public var envFrom: [ConfigReference] = []
  /// What the container requests, and the most it may use.
  public var resources = ResourceRequirements()
  /// The ports on which it listens.
  public var ports: [ContainerPort] = []
  /// Where it mounts the pod's volumes.
  public var volumeMounts: [VolumeMount] = []
  /// Whether it must be started again.
  public var livenessProbe: Probe?
  /// Whether it can serve.
  public var readinessProbe: Probe?
  /// Whether it has started; the other probes wait for it.
  public var startupProbe: Probe?
  /// What is done after its start and before its end.
  public var lifecycle: Lifecycle?
  /// When the image is pulled; nil until defaulted by the image's tag.
  public var imagePullPolicy: PullPolicy?
  /// `always` makes an init container a sidecar; nil means the pod's policy.
  public var restartPolicy: RestartPolicy?
  /// What is done at certain exits, before the restart policy counts.
  public var restartPolicyRules: [ContainerRestartRule] = []

  /// A container without a name.
  public init() {}

  /// A container called `name` that runs `image` with `resources`.
  public init(name: String, image: String = "", resources: ResourceRequirements = .init()) {
    self.name = name
    self.image = image
    self.resources = resources
  }
}

extension Container {
  /// The objects that its environment needs, in the order in which the kubelet asks for them.
  ///
  /// Source: `makeEnvironmentVariables` of `pkg/kubelet/kubelet_pods.go`, Kubernetes 1.6 to 1.36.
  public var configReferences: [ConfigReference] { envFrom + env.compactMap(\.reference) }
}

extension Container: ObjectDecodable {
  /// Reads one field of the container.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "name": decoder.read(&self.name)
    case "image": decoder.read(&image)
    case "command": decoder.read(&command)
    case "args": decoder.read(&args)
    case "env": decoder.read(&env)
    case "envFrom":
      var sources: [ConfigReferences] = []
      decoder.read(&sources)
      envFrom = sources.flatMap(\.references)
    case "resources": decoder.read(&resources)
    case "ports": decoder.read(&ports)
    case "volumeMounts": decoder.read(&volumeMounts)
    case "livenessProbe": decoder.read(&livenessProbe)
    case "readinessProbe": decoder.read(&readinessProbe)
    case "startupProbe": decoder.read(&startupProbe)
    case "lifecycle": decoder.read(&lifecycle)
    case "imagePullPolicy": decoder.read(&imagePullPolicy)
    case "restartPolicy": decoder.read(&restartPolicy)
    case "restartPolicyRules": decoder.read(&restartPolicyRules)
    case "resizePolicy", "securityContext", "stdin", "stdinOnce", "terminationMessagePath",
      "terminationMessagePolicy", "tty", "volumeDevices", "workingDir":
      decoder.skipUnusedField()
    default: decoder.skipUnknownField()
    }
  }
}
