import KubernetesObjects
import Scheduling
import StructuredText

extension ScenarioOptions {
  /// Takes manifests that no scenario names as those of a cluster of `version`, or of the newest,
  /// with `gates` set.
  ///
  /// - Throws: what was expected of a version or of a gate that is not known.
  package mutating func setManifestRules(
    version text: String?, gates named: [(name: String, isOn: Bool)]
  ) throws(ValueError) {
    let words = KubernetesVersion.allCases.map(\.rawValue)
    guard let version = text.map({ KubernetesVersion(rawValue: $0) }) ?? .standard else {
      let found = text ?? ""
      let hint = KubernetesVersion.nearest(to: found).map { "; did you mean \($0)?" } ?? ""
      throw ValueError(
        "expected the version \(Spelling.alternatives(words)), found \(found)\(hint)")
    }
    var gates: FeatureGates = [:]
    for (name, isOn) in named {
      do throws(UnknownFeatureGate) {
        gates[try FeatureGate.named(name, in: version)] = isOn
      } catch {
        throw ValueError(error.message)
      }
    }
    manifestRules = VersionRules(version, gates: gates)
  }
}
