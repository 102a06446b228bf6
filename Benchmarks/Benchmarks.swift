import Foundation

/// The command `benchmarks`: runs what the registry names and prints rows as they are measured.
@main
struct Benchmarks {
  private static let usage = """
    usage: benchmarks [NAME…] [--csv]
           benchmarks --list | --help

    Runs the named benchmarks, or all of them, and prints a table. Every figure is the median
    of several repetitions, in processor time, and stands beside a baseline that was measured
    in the same run; the ratio is figure over baseline. Measure release builds only:

      swift run -c release benchmarks
      swift run -c release benchmarks memory-copy --csv > figures.csv

      --csv     print CSV rows instead of a table
      --list    print the names of the benchmarks and what they measure
      --help    print this text
    """

  static func main() {
    do {
      let arguments = try BenchmarkArguments(
        Array(CommandLine.arguments.dropFirst()), known: benchmarkRegistry.map { $0.name })
      try perform(arguments)
    } catch let error as BenchmarkArguments.UsageError {
      fail("\(error)\n\(usage)", exitCode: 64)
    } catch {
      fail("\(error)", exitCode: 70)
    }
  }

  private static func perform(_ arguments: BenchmarkArguments) throws {
    switch arguments {
    case .help: print(usage)
    case .list:
      let width = benchmarkRegistry.map { $0.name.count }.max() ?? 0
      for benchmark in benchmarkRegistry {
        let padding = String(repeating: " ", count: width - benchmark.name.count)
        print("\(benchmark.name)\(padding)  \(benchmark.summary)")
      }
    case .run(let names, let asCSV):
      print(asCSV ? BenchmarkReport.csvHeader : BenchmarkReport.tableHeader)
      for benchmark in benchmarkRegistry
      where names.isEmpty ? benchmark.runsUnnamed : names.contains(benchmark.name) {
        for row in try benchmark.init().run() {
          print(asCSV ? BenchmarkReport.csvLine(row) : BenchmarkReport.tableLine(row))
        }
        // A long run through a pipe shows each benchmark when it is done.
        fflush(nil)
      }
    }
  }

  private static func fail(_ message: String, exitCode: Int32) -> Never {
    FileHandle.standardError.write(Data("benchmarks: \(message)\n".utf8))
    exit(exitCode)
  }
}
