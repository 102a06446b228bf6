import ClusterState
import Controllers
import KubernetesObjects
import NodeAgents
import SimulationEngine

/// The metrics APIs: what pods use, from metrics-server, and the custom and external metrics of the
/// scenario.
///
/// Only pods that autoscalers are about are measured.
struct MetricsServer: Sendable {
  /// What was measured of a pod, and when.
  private struct Sample: Sendable {
    var usage = PodUsage()
    var time: SimulationTime = .unset
  }

  /// The answers of the kubelets to one round of questions.
  private struct Scrape: Sendable {
    let time: SimulationTime
    var usages: ContiguousArray<(pod: PodID, usage: PodUsage)> = []
  }

  /// What is served of each pod, by row.
  private var served: ContiguousArray<Sample> = []
  /// Answers that are not served yet, oldest first.
  private var underWay: ContiguousArray<Scrape> = []
  private var selections = AutoscalerSelections()

  /// Posts the first round, if there can be anyone to ask for metrics.
  mutating func begin(in world: inout World) {
    guard world.configuration.mayHaveAutoscalers else { return }
    let resolution = world.configuration.controlPlane.metricsServer.resolution
    if resolution > .zero { world.loop.post(.metrics(.scrapeDue), after: resolution) }
  }

  /// Asks the kubelets of all pods that autoscalers are about.
  mutating func scrape(
    in world: inout World, _ loads: borrowing LoadRules, _ kubelets: borrowing Kubelets
  ) {
    let settings = world.configuration.controlPlane.metricsServer
    var scrape = Scrape(time: world.now)
    for row in world.cluster.autoscalers.indices where world.cluster.autoscalers[row].isPresent {
      for pod in pods(ofAutoscaler: row, world) where isMeasured(pod, world, kubelets) {
        let usage = loads.usage(of: pod, in: world.cluster, kubelets, at: world.usageInstant)
        if usage.isKnown { scrape.usages.append((pod, usage)) }
      }
    }
    underWay.append(scrape)
    serve(world.now, delay: settings.delay)
    world.loop.post(.metrics(.scrapeDue), after: settings.resolution)
  }

  private mutating func pods(ofAutoscaler row: Int, _ world: borrowing World) -> [PodID] {
    let record = world.cluster.autoscalers[row]
    guard
      let target = try? AutoscalerTarget.find(
        record.spec.scaleTargetRef, in: record.namespace, world.cluster,
        era: world.configuration.controlPlane.autoscaler.era)
    else { return [] }
    let selector = world.cluster.workloads[target.workload.row].selector
    var pods: [PodID] = []
    let templates = selections.templates(
      of: Int32(row), selector, in: record.namespace, world.cluster)
    for template in templates { world.cluster.pods.forEach(of: template) { pods.append($0) } }
    return pods
  }

  /// Whether the kubelet of `pod` runs it and can be asked.
  private func isMeasured(
    _ pod: PodID, _ world: borrowing World, _ kubelets: borrowing Kubelets
  ) -> Bool {
    let record = world.cluster.pods[pod]
    return record.phase == .running && !record.isRemoved && record.node.isPresent
      && kubelets.isConnected(record.node)
  }

  /// Serves the answers that have been under way for `delay`.
  private mutating func serve(_ now: SimulationTime, delay: SimulationDuration) {
    let count = underWay.prefix { $0.time.addingSaturating(delay) <= now }.count
    for scrape in underWay.prefix(count) {
      for (pod, usage) in scrape.usages {
        while served.count <= pod.row { served.append(Sample()) }
        served[pod.row] = Sample(usage: usage, time: scrape.time)
      }
    }
    underWay.removeFirst(count)
  }

