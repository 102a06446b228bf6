#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Exchanges two folders in one step that nobody can come between.
///
/// POSIX has no such call. Linux has `renameat2` with `RENAME_EXCHANGE` (since 3.15), macOS has
/// `renamex_np` with `RENAME_SWAP` (since 10.12); not every file system can do it.
enum FolderExchange {
  /// How an exchange ended.
  enum Outcome {
    case done
    /// One of the folders is not there.
    case missing
    /// The system or its file system cannot exchange folders.
    case unsupported
    case failed(ReportWritingError)
  }

  /// Exchanges what lies at two paths.
  static func exchange(_ path: String, _ other: String) -> Outcome {
    guard let result = call(path, other) else { return .unsupported }
    if result == 0 { return .done }
    if errno == ENOENT { return .missing }
    if [EINVAL, ENOSYS, ENOTSUP, EOPNOTSUPP].contains(errno) { return .unsupported }
    return .failed(FileSystem.failure(other))
  }

  #if canImport(Darwin)
    private static func call(_ path: String, _ other: String) -> Int32? {
      renamex_np(path, other, UInt32(RENAME_SWAP))
    }
  #else
    private typealias RenameAt2 =
      @convention(c) (
        Int32, UnsafePointer<CChar>, Int32, UnsafePointer<CChar>, UInt32
      ) -> Int32

    /// `RENAME_EXCHANGE` of `linux/fs.h`.
    private static let exchangeFlag: UInt32 = 2

    private static func call(_ path: String, _ other: String) -> Int32? {
      // The headers that Swift sees leave the function out, and old C libraries lack it.
      guard let symbol = dlsym(nil, "renameat2") else { return nil }
      // tidy allows BannedName: the type is that of the manual page renameat2(2).
      let renameAt2 = unsafeBitCast(symbol, to: RenameAt2.self)
      return renameAt2(AT_FDCWD, path, AT_FDCWD, other, exchangeFlag)
    }
  #endif
}
