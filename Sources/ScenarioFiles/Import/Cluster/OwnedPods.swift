import KubernetesObjects
import StructuredText

/// The pods of a dump that one controller owns.
struct OwnedPods {
  /// The controller, as the pods name it.
  struct Owner: Hashable {
    let kind: String
    let namespace: String
    let name: String
  }

  let owner: Owner
  let uid: String
  /// One of the pods, without what does not count.
  private(set) var sample: SyntaxValue
  /// The labels and annotations that all pods have.
  private(set) var labels: Labels
  private(set) var annotations: Labels
  /// How many there are that neither have ended nor are being deleted.
  private(set) var activeCount: Int32 = 0
  /// When the youngest was created, and the oldest.
  private(set) var youngest = Timestamp(seconds: 0)
  private(set) var oldest: Timestamp?
  /// The numbers in the names of a stateful set's pods, and the completion indexes of a job's.
  private(set) var numbers: [Int32] = []
  /// The nodes on which they are.
  private(set) var nodes: Set<String> = []
  /// The use of all that it is known of.
  var use = MeasuredUse()

  /// The pods of `owner`, of which `pod` is the first.
  init(_ owner: Owner, uid: String, _ pod: Pod, _ value: SyntaxValue) {
    self.owner = owner
    self.uid = uid
    sample = value
    labels = pod.metadata.labels
    annotations = value["metadata"]?["annotations"].map(\.texts) ?? Labels()
    add(pod, value)
  }

  /// Adds a pod.
  mutating func add(_ pod: Pod, _ value: SyntaxValue) {
    labels.keepCommon(with: pod.metadata.labels)
    if !annotations.isEmpty {
      annotations.keepCommon(with: value["metadata"]?["annotations"].map(\.texts) ?? Labels())
    }
    if !pod.metadata.isBeingDeleted { activeCount += 1 }
    if let created = pod.metadata.creationTimestamp {
      if created > youngest {
        youngest = created
        sample = value
      }
      oldest = min(oldest ?? created, created)
    }
    if !pod.spec.nodeName.isEmpty { nodes.insert(pod.spec.nodeName) }
    switch owner.kind {
    case "StatefulSet":
      let number = pod.metadata.name.split(separator: "-").last.flatMap { Int32($0) }
      if let number { numbers.append(number) }
    case "Job":
      let key = "batch.kubernetes.io/job-completion-index"
      if let number = pod.metadata.annotations[key].flatMap({ Int32($0) }) {
        numbers.append(number)
      }
    default: break
    }
  }

  /// The label by which the sets of a deployment tell their pods apart; nil without it.
  var templateHash: String? { labels[Self.hashLabel] }

  /// The deployment that a replica set belongs to, by the hash at the end of its name.
  var deployment: String? {
    guard owner.kind == "ReplicaSet", let hash = templateHash, owner.name.hasSuffix("-" + hash)
    else { return nil }
    return String(owner.name.dropLast(hash.count + 1))
  }

  static let hashLabel = "pod-template-hash"

  /// How a rebuilt set updates its pods, where they do not say of which revision they are: not by
  /// itself, or it would replace them all at the start. Nil where they say it.
  var strategyOfUnknownRevision: SyntaxValue? {
    sample["metadata"]?["labels"]?["controller-revision-hash"] == nil ? ["type": "OnDelete"] : nil
  }
}

extension Labels {
  /// Takes out what `other` does not have too.
  fileprivate mutating func keepCommon(with other: Labels) {
    if self == other { return }
    for label in Array(self) where other[label.key] != label.value { self[label.key] = nil }
  }
}

extension SyntaxValue {
  /// The texts of a mapping by their keys.
  var texts: Labels {
    var texts = Labels()
    for member in members { texts[member.key] = member.value.text ?? "" }
    return texts
  }
}
