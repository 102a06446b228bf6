/// How the completions of a job are told apart.
public enum JobCompletionMode: String, Sendable, EnumerationDecodable {
  /// Any success counts.
  case nonIndexed = "NonIndexed"
  /// Each number must succeed once.
  case indexed = "Indexed"
}

/// When a failed pod is replaced.
public enum PodReplacementPolicy: String, Sendable, EnumerationDecodable {
  /// While it still terminates.
  case terminatingOrFailed = "TerminatingOrFailed"
  /// When it has ended.
  case failed = "Failed"
}

/// What a Job wants.
///
/// What is nil has a default that depends on other fields.
public struct JobSpec: Hashable, Sendable {
  /// The most pods at a time.
  public var parallelism: Int32?
  /// The successes that complete the job; nil: the first success ends it.
  public var completions: Int32?
  /// The seconds after which a job that still runs is failed.
  public var activeDeadlineSeconds: Int64?
  /// The failures after which the job is failed.
  public var backoffLimit: Int32?
  /// The failures of one index after which the index is failed.
  public var backoffLimitPerIndex: Int32?
  /// The failed indexes after which the job is failed.
  public var maxFailedIndexes: Int32?
  /// Its pods; nil until the API server gives it labels of its own.
  public var selector: LabelSelector?
  /// What the pods are stamped from.
  public var template = PodTemplateSpec()
  /// The seconds from the job's end to its deletion; nil for never.
  public var ttlSecondsAfterFinished: Int32?
  /// How completions are told apart.
  public var completionMode = JobCompletionMode.nonIndexed
  /// Whether the job has no pods for the time being.
  public var suspend = false
  /// When a failed pod is replaced.
  public var podReplacementPolicy: PodReplacementPolicy?
  /// What failures mean, rule by rule; empty for the usual.
  public var podFailurePolicy: [PodFailurePolicyRule] = []
  /// Which successes suffice, rule by rule; empty for `completions`.
  public var successPolicy: [SuccessPolicyRule] = []
  /// Whether `selector` and the labels that it matches are the author's, and not the API server's.
  public var manualSelector = false
  /// The opposite of `manualSelector`, as `extensions/v1beta1` has it.
  public var autoSelector = false
  /// The controller that looks after the job; nil for the usual one.
  public var managedBy: String?

  /// A job of an empty template.
  public init() {}
}

extension JobSpec: ObjectDecodable {
  /// Reads one field of the specification.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "parallelism": decoder.read(&parallelism)
    case "completions": decoder.read(&completions)
    case "activeDeadlineSeconds": decoder.read(&activeDeadlineSeconds)
    case "backoffLimit": decoder.read(&backoffLimit)
    case "backoffLimitPerIndex": decoder.read(&backoffLimitPerIndex)
    case "maxFailedIndexes": decoder.read(&maxFailedIndexes)
    case "selector": decoder.read(&selector)
    case "template": decoder.read(&template)
    case "ttlSecondsAfterFinished": decoder.read(&ttlSecondsAfterFinished)
    case "completionMode": decoder.read(&completionMode)
    case "suspend": decoder.read(&suspend)
    case "podReplacementPolicy": decoder.read(&podReplacementPolicy)
    case "podFailurePolicy": decoder.readRules(&podFailurePolicy)
    case "successPolicy": decoder.readRules(&successPolicy)
    case "manualSelector": decoder.read(&manualSelector)
    case "managedBy": decoder.read(&managedBy)
    case "autoSelector": decoder.read(&autoSelector)
    case "scheduling": decoder.skipUnusedField()
    default: decoder.skipUnknownField()
    }
  }
}

extension ObjectDecoder {
  /// Reads the `rules` of the mapping at which the decoder stands.
  fileprivate mutating func readRules<Rule: ObjectDecodable>(_ rules: inout [Rule]) {
    if node.isNull { return }
    var found = rules
    readMembers { name, decoder in
      name == "rules" ? decoder.read(&found) : decoder.skipUnknownField()
    }
    rules = found
  }
}

/// What a failure of a pod means for its job.
public enum PodFailurePolicyAction: String, Sendable, EnumerationDecodable {
  /// The job fails.
  case failJob = "FailJob"
  /// The pod's index fails.
  case failIndex = "FailIndex"
  /// It does not count.
  case ignore = "Ignore"
  case count = "Count"
}

/// Whether exit codes are listed or excluded.
public enum ExitCodeOperator: String, Sendable, EnumerationDecodable {
  /// The code is one of the values.
  case isIn = "In"
  /// The code is none of the values.
  case notIn = "NotIn"
}

/// What certain failures mean for a job.
public struct PodFailurePolicyRule: Hashable, Sendable {
  /// What they mean.
  public var action = PodFailurePolicyAction.count
  /// The container whose exit code is looked at; empty for any.
  public var containerName = ""
  /// Whether `exitCodes` are listed or excluded; nil if the rule is not about exit codes.
  public var exitCodeOperator: ExitCodeOperator?
  /// The exit codes.
  public var exitCodes: [Int32] = []
  /// The pod conditions of which one must hold, if the rule is about conditions.
  public var conditions: [Condition] = []

  /// A rule that matches nothing.
  public init() {}
}

extension PodFailurePolicyRule: ObjectDecodable {
  /// What has no default.
  public static var requiredFields: [String] { ["action"] }

  /// Reads one field of the rule.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "action": decoder.read(&action)
    case "onExitCodes":
      if decoder.node.isNull { return }
      var rule = self
      decoder.readMembers { name, decoder in
        switch name {
        case "containerName": decoder.read(&rule.containerName)
        case "operator": decoder.read(&rule.exitCodeOperator)
        case "values": decoder.read(&rule.exitCodes)
        default: decoder.skipUnknownField()
        }
      }
      self = rule
    case "onPodConditions": decodeConditions(from: &decoder)
    default: decoder.skipUnknownField()
    }
  }

  private mutating func decodeConditions(from decoder: inout ObjectDecoder) {
    decoder.read(&conditions)
    // A pattern without a status means that the condition holds.
    for index in conditions.indices where conditions[index].status == .unknown {
      conditions[index].status = .true
    }
  }
}

/// Which successes suffice for a job.
public struct SuccessPolicyRule: Hashable, Sendable {
  /// The indexes that must succeed, such as `0-2,5`; empty for any.
  public var succeededIndexes = ""
  /// How many of them; nil for all.
  public var succeededCount: Int32?

  /// A rule that nothing meets.
  public init() {}
}

extension SuccessPolicyRule: ObjectDecodable {
  /// Reads one field of the rule.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "succeededIndexes": decoder.read(&succeededIndexes)
    case "succeededCount": decoder.read(&succeededCount)
    default: decoder.skipUnknownField()
    }
  }
}
