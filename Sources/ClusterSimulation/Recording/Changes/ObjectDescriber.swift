import ClusterState
import NodeAgents

/// What the change log tells of one kind of object.
///
/// A kind is one conforming type and its line in `changeDescribers`.
protocol ObjectDescriber: SendableMetatype {
  /// Whose writes change an object of this kind; their index is its row.
  static var subjects: [ClusterChange.Subject] { get }
  /// Whether the log begins with the objects that there are; else it tells of changes alone.
  static var isListedAtStart: Bool { get }
  /// How many rows the kind's table has.
  static func rowCount(in view: ChangeView) -> Int
  /// What is told of the object in a row, also of one that was removed.
  static func description(of row: Int, in view: ChangeView) -> ObjectDescription
}

extension ObjectDescriber {
  /// Most kinds are.
  static var isListedAtStart: Bool { true }
}

/// The kinds that the change log tells of, in the order in which objects of the start are listed.
let changeDescribers: [any ObjectDescriber.Type] = [
  NamespaceDescriber.self,
  NodeDescriber.self,
  QuotaDescriber.self,
  EndpointSliceDescriber.self,
  DisruptionBudgetDescriber.self,
  AutoscalerDescriber.self,
  WorkloadDescriber.self,
  VolumeDescriber.self,
  ClaimDescriber.self,
  PodDescriber.self,
]

/// What a describer can look at. It is made anew for each look: a copy that is kept would make
/// every write copy a table.
struct ChangeView {
  /// The API server's tables.
  let cluster: ClusterState
  /// The kubelets, who know the containers.
  let kubelets: Kubelets
  /// What was noted of pods that the tables do not say.
  let notes: PodNotes
}

/// What the change log knows of pods from the recording, by row of the pod table.
struct PodNotes: Sendable {
  /// Whether the last attempt found no node: the condition `PodScheduled` is false.
  private var isUnschedulable: ContiguousArray<Bool> = []
  /// The reason of the condition `DisruptionTarget`, of the pods that have one.
  private var disruptions: [PodID: String] = [:]

  mutating func note(_ pod: PodID, isUnschedulable flag: Bool) {
    while isUnschedulable.count <= pod.row { isUnschedulable.append(false) }
    isUnschedulable[pod.row] = flag
  }

  mutating func note(_ pod: PodID, disruption reason: String) { disruptions[pod] = reason }

  func isUnschedulable(_ pod: PodID) -> Bool {
    pod.row < isUnschedulable.count && isUnschedulable[pod.row]
  }

  func disruption(of pod: PodID) -> String? { disruptions[pod] }
}
