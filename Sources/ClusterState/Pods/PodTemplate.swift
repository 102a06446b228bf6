import KubernetesObjects

/// What pods are stamped from: namespace, labels and specification, compiled once.
///
/// Pods of one template are alike to the scheduler, to selectors and to the kubelet, so whatever
/// depends on nothing else is worked out per template and never per pod. A template never changes:
/// a pod whose labels are edited moves to another template. The one class of the cluster: it is
/// shared by forks, and read by reference.
public final class PodTemplate: Sendable {
  /// The template's row.
  public let id: PodTemplateID
  /// The namespace's name.
  public let namespace: Symbol
  /// `metadata.labels`.
  public let labels: LabelSet
  /// The API object: metadata that every such pod shares, and the specification.
  public let pod: Pod
  /// The effective requests, as filters and node totals count them.
  public let requests: ResourceAmounts
  /// The same with the devices that annotations ask for, and all devices in thousandths: what is
  /// taken of the pod's node. A device of which a share is taken counts where it is, on the node.
  public let requestsWithDevices: ResourceAmounts
  /// The images of the init containers and containers, in order, as written.
  public let images: ContiguousArray<Symbol>
  /// The host ports that the pod wants, in order of declaration.
  public let hostPorts: ContiguousArray<HostPort>
  /// The devices that each pod takes; nil for none.
  public let devices: DeviceDemand?
  /// `spec.priority`, zero when absent.
  public let priority: Int32
  /// The quality-of-service class.
  public let qualityOfService: QualityOfServiceClass
  /// The init containers and containers, in order.
  public let containers: ContiguousArray<ContainerTraits>
  /// How many of `containers` are init containers; they come first.
  public let initContainerCount: Int
  /// The completion index of pods of an Indexed Job; nil for others.
  public let completionIndex: Int32?
  /// The objects of the namespace that its pods need; mostly none.
  public let needs: ContiguousArray<TemplateNeed>
  /// The disks and claims that its pods have, in the order of the volumes; mostly none.
  public let disks: ContiguousArray<DiskUse>
  /// When containers are started again.
  public let restartPolicy: RestartPolicy

  init(
    id: PodTemplateID, pod: Pod, namespace: Symbol, labels: LabelSet, requests: ResourceAmounts,
    requestsWithDevices: ResourceAmounts, images: ContiguousArray<Symbol>,
    hostPorts: ContiguousArray<HostPort>, devices: DeviceDemand?,
    needs: ContiguousArray<TemplateNeed>, disks: ContiguousArray<DiskUse>
  ) {
    self.id = id
    self.pod = pod
    self.namespace = namespace
    self.labels = labels
    self.requests = requests
    self.requestsWithDevices = requestsWithDevices
    self.images = images
    self.hostPorts = hostPorts
    self.devices = devices
    self.needs = needs
    self.disks = disks
    priority = pod.spec.priority ?? 0
    qualityOfService = pod.spec.qualityOfServiceClass
    containers = pod.spec.containerTraits(images: images)
    initContainerCount = pod.spec.initContainers.count
    restartPolicy = pod.spec.restartPolicy
    completionIndex = pod.metadata.completionIndex
  }
}

extension ObjectMeta {
  /// The index of a pod of an Indexed Job.
  ///
  /// Source: `JobCompletionIndexAnnotation`, `staging/src/k8s.io/api/batch/v1/types.go`,
  /// Kubernetes 1.21 to 1.36; the label came with 1.28.
  fileprivate var completionIndex: Int32? {
    let key = JobKeys.completionIndex
    return (annotations[key] ?? labels[key]).flatMap { Int32($0) }
  }
}
