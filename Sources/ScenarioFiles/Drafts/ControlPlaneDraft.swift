import ClusterSimulation
import KubernetesObjects
import Scheduling
import StructuredText

/// The control plane as it is written: a profile, a version of it and single settings.
struct ControlPlaneDraft: Sendable {
  /// One setting with its value as text.
  struct Entry: Sendable {
    let setting: ControlPlaneSetting
    let text: Located<String>
  }

  var profile: Located<ControlPlaneSettings.Profile>?
  var version: Located<KubernetesVersion>?
  /// The feature gates by name, in order.
  var featureGates: [(name: String, isOn: Located<Bool>)] = []
  /// The settings in order; of equal ones the last counts.
  var entries: [Entry] = []

  /// Adds what the reader stands at.
  mutating func read(_ reader: inout SchemaReader) {
    var draft = self
    _ = reader.members(expecting: "a mapping of settings") { name, reader in
      if name == "profile" {
        draft.profile = reader.choice(ControlPlaneSettings.Profile.self).map { reader.located($0) }
      } else if name == "version" {
        draft.version = reader.choice(KubernetesVersion.self).map { reader.located($0) }
      } else if name == "featureGates" {
        _ = reader.members(expecting: "a mapping of gates to true or false") { name, reader in
          if let isOn = reader.flag() { draft.featureGates.append((name, reader.located(isOn))) }
        }
      } else if let setting = ControlPlaneSetting.named(name) {
        if let text = reader.text() {
          draft.entries.append(Entry(setting: setting, text: reader.located(text)))
        }
      } else if FeatureGate(rawValue: name) != nil {
        reader.fail("a feature gate: expected it below featureGates")
      } else if let near = Spelling.nearest(to: name, inTable: Self.names) {
        reader.failStrayKey("unknown setting; did you mean \(near)?")
      } else {
        reader.failStrayKey("unknown setting; the reference of scenarios lists them all")
      }
    }
    self = draft
  }

  private static let names =
    ["profile", "version", "featureGates"] + ControlPlaneSetting.all.map(\.name)
}
