import StructuredText

/// What tells one run from another besides its configuration: the program and what it read.
package struct RunIdentity: Hashable, Sendable {
  /// A file that the run depended on.
  package struct Input: Hashable, Sendable {
    /// The path as the scenario names it.
    package let path: String
    /// The SHA-256 of its content, as `sha256sum` prints it.
    package let sha256: String

    /// The file at `path` with `content`.
    package init(path: String, content: [UInt8]) {
      self.path = path
      sha256 = SHA256.hexDigest(of: content)
    }
  }

  /// The version of Wavetank.
  package let version: String
  /// Every file that was read, in order of reading.
  package let inputs: [Input]
  /// The options that decided what the run did, as a command line has them, the seed left out.
  package let options: [String]

  /// A run of Wavetank `version` over `inputs`, which `options` changed.
  package init(version: String, inputs: [Input] = [], options: [String] = []) {
    self.version = version
    self.inputs = inputs
    self.options = options
  }
}
