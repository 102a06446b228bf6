import KubernetesObjects
import Testing

@Suite struct DeviceClaimWarningTests {
  @Test("A pod with claims of devices is warned of once, however many it has")
  func warning() {
    var spec = PodSpec()
    #expect(spec.warnings.isEmpty)
    spec.resourceClaims = [PodResourceClaim(), PodResourceClaim()]
    #expect(
      spec.warnings.map(\.description) == [
        "resourceClaims: devices are not simulated: the profile modern finds no node for the pod, "
          + "and the others pass the claims over"
      ])
  }
}
