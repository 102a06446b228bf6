import StructuredText

/// The names of the fields that are read, to tell what a misspelt one was to be.
enum FieldNames {
  /// The names near enough to `name` to have been meant, the nearest first.
  static func near(_ name: String) -> [String] {
    let found = all.compactMap { word in
      Spelling.distance(from: name, to: word).map { (word: word, distance: $0) }
    }
    return found.sorted { ($0.distance, $0.word) < ($1.distance, $1.word) }.map(\.word)
  }

  /// Every name, in order; a test holds the list to the code.
  static let all = text.split { $0 == " " || $0 == "\n" }.map(String.init)

  private static let text = """
    acceptContentTypes accessModes action active activeDeadlineSeconds addedAffinity address
    addresses affinity algorithmSource allocatable allocateLoadBalancerNodePorts
    allocatedResources allocatedResourcesStatus allowVolumeExpansion allowedTopologies
    alwaysCheckAllPredicates annotations apiVersion appProtocol architecture args argument
    attachRequired attacher autoSelector automountServiceAccountToken availableReplicas
    averageValue awsElasticBlockStore azureDisk azureFile backoffLimit backoffLimitPerIndex
    behavior binaryData bind bindTimeoutSeconds bindVerb blockOwnerDeletion bootID burst
    cachingMode capacity cephfs chapAuthDiscovery chapAuthSession cinder claimName claimRef
    claims clientConnection clusterIP clusterIPs clusterName clusterTrustBundle collisionCount
    command completedIndexes completionMode completionTime completions concurrencyPolicy
    conditionType conditions config configMap configMapKeyRef configMapRef configSource
    container containerID containerName containerPort containerRuntimeVersion containerStatuses
    containers contentType controller controllerExpandSecretRef controllerPublishSecretRef
    cpuUtilization createExternalLoadBalancer creationTimestamp csi
    currentCPUUtilizationPercentage currentHealthy currentMetrics currentNumberScheduled
    currentReplicas currentRevision customParams daemonEndpoints data dataSource dataSourceRef
    declaredFeatures default defaultConstraints defaultRequest defaultingType
    delayCacheUntilActive deletionGracePeriodSeconds deletionTimestamp deprecatedPublicIPs
    describedObject description desiredHealthy desiredNumberScheduled desiredReplicas
    disablePreemption disabled diskName diskURI displayName disruptedPods disruptionsAllowed
    dnsConfig dnsPolicy downwardAPI driver effect emptyDir enableContentionProfiling
    enableHTTPS enableHttps enableProfiling enableServiceLinks enabled env envFrom ephemeral
    ephemeralContainerStatuses ephemeralContainers evictionResponders exec exitCode exitCodes
    expectedPods extendedResourceClaimStatus extenders externalID externalIPs externalName
    externalTrafficPolicy failed failedIndexes failedJobsHistoryLimit failureThreshold fc
    features fieldPath fieldRef fileKeyRef filter filterVerb finalizers finishedAt flexVolume
    flocker from fsGroupPolicy fsType fullyLabeledReplicas gcePersistentDisk generate
    generateName generation gitRepo globalDefault glusterfs grpc handler hard
    hardPodAffinitySymmetricWeight hardPodAffinityWeight healthCheckNodePort healthzBindAddress
    host hostAliases hostIP hostIPC hostIPs hostNetwork hostPID hostPath hostPort hostUsers
    hostname hostnameOverride httpGet httpHeaders httpTimeout ignorable
    ignorePreferredTermsOfExistingPods ignoredResourceGroups ignoredResources image imageID
    imagePullPolicy imagePullSecrets images immutable initContainerStatuses initContainers
    initialDelaySeconds initializers initiatorName internalTrafficPolicy intervalSeconds ip
    ipFamilies ipFamily ipFamilyPolicy iqn iscsi iscsiInterface jobTemplate kernelVersion key
    keyring kind kubeProxyVersion kubeconfig kubeletVersion labelPreference labelSelector
    labels labelsPresence lastHeartbeatTime lastProbeTime lastScaleTime lastState
    lastTransitionTime lastUpdateTime leaderElection lifecycle limits livenessProbe
    loadBalancerClass loadBalancerIP loadBalancerSourceRanges local lun machineID managedBy
    managedFields managedResources manualSelector matchExpressions matchFields
    matchLabelExpressions matchLabelKeys matchLabels max maxFailedIndexes maxLimitRequestRatio
    maxReplicas maxSkew maxSurge maxUnavailable maximumVolumeSize medium message metadata
    metric metricName metricSelector metrics metricsBindAddress mid min minAvailable
    minCandidateNodesAbsolute minCandidateNodesPercentage minDomains minReadySeconds
    minReplicas mismatchLabelKeys mode monitors mountOptions mountPath mountPropagation
    multiPoint name names namespace namespaceSelector namespaces nfs nodeAffinity
    nodeAffinityPolicy nodeAllocatableResourceClaimStatuses nodeAllocatableUpdatePeriodSeconds
    nodeCacheCapable nodeExpandSecretRef nodeID nodeInfo nodeName nodePort nodePublishSecretRef
    nodeSelector nodeSelectorTerms nodeStageSecretRef nodeTaintsPolicy nodeTopology
    nominatedNodeName notReadyAddresses numberAvailable numberMisscheduled numberReady
    numberUnavailable observedGeneration onExitCodes onPodConditions operatingSystem operator
    ordinals os osImage overhead ownerReferences parallelism parameters partition path paused
    pdName percentageOfNodesToScore periodSeconds permit persistentVolumeClaim
    persistentVolumeClaimRetentionPolicy persistentVolumeReclaimPolicy phase
    photonPersistentDisk pluginConfig plugins podAffinity podAffinityTerm podAntiAffinity
    podCIDR podCIDRs podCertificate podDisruptionsAllowed podFailurePolicy podIP podIPs
    podInfoOnMount podInitialBackoffSeconds podManagementPolicy podMaxBackoffSeconds
    podPreemptionPolicy podReplacementPolicy policies policy pool port portalIP portals ports
    portworxVolume post postBind postFilter postStart pre preBind preEnqueue preFilter preScore
    preStop predicates preemptVerb preemptionPolicy preference
    preferredDuringSchedulingIgnoredDuringExecution prefix priorities prioritizeVerb priority
    priorityClassName profiles progressDeadlineSeconds projected protocol provider providerID
    provisioner publishNotReadyAddresses qosClass qps queueSort quobyte rbd readOnly
    readinessGates readinessProbe ready readyReplicas reason reclaimPolicy recreateParams
    recursiveReadOnly replicas requestedToCapacityRatio requestedToCapacityRatioArguments
    requests required requiredDuringSchedulingIgnoredDuringExecution requiresRepublish reserve
    resize resizePolicy resourceClaimName resourceClaimStatuses resourceClaimTemplateName
    resourceClaims resourceFieldRef resourceVersion resources restartCount restartPolicy
    restartPolicyRules revisionHistoryLimit rollbackTo rollingParams rollingUpdate
    runningInUserNamespace runtimeClassName runtimeHandler runtimeHandlers scaleDown scaleIO
    scaleRef scaleTargetRef scaleUp schedule schedulerName scheduling schedulingGates
    schedulingGroup scheme scopeName scopeSelector scopes score scoringStrategy seLinuxMount
    secret secretKeyRef secretRef secrets securityContext selectPolicy selector selfLink
    serviceAccount serviceAccountName serviceAccountToken serviceAffinity serviceAntiAffinity
    serviceName sessionAffinity sessionAffinityConfig setHostnameAsFQDN shape
    shareProcessNamespace signal sizeBytes sizeLimit sleep source spec
    stabilizationWindowSeconds startTime started startedAt startingDeadlineSeconds startupProbe
    state status stdin stdinOnce stopSignal storageCapacity storageClassName storageos strategy
    stringData subPath subPathExpr subdomain subsets succeeded succeededCount succeededIndexes
    successPolicy successThreshold successfulJobsHistoryLimit suspend swap systemUUID taints
    target targetAverageUtilization targetAverageValue targetCPUUtilizationPercentage
    targetPort targetPortal targetRef targetValue tcpSocket template templateGeneration
    terminating terminatingReplicas terminationGracePeriodSeconds terminationMessagePath
    terminationMessagePolicy test timeZone timeoutSeconds tlsConfig tokenRequests tolerance
    tolerationSeconds tolerations topologyKey topologyKeys topologySpreadConstraints
    trafficDistribution triggers ttlSecondsAfterFinished tty type uid unavailableReplicas
    uncountedTerminatedPods unhealthyPodEvictionPolicy uniqueLabelKey unschedulable
    updatePeriodSeconds updateRevision updateStrategy updatedNumberScheduled updatedReplicas
    urlPrefix used user utilization value valueFrom values volumeAttributes
    volumeAttributesClassName volumeBindingMode volumeClaimTemplates volumeDevices volumeHandle
    volumeHealth volumeID volumeLifecycleModes volumeMode volumeMounts volumeName volumes
    volumesAttached volumesInUse vsphereVolume weight whenUnsatisfiable workingDir workloadRef
    """
}
