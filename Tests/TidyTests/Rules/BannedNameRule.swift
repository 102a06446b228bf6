/// No product source names what would make runs differ or crash: the wall clock, randomness
/// without a seed, hash values, the locale, libm's transcendentals, unchecked casts.
struct BannedNameRule: TidyRule {
  static let name = "BannedName"

  /// A name that sources do not use.
  private struct Ban {
    /// What the code must not hold; where it ends in a letter, as a whole word.
    let text: String
    /// What to do instead.
    let reason: String
    /// Modules in which the name is in order.
    var exempt: Set<String> = []
    /// The folder within a module that provides the replacement, and so uses its names freely.
    var home: String?
    /// What may stand right before the name and makes it another one.
    var unlessAfter: [String] = []
  }

  /// The command line talks to the terminal; no other module knows that there is one.
  private static let commandLine: Set = ["wavetank"]

  /// Many runs may go on at once, each on one thread; within a run nothing does.
  private static let ofManyRuns: Set = ["Experiments", "wavetank"]

  private static let bans: [Ban] =
    ["Date(", "Date.now", "ContinuousClock", "SuspendingClock", "clock_gettime", "gettimeofday"]
    .map { Ban(text: $0, reason: "time is simulated: no wall clock", exempt: commandLine) }
    + ["SystemRandomNumberGenerator", ".random(", ".randomElement(", ".shuffled(", "arc4random"]
    .map { Ban(text: $0, reason: "draw from a named RandomStream") }
    + ["hashValue", "Hasher("]
    .map { Ban(text: $0, reason: "hashes differ from process to process") }
    + ["Task", "DispatchQueue", "await"]
    .map {
      Ban(text: $0, reason: "the order of threads must not reach a result", exempt: ofManyRuns)
    }
    + ["Locale", "NumberFormatter", "DateFormatter", "String(format:"]
    .map { Ban(text: $0, reason: "format numbers from integers or by a fixed rule") }
    + ["unsafeBitCast", "unsafeDowncast", "try!"]
    .map { Ban(text: $0, reason: "a mistake here must not pass unseen, nor crash on an input") }
    + ["fatalError("]
    .map { Ban(text: $0, reason: "throw for what a user can cause, state a precondition else") }
    + ["ProcessInfo", "getenv", "print(", "debugPrint(", "dump("].map {
      Ban(
        text: $0, reason: "only the command line knows its surroundings", exempt: commandLine,
        unlessAfter: [".", "func "])
    }
    + transcendentals.map {
      Ban(
        text: "\($0)(", reason: "libm differs between platforms in the last bit: use ExactMath",
        home: "ExactMath", unlessAfter: ["ExactMath.", "func "])
    }

  private static let transcendentals = [
    "exp", "exp2", "expm1", "log", "log2", "log10", "log1p", "pow", "sin", "cos", "tan", "asin",
    "acos", "atan", "atan2", "sinh", "cosh", "tanh", "cbrt", "hypot", "erf", "erfc", "lgamma",
    "tgamma",
  ]

  /// What the code must not hold, name by name.
  static var texts: [String] { bans.map(\.text) }

  func findings(in tree: SourceTree) -> [Finding] {
    tree.swiftFiles(below: ["Sources"]).flatMap { file in
      Self.bans.flatMap { ban in findings(of: ban, in: file) }
    }
  }

  private func findings(of ban: Ban, in file: SourceFile) -> [Finding] {
    if let module = file.module, ban.exempt.contains(module) { return [] }
    if let home = ban.home, file.path.contains("/\(home)/") { return [] }
    return file.occurrences(of: ban.text, in: file.code)
      .filter { isWhole(ban.text, at: $0, in: file.code) && !follows(ban.unlessAfter, $0, file) }
      .map { file.finding(at: $0, "'\(ban.text)': \(ban.reason)") }
  }

  /// Whether `text` at `offset` is a name of its own, not the end or the start of a longer one.
  private func isWhole(_ text: String, at offset: Int, in code: [UInt8]) -> Bool {
    let bytes = Array(text.utf8)
    let end = offset + bytes.count
    let startsLater = isIdentifier(bytes[0]) && offset > 0 && isIdentifier(code[offset - 1])
    let goesOn =
      isIdentifier(bytes[bytes.count - 1]) && end < code.count && isIdentifier(code[end])
    return !startsLater && !goesOn
  }

  private func follows(_ prefixes: [String], _ offset: Int, _ file: SourceFile) -> Bool {
    prefixes.contains { file.code[..<offset].suffix($0.utf8.count).elementsEqual($0.utf8) }
  }
}
