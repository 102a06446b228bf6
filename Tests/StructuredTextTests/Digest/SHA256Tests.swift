import StructuredText
import Testing

@Suite("SHA256")
struct SHA256Tests {
  /// Examples of FIPS 180-4 and its test vectors.
  @Test(
    "SHA-256 gives what the standard says",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
    ])
  func sha256(text: String, digest: String) {
    #expect(SHA256.hexDigest(of: Array(text.utf8)) == digest)
  }

  @Test("SHA-256 does not depend on the pieces in which a message is added")
  func sha256InPieces() {
    var hash = SHA256()
    var left = 20_000
    var piece = 1
    while left > 0 {
      hash.update([UInt8](repeating: UInt8(ascii: "a"), count: min(piece, left)))
      left -= min(piece, left)
      piece = piece * 3 % 211 + 1
    }
    let whole = SHA256.hexDigest(of: [UInt8](repeating: UInt8(ascii: "a"), count: 20_000))
    #expect(hash.finished() == whole)
    for length in 50...70 {
      let bytes = [UInt8](repeating: 7, count: length)
      var parts = SHA256()
      parts.update(Array(bytes[..<13]))
      parts.update(Array(bytes[13...]))
      #expect(parts.finished() == SHA256.hexDigest(of: bytes))
    }
  }
}
