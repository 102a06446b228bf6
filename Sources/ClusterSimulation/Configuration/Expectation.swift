import KubernetesObjects

/// What must hold of a run: one of its figures, and a bound. Where a star stands for
/// many, the bound holds for each of them.
package struct Expectation: Hashable, Sendable {
  /// What the figure is about.
  package enum Subject: Hashable, Sendable {
    /// The whole run.
    case run
    /// A service.
    case service(namespace: String, name: String)
    /// A controller of pods, or a generator of them.
    case workload(namespace: String, name: String)
    /// The pods of a namespace.
    case namespace(String)
    /// The pods of a priority.
    case priority(Int32)
    /// The nodes of a pool, and the pods on them.
    case pool(String)
    /// The nodes of a zone.
    case zone(String)
  }

  /// On which side of the bound the figure must lie.
  package enum Comparison: String, CaseIterable, Hashable, Sendable {
    /// At the bound or above it.
    case atLeast
    /// At the bound or below it.
    case atMost
    /// At the bound.
    case equals
  }

  /// The figure's name, such as `availability` or `scheduling.p99_seconds`; `pods` where it is made
  /// of pods.
  package var metric: String
  /// The pods that the figure is made of; nil for a figure of the summary.
  package var pods: PodExpectation?
  /// What the figure is about.
  package var subject: Subject
  /// On which side of the bound the figure must lie.
  package var comparison: Comparison
  /// The bound in millionths of the figure's unit.
  package var boundMillionths: Int64
  /// The part of the run that it is about; nil for what the run's figures are about.
  package var window: MeasuringWindow?

  /// The expectation that `metric` of `subject` lies on this side of a bound.
  package init(
    metric: String, of subject: Subject = .run, _ comparison: Comparison, boundMillionths: Int64
  ) {
    self.metric = metric
    self.subject = subject
    self.comparison = comparison
    self.boundMillionths = boundMillionths
  }

  /// The expectation that a figure made of pods lies on this side of a bound.
  package init(pods: PodExpectation, _ comparison: Comparison, boundMillionths: Int64) {
    self.init(metric: "pods", comparison, boundMillionths: boundMillionths)
    self.pods = pods
  }
}

extension Expectation.Subject {
  /// The namespace and the name, of which each may stand for many by a star; nil for what has none.
  package var names: (namespace: NamePattern?, name: NamePattern)? {
    switch self {
    case .run, .priority: nil
    case .service(let namespace, let name), .workload(let namespace, let name):
      (NamePattern(namespace), NamePattern(name))
    case .namespace(let name), .pool(let name), .zone(let name): (nil, NamePattern(name))
    }
  }

  /// Whether the subject stands for many.
  package var isPattern: Bool {
    guard let names else { return false }
    return !names.name.isOneName || !(names.namespace?.isOneName ?? true)
  }
}
