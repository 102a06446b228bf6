import Foundation
import StructuredText

/// Reads the inputs of one scenario and keeps their digests.
struct InputFiles {
  /// An input that cannot be had.
  struct Failure: Error {
    let message: String
    /// Whether it is not there at all.
    let isMissing: Bool
  }

  /// A file that has been read.
  struct File {
    /// Its name for messages, as the scenario leads to it.
    let name: String
    /// Its folder, to which further names are relative.
    let folder: String
    /// Its path with every link followed, by which files are told apart.
    let identity: String
    let bytes: [UInt8]
  }

  /// The folder below which included files must lie; empty while nothing has been read.
  private let root: String
  private let allowsOutside: Bool
  private var readsStandardInput = false
  /// What has been read, in order, each file once.
  private(set) var digests: [ScenarioInput] = []

  /// Inputs below `folder`, or anywhere if `allowsOutside` says so.
  init(folder: String, allowsOutside: Bool) {
    root = Self.resolved(folder)
    self.allowsOutside = allowsOutside
  }

  /// The path with every link followed and no `.` or `..` in it.
  static func resolved(_ path: String) -> String {
    let text = path.isEmpty ? "." : path
    return URL(filePath: text).standardizedFileURL.resolvingSymlinksInPath().path
  }

  /// The folder part of a path; empty for the current folder.
  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "" }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// `name` as seen from where `folder` is seen.
  static func join(_ folder: String, _ name: String) -> String {
    if name.hasPrefix("/") || folder.isEmpty { return name }
    return folder.hasSuffix("/") ? folder + name : folder + "/" + name
  }

  /// The file `name`, relative to `folder`, or of a folder each file that holds objects.
  mutating func readAll(_ name: String, in folder: String) throws(Failure) -> [File] {
    let path = Self.join(folder, name)
    var isFolder: ObjCBool = false
    if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue {
      try check(path, name)
      let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
      let wanted = names.filter { name in
        [".yaml", ".yml", ".json"].contains { name.hasSuffix($0) }
      }
      var files: [File] = []
      for entry in wanted.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
        files.append(try read(entry, in: path))
      }
      return files
    }
    return [try read(name, in: folder)]
  }

  /// The file `name`, relative to `folder`; `-` is standard input, which can be read once.
  mutating func read(_ name: String, in folder: String) throws(Failure) -> File {
    if name == "-" { return try readStandardInput() }
    let path = Self.join(folder, name)
    try check(path, name)
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw Failure(message: "there is no file \(path)", isMissing: true)
    }
    if isFolder.boolValue {
      throw Failure(message: "\(path) is a folder, not a file", isMissing: false)
    }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Failure(message: "the file \(path) cannot be read", isMissing: false)
    }
    let file = File(
      name: path, folder: Self.folder(of: path), identity: Self.resolved(path), bytes: [UInt8](data)
    )
    note(file)
    return file
  }

  private mutating func readStandardInput() throws(Failure) -> File {
    if readsStandardInput {
      throw Failure(message: "standard input can be read once only", isMissing: false)
    }
    readsStandardInput = true
    let data = (try? FileHandle.standardInput.readToEnd()) ?? nil
    let file = File(name: "-", folder: "", identity: "-", bytes: [UInt8](data ?? Data()))
    note(file)
    return file
  }

  /// Notes the digest of a file under its name from the root, which is equal wherever the
  /// folder lies.
  private mutating func note(_ file: File) {
    let prefix = root == "/" ? root : root + "/"
    let name =
      file.identity.hasPrefix(prefix) ? String(file.identity.dropFirst(prefix.count)) : file.name
    if digests.contains(where: { $0.name == name }) { return }
    digests.append(ScenarioInput(name: name, digest: SHA256.hexDigest(of: file.bytes)))
  }

  private func check(_ path: String, _ name: String) throws(Failure) {
    let identity = Self.resolved(path)
    let prefix = root == "/" ? root : root + "/"
    if allowsOutside || identity == root || identity.hasPrefix(prefix) { return }
    throw Failure(
      message: "\(name) lies outside the scenario's folder; --allow-outside permits it",
      isMissing: false)
  }
}
