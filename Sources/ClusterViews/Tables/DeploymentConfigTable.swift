/// `kubectl get deploymentconfigs`, of OpenShift.
///
/// Source: `pkg/apps/printers/internalversion` of openshift-apiserver.
enum DeploymentConfigTable: ObjectTable {
  static let columns: [TableColumn] = ["NAME", "REVISION", "DESIRED", "CURRENT", "TRIGGERED BY"]

  static func cells(of config: APIField, in view: TableView) -> [String] {
    let (spec, status) = (config.spec, config.status)
    let wanted = "\(spec.replicas.whole)"
    return [
      config.objectName, "\(status.latestVersion.whole)",
      spec["test"].isTrue ? "\(wanted) (during test)" : wanted,
      "\(status.updatedReplicas.whole)", triggers(of: spec),
    ]
  }

  /// What begins a rollout, each once, in the order of bytes.
  private static func triggers(of spec: APIField) -> String {
    let containers = Set(spec.template.spec.containers.elements.map { $0["name"].text })
    let texts: [String] = spec["triggers"].elements.compactMap { trigger in
      guard trigger["type"].text == "ImageChange" else {
        return trigger["type"].text == "ConfigChange" ? "config" : trigger["type"].text
      }
      let image = trigger["imageChangeParams"]
      guard image["automatic"].isTrue else { return nil }
      let (names, source) = (image["containerNames"].texts, image["from"])
      let isNamed = containers.count != 1 && !containers.isSuperset(of: names)
      let prefix = isNamed ? names.sorted().joined(separator: ",") + ":" : ""
      let word = source["kind"].text == "ImageStreamTag" ? "image" : source["kind"].text
      return "\(word)(\(prefix)\(source["name"].text))"
    }
    return Set(texts).sorted { $0.precedesInBytes($1) }.joined(separator: ",")
  }
}
