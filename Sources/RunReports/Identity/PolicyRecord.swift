import StructuredText

/// What was said between a run and a policy outside the program.
package struct PolicyRecord: Sendable {
  /// The name of the file in which it is kept beside the tables.
  static let fileName = "policy.jsonl"

  /// Questions and answers in turn, a line each.
  package let transcript: [UInt8]
  /// How many pods the policy left waiting, with no wish to be asked again.
  package let podsLeft: Int

  /// A record of `transcript`, at whose end `podsLeft` pods wait.
  package init(transcript: [UInt8], podsLeft: Int) {
    self.transcript = transcript
    self.podsLeft = podsLeft
  }

  /// What the summary says of it.
  var summary: SyntaxValue {
    [
      "transcript_sha256": .string(SHA256.hexDigest(of: transcript)),
      "pods_left_waiting": .integer(Int64(podsLeft)),
    ]
  }

  /// The finding that pods were left; nil if none were.
  var warning: String? {
    podsLeft == 0
      ? nil : "the policy left \(podsLeft) pod\(podsLeft == 1 ? "" : "s") waiting"
  }
}

extension RunReport {
  /// The figures by their names, as the policy is told them at the end.
  package var metrics: [SyntaxValue.Member] { SummaryDocument.metrics(of: self) }
}
