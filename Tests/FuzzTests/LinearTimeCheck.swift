/// Reads inputs of one shape in growing sizes and compares the time.
///
/// For the long mode only: it measures time. Eight times the input may take twice eight times as
/// long (caches, the machine's mood); a quadratic reader takes sixty-four times.
enum LinearTimeCheck {
  /// The first size; the others are 2, 4 and 8 times as large.
  private static let base = 1 << 17
  private static let allowed = 20.0

  /// One line a family that grows faster, or that breaks a property at size.
  static func problems(of targets: [FuzzTarget]) -> [String] {
    targets.flatMap { target in
      (target.families + repetitions(of: target)).compactMap { problem($0, target) }
    }
  }

  /// The seeds over and over, which finds what a family's author did not think of.
  private static func repetitions(of target: FuzzTarget) -> [InputFamily] {
    target.seeds.filter { !$0.isEmpty }.enumerated().map { index, seed in
      InputFamily("seed \(index) repeated") { bytes in
        Array(repeatElement(seed, count: max(1, bytes / seed.count)).joined())
      }
    }
  }

  private static func problem(_ family: InputFamily, _ target: FuzzTarget) -> String? {
    do throws(FuzzViolation) {
      var times: [Double] = []
      for factor in [1, 2, 4, 8] {
        times.append(try shortestTime(family.make(base * factor), target))
      }
      let text = times.map { "\(Int($0 * 1e6)) us" }.joined(separator: ", ")
      print("fuzz: \(target.name), \(family.name): \(text)")
      // Below a tenth of a millisecond the clock decides, not the reader.
      let ratio = times[3] / max(times[0], 1e-4)
      return ratio > allowed
        ? "\(target.name), \(family.name): 8 times the input takes \(ratio) times as long" : nil
    } catch {
      return "\(target.name), \(family.name): \(error)"
    }
  }

  private static func shortestTime(
    _ input: [UInt8], _ target: FuzzTarget
  ) throws(FuzzViolation) -> Double {
    var shortest = Double.infinity
    for _ in 0..<3 {
      let start = LongFuzzRun.processorSeconds
      _ = try target.check(input)
      shortest = min(shortest, LongFuzzRun.processorSeconds - start)
    }
    return shortest
  }
}
