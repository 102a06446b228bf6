import KubernetesObjects
import StructuredText

/// Why a policy cannot be used: one message a problem, each with the field's path.
public struct ClassicPolicyProblems: Error, Sendable, CustomStringConvertible {
  /// The problems in the order of the policy's fields; never empty.
  public let messages: [String]

  /// One line a problem.
  public var description: String { messages.joined(separator: "\n") }
}

extension ClassicPolicy {
  static func unknown(
    _ what: String, _ name: String, at index: Int, among names: [String], cameLater: Bool
  ) -> String {
    let list = what == "predicate" ? "predicates" : "priorities"
    if cameLater {
      return "\(list)[\(index)].name: no \(what) of Kubernetes 1.2 is called \"\(name)\"; it came "
        + "later"
    }
    let hint = Spelling.nearest(to: name, among: names).map { "; did you mean \($0)?" }
    return "\(list)[\(index)].name: no \(what) is called \"\(name)\""
      + (hint ?? ", and it has no argument that makes one")
  }

  /// Custom priorities of one kind become one plugin, which has one weight.
  ///
  /// Source: `validateCustomPriorities` of Kubernetes 1.20.
  static func checkMerging(_ priorities: [WeighedPriority], _ problems: inout [String]) {
    var preference: Int64?
    var antiAffinity: Int64?
    var ratios = 0
    for entry in priorities {
      switch entry.priority {
      case .labelPreference:
        check(entry, &preference, "labelPreference", &problems)
      case .serviceAntiAffinity:
        check(entry, &antiAffinity, "serviceAntiAffinity", &problems)
      case .requestedToCapacityRatio:
        ratios += 1
        if ratios == 2 {
          problems.append(
            "priorities: expected one with requestedToCapacityRatioArguments, found another, "
              + "\"\(entry.name)\"")
        }
      default: break
      }
    }
  }

  private static func check(
    _ entry: WeighedPriority, _ weight: inout Int64?, _ kind: String, _ problems: inout [String]
  ) {
    if let weight, weight != entry.weight {
      problems.append(
        "priorities: expected every \(kind) to have the weight \(weight), found \(entry.weight) "
          + "of \"\(entry.name)\"")
    }
    weight = weight ?? entry.weight
  }

  /// What is wrong with the function from utilization to score.
  ///
  /// Source: `validateFunctionShape` of Kubernetes 1.20.
  static func problemsOfShape(
    _ shape: [UtilizationShapePoint], _ resources: [ResourceSpec]
  ) -> [String] {
    let path = "argument.requestedToCapacityRatioArguments"
    var problems: [String] = []
    if shape.isEmpty { problems.append("\(path).shape: expected at least one point") }
    for (index, point) in shape.enumerated() {
      if !(0...100).contains(point.utilization) {
        problems.append(
          "\(path).shape[\(index)].utilization: expected 0 to 100, found \(point.utilization)")
      }
      if !(0...10).contains(point.score) {
        problems.append("\(path).shape[\(index)].score: expected 0 to 10, found \(point.score)")
      }
      if index > 0, point.utilization <= shape[index - 1].utilization {
        problems.append(
          "\(path).shape[\(index)].utilization: expected more than "
            + "\(shape[index - 1].utilization), found \(point.utilization)")
      }
    }
    for (index, resource) in resources.enumerated() where !(1...100).contains(resource.weight) {
      problems.append(
        "\(path).resources[\(index)].weight: expected 1 to 100, found \(resource.weight)")
    }
    return problems
  }
}
