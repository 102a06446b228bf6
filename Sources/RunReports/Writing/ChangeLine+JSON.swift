import ClusterSimulation
import StructuredText

extension ChangeLine {
  /// The namespace that lines do not name.
  private static let defaultNamespace = "default"

  /// The line as JSON, without a line break.
  package var json: [UInt8] {
    var members: [SyntaxValue.Member] = []
    switch self {
    case .object(let change):
      members.append(.init("t", .number(change.time.secondsText(decimals: 6))))
      members.append(.init("kind", .string(change.kind)))
      members.append(.init("name", .string(change.name)))
      if !change.namespace.isEmpty, change.namespace != Self.defaultNamespace {
        members.append(.init("ns", .string(change.namespace)))
      }
      members.append(.init("rv", .integer(Int64(change.version))))
      members.append(.init("ev", .string(change.event.rawValue)))
      if change.event != .deleted {
        members.append(.init("set", ObjectField.Value.fields(change.fields).json))
      }
    case .command(let command):
      members.append(.init("t", .number(command.time.secondsText(decimals: 6))))
      members.append(.init("kind", "Action"))
      members.append(.init("name", .string(command.name)))
      if !command.wallClock.isEmpty {
        members.append(.init("wallclock", .string(command.wallClock)))
      }
      if !command.targets.isEmpty {
        members.append(.init("targets", .sequence(command.targets.map { .string($0) })))
      }
      if !command.result.isEmpty { members.append(.init("result", .string(command.result))) }
    }
    return JSONEmitter.bytes(of: .mapping(members))
  }
}

extension ObjectField.Value {
  fileprivate var json: SyntaxValue {
    switch self {
    case .gone: .null
    case .flag(let flag): .boolean(flag)
    case .number(let number): .integer(number)
    case .text(let text): .string(text)
    case .fields(let fields): .mapping(fields.map { .init($0.name, $0.value.json) })
    }
  }
}
