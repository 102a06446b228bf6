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
}

extension Pod: ObjectDecodable {
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
