/// The right to write into a folder, which one process has at a time.
///
/// It ends with the value, and with the process however that ends. The lock lies on the folder
/// itself, so nothing is left behind.
package final class FolderLock: Sendable {
  /// The opened folder; nil where the file system has no locks.
  private let descriptor: Int32?

  /// Whether the file system keeps others out.
  var isInForce: Bool { descriptor != nil }

  /// Locks the folder at `path`; nil if another process has locked it and is not waited for.
  ///
  /// - Throws: what is wrong where the folder cannot be opened or locked.
  package init?(of path: String, waits: Bool = false) throws(ReportWritingError) {
    switch FileSystem.lock(path, waits: waits) {
    case .locked(let descriptor): self.descriptor = descriptor
    case .unsupported: descriptor = nil
    case .heldByAnother: return nil
    case .failed(let error): throw error
    }
  }

  deinit { if let descriptor { FileSystem.unlock(descriptor) } }
}
