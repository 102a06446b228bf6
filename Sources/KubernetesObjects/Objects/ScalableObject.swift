/// An object that wants a number of pods at any time.
public protocol ScalableObject: WorkloadObject {
  /// `spec.replicas`.
  var replicas: Int32 { get set }
}

extension ScalableObject {
  /// Whether there are to be any pods.
  public var wantsPods: Bool { replicas > 0 }
}

extension APIObjectRegistry {
  /// The kinds that are simulated and can be scaled.
  public static let scalableKinds: [ObjectKind] = types.compactMap { type in
    (type as? any ScalableObject.Type)?.kind
  }.filter { $0.role == .simulated }
}
