extension Node {
  /// Offers to pods all that the machine has, if nothing else is said.
  ///
  /// Source: `SetDefaults_NodeStatus` of `pkg/apis/core/v1/defaults.go`, v1.34.
  public mutating func applyDefaults(in _: APIVersion) {
    if status.allocatable.isEmpty { status.allocatable = status.capacity }
  }
}
