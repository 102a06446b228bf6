/// `kubectl describe replicationcontroller`.
enum ReplicationControllerDescription: ObjectDescription {
  static func write(
    _ controller: APIField, of selection: ObjectSelection, to writer: inout DescriptionWriter
  ) {
    ReplicaSetDescription.write(
      controller, selector: controller.spec["selector"].labelsText, of: selection, to: &writer)
  }
}
