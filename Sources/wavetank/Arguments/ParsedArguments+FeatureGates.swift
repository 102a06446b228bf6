extension ParsedArguments {
  /// The gates of `--feature-gates A=true,B=false`, in order; none where it is not given.
  func featureGates(of command: String) throws(UsageError) -> [(name: String, isOn: Bool)] {
    var gates: [(name: String, isOn: Bool)] = []
    for entry in (value("feature-gates") ?? "").split(separator: ",") {
      let parts = entry.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, let isOn = Bool(String(parts[1])) else {
        throw UsageError(
          "--feature-gates: expected NAME=true or NAME=false, found \(entry)", command)
      }
      if gates.contains(where: { $0.name == parts[0] }) {
        throw UsageError("--feature-gates: \(parts[0]) is set twice", command)
      }
      gates.append((String(parts[0]), isOn))
    }
    return gates
  }
}
