import Foundation
import StructuredText

/// The points of a sweep in a CSV file: a row of keys, then a row of values for each point.
enum SweepList {
  /// The keys and the points of the file at `path`.
  static func read(_ path: String) throws(SweepStop) -> (keys: [String], points: [[String]]) {
    guard let bytes = FileManager.default.contents(atPath: path) else {
      throw SweepStop(lines: ["\(path): error: there is no such file"], code: .inputMissing)
    }
    do throws(DiagnosticList) {
      var rows = try CSVReader(Array(bytes), file: path)
      let keys = rows.header
      let columns = try rows.columns(keys)
      var points: [[String]] = []
      while rows.advance() { points.append(columns.map { rows.string($0) }) }
      try rows.finish()
      guard !points.isEmpty else {
        throw DiagnosticList([
          Diagnostic(
            .error, file: path, location: nil, message: "expected a row for each point, found none")
        ])
      }
      return (keys, points)
    } catch {
      throw SweepStop(lines: error.diagnostics.map { "\($0)" }, code: .badInput)
    }
  }
}
