import Foundation

/// Lines that tell why tests were left out, each printed once a process.
public enum Notice {
  private static let printed = LockedSet()

  /// Prints `message` on a line of its own, unless it has been printed before.
  public static func print(_ message: String) {
    guard printed.insert(message) else { return }
    FileHandle.standardError.write(Data("notice: \(message)\n".utf8))
  }

  /// A set that tests running side by side may share.
  private final class LockedSet: @unchecked Sendable {
    private let lock = NSLock()
    private var members: Set<String> = []

    /// Whether `member` was new.
    func insert(_ member: String) -> Bool {
      lock.withLock { members.insert(member).inserted }
    }
  }
}
