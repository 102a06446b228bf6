import Experiments

/// `wavetank merge`: joins the parts of a sweep.
struct MergeCommand: Command {
  static let syntax = CommandSyntax(
    name: "merge", summary: "Join the parts of a sweep into the whole.",
    operands: "FOLDER… --output FOLDER", operandCount: 1...100_000,
    explanation: """
      Each FOLDER is one that sweep --shard has filled. The files of the output are those of the
      whole sweep, byte by byte, whatever the order of the parts. Parts of different sweeps are
      refused, and so are parts that lack a run.
      """,
    options: [.value("output", "FOLDER", "Where to write the whole sweep.")],
    examples: [
      ("wavetank merge part-* --output whole", "Joins the parts of a sweep on several machines.")
    ])

  private let folders: [String]
  private let output: String

  init(_ arguments: ParsedArguments) throws(UsageError) {
    folders = arguments.operands
    guard let output = arguments.value("output") else {
      throw UsageError("--output is required: --output FOLDER", "merge")
    }
    self.output = output
  }

  func run(_ terminal: Terminal) -> ExitCode {
    do throws(SweepFolder.Failure) {
      try SweepFolder.merge(folders, into: output)
      return .done
    } catch {
      let stop = SweepStop(error)
      for line in stop.lines { terminal.complain(line) }
      return stop.code
    }
  }
}
