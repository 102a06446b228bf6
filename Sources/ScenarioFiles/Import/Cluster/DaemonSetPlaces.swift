import KubernetesObjects
import StructuredText

/// Where the pods of a daemon set are, of which the demand on nodes is not known: the controller
/// has put the node's name in its place.
struct DaemonSetPlaces {
  private let present: [String]
  private let absent: [String]

  /// The places of `owned`, among the nodes that the node selector of its pods takes.
  init(of owned: OwnedPods, _ contents: DumpContents) {
    var (present, absent): ([String], [String]) = ([], [])
    let selector = owned.sample["spec"]?["nodeSelector"]?.members ?? []
    for case let node as Node in contents.nodes.map(\.object) {
      let host = node.metadata.labels[NodeLabels.hostname] ?? node.metadata.name
      if owned.nodes.contains(node.metadata.name) {
        present.append(host)
      } else if selector.allSatisfy({ node.metadata.labels[$0.key] == $0.value.text }) {
        absent.append(host)
      }
    }
    (self.present, self.absent) = (present, absent)
  }

  /// Keeps pods of `template` away from nodes that have none, or, where these are most, on those
  /// that have one.
  func confine(_ template: inout SyntaxValue) {
    if absent.isEmpty { return }
    let isFew = absent.count <= present.count
    let hosts = (isFew ? absent : present).map { SyntaxValue.string($0) }
    let term: SyntaxValue = [
      "key": .string(NodeLabels.hostname), "operator": isFew ? "NotIn" : "In",
      "values": .sequence(hosts),
    ]
    let required: SyntaxValue = ["nodeSelectorTerms": [["matchExpressions": [term]]]]
    var affinity = template["spec"]?["affinity"] ?? .nothing
    var own = affinity["nodeAffinity"] ?? .nothing
    own["requiredDuringSchedulingIgnoredDuringExecution"] = required
    affinity["nodeAffinity"] = own
    template["spec"]?["affinity"] = affinity
  }
}
