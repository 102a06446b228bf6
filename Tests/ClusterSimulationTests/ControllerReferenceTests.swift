import ClusterSimulation
import Foundation
import TestSupport
import Testing

/// The page that tells of every controller.
@Suite struct ControllerReferenceTests {
  @Test func `the committed page is what the tables say`() {
    let page = "Sources/ClusterSimulation/ClusterSimulation.docc/ControllerReference.md"
    GoldenFile(at: PackageFolder.url.appending(path: page)).expect(ControllerReference.text)
  }

  @Test func `it tells of every controller, and of no other`() {
    let names = ControlPlaneSettings.Profile.allCases.flatMap { ControllerReference.names(in: $0) }
    #expect(Set(ControllerReference.entries.map(\.name)) == Set(names))
  }

  @Test func `the settings that it names exist`() {
    for name in ControllerReference.entries.flatMap(\.settings) {
      #expect(ControlPlaneSetting.named(name) != nil, "\(name)")
    }
  }
}
