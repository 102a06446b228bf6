import KubernetesObjects

/// What tells pods apart where GPUs are shared: processor time, GPUs, and the models that will do.
///
/// Memory plays no part, as in "Beware of Fragmentation" (USENIX ATC 2023), section 4.
public struct TypicalPodKind: Hashable, Sendable {
  /// Requested processor time in millicores.
  public let milliCPU: Int64
  /// Thousandths of each GPU; zero without GPUs.
  public let milli: Int64
  /// The number of GPUs.
  public let count: Int64
  /// The models that will do, joined by `|` in the order in which the pod names them; empty for
  /// any.
  public let models: String

  /// A kind that is written out.
  public init(milliCPU: Int64, count: Int64 = 0, milli: Int64 = 0, models: String = "") {
    self.milliCPU = milliCPU
    self.milli = milli
    self.count = count
    self.models = models
  }

  /// The kind of the pods of `spec` with `annotations`.
  public init(_ spec: PodSpec, annotations: Labels) {
    let requests = spec.effectiveRequests
    let request = GPURequest(annotations)
    let whole = requests.amount(of: .gpu)
    let count = request?.count ?? whole
    self.init(
      milliCPU: requests.amount(of: .cpu), count: count,
      milli: count > 0 ? request?.milli ?? GPURequest.wholeMilli : 0,
      models: count > 0 ? spec.gpuModels.joined(separator: "|") : "")
  }

  /// Whether the kind stands before `other` where counts are equal: what asks for more stands
  /// first.
  func precedes(_ other: TypicalPodKind) -> Bool {
    if milliCPU != other.milliCPU { return milliCPU > other.milliCPU }
    if milli != other.milli { return milli > other.milli }
    if count != other.count { return count > other.count }
    return other.models.utf8.lexicographicallyPrecedes(models.utf8)
  }
}

extension PodSpec {
  /// The models of GPU that the pod's selector and required affinity leave to it, in the order in
  /// which they are named; empty for any.
  fileprivate var gpuModels: [String] {
    if let model = nodeSelector?[GPURequest.modelLabel] { return [model] }
    var models: [String] = []
    for term in affinity?.nodeAffinity?.required?.nodeSelectorTerms ?? [] {
      let named = term.matchExpressions.first {
        $0.key == GPURequest.modelLabel && $0.operator == .isIn
      }
      // Terms are alternatives: one without models lets any do.
      guard let named else { return [] }
      for value in named.values where !models.contains(value) { models.append(value) }
    }
    return models
  }
}
