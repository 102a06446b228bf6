import Controllers
import KubernetesObjects

/// The reference of controllers: what each does, by which rules, and which settings it has.
///
/// It is committed as `ControllerReference.md` in this module's documentation; a test compares the
/// two, and sees to it that no controller is left out.
package enum ControllerReference {
  /// What is told of one controller.
  package struct Entry: Sendable {
    /// As in kube-controller-manager's flag `--controllers`.
    package let name: String
    package let purpose: String
    /// Where the rules come from.
    package let source: String
    /// The settings that are its own, by their names.
    package var settings: [String] = []
  }

  /// The page as Markdown.
  package static var text: String {
    var text = """
      # Controller reference

      Every controller of the simulated control planes: its rules and its settings.

      ## Overview

      A controller is one value that watches the store and asks for writes. The columns of a table
      are the profiles: `textbook`, `classic` (Kubernetes 1.2) and `modern` (1.36). All controllers
      share `kubeAPIQPS` and `kubeAPIBurst`, each with a client of its own.

      Where one is known to differ from the real one, its source says so, and
      [Divergences](Divergences.md) collects what it says.

      """
    for entry in entries { text += section(of: entry) }
    return text
  }

  private static func section(of entry: Entry) -> String {
    let profiles = ControlPlaneSettings.Profile.allCases
    let having = profiles.filter { names(in: $0).contains(entry.name) }
    var text = "\n## \(entry.name)\n\n\(entry.purpose)\n\n"
    text += "Source: \(entry.source). "
    text +=
      having.count == profiles.count
      ? "Every profile has it.\n" : "Profile \(having.map(\.rawValue).joined(separator: ", ")).\n"
    guard !entry.settings.isEmpty else { return text }
    text += "\n| setting | meaning | textbook | classic | modern |\n"
    text += "| --- | --- | --- | --- | --- |\n"
    for setting in ControlPlaneSetting.all where entry.settings.contains(setting.name) {
      let values = profiles.map { setting.text(in: ControlPlaneSettings(profile: $0)) }
      text += "| `\(setting.name)` | \(setting.documentation) "
      text += "| \(values.joined(separator: " | ")) |\n"
    }
    return text
  }

  /// The names of the controllers that a control plane of `profile` has.
  package static func names(in profile: ControlPlaneSettings.Profile) -> [String] {
    let settings = ControlPlaneSettings(profile: profile)
    return ControllerRegistry.controllers(
      settings.controllers(
        startingAt: Timestamp(seconds: 0), nodeMonitorPhase: .zero)
    ).map(\.name)
  }
}
