/// What a controller stamps pods from.
public struct PodTemplateSpec: Hashable, Sendable {
  /// Labels and annotations of the pods.
  public var metadata = ObjectMeta()
  /// What the pods want.
  public var spec = PodSpec()

  /// A template without containers.
  public init() {}

  /// A template of pods with `metadata` and `spec`.
  public init(metadata: ObjectMeta, spec: PodSpec) {
    self.metadata = metadata
    self.spec = spec
  }
}

extension PodTemplateSpec: ObjectDecodable {
  /// Reads one field of the template.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "metadata": decoder.read(&metadata)
    case "spec": decoder.read(&spec)
    // Templates that were copied from whole pods carry these; the API server ignores them.
    case "apiVersion", "kind", "status": break
    default: decoder.skipUnknownField()
    }
  }
}
