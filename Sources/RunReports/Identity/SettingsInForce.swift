import ClusterSimulation
import SimulationEngine
import StructuredText

/// The settings that a run was under, by their names in the configuration, as text.
///
/// They are read off the configuration's own properties, so a new setting cannot be forgotten here.
enum SettingsInForce {
  /// What lies deeper is no setting, but something that a scenario put into one.
  private static let depthLimit = 16

  /// Every setting in the order of declaration; `samplePeriod` is what the samples came to have.
  static func list(
    _ configuration: SimulationConfiguration, samplePeriod: SimulationDuration
  ) -> [SyntaxValue.Member] {
    var settings: [SyntaxValue.Member] = []
    switch configuration.ending {
    case .at(let time): add(time, "duration", "end", &settings)
    case .completed(let limit): add(limit, "limit", "completed", &settings)
    case .settled(let limit): add(limit, "limit", "settled", &settings)
    }
    append(samplePeriod, "reports.every", &settings, depth: 0)
    append(configuration.samplesNodes, "reports.nodes", &settings, depth: 0)
    append(configuration.recordsEvents, "reports.events", &settings, depth: 0)
    appendScheduling(configuration.scheduling, &settings)
    append(configuration.controlPlane, "controlPlane", &settings, depth: 0)
    return settings
  }

  /// A scheduler's rules are an input file's, which has its digest.
  private static func appendScheduling(
    _ scheduling: SchedulingConfiguration, _ settings: inout [SyntaxValue.Member]
  ) {
    let rules =
      switch scheduling.rules {
      case .defaults: "defaults"
      case .policy: "policy"
      case .configuration: "configuration"
      }
    append(rules, "scheduler.rules", &settings, depth: 0)
    append(scheduling.tieBreak, "scheduler.tieBreak", &settings, depth: 0)
    append(
      scheduling.percentageOfNodesToScore as Any, "scheduler.percentageOfNodesToScore", &settings,
      depth: 0)
  }

  private static func add(
    _ time: SimulationTime, _ name: String, _ ending: String, _ settings: inout [SyntaxValue.Member]
  ) {
    settings.append(SyntaxValue.Member("until", .string(ending)))
    settings.append(SyntaxValue.Member(name, seconds(time.microseconds)))
  }

  private static func seconds(_ microseconds: Int64) -> SyntaxValue {
    .string(SimulationDuration(microseconds: microseconds).secondsText(decimals: 6) + "s")
  }

  private static func append(
    _ value: Any, _ name: String, _ settings: inout [SyntaxValue.Member], depth: Int
  ) {
    guard depth < depthLimit else { return }
    if let plain = plainValue(value) {
      settings.append(SyntaxValue.Member(name, plain))
      return
    }
    let mirror = Mirror(reflecting: value)
    switch mirror.displayStyle {
    case .optional:
      if let wrapped = mirror.children.first {
        append(wrapped.value, name, &settings, depth: depth + 1)
      } else {
        settings.append(SyntaxValue.Member(name, .null))
      }
    case .enum:
      guard let payload = mirror.children.first else {
        settings.append(SyntaxValue.Member(name, .string("\(value)")))
        return
      }
      settings.append(SyntaxValue.Member(name, .string(payload.label ?? "")))
      append(payload.value, "\(name).\(payload.label ?? "")", &settings, depth: depth + 1)
    default:
      for (index, child) in mirror.children.enumerated() {
        append(
          child.value, "\(name).\(child.label ?? String(index))", &settings, depth: depth + 1)
      }
    }
  }

  private static func plainValue(_ value: Any) -> SyntaxValue? {
    switch value {
    case let duration as SimulationDuration: seconds(duration.microseconds)
    case let time as SimulationTime: seconds(time.microseconds)
    case let flag as Bool: .boolean(flag)
    case let text as String: .string(text)
    case let integer as any BinaryInteger: .integer(Int64(clamping: integer))
    default: nil
    }
  }
}
