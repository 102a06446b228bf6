extension PersistentVolume {
  /// The field of a volume that changes and may not, and the words of the API server.
  ///
  /// Source: `ValidatePersistentVolumeUpdate`, Kubernetes 1.34.
  public func refusal(
    of updated: PersistentVolume
  ) -> (field: String, message: String)? {
    if spec.source != updated.spec.source {
      return (
        "spec.persistentvolumesource",
        "Forbidden: spec.persistentvolumesource is immutable after creation"
      )
    }
    if spec.volumeMode != updated.spec.volumeMode {
      return ("spec.volumeMode", "Invalid value: field is immutable")
    }
    if spec.nodeAffinity != nil, spec.nodeAffinity != updated.spec.nodeAffinity {
      return ("spec.nodeAffinity", "Invalid value: field is immutable")
    }
    return nil
  }
}
