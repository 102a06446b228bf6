import Testing

@testable import Scheduling

struct VersionRulesTests {
  @Test("The first version has none of the later rules")
  func firstVersion() {
    let rules = VersionRules(.v1_34)
    #expect(VersionRules.Rule.allCases.allSatisfy { !rules.has($0) })
    #expect(
      VersionRules.gates(of: .v1_34) == [
        .containerRestartRules, .deploymentReplicaSetTerminatingReplicas,
        .hpaConfigurableTolerance, .maxUnavailableStatefulSet, .nominatedNodeNameForExpectation,
        .podTopologyLabelsAdmission,
      ])
  }

  @Test("The newest version has every rule but those that are in alpha")
  func newestVersion() {
    let rules = VersionRules(.v1_36)
    #expect(
      VersionRules.Rule.allCases.filter { !rules.has($0) }
        == [.tolerationComparison, .maxUnavailableOfStatefulSets])
  }

  @Test("Before the framework no rule holds, whatever the gates say")
  func noVersion() {
    let rules = VersionRules(nil, gates: [.maxUnavailableStatefulSet: true])
    #expect(VersionRules.Rule.allCases.allSatisfy { !rules.has($0) })
  }

  @Test("A gate that was in alpha before is known there, and off")
  func olderGate() {
    let gates: FeatureGates = [.hpaConfigurableTolerance: true]
    #expect(VersionRules(.v1_34, gates: gates).has(.ownTolerancesOfAutoscalers))
    #expect(!VersionRules(.v1_34).has(.ownTolerancesOfAutoscalers))
    #expect(VersionRules(.v1_36).has(.ownTolerancesOfAutoscalers))
  }

  @Test("A gate switches its rule, and nothing else", arguments: FeatureGate.allCases)
  func gate(gate: FeatureGate) {
    var (on, off): (FeatureGates, FeatureGates) = ([:], [:])
    (on[gate], off[gate]) = (true, false)
    let differing = VersionRules.Rule.allCases.filter {
      VersionRules(.v1_36, gates: on).has($0) != VersionRules(.v1_36, gates: off).has($0)
    }
    #expect(differing.count == 1)
    let isKnown = VersionRules.gates(of: .v1_34).contains(gate)
    #expect((VersionRules(.v1_34, gates: on) == VersionRules(.v1_34)) == !isKnown)
  }

  @Test("A gate is known by its real name, from its version on")
  func names() throws {
    #expect(try FeatureGate.named("NodeDeclaredFeatures", in: .v1_36) == .nodeDeclaredFeatures)
    func problem(_ name: String, _ version: KubernetesVersion) -> String? {
      do throws(UnknownFeatureGate) {
        _ = try FeatureGate.named(name, in: version)
        return nil
      } catch {
        return error.message
      }
    }
    #expect(
      problem("OpportunisticBatch", .v1_36)
        == "expected a feature gate that changes what is simulated in version 1.36, found "
        + "OpportunisticBatch; did you mean OpportunisticBatching?")
    #expect(
      problem("OpportunisticBatching", .v1_34)
        == "expected a feature gate of version 1.34, found OpportunisticBatching, which came with "
        + "1.36 or shortly before")
    #expect(problem("", .v1_34)?.contains("found an empty name; they are Container") == true)
  }

  @Test(
    "The nearest version is suggested",
    arguments: [
      ("1.36.2", "1.36"), ("v1.36.2", "1.36"), ("1.37", "1.36"), ("1.35", "1.34"),
      ("1.4", "1.34"), ("v1.36-alpha", "1.36"), ("2.0", nil), ("newest", nil), ("1.", nil),
    ] as [(String, String?)])
  func nearest(text: String, expected: String?) {
    #expect(KubernetesVersion.nearest(to: text)?.rawValue == expected)
  }

  @Test("Versions stand in order, and the standard one is the newest")
  func order() {
    #expect(KubernetesVersion.allCases == KubernetesVersion.allCases.sorted())
    #expect(KubernetesVersion.standard == KubernetesVersion.allCases.last)
  }

  @Test("Gates that are set are listed by name")
  func mirror() {
    let gates: FeatureGates = [.opportunisticBatching: false, .nodeDeclaredFeatures: true]
    #expect(
      Mirror(reflecting: gates).children.map { "\($0.label ?? "")=\($0.value)" }
        == ["NodeDeclaredFeatures=true", "OpportunisticBatching=false"])
  }
}
