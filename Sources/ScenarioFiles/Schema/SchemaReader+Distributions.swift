import KubernetesObjects
import SimulationEngine
import StructuredText

extension SchemaReader {
  /// What a distribution looks like.
  static let distributionForm = "a duration, or a distribution such as {exponential: {mean: 4m}}"

  /// A distribution of times in seconds: `{lognormal: {median: 3s, p99: 20s}}`, or a duration,
  /// which is constant.
  mutating func distribution() -> Distribution? {
    if node.kind == .scalar, !node.isNull {
      return duration().flatMap { constant($0.seconds) }
    }
    guard node.kind == .mapping, node.count == 1 else {
      fail(expected: Self.distributionForm)
      return nil
    }
    var result: Distribution?
    _ = members(expecting: Self.distributionForm) { name, reader in
      result = reader.distribution(named: name)
    }
    return result
  }

  private mutating func constant(_ seconds: Double) -> Distribution? {
    make { () throws(DistributionError) in .constant(try ConstantDistribution(seconds)) }
  }

  /// The distribution `name` with the parameters at the current node.
  mutating func distribution(named name: String) -> Distribution? {
    switch name {
    case "constant": return duration().flatMap { constant($0.seconds) }
    case "empirical":
      let points = weightedTimes()
      return points.flatMap { points in
        make { () throws(DistributionError) in .empirical(try EmpiricalDistribution(points)) }
      }
    case "discrete":
      let points = weightedTimes()
      return points.flatMap { points in
        make { () throws(DistributionError) in .discrete(try DiscreteDistribution(points)) }
      }
    default: return parametric(name)
    }
  }

  private mutating func parametric(_ name: String) -> Distribution? {
    let forms = DistributionForm.all.filter { $0.name == name }
    if forms.isEmpty {
      failUnknownKey(name, among: DistributionForm.names)
      return nil
    }
    guard node.kind == .mapping else {
      fail(expected: Self.parameters(of: forms))
      return nil
    }
    let given = Set(node.members.map(\.key.text))
    let known = forms.flatMap { $0.parameters.map(\.name) }
    guard let form = forms.first(where: { Set($0.parameters.map(\.name)) == given }) else {
      let strangers = node.members.map(\.key.text).filter { !known.contains($0) }
      let hint = strangers.first.flatMap { Spelling.nearest(to: $0, among: known) }
      let found = node.members.map(\.key.text).joined(separator: " and ")
      fail(
        "expected \(Self.parameters(of: forms)), found \(found.isEmpty ? "nothing" : found)"
          + (hint.map { "; did you mean \($0)?" } ?? ""))
      return nil
    }
    var values: [Double] = Array(repeating: .nan, count: form.parameters.count)
    _ = members(expecting: "parameters") { parameter, reader in
      guard let row = form.parameters.firstIndex(where: { $0.name == parameter }) else { return }
      values[row] = reader.parameter(form.parameters[row].kind) ?? .nan
    }
    if values.contains(where: \.isNaN) { return nil }
    return make { () throws(DistributionError) in try form.make(values) }
  }

  private mutating func parameter(_ kind: DistributionForm.Kind) -> Double? {
    switch kind {
    case .time: duration()?.seconds
    case .number: number(in: -1e15...1e15)
    case .rate: rate()
    }
  }

  private mutating func make(
    _ body: () throws(DistributionError) -> Distribution
  ) -> Distribution? {
    do throws(DistributionError) {
      return try body()
    } catch {
      fail("\(error.parameter) \(error.requirement), not \(error.value)")
      return nil
    }
  }

  private static func parameters(of forms: [DistributionForm]) -> String {
    Spelling.alternatives(
      forms.map { "{" + $0.parameters.map(\.name).joined(separator: ", ") + "}" })
  }

  /// A list of durations, or of `{value, weight}`.
  private mutating func weightedTimes() -> [(value: Double, weight: Double)]? {
    var points: [(value: Double, weight: Double)] = []
    let before = problems.count
    elements { reader in
      if reader.node.kind == .scalar {
        if let value = reader.duration() { points.append((value.seconds, 1)) }
      } else if let point: WeightedTime = reader.mapping() {
        points.append((point.value, point.weight))
      }
    }
    return problems.count == before ? points : nil
  }
}

/// One observation of an empirical or discrete distribution.
private struct WeightedTime: SchemaMapping {
  var value = 0.0
  var weight = 1.0

  static let fields: [Field<WeightedTime>] = [
    Field("value", "duration", "The value.") { point, reader in
      if let value = reader.duration() { point.value = value.seconds }
    }.required,
    Field("weight", "number", "How often it comes, against the others.") { point, reader in
      if let weight = reader.number(in: 0...1e15) { point.weight = weight }
    },
  ]
}
