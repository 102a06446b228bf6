extension ControllerReference {
  /// Every controller, in the order in which a delivery reaches them.
  package static let entries: [Entry] = [
    Entry(
      name: "disruption-controller",
      purpose: "Works out how many pods of each disruption budget may go.",
      source: "`pkg/controller/disruption`, Kubernetes 1.20 to 1.36"),
    Entry(
      name: "replicationcontroller-controller",
      purpose: "Keeps as many pods of each replication controller as are wanted.",
      source: "`pkg/controller/replication`, Kubernetes 1.2, and `replicaset`, 1.20 to 1.36",
      settings: ["replicationSyncPeriod", "burstReplicas"]),
    Entry(
      name: "replicaset-controller",
      purpose: "Keeps as many pods of each replica set as are wanted.",
      source: "`pkg/controller/replicaset`, Kubernetes 1.20 to 1.36",
      settings: ["replicationSyncPeriod", "burstReplicas"]),
    Entry(
      name: "deployment-controller",
      purpose: "Rolls the pods of deployments from one template to the next.",
      source: "`pkg/controller/deployment`, Kubernetes 1.20 to 1.36"),
    Entry(
      name: "deploymentconfig-controller",
      purpose: "Rolls the pods of OpenShift's deployment configurations.",
      source: "`pkg/apps`, OpenShift 3.11"),
    Entry(
      name: "statefulset-controller",
      purpose: "Keeps pods with numbers, one after another or all at once.",
      source: "`pkg/controller/statefulset`, Kubernetes 1.20 to 1.36"),
    Entry(
      name: "daemonset-controller",
      purpose: "Keeps a pod on every node that suits it.",
      source: "`pkg/controller/daemon`, Kubernetes 1.2 and 1.20 to 1.36"),
    Entry(
      name: "job-controller",
      purpose: "Runs pods until enough of them have succeeded.",
      source: "`pkg/controller/job`, Kubernetes 1.2 and 1.36",
      settings: ["jobSyncBatchPeriod", "jobPodFailureBackOff", "maxJobPodFailureBackOff"]),
    Entry(
      name: "cronjob-controller",
      purpose: "Makes a job whenever a schedule says so.",
      source: "`pkg/controller/cronjob`, Kubernetes 1.20 and 1.36",
      settings: ["cronJobSyncPeriod"]),
    Entry(
      name: "ttl-after-finished-controller",
      purpose: "Deletes finished jobs when their time to live is over.",
      source: "`pkg/controller/ttlafterfinished`, Kubernetes 1.21 to 1.36"),
    Entry(
      name: "endpoints-controller",
      purpose: "Lists the pods behind each service.",
      source: "`pkg/controller/endpoint`, Kubernetes 1.2, and `endpointslice`, 1.36",
      settings: ["endpointsSyncPeriod"]),
    Entry(
      name: "node-lifecycle-controller",
      purpose: "Notices silent nodes and lets their pods go, by deletion or by taints.",
      source: "`pkg/controller/node`, Kubernetes 1.2, and `nodelifecycle`, 1.20 to 1.36",
      settings: [
        "nodeMonitorPeriod", "nodeMonitorGracePeriod", "nodeStartupGracePeriod",
        "podEvictionTimeout", "nodeEvictionRate", "secondaryNodeEvictionRate",
        "unhealthyZoneThreshold", "largeClusterSizeThreshold",
      ]),
    Entry(
      name: "taint-eviction-controller",
      purpose: "Deletes pods that do not bear the taints of their nodes any longer.",
      source: "`pkg/controller/tainteviction`, Kubernetes 1.20 to 1.36"),
    Entry(
      name: "garbage-collector-controller",
      purpose: "Deletes what the owner of has gone, in the foreground or behind it.",
      source: "`pkg/controller/garbagecollector`, Kubernetes 1.20 to 1.36"),
    Entry(
      name: "ephemeral-volume-controller",
      purpose: "Makes a claim for each volume of a pod that is to have one of its own.",
      source: "`pkg/controller/volume/ephemeral`, Kubernetes 1.19 to 1.36"),
    Entry(
      name: "persistentvolumeclaim-protection-controller",
      purpose: "Keeps claims that are deleted until no pod uses them.",
      source: "`pkg/controller/volume/pvcprotection`, Kubernetes 1.10 to 1.36"),
    Entry(
      name: "persistentvolume-protection-controller",
      purpose: "Keeps volumes that are deleted until no claim is bound to them.",
      source: "`pkg/controller/volume/pvprotection`, Kubernetes 1.11 to 1.36"),
    Entry(
      name: "persistentvolume-binder-controller",
      purpose: "Binds claims to volumes, and releases volumes whose claims are gone.",
      source: "`pkg/controller/volume/persistentvolume`, Kubernetes 1.36",
      settings: ["pvClaimBinderSyncPeriod", "pvClaimBinderSyncStart"]),
    Entry(
      name: "external-provisioner",
      purpose: "Makes volumes for claims, and deletes them: the sidecar of every storage driver.",
      source: "`kubernetes-csi/external-provisioner`",
      settings: ["volumeProvisioningLatency", "volumeDeletionLatency"]),
    Entry(
      name: "persistentvolume-attach-detach-controller",
      purpose: "Attaches disks to the nodes of their pods, and detaches them afterwards.",
      source: "`pkg/controller/volume/attachdetach`, Kubernetes 1.20 to 1.36",
      settings: [
        "volumeAttachLatency", "volumeDetachLatency", "maxWaitForUnmountDuration",
      ]),
    Entry(
      name: "namespace-controller",
      purpose: "Empties namespaces that are deleted, and lets them go.",
      source: "`pkg/controller/namespace`, Kubernetes 1.2 and 1.36"),
    Entry(
      name: "horizontal-pod-autoscaler-controller",
      purpose: "Scales workloads by what is measured.",
      source: "`pkg/controller/podautoscaler`, Kubernetes 1.2 and 1.20 to 1.36",
      settings: ControlPlaneSetting.autoscaling.map(\.name)),
    Entry(
      name: "pod-garbage-collector-controller",
      purpose: "Takes ended pods beyond a limit away, and those of nodes that are gone.",
      source: "`pkg/controller/podgc`, Kubernetes 1.2 and 1.20 to 1.36",
      settings: ["podGCPeriod", "terminatedPodGCThreshold", "podGCQuarantine"]),
  ]
}
