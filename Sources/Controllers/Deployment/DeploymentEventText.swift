/// The events that a deployment's controller writes, in the words of Kubernetes 1.31 to 1.36.
///
/// Until 1.26 the text of a scaling ended in "to B", from then to 1.30 in "to B from A".
package enum DeploymentEventText {
  /// Whose name the events bear.
  package static let source = "deployment-controller"
  /// The reason of a scaling, also of the first one of a set that was just created.
  package static let scalingReason = "ScalingReplicaSet"

  /// The message of a scaling.
  package static func scaled(_ name: String, from: Int32, to: Int32) -> String {
    "Scaled \(from < to ? "up" : "down") replica set \(name) from \(from) to \(to)"
  }

  /// The message of the warning `ReplicaSetCreateError`, which is the condition's too.
  package static func failedToCreate(_ name: String, _ error: String) -> String {
    "Failed to create new replica set \"\(name)\": \(error)"
  }
}
