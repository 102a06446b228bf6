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
  /// The feature gates in order, each at its key.
  var featureGates: [(name: Located<String>, isOn: Bool)] = []
  /// The settings in order; of equal ones the last counts.
  var entries: [Entry] = []

  /// Adds what the reader stands at.
  mutating func read(_ reader: inout SchemaReader) {
    var draft = self
    _ = reader.members(expecting: "a mapping of settings") { name, reader in
      if name == "profile" {
        draft.profile = Self.profile(&reader)
      } else if name == "version" {
        draft.version = Self.version(&reader)
      } else if name == "featureGates" {
        draft.readGates(&reader)
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

  private static func profile(
    _ reader: inout SchemaReader
  ) -> Located<ControlPlaneSettings.Profile>? {
    let words = ControlPlaneSettings.Profile.allCases.map(\.rawValue)
    if reader.node.kind == .scalar, !words.contains(reader.node.text),
      let version = KubernetesVersion.nearest(to: reader.node.text)
    {
      reader.fail(
        "expected \(Spelling.alternatives(words)), found \(reader.node.text), which is a version; "
          + "did you mean profile: modern, version: \"\(version)\"?")
      return nil
    }
    return reader.choice(ControlPlaneSettings.Profile.self).map { reader.located($0) }
  }

  /// The version; none where it is null, which takes back one that was included.
  private static func version(_ reader: inout SchemaReader) -> Located<KubernetesVersion>? {
    if reader.node.isNull { return nil }
    let words = KubernetesVersion.allCases.map(\.rawValue)
    guard reader.node.kind == .scalar, !words.contains(reader.node.text) else {
      return reader.choice(KubernetesVersion.self).map { reader.located($0) }
    }
    reader.fail(
      expected: Spelling.alternatives(words),
      suggestion: KubernetesVersion.nearest(to: reader.node.text)?.rawValue
        ?? Spelling.nearest(to: reader.node.text, among: words))
    return nil
  }

  private mutating func readGates(_ reader: inout SchemaReader) {
    var gates = featureGates
    let keys = reader.node.members.map(\.key)
    var place = 0
    _ = reader.members(expecting: "a mapping of gates to true or false") { name, reader in
      let key = keys[place]
      place += 1
      guard let isOn = reader.flag() else { return }
      gates.append((Located(value: name, node: key, path: reader.place), isOn))
    }
    featureGates = gates
  }

  private static let names =
    ["profile", "version", "featureGates"] + ControlPlaneSetting.all.map(\.name)
}
