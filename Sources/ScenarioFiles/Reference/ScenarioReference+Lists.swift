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

  /// The profiles of the control plane.
  package static var profileNames: [String] {
    ControlPlaneSettings.Profile.allCases.map(\.rawValue)
  }

  /// The scheduler's plugins that a configuration can enable.
  package static var pluginNames: [String] { PluginRegistry.modern.names }
}
