import Foundation

/// Files of a folder in an order that no file system decides.
public enum FileTree {
  /// Every regular file below `folder`, hidden ones left out, in the order of their paths' bytes.
  public static func files(below folder: URL) -> [URL] {
    let found = FileManager.default.enumerator(
      at: folder, includingPropertiesForKeys: [.isRegularFileKey], options: [.skipsHiddenFiles])
    var files: [URL] = []
    while let file = found?.nextObject() as? URL {
      let isFile = try? file.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile
      if isFile == true { files.append(file) }
    }
    return files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
  }
}
