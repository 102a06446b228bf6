import ClusterSimulation
import ClusterState
import KubernetesObjects
import NodeAgents

/// Something that makes pods, or is one: what rules of behavior can know it by.
///
/// In doubt it meets a rule: what controllers add to their pods, and whom pods come to belong to,
/// is known in the run only.
struct PodSource: Sendable {
  /// Labels that controllers put on pods, or kubectl does; their values are known in the run only.
  private static let addedLabels = PodTemplateOfPod.addedLabels.union([
    ReplicaSetDetail.hashLabel, "deployment", "deploymentconfig",
    "batch.kubernetes.io/controller-uid", "batch.kubernetes.io/job-name", "controller-uid",
    "job-name",
  ])
  /// The longest name that no controller cuts before it adds to it.
  private static let longestWholeName = 40

  /// The kinds that its pods' owners have for certain; `Pod` if nothing need own them.
  let kinds: [String]
  /// Whether its pods may belong to something else too.
  private let mayBeOwned: Bool
  /// Whether controllers add labels to its pods.
  private let addsLabels: Bool
  private let namespace: String
  private let labels: Labels
  private let images: [String]
  /// The name of its one pod, or how those of its pods begin.
  private let name: String
  private let isOnePod: Bool

  /// The pods of an object; nil if it makes none.
  init?(_ located: LocatedObject, _ key: KnownWorld.Key) {
    guard let workload = located.object as? any WorkloadObject else { return nil }
    let template = workload.podTemplate
    let isNamed = !(located.metadata?.name.isEmpty ?? true)
    let isPod = key.kind == Pod.kind
    kinds =
      switch key.kind {
      case Deployment.kind: [Deployment.kind.name, ReplicaSet.kind.name]
      case DeploymentConfig.kind: [DeploymentConfig.kind.name, ReplicationController.kind.name]
      case CronJob.kind: [CronJob.kind.name, Job.kind.name]
      default: [key.kind.name]
      }
    mayBeOwned = [Pod.kind, ReplicaSet.kind, ReplicationController.kind, Job.kind].contains(
      key.kind)
    addsLabels = !isPod
    namespace = key.namespace
    labels = template.metadata.labels
    images = Self.images(of: template.spec)
    isOnePod = isPod && isNamed
    name = isPod || !isNamed ? key.name : key.name + "-"
  }

  /// The pods of a generator.
  init(_ workload: WorkloadGenerator) {
    kinds = [Pod.kind.name]
    mayBeOwned = true
    addsLabels = false
    namespace = workload.template.metadata.namespace
    labels = workload.template.metadata.labels
    images = Self.images(of: workload.template.spec)
    isOnePod = false
    name = workload.name + "-"
  }

  private static func images(of spec: PodSpec) -> [String] {
    (spec.initContainers + spec.containers).map(\.image)
  }

  /// Whether its pods may have an owner of `kind`, if owners of the kinds `present` are there.
  func mayHaveOwner(of kind: String, among present: Set<String>) -> Bool {
    kinds.contains(kind) || mayBeOwned && present.contains(kind)
  }

  /// Whether its pods are in `namespace`.
  func isIn(_ namespace: String) -> Bool { self.namespace == namespace }

  /// Whether its pods may have all of `wanted`.
  func mayHave(_ wanted: Labels) -> Bool {
    wanted.allSatisfy {
      labels[$0.key] == $0.value || addsLabels && Self.addedLabels.contains($0.key)
    }
  }

  /// Whether a container of its pods has an image that is meant.
  func hasImage(_ pattern: NamePattern) -> Bool { images.contains(where: pattern.matches) }

  /// Whether a pod of it may be called so.
  func mayBeCalled(_ pattern: NamePattern) -> Bool {
    if isOnePod { return pattern.matches(name) }
    if name.utf8.count > Self.longestWholeName { return true }
    if pattern.isOneName { return pattern.text.hasPrefix(name) }
    let start = pattern.text.prefix { $0 != "*" }
    return name.hasPrefix(start) || start.hasPrefix(name)
  }
}
