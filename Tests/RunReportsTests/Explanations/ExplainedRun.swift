import ClusterSimulation
import ClusterState
import KubernetesObjects
import SimulationEngine

@testable import RunReports

/// Small runs whose attempts are explained.
enum ExplainedRun {
  /// Nodes, of two cores unless said otherwise, of which the first is cordoned, and pods by name
  /// and millicores.
  static func configuration(
    _ profile: ControlPlaneSettings.Profile, nodes: Int = 3,
    cores: (Int) -> Int64 = { _ in 2 }, pods: [(String, Int64)]
  ) -> SimulationConfiguration {
    var configuration = SimulationConfiguration(
      name: "explained", controlPlane: ControlPlaneSettings(profile: profile))
    configuration.ending = .at(.seconds(30))
    configuration.scheduling.tieBreak = .first
    for row in 0..<nodes {
      var node = Node()
      node.metadata.name = "n\(row)"
      node.spec.isCordoned = row == 0
      node.status.capacity = [
        .cpu: Quantity(cores(row)), .memory: Quantity(8 << 30), .pods: Quantity(9),
      ]
      node.status.allocatable = node.status.capacity
      configuration.initialObjects.append(node)
    }
    for (name, milliCPU) in pods {
      configuration.initialObjects.append(pod(name, milliCPU: milliCPU))
    }
    return configuration
  }

  static func pod(_ name: String, milliCPU: Int64) -> Pod {
    var pod = Pod()
    pod.metadata = ObjectMeta(name: name, namespace: "default")
    var container = Container(name: "c", image: "registry.example/app:1")
    container.resources.requests = [.cpu: Quantity(milliValue: milliCPU)]
    pod.spec.containers = [container]
    return pod
  }

  /// The last attempt of the pod `name`, explained.
  static func attempt(
    _ name: String, _ configuration: SimulationConfiguration
  ) throws -> (AttemptExplanation, ClusterState) {
    try attempt(PodInquiry(pod: name), configuration)
  }

  /// The first attempt of the pod `name`, which is created at `time`, explained.
  static func firstAttempt(
    _ name: String, createdAt time: SimulationTime = .zero,
    _ configuration: SimulationConfiguration
  ) throws -> (AttemptExplanation, ClusterState) {
    try attempt(PodInquiry(pod: name, near: time), configuration)
  }

  private static func attempt(
    _ inquiry: PodInquiry, _ configuration: SimulationConfiguration
  ) throws -> (AttemptExplanation, ClusterState) {
    guard case .explained(let attempt, let cluster) = inquiry.answer(configuration) else {
      throw NotExplained(pod: inquiry.name)
    }
    return (attempt, cluster)
  }

  struct NotExplained: Error { let pod: String }

  /// The text about the first attempt of the pod `name`.
  static func text(
    _ name: String, _ configuration: SimulationConfiguration, width: Int = 80,
    showsAll: Bool = false
  ) throws -> [String] {
    let (attempt, cluster) = try firstAttempt(name, configuration)
    return ExplanationText(attempt, cluster, width: width, showsAll: showsAll).lines
      .flatMap { $0.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
  }
}
