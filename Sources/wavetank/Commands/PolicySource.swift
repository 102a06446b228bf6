/// Where a policy's answers come from.
enum PolicySource: Hashable {
  /// Nothing may be started.
  case none
  /// From the program that the scenario names.
  case process
  /// From two processes of that program, which have to agree.
  case twins
  /// From standard input, to which standard output asks.
  case standardStreams
  /// From the transcript of an earlier run.
  case transcript(String)

  /// What `arguments` of a run of so many scenarios say.
  init(_ arguments: ParsedArguments, scenarioCount: Int) throws(UsageError) {
    let isAllowed = arguments.isGiven("allow-policy")
    let isTwice = arguments.isGiven("twice")
    if let peer = arguments.value("policy") {
      guard peer == "-" else {
        throw UsageError("--policy: expected - for standard input, found \(peer)", "run")
      }
      guard !isAllowed, !isTwice, arguments.value("replay") == nil else {
        throw UsageError("--policy - is the only policy of its run", "run")
      }
      guard scenarioCount == 1, arguments.operands.first != "-" else {
        throw UsageError("--policy - is about one scenario, which is a file", "run")
      }
      self = .standardStreams
    } else if let path = arguments.value("replay") {
      guard !isAllowed, !isTwice else {
        throw UsageError(
          "--replay starts no policy, found --allow-policy or --twice with it", "run")
      }
      guard scenarioCount == 1 else {
        throw UsageError("--replay is about one scenario, found \(scenarioCount)", "run")
      }
      self = .transcript(path)
    } else if isTwice {
      guard isAllowed else { throw UsageError("--twice wants --allow-policy with it", "run") }
      self = .twins
    } else {
      self = isAllowed ? .process : .none
    }
  }
}
