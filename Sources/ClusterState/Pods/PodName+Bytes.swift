extension PodName {
  /// Appends the name to `bytes` in UTF-8, without making a string of it.
  public func append(to bytes: inout [UInt8], _ symbols: borrowing SymbolTable) {
    bytes.append(contentsOf: symbols[base].utf8)
    guard suffix >= 0 else { return }
    var place = PodName.suffixCount
    for _ in 0..<5 {
      place /= 27
      bytes.append(Self.alphabet[Int(suffix / place % 27)])
    }
  }
}