  /// The answer to a controller, one reading for each metric.
  mutating func readings(
    for request: MetricsRequest, in world: inout World, _ loads: borrowing LoadRules,
    _ kubelets: borrowing Kubelets
  ) -> [MetricsReading] {
    serve(world.now, delay: world.configuration.controlPlane.metricsServer.delay)
    let samples = samples(of: request.pods, world, loads, kubelets)
    let window = world.configuration.controlPlane.metricsServer.window
    return request.sources.map { source in
      switch source {
      case .resource(let resource):
        return reading(of: resource, nil, samples, window, world.cluster)
      case .containerResource(let resource, let container):
        return reading(of: resource, container, samples, window, world.cluster)
      case .pods(let metric):
        return world.reading(of: metric, pods: samples.map(\.pod), window)
      case .object(let metric, let object):
        let namespace = world.cluster.autoscalers[Int(request.autoscaler)].namespace
        return world.reading(of: metric, object, in: namespace)
      case .external(let metric):
        let namespace = world.cluster.autoscalers[Int(request.autoscaler)].namespace
        return world.reading(ofExternal: metric, in: namespace)
      }
    }
  }

  /// What is known of `pods` at this instant, of those that are measured.
  private func samples(
    of pods: ContiguousArray<PodID>, _ world: borrowing World, _ loads: borrowing LoadRules,
    _ kubelets: borrowing Kubelets
  ) -> ContiguousArray<(pod: PodID, usage: PodUsage, time: SimulationTime)> {
    let isImmediate = world.configuration.controlPlane.metricsServer.resolution == .zero
    var samples: ContiguousArray<(pod: PodID, usage: PodUsage, time: SimulationTime)> = []
    for pod in pods where isMeasured(pod, world, kubelets) {
      if isImmediate {
        let usage = loads.usage(of: pod, in: world.cluster, kubelets, at: world.usageInstant)
        if usage.isKnown { samples.append((pod, usage, world.now)) }
      } else if pod.row < served.count, served[pod.row].time.isSet {
        samples.append((pod, served[pod.row].usage, served[pod.row].time))
      }
    }
    return samples
  }

  /// What metrics-server says of a resource of pods, or of one container of each.
  private func reading(
    of resource: ResourceName, _ container: String?,
    _ samples: ContiguousArray<(pod: PodID, usage: PodUsage, time: SimulationTime)>,
    _ window: SimulationDuration, _ cluster: borrowing ClusterState
  ) -> MetricsReading {
    if samples.isEmpty || resource != .cpu && resource != .memory {
      return .failure("no metrics returned from resource metrics API")
    }
    var metrics: ContiguousArray<PodMetric> = []
    for sample in samples {
      var amount =
        resource == .cpu ? sample.usage.milliCPU : sample.usage.memoryBytes.thousandfold
      if let container {
        let template = cluster.templates[cluster.pods[sample.pod].template]
        guard let part = template.pod.spec.part(of: container, resource, amount) else {
          return .failure(
            "failed to get container metrics: container \(container) not present in metrics for "
              + "pod \(cluster.symbols[template.namespace])/"
              + cluster.pods[sample.pod].name.text(cluster.symbols))
        }
        amount = part
      }
      metrics.append(
        PodMetric(sample.pod, milliValue: amount, time: sample.time, window: window))
    }
    return .pods(metrics)
  }
}

extension Int64 {
  /// A thousand times as much, or the most that can be said.
  fileprivate var thousandfold: Int64 {
    let (product, overflow) = multipliedReportingOverflow(by: 1000)
    return overflow ? .max : product
  }
}

extension PodSpec {
  /// What `container` uses of an amount that the pod uses. The containers share it as they share
  /// the pod's requests, or equally where nothing is requested. Nil without such a container.
  fileprivate func part(
    of container: String, _ resource: ResourceName, _ amount: Int64
  ) -> Int64? {
    let running = containers + initContainers.filter(\.isSidecar)
    guard let one = running.first(where: { $0.name == container }) else { return nil }
    let requests = running.map { Int128($0.resources.requests[resource]?.milliValue ?? 0) }
    let total = requests.reduce(0, +)
    let own = Int128(one.resources.requests[resource]?.milliValue ?? 0)
    if total == 0 { return amount / Int64(running.count) }
    return Int64(Int128(amount) * own / total)
  }
}
