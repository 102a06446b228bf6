import Foundation
import Testing

/// Mutated inputs through every reader.
///
/// `swift test` makes a fixed, small number of them. The long mode runs for a time, checks that no
/// input takes more than its share of time, and prints what it did:
///
///     WAVETANK_FUZZ_SECONDS=600 swift test -c release --filter FuzzTests
///
/// `WAVETANK_FUZZ_SEED` starts it elsewhere, `WAVETANK_FUZZ_READERS` restricts it to the readers
/// named, such as `yaml,csv`. The input that is being read lies in a file that
/// outlives a crash; `WAVETANK_FUZZ_REPLAY` with the path of that file reads it again.
@Suite(.serialized) struct FuzzTests {
  /// Inputs of one reader in the short mode.
  static let shortRounds = 1000

  private static func setting(_ name: String) -> String? {
    ProcessInfo.processInfo.environment["WAVETANK_FUZZ_" + name]
  }

  @Test(arguments: fuzzTargets) func seedsAndMutationsKeepTheReaderSane(_ target: FuzzTarget) {
    for (index, seed) in target.seeds.enumerated() {
      #expect(throws: Never.self, "\(target.name), seed input \(index)") {
        try target.check(seed)
      }
    }
    var engine = MutationEngine(target, seed: 1)
    for round in 0..<Self.shortRounds {
      let input = engine.next()
      do throws(FuzzViolation) {
        if try target.check(input) { engine.keep(input) }
      } catch {
        Issue.record("\(target.name), seed 1, round \(round): \(error)\n\(Self.dump(input))")
        return
      }
    }
  }

  @Test(arguments: fuzzTargets) func largeInputsKeepTheReaderSane(_ target: FuzzTarget) {
    for family in target.families {
      let input = family.make(1 << 14)
      #expect(throws: Never.self, "\(target.name), \(family.name)") { try target.check(input) }
    }
  }

  @Test(.enabled(if: setting("REPLAY") != nil)) func replay() throws {
    let path = try #require(Self.setting("REPLAY"))
    let (name, input) = try #require(CrashRecord.read(path))
    let target = try #require(fuzzTargets.first { $0.name == name })
    print("replaying \(input.count) bytes in \(name)\n\(Self.dump(input))")
    #expect(throws: Never.self) { try target.check(input) }
  }

  @Test(.enabled(if: setting("SECONDS") != nil)) func longRun() throws {
    let seconds = Self.setting("SECONDS").flatMap(Double.init) ?? 0
    let seed = Self.setting("SEED").flatMap { UInt64($0) } ?? 1
    let names = Self.setting("READERS")?.split(separator: ",").map(String.init)
    let targets = fuzzTargets.filter { names?.contains($0.name) ?? true }
    try #require(!targets.isEmpty, "no reader of that name")
    var run = try LongFuzzRun(targets, seed: seed)
    let problems = run.run(seconds: seconds) + LinearTimeCheck.problems(of: targets)
    for line in run.summary { print(line) }
    for problem in problems { Issue.record(Comment(rawValue: problem)) }
  }

  /// The input as a person and as a program can take it.
  static func dump(_ input: [UInt8]) -> String {
    let shown = input.prefix(1 << 12)
    return "\(input.count) bytes, base64: \(Data(shown).base64EncodedString())"
  }
}

extension FuzzTarget: CustomTestStringConvertible {
  var testDescription: String { name }
}
