import Controllers
import SimulationEngine

extension ControlPlaneSetting {
  static let kubelet = [
    ControlPlaneSetting(
      "nodeStatusUpdateFrequency", "kubelet",
      .duration(\.kubelet.nodeStatusUpdateFrequency, atLeast: .milliseconds(10)),
      "How often a node's status is computed and, in the classic eras, posted."),
    ControlPlaneSetting(
      "nodeStatusReportFrequency", "kubelet",
      .optionalDuration(\.kubelet.nodeStatusReportFrequency, atLeast: .milliseconds(10)),
      "How often an unchanged status is posted; none posts every time."),
    ControlPlaneSetting(
      "nodeLeaseRenewInterval", "kubelet",
      .optionalDuration(\.kubelet.nodeLeaseRenewInterval, atLeast: .milliseconds(10)),
      "How often the node's lease is renewed; none where leases do not exist."),
    ControlPlaneSetting(
      "kubeletPhase", "kubelet", .optionalDuration(\.kubelet.firstRound, atLeast: .zero),
      "When kubelets of the start first report again; none draws an instant for each node."),
    ControlPlaneSetting(
      "nodeReadyLatency", "kubelet", .duration(\.kubelet.nodeReadyLatency, atLeast: .zero),
      "From a node's joining to its first Ready; nodes of the start are ready at once."),
    ControlPlaneSetting(
      "maxPods", "kubelet", .number(\.kubelet.maxPods, 0...1_000_000),
      "How many pods a node takes where its object does not say."),
    ControlPlaneSetting(
      "syncLatency", "kubelet", .duration(\.kubelet.syncLatency, atLeast: .zero),
      "From seeing a pod to the start of its sandbox."),
    ControlPlaneSetting(
      "sandboxLatency", "kubelet", .duration(\.kubelet.sandboxLatency, atLeast: .zero),
      "Making a pod's sandbox and its network."),
    ControlPlaneSetting(
      "containerStartLatency", "kubelet",
      .duration(\.kubelet.containerStartLatency, atLeast: .zero),
      "Creating and starting one container."),
    ControlPlaneSetting(
      "relistPeriod", "kubelet", .duration(\.kubelet.relistPeriod, atLeast: .zero),
      "How often the runtime is asked what has changed; 0s means at once."),
    ControlPlaneSetting(
      "statusLatency", "kubelet", .duration(\.kubelet.statusLatency, atLeast: .zero),
      "Writing one status to the API server."),
    ControlPlaneSetting(
      "initContainerRuntime", "kubelet",
      .duration(\.kubelet.initContainerRuntime, atLeast: .zero),
      "How long an init container runs where no behavior says so."),
    ControlPlaneSetting(
      "minimumGracePeriod", "kubelet", .duration(\.kubelet.minimumGracePeriod, atLeast: .zero),
      "The least that is granted between the signal to stop and the kill."),
    ControlPlaneSetting(
      "crashLoopBackOffInitial", "kubelet",
      .duration(\.kubelet.crashLoopBackOffInitial, atLeast: .milliseconds(10)),
      "The first pause of CrashLoopBackOff."),
    ControlPlaneSetting(
      "maxContainerRestartPeriod", "kubelet",
      .duration(\.kubelet.crashLoopBackOffMaximum, atLeast: .milliseconds(10)),
      "The longest pause of CrashLoopBackOff."),
  ]

  static let images = [
    ControlPlaneSetting(
      "serializeImagePulls", "kubelet", .flag(\.kubelet.images.serializeImagePulls),
      "Whether a node pulls one image at a time."),
    ControlPlaneSetting(
      "registryLatency", "kubelet", .duration(\.kubelet.images.registryLatency, atLeast: .zero),
      "From the request of an image to its first byte."),
    ControlPlaneSetting(
      "imagePullBandwidth", "kubelet", .bytes(\.kubelet.images.pullBytesPerSecond),
      "Bytes a second at which a node pulls."),
    ControlPlaneSetting(
      "defaultImageSize", "kubelet", .bytes(\.kubelet.images.defaultImageBytes),
      "The size of an image of which nothing else is known."),
    ControlPlaneSetting(
      "imageFilesystemSize", "kubelet", .bytes(\.kubelet.images.imageFilesystemBytes),
      "The room for images on a node."),
    ControlPlaneSetting(
      "imageGCPeriod", "kubelet",
      .duration(\.kubelet.images.garbageCollectionPeriod, atLeast: .milliseconds(10)),
      "How often images that nothing uses are looked for."),
    ControlPlaneSetting(
      "imageGCHighThresholdPercent", "kubelet",
      .number(\.kubelet.images.imageGCHighThresholdPercent, 0...100),
      "The use of the room, in percent, at which images are removed."),
    ControlPlaneSetting(
      "imageGCLowThresholdPercent", "kubelet",
      .number(\.kubelet.images.imageGCLowThresholdPercent, 0...100),
      "The use, in percent, down to which images are removed."),
    ControlPlaneSetting(
      "imageMinimumGCAge", "kubelet",
      .duration(\.kubelet.images.minimumImageTTL, atLeast: .zero),
      "The age below which an image is never removed."),
  ]

  static let containers = [
    ControlPlaneSetting(
      "containerGCPeriod", "kubelet",
      .duration(\.kubelet.containerGarbageCollection.period, atLeast: .milliseconds(10)),
      "How often dead containers are looked for."),
    ControlPlaneSetting(
      "minimumContainerTTLDuration", "kubelet",
      .duration(\.kubelet.containerGarbageCollection.minimumAge, atLeast: .zero),
      "The age below which a dead container is never removed."),
    ControlPlaneSetting(
      "maximumDeadContainersPerContainer", "kubelet",
      .count(\.kubelet.containerGarbageCollection.maxPerPodContainer, 0...1_000_000),
      "How many dead instances of one container are kept."),
    ControlPlaneSetting(
      "maximumDeadContainers", "kubelet",
      .count(\.kubelet.containerGarbageCollection.maxContainers, -1...1_000_000),
      "How many dead containers a node keeps; -1 for no limit."),
  ]
}

extension ControlPlaneSettings {
  /// When a zone counts as disrupted; the defaults where the era knows no zones, in which case
  /// setting it has no effect.
  var zones: NodeLifecycleSettings.Zones {
    get {
      if case .taints(let zones) = nodeLifecycle.eviction { return zones }
      return NodeLifecycleSettings.Zones()
    }
    set {
      if case .taints = nodeLifecycle.eviction { nodeLifecycle.eviction = .taints(newValue) }
    }
  }
}
