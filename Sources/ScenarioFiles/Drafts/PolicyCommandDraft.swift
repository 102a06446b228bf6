import ClusterSimulation
import SimulationEngine
import StructuredText

/// A policy outside the program, as it is written.
struct PolicyCommandDraft: Sendable {
  /// What stands below `charge` where it is a mapping.
  struct ChargeDraft: Sendable {
    var charge: PolicyCommand.Charge?
  }

  var words: [String] = []
  var charge = PolicyCommand.Charge.none
  var timeout = SimulationDuration.seconds(60)
  var arguments = "{}"
}

extension PolicyCommandDraft: SchemaMapping {
  static let fields: [Field<PolicyCommandDraft>] = [
    Field(
      "command", "text or list of texts",
      "The program, found as a shell finds it, and its arguments. It runs in the scenario's folder."
    ) { draft, reader in
      draft.words = reader.names().map(\.value)
      if reader.node.kind == .sequence, draft.words.isEmpty {
        reader.fail("expected a program, found an empty list")
      }
    }.required,
    Field(
      "mode", "queue",
      "The policy owns the queue: it says which pods run where, and when. That is so unless said."
    ) { _, reader in
      _ = reader.choice(among: ["queue"], by: { $0 })
    },
    Field(
      "charge", "none, declared, {fixed: duration} or {perNode: duration}",
      "How long simulated time goes on while the policy thinks; none unless said. With declared, "
        + "each answer says it."
    ) { draft, reader in
      if let charge = Self.charge(&reader) { draft.charge = charge }
    },
    Field(
      "timeout", "duration up to 24d",
      "The longest wait for an answer, in real time; 60s unless said. Who is late ends the run."
    ) { draft, reader in
      guard let timeout = reader.duration(atLeast: .milliseconds(1)) else { return }
      guard timeout <= .seconds(24 * 86_400) else {
        return reader.fail("must be at most 24d, not \(reader.node.text)")
      }
      draft.timeout = timeout
    },
    Field("arguments", "mapping", "What the policy is told at the beginning, as JSON.") {
      draft, reader in
      guard reader.node.kind == .mapping else { return reader.fail(expected: "a mapping") }
      draft.arguments = String(
        decoding: JSONEmitter.bytes(of: SyntaxValue(reader.node)), as: UTF8.self)
    },
  ]

  private static let chargeFields: [Field<ChargeDraft>] = [
    Field("fixed", "duration", "Each answer takes effect so much later.") { draft, reader in
      draft.charge = reader.duration().map { .fixed($0) }
    },
    Field("perNode", "duration", "So much later for each node.") { draft, reader in
      draft.charge = reader.duration().map { .perNode($0) }
    },
  ]

  /// The command in the units of the configuration.
  var command: PolicyCommand {
    PolicyCommand(words: words, charge: charge, timeout: timeout, arguments: arguments)
  }

  /// Reads what stands below `charge`.
  private static func charge(_ reader: inout SchemaReader) -> PolicyCommand.Charge? {
    guard reader.node.kind == .mapping else {
      let word = reader.choice(among: ["none", "declared"], by: { $0 })
      return word.map { $0 == "none" ? PolicyCommand.Charge.none : .declared }
    }
    guard reader.node.members.count == 1 else {
      reader.fail("expected one of fixed and perNode")
      return nil
    }
    var draft = ChargeDraft()
    reader.read(chargeFields, into: &draft)
    return draft.charge
  }
}
