extension RunIdentity.Input {
  /// The file at `path` whose SHA-256, in hexadecimal, is known already.
  package init(path: String, sha256: String) {
    self.path = path
    self.sha256 = sha256
  }
}
