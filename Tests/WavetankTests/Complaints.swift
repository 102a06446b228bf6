/// Collects what a command says on standard error.
final class Complaints: @unchecked Sendable {
  private(set) var text = ""

  func add(_ text: String) { self.text += text }
}
