/// The structures of the API that no simulation reads, with the names of their members.
///
/// A misspelt member changes nothing here, and yet it is not what its author means. So the names
/// are known, and nothing else of them. Source: the API reference of Kubernetes 1.36, pod, volume
/// and persistent volume, with what earlier versions had.
enum UnusedStructures {
  /// A member of a structure.
  struct Member: Hashable, Sendable {
    /// The structure that lies there, or of which a list lies there; nil for a plain value.
    let structure: String?
    /// Whether it is a list.
    let isList: Bool
  }

  /// The members of each structure. It is called as the field that holds it; where two fields of
  /// one name differ, one has its owner in front.
  static let members: [String: [String: Member]] = {
    var structures: [String: [String: Member]] = [:]
    for line in text.replacing("\n  ", with: " ").split(separator: "\n") {
      let words = line.split(separator: " ")
      var members: [String: Member] = [:]
      for word in words.dropFirst() {
        let parts = word.split(separator: "=")
        let isList = parts.last?.hasPrefix("[") ?? false
        let structure = parts.count > 1 ? parts[1].trimmingPrefix("[").prefix { $0 != "]" } : nil
        members[String(parts[0])] = Member(
          structure: structure.map { String($0) }, isList: isList)
      }
      structures[words[0].dropLast().description] = members
    }
    return structures
  }()

  /// A line is a structure; `a=b` has a member `a` of structure `b`, `a=[b]` a list of them.
  private static let text = """
    securityContext: allowPrivilegeEscalation appArmorProfile=profile capabilities=capabilities
      privileged procMount readOnlyRootFilesystem runAsGroup runAsNonRoot runAsUser
      seLinuxOptions=seLinuxOptions seccompProfile=profile windowsOptions=windowsOptions
    pod.securityContext: appArmorProfile=profile fsGroup fsGroupChangePolicy runAsGroup
      runAsNonRoot runAsUser seLinuxChangePolicy seLinuxOptions=seLinuxOptions
      seccompProfile=profile supplementalGroups supplementalGroupsPolicy sysctls=[pair]
      windowsOptions=windowsOptions
    profile: localhostProfile type
    capabilities: add drop
    seLinuxOptions: level role type user
    windowsOptions: gmsaCredentialSpec gmsaCredentialSpecName hostProcess runAsUserName
    leaderElection: leaderElect leaseDuration lockObjectName lockObjectNamespace renewDeadline
      resourceLock resourceName resourceNamespace retryPeriod
    pair: name value
    dnsConfig: nameservers options=[pair] searches
    hostAliases: hostnames ip
    os: name
    resizePolicy: resourceName restartPolicy
    volumeDevices: devicePath name
    ephemeralContainers: args command env envFrom image imagePullPolicy lifecycle livenessProbe
      name ports readinessProbe resizePolicy=[resizePolicy] resources restartPolicy
      restartPolicyRules securityContext=securityContext startupProbe stdin stdinOnce
      targetContainerName terminationMessagePath terminationMessagePolicy tty
      volumeDevices=[volumeDevices] volumeMounts workingDir
    httpHeaders: name value
    secretRef: name namespace
    controllerExpandSecretRef: name namespace
    controllerPublishSecretRef: name namespace
    nodeExpandSecretRef: name namespace
    nodePublishSecretRef: name namespace
    nodeStageSecretRef: name namespace
    rollbackTo: revision
    schedulingGroup: podGroupName
    workloadRef: name podGroup podGroupReplicaKey
    source: resourceClaimName resourceClaimTemplateName
    fieldRef: apiVersion fieldPath
    resourceFieldRef: containerName divisor resource
    fileKeyRef: key optional path volumeName
    serviceAccountToken: audience expirationSeconds path
    clusterTrustBundle: labelSelector=labelSelector name optional path signerName
    labelSelector: matchExpressions=[matchExpression] matchLabels
    matchExpression: key operator values
    podCertificate: certificateChainPath credentialBundlePath keyPath keyType
      maxExpirationSeconds signerName userAnnotations
    downwardAPI: defaultMode items=[downwardAPIFile]
    downwardAPIFile: fieldRef=fieldRef mode path resourceFieldRef=resourceFieldRef
    azureFile: readOnly secretName secretNamespace shareName
    cephfs: monitors path readOnly secretFile secretRef=secretRef user
    cinder: fsType readOnly secretRef=secretRef volumeID
    fc: fsType lun readOnly targetWWNs wwids
    flexVolume: driver fsType options readOnly secretRef=secretRef
    flocker: datasetName datasetUUID
    gitRepo: directory repository revision
    glusterfs: endpoints endpointsNamespace path readOnly
    image: pullPolicy reference
    local: fsType path
    nfs: path readOnly server
    photonPersistentDisk: fsType pdID
    portworxVolume: fsType readOnly volumeID
    quobyte: group readOnly registry tenant user volume
    scaleIO: fsType gateway protectionDomain readOnly secretRef=secretRef sslEnabled storageMode
      storagePool system volumeName
    storageos: fsType readOnly secretRef=storageosRef volumeName volumeNamespace
    storageosRef: apiVersion fieldPath kind name namespace resourceVersion uid
    vsphereVolume: fsType storagePolicyID storagePolicyName volumePath
    """

  /// The fields of these names that hold lists.
  static let lists: Set<String> = [
    "ephemeralContainers", "hostAliases", "httpHeaders", "resizePolicy", "volumeDevices",
  ]
}
