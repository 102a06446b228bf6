/// Writes a column of integers as a short text.
///
/// The first character says how: `d` the difference to the number before, `p` the numbers as they
/// are, `r` a number and how often it comes in a row. The shortest is taken, of equal ones the
/// first in this order. Each number follows in zigzag form, five bits a character from the low end;
/// the sixth bit says that more follow.
package enum ColumnEncoder {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

  /// Appends the text of `column`, which needs no escaping. O(numbers).
  package static func append(_ column: some Collection<Int64>, to bytes: inout [UInt8]) {
    var lengths = (differences: 0, plain: 0, runs: 0)
    var last: Int64 = 0
    var run: Int64 = 0
    for value in column {
      lengths.differences += length(value &- last)
      lengths.plain += length(value)
      if run > 0, value == last {
        run += 1
      } else {
        if run > 0 { lengths.runs += length(last) + length(run) }
        run = 1
      }
      last = value
    }
    if run > 0 { lengths.runs += length(last) + length(run) }
    let shortest = min(lengths.differences, lengths.plain, lengths.runs)
    if lengths.differences == shortest {
      appendDifferences(column, to: &bytes)
    } else if lengths.plain == shortest {
      bytes.append(UInt8(ascii: "p"))
      for value in column { append(value, to: &bytes) }
    } else {
      appendRuns(column, to: &bytes)
    }
  }

  private static func appendDifferences(
    _ column: some Collection<Int64>, to bytes: inout [UInt8]
  ) {
    bytes.append(UInt8(ascii: "d"))
    var last: Int64 = 0
    for value in column {
      append(value &- last, to: &bytes)
      last = value
    }
  }

  private static func appendRuns(_ column: some Collection<Int64>, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "r"))
    var last: Int64 = 0
    var run: Int64 = 0
    for value in column {
      if run > 0, value == last {
        run += 1
        continue
      }
      if run > 0 {
        append(last, to: &bytes)
        append(run, to: &bytes)
      }
      last = value
      run = 1
    }
    guard run > 0 else { return }
    append(last, to: &bytes)
    append(run, to: &bytes)
  }

  /// Small numbers of either sign as small numbers without one.
  private static func zigzag(_ value: Int64) -> UInt64 {
    UInt64(bitPattern: (value << 1) ^ (value >> 63))
  }

  private static func append(_ value: Int64, to bytes: inout [UInt8]) {
    var rest = zigzag(value)
    while rest >= 32 {
      bytes.append(alphabet[Int(rest & 31) + 32])
      rest >>= 5
    }
    bytes.append(alphabet[Int(rest)])
  }

  private static func length(_ value: Int64) -> Int {
    let bits = 64 - zigzag(value).leadingZeroBitCount
    return max(1, (bits + 4) / 5)
  }
}
