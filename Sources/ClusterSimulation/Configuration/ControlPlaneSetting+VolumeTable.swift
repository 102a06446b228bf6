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
  ]
}
