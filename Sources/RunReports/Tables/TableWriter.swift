import ClusterState
import SimulationEngine
import StructuredText

/// Writes the fields of a report's table, and hands the text on a megabyte at a time.
struct TableWriter {
  private static let chunk = 1 << 20

  private var csv: CSVWriter
  private let sink: any ByteSink
  private var letters: [UInt8] = []
  /// How many rows have been written, the header not counted.
  private(set) var rowCount = 0

  init(columns: [ReportColumn], to sink: any ByteSink) {
    csv = CSVWriter(columns: columns.map(\.name), capacity: Self.chunk + (1 << 14))
    self.sink = sink
  }

  /// Ends the row.
  mutating func endRow() throws(ReportWritingError) {
    csv.endRow()
    rowCount += 1
    if csv.byteCount >= Self.chunk { try flush() }
  }

  /// Hands on what has been written.
  mutating func flush() throws(ReportWritingError) {
    try sink.write(csv.bytes)
    csv.removeAll()
  }

  mutating func empty() { csv.appendEmpty() }

  mutating func text(_ text: String) { csv.append(text) }

  mutating func integer(_ value: Int64) { csv.append(integer: value) }

  /// A sum over many nodes, which 64 bits may not hold.
  mutating func integer(_ value: Int128) {
    if let value = Int64(exactly: value) {
      csv.append(integer: value)
    } else {
      csv.append("\(value)")
    }
  }

  mutating func integer(_ value: Int32) { csv.append(integer: Int64(value)) }

  /// An amount that is negative where it is not known, and then empty.
  mutating func amount(_ value: Int64) {
    if value < 0 { csv.appendEmpty() } else { csv.append(integer: value) }
  }

  /// A sum over many nodes that is negative where it is not known, and then empty.
  mutating func amount(_ value: Int128) {
    if value < 0 { csv.appendEmpty() } else { integer(value) }
  }

  /// An instant in seconds; empty if unset.
  mutating func time(_ time: SimulationTime) {
    if time.isSet { seconds(time.microseconds) } else { csv.appendEmpty() }
  }

  /// Microseconds in seconds.
  mutating func seconds(_ microseconds: Int64) {
    csv.append(scaled: microseconds, by: 6, decimals: 6)
  }

  /// The quotient of two amounts; empty where there is no whole or the part is not known.
  mutating func ratio(_ part: Int128, of whole: Int128) {
    guard part >= 0, let millionths = Ratio.millionths(part, of: whole) else {
      csv.appendEmpty()
      return
    }
    csv.append(scaled: millionths, by: 6, decimals: 6)
  }

  /// A number with the fewest digits that give it back.
  mutating func number(_ value: Double) {
    let whole = Int64(exactly: value)
    csv.append(whole.map { String($0) } ?? value.description)
  }

  /// The name of a pod, without making a string of it.
  mutating func name(_ name: PodName, _ symbols: borrowing SymbolTable) {
    letters.removeAll(keepingCapacity: true)
    name.append(to: &letters, symbols)
    letters.withUnsafeBytes { csv.append(utf8: $0) }
  }

  /// The name of a pod.
  mutating func name(of pod: PodID, _ cluster: borrowing ClusterState) {
    name(cluster.pods[pod].name, cluster.symbols)
  }

  /// The number of a pod in order of creation, from 1.
  mutating func uid(of pod: PodID) { integer(Int64(pod.row + 1)) }

  /// The namespace and the number of a pod: the columns behind those in which its name stands.
  mutating func identity(of pod: PodID, _ cluster: borrowing ClusterState) {
    text(cluster.symbols[cluster.templates[cluster.pods[pod].template].namespace])
    uid(of: pod)
  }
}
