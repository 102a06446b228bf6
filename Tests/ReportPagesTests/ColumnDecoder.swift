/// Reads what `ColumnEncoder` writes, as the page's script does.
enum ColumnDecoder {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".utf8)

  static func decode(_ bytes: [UInt8]) -> [Int64] {
    var rest = bytes.dropFirst()
    func next() -> Int64 {
      var value: UInt64 = 0
      var shift: UInt64 = 0
      while let byte = rest.popFirst(), let digit = alphabet.firstIndex(of: byte) {
        value |= UInt64(digit & 31) << shift
        shift += 5
        if digit < 32 { break }
      }
      return Int64(bitPattern: value >> 1) ^ -Int64(bitPattern: value & 1)
    }
    var column: [Int64] = []
    while !rest.isEmpty {
      let value = next()
      switch bytes[0] {
      case UInt8(ascii: "d"): column.append((column.last ?? 0) &+ value)
      case UInt8(ascii: "r"):
        let count = next()
        column += Array(repeating: value, count: Int(count))
      default: column.append(value)
      }
    }
    return column
  }
}
