/// Containers that run together on one node.
public struct Pod: Hashable, Sendable {
  /// Name, labels, owners.
  public var metadata = ObjectMeta()
  /// What is wanted.
  public var spec = PodSpec()
  /// What was observed.
  public var status = PodStatus()

  /// A pod without a name.
  public init() {}

  /// A pod as a controller stamps it from `template`.
  public init(metadata: ObjectMeta, spec: PodSpec) {
    self.metadata = metadata
    self.spec = spec
  }

  /// Whether the pod has come to its end: it neither runs nor will run.
  public var isTerminal: Bool { status.phase == .succeeded || status.phase == .failed }

  /// Whether a kubelet has taken the pod, as far as its status tells: it is not to be started anew.
  public var isUnderWay: Bool {
    guard !spec.nodeName.isEmpty else { return false }
    switch status.phase {
    case .running, .unknown: return true
    case .pending: return status.startTime != nil
    case .succeeded, .failed: return false
    }
  }
}

extension Pod: WorkloadObject {
  /// Its name, its versions and what it means in a simulation.
  public static let kind = ObjectKind(
    "Pod", in: ["v1"], role: .simulated)
  /// Where its pods are specified.
  public static var podSpecPath: String { "spec" }
  /// The pod itself, without its status.
  public var podTemplate: PodTemplateSpec {
    get { PodTemplateSpec(metadata: metadata, spec: spec) }
    set { (metadata, spec) = (newValue.metadata, newValue.spec) }
  }

  /// Reads one field of the pod.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "metadata": decoder.read(&metadata)
    case "spec": decoder.read(&spec)
    case "status": decoder.read(&status)
    case "apiVersion", "kind": break
    default: decoder.skipUnknownField()
    }
  }
}
