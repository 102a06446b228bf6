/// The version of the program, which a run's record names.
enum Version {
  /// Major, minor, patch.
  static let text = "0.2.0"
}
