import ClusterSimulation
import ClusterState
import ReportPages
import SimulationEngine

/// The levels of the samples, by resource and scope.
struct ResourceCharts {
  /// The level that is offered, in every series.
  static let offered = 0
  /// The level that is requested.
  static let requested = 1
  /// The level that is used; a series has it if the use is modeled.
  static let used = 2

  /// One resource in one scope.
  struct Row {
    let resource: ResourceID
    let scope: UtilizationSample.Scope
    let name: String
    let unit: AmountUnit
    var series: StepSeries
    /// The greatest share requested of what was offered, in millionths.
    var peak: Int64 = 0

    /// Whether the use is modeled.
    var hasUse: Bool { series.levels.count > ResourceCharts.used }
  }

  private struct Key: Hashable {
    let resource: ResourceID
    let scope: UtilizationSample.Scope
    let name: Symbol
  }

  /// In the order of the samples.
  private(set) var rows: [Row] = []
  private let names: [String]

  /// O(samples).
  init(_ source: ReportSource) {
    names = (0..<source.cluster.resources.count).map { source.cluster.resources[ResourceID($0)] }
    var places: [Key: Int] = [:]
    for sample in source.recording.utilization {
      let key = Key(resource: sample.resource, scope: sample.scope, name: sample.name)
      let place = places[key] ?? rows.count
      if place == rows.count {
        places[key] = place
        rows.append(
          Row(
            resource: sample.resource, scope: sample.scope, name: source.text(sample.name),
            unit: sample.resource.pageUnit,
            series: StepSeries(key: "u\(place)", levelCount: sample.used < 0 ? 2 : 3)))
      }
      rows[place].note(sample)
    }
  }

  /// The resources of which there are samples, in order of id.
  var resources: [ResourceID] {
    var seen: [ResourceID] = []
    for row in rows where !seen.contains(row.resource) { seen.append(row.resource) }
    return seen
  }

  /// The name of a resource.
  func name(of resource: ResourceID) -> String { names[resource.row] }

  /// The series of the whole cluster for a resource; nil without samples.
  func cluster(_ name: String) -> StepSeries? {
    rows.first { $0.scope == .cluster && names[$0.resource.row] == name }?.series
  }
}

extension ResourceCharts.Row {
  fileprivate mutating func note(_ sample: UtilizationSample) {
    var values = [level(sample.allocatable), level(sample.requested)]
    if hasUse { values.append(level(max(0, sample.used))) }
    series.append(values, at: sample.time)
    peak = max(peak, Ratio.millionths(sample.requested, of: sample.allocatable) ?? 0)
  }

  /// An amount as series hold it: memory in KiB.
  private func level(_ amount: Int128) -> Int64 {
    Int64(clamping: unit == .bytes ? amount >> 10 : amount)
  }
}

extension ResourceID {
  /// In which unit a page writes the resource.
  var pageUnit: AmountUnit {
    switch unit {
    case "millicores": .millicores
    case "bytes": .bytes
    default: .count
    }
  }
}
