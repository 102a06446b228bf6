import KubernetesObjects

/// What the pods of a node ask for, beside what the node has.
struct NodeUsage {
  private let allocatable: ResourceList
  private let now: Timestamp
  private let pods: [(pod: APIField, requests: ResourceList, limits: ResourceList)]

  /// The pods of `node` that have not ended.
  init(of node: APIField, in selection: ObjectSelection) {
    let amounts = node.status.allocatable
    allocatable = (amounts.size > 0 ? amounts : node.status.capacity).amounts
    now = selection.now
    pods = selection.source.objects("Pod", in: nil)
      .filter { pod in
        pod.spec.nodeName.text == node.objectName
          && !["Succeeded", "Failed"].contains(pod.status.phase.text)
      }
      .map { pod in
        let spec = pod.spec.resourceSpec
        return (pod, spec.effectiveRequests, spec.effectiveLimits)
      }
  }

  func write(to writer: inout DescriptionWriter) {
    writer.field("Non-terminated Pods", "(\(pods.count) in total)")
    let titles = [
      "Namespace", "Name", "", "CPU Requests", "CPU Limits", "Memory Requests", "Memory Limits",
      "Age",
    ]
    writer.row(titles)
    writer.row(titles.map { String(repeating: "-", count: $0.count) })
    for (pod, requests, limits) in pods {
      writer.row(
        [pod.objectNamespace, pod.objectName, ""]
          + [ResourceName.cpu, .memory].flatMap {
            [amount($0, of: requests), amount($0, of: limits)]
          } + [HumanDuration.since(pod.creation, at: now)])
    }
    let requests = pods.reduce(into: ResourceList()) { $0 += $1.requests }
    let limits = pods.reduce(into: ResourceList()) { $0 += $1.limits }
    writer.line("Allocated resources:")
    writer.line("(Total limits may be over 100 percent, i.e., overcommitted.)", level: 1)
    writer.row(["Resource", "Requests", "Limits"])
    writer.row(["--------", "--------", "------"])
    let names = allocatable.entries.map(\.name)
    let hugePages = names.filter(\.isHugePages)
    for name in [.cpu, .memory, .ephemeralStorage] + hugePages {
      writer.row([name.rawValue, amount(name, of: requests), amount(name, of: limits)])
    }
    let standard: [ResourceName] = [.cpu, .memory, .ephemeralStorage, .pods]
    for name in names where !standard.contains(name) && !name.isHugePages {
      writer.row([
        name.rawValue, "\(requests[name] ?? .zero)", "\(limits[name] ?? .zero)",
      ])
    }
  }

  /// An amount with its share of what the node has, in whole percent.
  private func amount(_ name: ResourceName, of amounts: ResourceList) -> String {
    let quantity = amounts[name] ?? .zero
    let whole = allocatable.amount(of: name)
    // kubectl divides binary floating-point numbers and drops the fraction, so this does too.
    let share =
      whole == 0 ? 0 : Int64(Double(amounts.amount(of: name)) / Double(whole) * 100)
    return "\(quantity) (\(share)%)"
  }
}
