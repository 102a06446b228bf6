import ClusterState
import KubernetesObjects

/// Everything in a pod's specification that a scheduling decision reads, compiled once a template.
///
/// Immutable and shared by reference, like the template itself.
public final class PodRequirements: Sendable {
  /// The template: namespace, labels, host ports, priority.
  public let template: PodTemplate
  /// What the pod asks for.
  public let requests: PodRequests
  /// The node selector and required node affinity.
  public let nodeDemand: NodeDemand
  /// Whether the specification has a node selector, were it empty, or a required node affinity.
  public let hasNodeDemand: Bool
  /// The nodes that the required affinity names one by one.
  public let namedNodes: NamedNodes
  /// Preferred node affinity: weight and term, in order.
  public let preferredNodes: ContiguousArray<(weight: Int64, term: NodeTerm)>
  /// Whether the specification lists preferred terms of node affinity, were they of no weight.
  public let hasPreferredNodes: Bool
  public let tolerations: ContiguousArray<CompiledToleration>
  /// Required inter-pod affinity.
  public let requiredAffinity: ContiguousArray<AffinityTerm>
  /// Required inter-pod anti-affinity.
  public let requiredAntiAffinity: ContiguousArray<AffinityTerm>
  /// Preferred inter-pod affinity and, with negative weights, anti-affinity.
  public let preferredAffinity: ContiguousArray<AffinityTerm>
  /// The topology spread constraints, in order.
  public let spreadConstraints: ContiguousArray<SpreadConstraint>
  /// The images of init containers and containers, with a tag.
  public let images: ContiguousArray<Symbol>
  /// The images of image volumes, with a tag.
  public let volumeImages: ContiguousArray<Symbol>
  /// What the pod needs of its node's kubelet.
  public let neededFeatures: NodeFeatures
  /// The volumes that matter to scheduling.
  public let volumes: PodVolumes
  /// The names of the scheduling gates.
  public let schedulingGates: [String]
  /// Whether the pod never evicts others.
  public let neverPreempts: Bool

  /// Whether any inter-pod term makes placed pods of the template matter to others' scores.
  public var hasAffinityTerms: Bool { !requiredAffinity.isEmpty || !preferredAffinity.isEmpty }

  init(
    _ template: PodTemplate, _ cluster: inout ClusterState, _ compiler: inout SchedulerCache
  ) {
    let spec = template.pod.spec
    self.template = template
    requests = PodRequests(spec, &cluster)
    var demand = NodeDemand()
    demand.selector = ContiguousArray(
      (spec.nodeSelector ?? Labels()).map { compiler.equality($0.key, $0.value, &cluster) })
    let required = spec.affinity?.nodeAffinity?.required
    demand.terms = required.map { compiler.terms($0.nodeSelectorTerms, &cluster) }
    nodeDemand = demand
    hasNodeDemand = spec.nodeSelector != nil || required != nil
    namedNodes = required.map { compiler.namedNodes($0, &cluster) } ?? .any
    preferredNodes = compiler.preferred(spec.affinity?.nodeAffinity?.preferred ?? [], &cluster)
    hasPreferredNodes = !(spec.affinity?.nodeAffinity?.preferred ?? []).isEmpty
    tolerations = ContiguousArray(
      spec.tolerations.map { CompiledToleration($0, compiler.rules, &cluster.symbols) })
    let affinity = spec.affinity?.podAffinity ?? PodAffinity()
    let antiAffinity = spec.affinity?.podAntiAffinity ?? PodAffinity()
    requiredAffinity = compiler.required(affinity, in: template.namespace, &cluster)
    requiredAntiAffinity = compiler.required(antiAffinity, in: template.namespace, &cluster)
    preferredAffinity =
      compiler.preferred(affinity, sign: 1, in: template.namespace, &cluster)
      + compiler.preferred(antiAffinity, sign: -1, in: template.namespace, &cluster)
    spreadConstraints = ContiguousArray(
      spec.topologySpreadConstraints.map {
        compiler.constraint($0, labels: template.pod.metadata.labels, &cluster)
      })
    images = ContiguousArray(
      (spec.initContainers + spec.containers).map {
        cluster.symbols.intern(Self.tagged($0.image))
      })
    volumeImages = ContiguousArray(
      spec.volumes.compactMap { volume in
        guard case .image(let reference) = volume.source else { return nil }
        return cluster.symbols.intern(Self.tagged(reference))
      })
    neededFeatures = spec.neededFeatures
    volumes = PodVolumes(spec.volumes)
    schedulingGates = spec.schedulingGates.map(\.name)
    neverPreempts = spec.preemptionPolicy == .never
  }

  /// `name` with `:latest` behind it unless it has a tag or digest after its last slash.
  ///
  /// Source: `imagelocality.normalizedImageName`, Kubernetes 1.34.
  static func tagged(_ name: String) -> String {
    let bytes = name.utf8
    let colon = bytes.lastIndex(of: UInt8(ascii: ":"))
    let slash = bytes.lastIndex(of: UInt8(ascii: "/"))
    guard let colon else { return name + ":latest" }
    if let slash, colon <= slash { return name + ":latest" }
    return name
  }
}
