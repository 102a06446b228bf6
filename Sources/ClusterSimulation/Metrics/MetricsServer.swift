import ClusterState
import Controllers
import KubernetesObjects
import NodeAgents
import SimulationEngine

/// The metrics APIs: what pods use, from metrics-server, and the custom and external metrics of the
/// scenario.
///
/// Only pods that autoscalers are about are measured.
///
/// **Divergence:** a sample is the use of one instant, not the mean over a window before it.
struct MetricsServer: Sendable {
  /// What was measured of a pod, and when.
  private struct Sample: Sendable {
    var usage = PodUsage()
    /// What each of the running containers uses, if an autoscaler asks for single ones.
    var containers: ContiguousArray<PodUsage> = []
    var time: SimulationTime = .unset
  }

  /// The answers of the kubelets to one round of questions.
  private struct Scrape: Sendable {
    let time: SimulationTime
    var samples: ContiguousArray<(pod: PodID, sample: Sample)> = []
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
    let splits = world.cluster.autoscalers.contains { autoscaler in
      autoscaler.isPresent && autoscaler.spec.metrics.contains { $0.source.isOfContainer }
    }
    for row in world.cluster.autoscalers.indices where world.cluster.autoscalers[row].isPresent {
      for pod in pods(ofAutoscaler: row, world) where isMeasured(pod, world, kubelets) {
        let sample = measure(pod, splits: splits, world, loads, kubelets)
        if sample.usage.isKnown { scrape.samples.append((pod, sample)) }
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

  /// What `pod` uses now, and if that `splits` each of its containers.
  private func measure(
    _ pod: PodID, splits: Bool, _ world: borrowing World, _ loads: borrowing LoadRules,
    _ kubelets: borrowing Kubelets
  ) -> Sample {
    let usage = loads.usage(of: pod, in: world.cluster, kubelets, at: world.usageInstant)
    var sample = Sample(usage: usage, time: world.now)
    if splits {
      sample.containers = kubelets.behavior(of: pod).containerUsage(
        of: world.cluster.templates[world.cluster.pods[pod].template], whole: usage,
        at: world.usageInstant)
    }
    return sample
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
      for (pod, sample) in scrape.samples {
        while served.count <= pod.row { served.append(Sample()) }
        served[pod.row] = sample
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
    let splits = request.sources.contains(where: \.isOfContainer)
    let samples = samples(of: request.pods, splits: splits, world, loads, kubelets)
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
    of pods: ContiguousArray<PodID>, splits: Bool, _ world: borrowing World,
    _ loads: borrowing LoadRules, _ kubelets: borrowing Kubelets
  ) -> ContiguousArray<(pod: PodID, sample: Sample)> {
    let isImmediate = world.configuration.controlPlane.metricsServer.resolution == .zero
    var samples: ContiguousArray<(pod: PodID, sample: Sample)> = []
    for pod in pods where isMeasured(pod, world, kubelets) {
      if isImmediate {
        let sample = measure(pod, splits: splits, world, loads, kubelets)
        if sample.usage.isKnown { samples.append((pod, sample)) }
      } else if pod.row < served.count, served[pod.row].time.isSet {
        samples.append((pod, served[pod.row]))
      }
    }
    return samples
  }

  /// What metrics-server says of a resource of pods, or of one container of each.
  private func reading(
    of resource: ResourceName, _ container: String?,
    _ samples: ContiguousArray<(pod: PodID, sample: Sample)>,
    _ window: SimulationDuration, _ cluster: borrowing ClusterState
  ) -> MetricsReading {
    if samples.isEmpty || resource != .cpu && resource != .memory {
      return .failure("no metrics returned from resource metrics API")
    }
    var metrics: ContiguousArray<PodMetric> = []
    for (pod, sample) in samples {
      var usage = sample.usage
      if let container {
        let template = cluster.templates[cluster.pods[pod].template]
        let names = template.pod.spec.runningContainers.map(\.name)
        guard let place = names.firstIndex(of: container), place < sample.containers.count else {
          return .failure(
            "failed to get container metrics: container \(container) not present in metrics for "
              + "pod \(cluster.symbols[template.namespace])/"
              + cluster.pods[pod].name.text(cluster.symbols))
        }
        usage = sample.containers[place]
      }
      let amount = resource == .cpu ? usage.milliCPU : usage.memoryBytes.thousandfold
      metrics.append(PodMetric(pod, milliValue: amount, time: sample.time, window: window))
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

extension MetricSource {
  /// Whether it is one container of each pod that counts.
  fileprivate var isOfContainer: Bool {
    if case .containerResource = self { true } else { false }
  }
}
