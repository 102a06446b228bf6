/// The right to write into a folder, which one process has at a time.
///
/// It ends with the value, and with the process however that ends. The lock lies on the folder
/// itself, so nothing is left behind.
package final class FolderLock: Sendable {
  /// The opened folder; nil where the file system has no locks.
  private let descriptor: Int32?

  /// Locks the folder at `path`; nil if another process has locked it.
  package init?(of path: String) {
    descriptor = FileSystem.lock(path)
    if descriptor == nil, FileSystem.isLockedByAnother { return nil }
  }

  deinit { if let descriptor { FileSystem.unlock(descriptor) } }
}
