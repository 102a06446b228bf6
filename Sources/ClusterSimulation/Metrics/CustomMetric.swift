import ClusterState
import Controllers
import KubernetesObjects
import NodeAgents
import SimulationEngine

/// A metric of the custom or of the external metrics API, as the scenario has it.
package struct CustomMetric: Sendable {
  /// What has the metric.
  package enum Subject: Hashable, Sendable {
    /// Each running pod that the labels match.
    case pods(Labels)
    /// One object.
    case object(kind: String, name: String)
    /// Nothing in the cluster.
    case external
  }

  /// The metric's name.
  package var name: String
  /// The namespace whose autoscalers can read it.
  package var namespace: String
  /// The labels of the series, which autoscalers can select.
  package var labels: Labels
  /// What has the metric.
  package var subject: Subject
  /// Whether the value of pods is a total that they share.
  package var isShared: Bool
  /// The value in thousandths.
  package var value: ResourceUsage

  /// A metric of `subject`.
  package init(
    name: String, namespace: String, labels: Labels, subject: Subject, isShared: Bool,
    value: ResourceUsage
  ) {
    self.name = name
    self.namespace = namespace
    self.labels = labels
    self.subject = subject
    self.isShared = isShared
    self.value = value
  }
}

/// The custom and external metrics of a run. They are read at once.
extension World {
  /// The values of a metric that pods have.
  func reading(
    of metric: MetricIdentifier, pods: some Sequence<PodID>, _ window: SimulationDuration
  ) -> MetricsReading {
    var values: ContiguousArray<PodMetric> = []
    for pod in pods {
      let template = cluster.templates[cluster.pods[pod].template]
      let labels = template.pod.metadata.labels
      let namespace = cluster.symbols[template.namespace]
      for series in configuration.customMetrics
      where series.namespace == namespace && series.matches(metric) {
        guard case .pods(let required) = series.subject,
          required.allSatisfy({ labels[$0.key] == $0.value })
        else { continue }
        let value = series.value.amount(request: 0, at: usageInstant)
        values.append(
          PodMetric(
            pod,
            milliValue: series.isShared ? value / sharers(of: required, template) : value,
            time: now, window: window))
        break
      }
    }
    return values.isEmpty
      ? .failure("no metrics returned from custom metrics API") : .pods(values)
  }

  /// How many pods run that carry `labels` and live beside those of `template`.
  private func sharers(of labels: Labels, _ template: PodTemplate) -> Int64 {
    var count: Int64 = 0
    for other in cluster.templates.all
    where other.namespace == template.namespace
      && labels.allSatisfy({ other.pod.metadata.labels[$0.key] == $0.value })
    {
      cluster.pods.forEach(of: other.id) { if cluster.pods[$0].phase == .running { count += 1 } }
    }
    return max(1, count)
  }

  /// The value of a metric that one object has.
  func reading(
    of metric: MetricIdentifier, _ object: ObjectReference, in namespace: Symbol
  ) -> MetricsReading {
    let place = cluster.symbols[namespace]
    let subject = CustomMetric.Subject.object(kind: object.kind, name: object.name)
    let series = configuration.customMetrics.first {
      $0.namespace == place && $0.subject == subject && $0.matches(metric)
    }
    guard let series else {
      return .failure(
        "unable to fetch metrics from custom metrics API: the server could not find the metric "
          + "\(metric.name) for \(object.kind.lowercased()) \(object.name)")
    }
    return .value(series.value.amount(request: 0, at: usageInstant))
  }

  /// The sum of all series of a metric from outside the cluster.
  func reading(ofExternal metric: MetricIdentifier, in namespace: Symbol) -> MetricsReading {
    let place = cluster.symbols[namespace]
    let series = configuration.customMetrics.filter {
      $0.namespace == place && $0.subject == .external && $0.matches(metric)
    }
    if series.isEmpty { return .failure("no metrics returned from external metrics API") }
    return .value(
      series.reduce(0) { sum, one in
        let (whole, overflow) = sum.addingReportingOverflow(
          one.value.amount(request: 0, at: usageInstant))
        return overflow ? .max : whole
      })
  }
}

extension CustomMetric {
  /// Whether `metric` means this series.
  fileprivate func matches(_ metric: MetricIdentifier) -> Bool {
    name == metric.name && (metric.selector?.matches(labels) ?? true)
  }
}
