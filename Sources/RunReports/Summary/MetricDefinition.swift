/// A metric of the summary: what it is called, which figures are given of it, and what it means.
///
/// The names that `expect` takes, the columns of `summary.csv`, `columns.json` and the reference
/// page are made from the table of these.
struct MetricDefinition: Sendable {
  /// Which part of the run a metric is about.
  enum Extent: String {
    /// What happens within the measuring window.
    case window
    /// How things are when the window ends, with all that was before.
    case closing = "end of the window"
    /// The run, whatever is measured.
    case run
  }

  /// The name, such as `allocation_ratio`.
  let name: String
  /// Whether the metric is given of each resource.
  let hasResource: Bool
  /// The figures that are given of it, such as `p95`; an empty one is the metric itself.
  let statistics: [String]
  /// The unit; of durations that of their lengths.
  let unit: String
  let meaning: String
  let extent: Extent

  init(
    _ name: String, _ statistics: [String] = [""], ofResources hasResource: Bool = false,
    unit: String, of extent: Extent = .window, _ meaning: String
  ) {
    self.name = name
    self.hasResource = hasResource
    self.statistics = statistics
    self.unit = unit
    self.meaning = meaning
    self.extent = extent
  }

  /// The full names of its figures, a star in place of the resource.
  var fullNames: [String] {
    statistics.map { statistic in
      [name, hasResource ? "*" : "", statistic].filter { !$0.isEmpty }.joined(separator: ".")
    }
  }

  /// The resource and the statistic in a full name; nil if the name is another metric's.
  func parts(of fullName: String) -> (resource: String, statistic: String)? {
    guard fullName.hasPrefix(name) else { return nil }
    var rest = fullName.dropFirst(name.count)
    guard rest.isEmpty || rest.first == "." else { return nil }
    rest = rest.dropFirst()
    guard hasResource else {
      return statistics.contains(String(rest)) ? ("", String(rest)) : nil
    }
    for statistic in statistics {
      let end = statistic.isEmpty ? "" : ".\(statistic)"
      guard rest.hasSuffix(end), rest.count > end.count else { continue }
      return (String(rest.dropLast(end.count)), statistic)
    }
    return nil
  }
}
