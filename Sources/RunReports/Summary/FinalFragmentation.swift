import ClusterState
import KubernetesObjects
import Scheduling

/// What is free of GPUs at the end of what is measured, by what typical pods could make of it.
///
/// The typical pods are those of the run's traces; without any, those that the run created.
struct FinalFragmentation {
  private let classes: FragmentationClasses

  /// The state at the end of `source`; nil where nothing is known of typical pods.
  init?(_ source: ReportSource) {
    let cluster = source.closing
    var symbols = cluster.symbols
    var typical = source.configuration.scheduling.typicalPods
    if typical.kinds.isEmpty { typical = Self.createdPods(source.cluster) }
    let measure = FragmentationMeasure(typical, &symbols)
    guard !measure.isEmpty else { return nil }
    var free = ContiguousArray(cluster.nodes.map(\.allocatable.milliCPU))
    for row in 0..<cluster.pods.count {
      let pod = cluster.pods[PodID(row)]
      guard pod.node.isPresent, !pod.isRemoved, !pod.phase.isTerminal else { continue }
      free[pod.node.row] -= cluster.templates[pod.template].requestsWithDevices.milliCPU
    }
    var sum = FragmentationClasses()
    let rows = cluster.nodes.indices.filter {
      cluster.nodes[$0].isPresent && cluster.nodes[$0].ready == .yes
        && cluster.nodes[$0].deviceCount > 0
    }
    for row in rows.map({ (row: $0, name: cluster.symbols[cluster.nodes[$0].name]) })
      .sorted(by: { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }).map(\.row)
    {
      sum.add(
        measure.classes(
          milliCPU: free[row], devices: cluster.devices, row: row,
          labels: cluster.nodes[row].labels))
    }
    classes = sum
  }

  /// What no typical pod could use, in thousandths.
  var amount: Int64 { Int64(classes.fragmented.rounded()) }

  /// Each class in thousandths, by the name of its metric.
  var parts: [(name: String, milli: Int64)] {
    zip(Self.names, classes.inOrder).map { ($0, Int64($1.rounded())) }
  }

  /// The names of the classes, in the order of their numbers.
  static let names = [
    "lack_both", "lack_gpu", "usable", "lack_cpu", "cpu_only", "cpu_only_lack_cpu", "model",
  ]

  /// The most frequent kinds of all pods that were created.
  private static func createdPods(_ cluster: ClusterState) -> TypicalPods {
    var counts = ContiguousArray(repeating: 0, count: cluster.templates.count)
    for row in 0..<cluster.pods.count { counts[cluster.pods[PodID(row)].template.row] += 1 }
    var places: [TypicalPodKind: Int] = [:]
    var kinds: [(kind: TypicalPodKind, count: Int)] = []
    for template in cluster.templates.all where counts[template.id.row] > 0 {
      let pod = template.pod
      let kind = TypicalPodKind(pod.spec, annotations: pod.metadata.annotations)
      let place = places[kind] ?? kinds.count
      if place == kinds.count { kinds.append((kind, 0)) }
      places[kind] = place
      kinds[place].count += counts[template.id.row]
    }
    return TypicalPods(kinds)
  }
}
