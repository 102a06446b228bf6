import ClusterSimulation
import Scheduling

/// What the reference says, line by line, for a terminal.
extension ScenarioReference {
  /// Every verb of the timeline, with its keys and what it does.
  package static var verbLines: [[String]] {
    TimelineVerb.all.map { verb in
      let keys = verb.fields.map(\.name).joined(separator: ", ")
      return [verb.name, keys.isEmpty ? verb.form : keys, verb.documentation]
    }
  }

  /// Every setting of the control plane, with its values in the profiles and its meaning.
  package static var settingLines: [[String]] {
    let profiles = ControlPlaneSettings.Profile.allCases.map { ControlPlaneSettings(profile: $0) }
    return ControlPlaneSetting.all.map { setting in
      [setting.name] + profiles.map { setting.text(in: $0) } + [setting.documentation]
    }
  }

  /// Every feature gate, with its defaults in the versions and its meaning; below the headings.
  package static var gateLines: [[String]] {
    let versions = KubernetesVersion.allCases
    return [["GATE", "COMPONENT"] + versions.map { $0.rawValue } + ["MEANING"]]
      + FeatureGate.allCases.map { gate in
        let defaults = versions.map { version in
          VersionRules.isOn(gate, in: version).map { $0 ? "on" : "off" } ?? "-"
        }
        return [gate.rawValue, gate.meaning.component] + defaults + [gate.meaning.text]
      }
  }

  /// The gates as a table of Markdown.
  static var gateTable: String {
    var rows = gateLines
    let headings = rows.removeFirst().map { $0.lowercased() }
    return ([headings, headings.map { _ in "---" }] + rows.map { ["`\($0[0])`"] + $0.dropFirst() })
      .map { "| \($0.joined(separator: " | ")) |" }.joined(separator: "\n")
  }

  /// The versions of profile `modern`, and what stands for one that is not named.
  package static var versionLines: [[String]] {
    KubernetesVersion.allCases.map { version in
      [version.rawValue, version == .standard ? "where none is named" : ""]
    }
  }

  /// The profiles of the control plane.
  package static var profileNames: [String] {
    ControlPlaneSettings.Profile.allCases.map(\.rawValue)
  }

  /// The scheduler's plugins that a configuration can enable.
  package static var pluginNames: [String] { PluginRegistry.modern.names }
}
