import KubernetesObjects

extension ClusterState {
  /// The template of pods like `pod`, compiled if no equal one is known.
  ///
  /// Name, uid, node and status of `pod` play no part. Takes time in the size of the specification;
  /// a new template is offered to every selector once.
  public mutating func template(for pod: Pod) -> PodTemplateID {
    template(PodTemplateKey(pod))
  }

  /// The template of a workload whose pods are like `pod`: unlike that of a pod, it keeps the node
  /// that the specification names.
  public mutating func workloadTemplate(for pod: Pod) -> PodTemplateID {
    template(PodTemplateKey(pod, node: pod.spec.nodeName))
  }

  private mutating func template(_ key: PodTemplateKey) -> PodTemplateID {
    let pod = key.pod
    if let known = templateKeys[key] { return known }
    let id = PodTemplateID(templates.count)
    let namespace = pod.metadata.namespace.isEmpty ? "default" : pod.metadata.namespace
    let requests = amounts(of: pod.spec.effectiveRequests)
    let devices = deviceDemand(of: pod)
    let space = symbols.intern(namespace)
    let template = PodTemplate(
      id: id, pod: pod, namespace: space,
      labels: intern(pod.metadata.labels),
      requests: requests, requestsWithDevices: withDevices(requests, devices),
      images: ContiguousArray(
        (pod.spec.initContainers + pod.spec.containers).map { symbols.intern($0.image) }),
      hostPorts: hostPorts(of: pod.spec), devices: devices, needs: needs(of: pod, in: space),
      disks: diskUses(of: pod))
    templates.append(template)
    templateKeys[key] = id
    offer(template)
    noteClaims(of: template)
    return id
  }

  /// Interned labels.
  public mutating func intern(_ labels: Labels) -> LabelSet {
    LabelSet(labels.map { LabelPair(key: symbols.intern($0.key), value: symbols.intern($0.value)) })
  }

  /// Interned labels as texts.
  public borrowing func labels(of set: LabelSet) -> Labels {
    var labels = Labels()
    for pair in set.pairs { labels[symbols[pair.key]] = symbols[pair.value] }
    return labels
  }

  /// A list of exact quantities in the scheduler's integer units, each rounded up.
  public mutating func amounts(of list: ResourceList) -> ResourceAmounts {
    var amounts = ResourceAmounts()
    for entry in list.entries {
      let quantity = entry.quantity
      switch entry.name.rawValue {
      case "cpu": amounts.milliCPU = quantity.milliValue
      case "memory": amounts.memoryBytes = quantity.value
      case "ephemeral-storage": amounts.ephemeralStorageBytes = quantity.value
      case "pods": break
      default:
        amounts.extended.append(
          ResourceAmounts.Extended(
            resource: resources.intern(entry.name.rawValue), amount: quantity.value))
      }
    }
    amounts.extended.sort { $0.resource < $1.resource }
    return amounts
  }

  /// Host ports of the containers and of restartable init containers, in order of declaration.
  ///
  /// Source: `NodePorts`, `util.GetHostPorts`, Kubernetes 1.34.
  private mutating func hostPorts(of spec: PodSpec) -> ContiguousArray<HostPort> {
    var ports: ContiguousArray<HostPort> = []
    let sidecars = spec.initContainers.filter(\.isSidecar)
    for container in spec.containers + sidecars {
      for port in container.ports where port.hostPort > 0 {
        ports.append(
          HostPort(
            port: port.hostPort, protocolName: symbols.intern(port.transportProtocol.rawValue),
            address: symbols.intern(port.hostIP.isEmpty ? HostPort.anyAddress : port.hostIP),
            isAnyAddress: port.hostIP.isEmpty || port.hostIP == HostPort.anyAddress))
      }
    }
    return ports
  }

  private mutating func offer(_ template: PodTemplate) {
    selections.addTemplate()
    for row in services.indices where services[row].selects(template) {
      services[row].matching.append(template.id)
      selections.add(ServiceID(row), template.id)
    }
    for row in selectingWorkloads.candidates(for: template.labels) {
      offer(template, to: WorkloadID(index: row))
    }
    if let key = symbols.find(JobKeys.uid), let uid = template.labels[key],
      let job = jobsByUID[uid]
    {
      offer(template, to: job)
    }
    for row in disruptionBudgets.indices
    where disruptionBudgets[row].namespace == template.namespace
      && disruptionBudgets[row].selector.matches(template.labels, symbols)
    {
      disruptionBudgets[row].matching.append(template.id)
    }
  }
}

extension ClusterState {
  private mutating func offer(_ template: PodTemplate, to id: WorkloadID) {
    guard workloads[id.row].namespace == template.namespace,
      workloads[id.row].selector.matches(template.labels, symbols)
    else { return }
    workloads[id.row].matching.append(template.id)
    selections.add(id, template.id)
  }

  /// Sees to it that templates to come are held against the selector of a workload, which is new;
  /// by a former one the workload is found as well, and not matched.
  mutating func noteSelector(of id: WorkloadID) {
    let record = workloads[id.row]
    guard record.kind.ownsPods else { return }
    if selectsByUID(record) {
      jobsByUID[record.uid] = id
    } else {
      selectingWorkloads.add(id.index, needing: record.selector.neededLabel)
    }
  }

  /// Whether `record` is a job that selects its pods by its own uid alone, as jobs do whose
  /// selector the API server made: no template from elsewhere matches it.
  func selectsByUID(_ record: WorkloadRecord) -> Bool {
    guard record.kind == .job, record.uid != .empty, case .all(let requirements) = record.selector,
      requirements.count == 1, requirements[0].comparison == .isIn
    else { return false }
    return requirements[0].values == [record.uid]
      && symbols[requirements[0].key] == JobKeys.uid
  }
}

/// What makes two pods alike: all but name, uid, place and status.
struct PodTemplateKey: Hashable, Sendable {
  let pod: Pod

  /// What `pod` has in common with others; `node` is the one that all of them name.
  init(_ pod: Pod, node: String = "") {
    var shared = pod
    shared.metadata.name = ""
    shared.metadata.uid = ""
    shared.metadata.creationTimestamp = nil
    shared.metadata.ownerReferences = []
    shared.metadata.resourceVersion = ""
    shared.metadata.generation = 0
    shared.metadata.generateName = ""
    shared.metadata.finalizers = []
    shared.metadata.deletionTimestamp = nil
    shared.metadata.deletionGracePeriodSeconds = nil
    shared.spec.nodeName = node
    shared.status = PodStatus()
    self.pod = shared
  }
}
