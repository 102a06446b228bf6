import KubernetesObjects
import SimulationEngine

/// A write to the API server, as a value: whoever asks for it, and whenever it arrives, its effect
/// is that of `ClusterState.apply(_:at:)`.
public enum ClusterWrite: Hashable, Sendable {
  /// Creates a pod from the template of a workload, under a name that the API server makes.
  case createPod(of: WorkloadID)
  /// Creates a pod that differs from its workload's template.
  case createDraftedPod(PodDraft)
  /// Replaces the labels of a pod.
  case setPodLabels(PodID, Labels)
  /// Takes the finalizer of its job off a pod.
  case removeFinalizer(PodID)
  /// Deletes a pod, with the grace that it asks for or without any.
  case deletePod(PodID, DeletionCause, isForced: Bool)
  /// Gives a pod to a workload, or to none.
  case setOwner(PodID, WorkloadID)
  /// Creates a workload.
  case createWorkload(WorkloadDraft)
  /// Changes a workload.
  case editWorkload(WorkloadID, WorkloadEdit)
  /// Gives a workload to another, or to none.
  case setWorkloadOwner(WorkloadID, WorkloadID)
  /// Deletes a workload, and in some way what it owns.
  case deleteWorkload(WorkloadID, DeletionPropagation)
  /// Takes a workload away, which owns nothing any more.
  case removeWorkload(WorkloadID)
  /// Creates a persistent volume claim.
  case createClaim(PersistentVolumeClaim)
  /// Creates a persistent volume claim that belongs to a pod.
  case createPodClaim(PersistentVolumeClaim, of: PodID)
  /// Lets the claim of a name go with something else, if it is there.
  case setClaimOwner(namespace: Symbol, name: String, ClaimOwner)
  /// Deletes a persistent volume claim once nobody uses it.
  case deleteClaim(ClaimID)
  /// Takes a persistent volume claim away, which nobody uses any more.
  case removeClaim(ClaimID)
  /// Changes a persistent volume claim.
  case editClaim(ClaimID, ClaimEdit)
  /// Creates a persistent volume.
  indirect case createVolume(PersistentVolume)
  /// Changes a persistent volume.
  case editVolume(VolumeID, VolumeEdit)
  /// Attaches a disk to a node.
  case attachDisk(AttachableDisk, NodeID)
  /// Detaches the disk of the attachment in a row.
  case detachDisk(row: Int32)
  /// Creates a controller revision.
  case createRevision(ControllerRevisionDraft)
  /// Gives a controller revision another number.
  case setRevisionNumber(ControllerRevisionID, Int64)
  /// Gives a controller revision to a workload, or to none.
  case setRevisionOwner(ControllerRevisionID, WorkloadID)
  /// Takes a controller revision away.
  case removeRevision(ControllerRevisionID)
  /// Writes the status of a workload.
  case setStatus(WorkloadID, WorkloadStatus)
  /// Writes the status of the disruption budget in a row.
  case setDisruptions(budget: Int32, DisruptionBudgetStatus)
  /// Writes the status of the horizontal pod autoscaler in a row.
  case setAutoscalerStatus(row: Int32, AutoscalerStatus)
  /// Brings the endpoints of a service up to date for one pod.
  case setEndpoint(ServiceID, PodID, EndpointConditions?)
  /// Deletes every object of a collection of the namespace in a row.
  case deleteAll(NamespaceContent, namespace: Int32)
  /// Writes the conditions of the namespace in a row, which is being emptied.
  case setNamespaceStatus(row: Int32, NamespaceDeletionStatus)
  /// Takes the finalizer off the namespace in a row, which is empty.
  case finalizeNamespace(row: Int32)
  /// Sets the condition `Ready` of a node.
  case setNodeReady(NodeID, ConditionStatus, NodeStatusReason)
  /// Sets the condition `Ready` of every pod on a node to false.
  case setPodsNotReady(NodeID)
  /// Puts a taint on a node, or takes it off.
  case setTaint(NodeID, NodeLifecycleTaint, isPresent: Bool)
}

/// What came of a write.
public enum WriteOutcome: Hashable, Sendable {
  /// It was done, or there was nothing to do.
  case done
  /// A pod was created.
  case created(PodID)
  /// A workload was created.
  case createdWorkload(WorkloadID)
  /// A controller revision was created.
  case createdRevision(ControllerRevisionID)
  /// The API server refused it, and says why.
  case refused(String)
  /// The API server refused it since its namespace is being emptied, as it will whatever else is to
  /// be created there.
  case namespaceTerminating(String)

  /// The outcome for those to whom every refusal is alike.
  public var withoutReason: WriteOutcome {
    if case .namespaceTerminating(let message) = self { .refused(message) } else { self }
  }
}
