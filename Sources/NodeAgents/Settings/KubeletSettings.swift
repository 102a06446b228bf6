import SimulationEngine

/// How a kubelet behaves and how long its steps take.
///
/// Names are the kubelet's flags where it has one; the latencies are those of the measured clusters
/// (100 to 1,000 nodes, 2015 to 2016), spread over the steps.
package struct KubeletSettings: Sendable {
  /// How often the node's status is computed and, in the classic eras, posted.
  package var nodeStatusUpdateFrequency: SimulationDuration = .seconds(10)
  /// How often an unchanged status is posted; nil posts every time.
  package var nodeStatusReportFrequency: SimulationDuration?
  /// How often the node's lease is renewed; nil where leases do not exist.
  package var nodeLeaseRenewInterval: SimulationDuration?
  /// When the kubelet of a node that is there from the start makes its next round, of its status
  /// and of its lease; nil lets each node draw one (`Kubelets.resume`).
  package var firstRound: SimulationDuration?
  /// From joining the cluster to the first status that says the node is ready; a node that is
  /// there from the start is ready at once.
  package var nodeReadyLatency: SimulationDuration = .zero
  /// From seeing a pod to the start of its sandbox.
  package var syncLatency: SimulationDuration = .milliseconds(50)
  /// Making the sandbox and its network.
  package var sandboxLatency: SimulationDuration = .milliseconds(300)
  /// Mounting the disks of a pod.
  package var volumeMountLatency: SimulationDuration = .seconds(1)
  /// From the end of a pod until its node's status tells that the pod's disks are not in use any
  /// more; the status is posted every 10 s.
  package var volumeUnmountLatency: SimulationDuration = .seconds(5)
  /// Creating and starting one container.
  package var containerStartLatency: SimulationDuration = .milliseconds(150)
  /// How often the runtime is asked what has changed; zero means at once.
  package var relistPeriod: SimulationDuration = .seconds(1)
  /// Whether the runtime is asked at once after the kubelet has started or stopped containers, as
  /// from Kubernetes 1.36 on; the ends of programs wait for the period still.
  package var relistsOnDemand = false
  /// Writing one status to the API server.
  package var statusLatency: SimulationDuration = .milliseconds(10)
  /// How long an init container runs where no behavior says so.
  package var initContainerRuntime: SimulationDuration = .seconds(1)
  /// The least that is granted between the signal to stop and the kill.
  package var minimumGracePeriod: SimulationDuration = .seconds(2)
  /// Whether the last status of a deleted pod tells how it ended, as from Kubernetes 1.27 on.
  package var reportsEndOfDeletedPods = false
  /// Whether a pod whose host port is taken is turned away with the name of the scheduler's plugin,
  /// as from Kubernetes 1.18 on.
  package var namesPluginsInRejections = false
  /// Whether each volume is mounted by itself, with pauses of its own; before, a volume that cannot
  /// be mounted fails the whole sync of its pod.
  package var mountsVolumesApart = false
  /// The first pause of CrashLoopBackOff.
  package var crashLoopBackOffInitial: SimulationDuration = .seconds(10)
  /// The longest pause of CrashLoopBackOff.
  package var crashLoopBackOffMaximum: SimulationDuration = .seconds(300)
  /// Images and their pulls.
  package var images = ImageSettings()
  /// The garbage collection of dead containers.
  package var containerGarbageCollection = ContainerGarbageCollectionSettings()
  /// Whether rounds in which nothing can be found are left out: nothing silences a node, and its
  /// disk cannot fill. A status is then posted when it has changed, and nothing else.
  package var skipsIdleRounds = false
  /// How many pods a node takes where its object does not say.
  package var maxPods: Int64 = 110

  /// The settings of every era's kubelet where it does not say otherwise.
  package init() {}
}

/// Images: pulls and garbage collection.
package struct ImageSettings: Sendable {
  /// Whether a node pulls one image at a time.
  package var serializeImagePulls = true
  /// From the request to the first byte.
  package var registryLatency: SimulationDuration = .seconds(1)
  /// Bytes a second.
  package var pullBytesPerSecond: Int64 = 50_000_000
  /// The size of an image of which nothing else is known, in bytes.
  package var defaultImageBytes: Int64 = 100_000_000
  /// The room for images on a node, in bytes.
  package var imageFilesystemBytes: Int64 = 100_000_000_000
  /// How often garbage is collected.
  package var garbageCollectionPeriod: SimulationDuration = .seconds(300)
  /// The use, in percent, at which collection starts.
  package var imageGCHighThresholdPercent: Int64 = 85
  /// The use, in percent, down to which it frees.
  package var imageGCLowThresholdPercent: Int64 = 80
  /// Whether a part of a percent in use counts as a whole one, as in the newer eras.
  package var countsPartsOfPercent = true
  /// The age below which an image is never taken.
  package var minimumImageTTL: SimulationDuration = .seconds(120)

  /// The defaults of Kubernetes 1.34.
  package init() {}
}

/// The garbage collection of dead containers.
package struct ContainerGarbageCollectionSettings: Sendable {
  /// How often it runs.
  package var period: SimulationDuration = .seconds(60)
  /// The age below which a dead container is never taken.
  package var minimumAge: SimulationDuration = .zero
  /// How many dead instances of one container are kept.
  package var maxPerPodContainer: Int = 1
  /// How many dead containers a node keeps; negative for no limit.
  package var maxContainers: Int = -1

  /// The defaults of Kubernetes 1.34.
  package init() {}
}
