import Controllers
import SimulationEngine

extension ControlPlaneSetting {
  private static let component = "volume controllers"

  /// The settings of volumes and claims.
  static let volumes = [
    ControlPlaneSetting(
      "pvClaimBinderSyncPeriod", component,
      .duration(\.volumes.claimSyncPeriod, atLeast: .milliseconds(10)),
      "How often claims without a volume are looked at again."),
    ControlPlaneSetting(
      "pvClaimBinderSyncStart", component,
      .duration(\.volumes.firstClaimSync, atLeast: .zero),
      "From the start of the controllers to the first of these looks."),
    ControlPlaneSetting(
      "volumeProvisioningLatency", component,
      .duration(\.volumes.provisioningLatency, atLeast: .zero),
      "How long a storage driver takes to make a volume."),
    ControlPlaneSetting(
      "volumeDeletionLatency", component,
      .duration(\.volumes.deletionLatency, atLeast: .zero),
      "How long a storage driver takes to delete a volume, or to wipe it."),
    ControlPlaneSetting(
      "volumeAttachLatency", component, .duration(\.volumes.attachLatency, atLeast: .zero),
      "How long a cloud takes to attach a disk to a node."),
    ControlPlaneSetting(
      "volumeDetachLatency", component, .duration(\.volumes.detachLatency, atLeast: .zero),
      "How long a cloud takes to detach a disk from a node."),
    ControlPlaneSetting(
      "maxWaitForUnmountDuration", component,
      .duration(\.volumes.maxWaitForUnmountDuration, atLeast: .zero),
      "How long a node that is not ready is waited for before its disks are detached by force."),
    ControlPlaneSetting(
      "volumeMountLatency", "kubelet", .duration(\.kubelet.volumeMountLatency, atLeast: .zero),
      "How long mounting the disks of a pod takes."),
    ControlPlaneSetting(
      "volumeUnmountLatency", "kubelet",
      .duration(\.kubelet.volumeUnmountLatency, atLeast: .zero),
      "From the end of a pod until its node's status tells that the disks are not in use."),
  ]
}
