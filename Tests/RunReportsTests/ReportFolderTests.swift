import Dispatch
import Foundation
import Testing

@testable import RunReports

@Suite("Report folders")
struct ReportFolderTests {
  /// A folder of its own for each test.
  private final class Place: Sendable {
    let url: URL

    init(_ name: String = #function) throws {
      url = FileManager.default.temporaryDirectory.appending(
        path: "report-folder-\(ProcessInfo.processInfo.processIdentifier)-"
          + name.filter(\.isLetter))
      try? FileManager.default.removeItem(at: url)
      try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func path(_ name: String) -> String { url.appending(path: name).path }

    func write(_ text: String, to name: String) throws {
      let file = url.appending(path: name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }

    /// Every path below the place, hidden ones too.
    var contents: [String] {
      let found = FileManager.default.enumerator(atPath: url.path)
      return (found?.allObjects as? [String] ?? []).sorted()
    }
  }

  @Test func `a lock is had once, and not of what is not there`() throws {
    let place = try Place()
    let lock = try #require(try FolderLock(of: place.url.path))
    #expect(lock.isInForce)
    #expect(try FolderLock(of: place.url.path) == nil, "it is taken")
    withExtendedLifetime(lock) {}
    #expect(throws: ReportWritingError.self) { try FolderLock(of: place.path("nowhere")) }
    try place.write("", to: "file")
    #expect(throws: ReportWritingError.self) { try FolderLock(of: place.path("file")) }
  }

  @Test("every file of the report lies in the new folder, the same as in memory, and nothing else")
  func writesAll() throws {
    let place = try Place()
    let report = try SampleRun.report()
    let digest = try report.write(to: place.path("made/on/the/way/sample"))
    #expect(digest == report.digest())
    let folder = "made/on/the/way/sample"
    let expected =
      ["made", "made/on", "made/on/the", "made/on/the/way", folder]
      + report.fileNames.map { "\(folder)/\($0)" }
    #expect(place.contents == expected.sorted())
    for name in report.fileNames {
      let bytes = try Data(contentsOf: place.url.appending(path: "\(folder)/\(name)"))
      #expect(Array(bytes) == report.bytes(of: name), "\(name)")
    }
  }

  @Test("runs that make the folders above theirs at one moment do not fail each other")
  func parentsMadeTogether() throws {
    let place = try Place()
    let report = try SampleRun.report()
    for round in 0..<20 {
      DispatchQueue.concurrentPerform(iterations: 4) { run in
        let path = place.path("round-\(round)/on/the/way/run-\(run)")
        #expect(throws: Never.self) { try report.write(to: path) }
      }
    }
  }

  @Test("a folder of reports is replaced as a whole: files that are not written anew are gone")
  func replaces() throws {
    let place = try Place()
    try place.write("old", to: "sample/pods.csv")
    try place.write("old", to: "sample/report.html")
    let report = try SampleRun.report()
    let files = ["sample"] + report.fileNames.map { "sample/\($0)" }.sorted()
    try report.write(to: place.path("sample/"))
    #expect(place.contents == files)
    try report.write(to: place.path("sample"))
    #expect(place.contents == files)
  }

  @Test("a folder that holds anything else is left alone, and the error says what")
  func refusesForeignFiles() throws {
    let place = try Place()
    try place.write("old", to: "sample/pods.csv")
    try place.write("mine", to: "sample/notes.txt")
    let error = #expect(throws: ReportWritingError.self) {
      try SampleRun.report().write(to: place.path("sample"))
    }
    #expect(error?.description.contains("'notes.txt', which is not a report") == true)
    #expect(place.contents == ["sample", "sample/notes.txt", "sample/pods.csv"])
  }

  @Test("a folder by the name of a report file is not taken for one")
  func refusesForeignFolders() throws {
    let place = try Place()
    try place.write("mine", to: "sample/pods.csv/notes.txt")
    #expect(throws: ReportWritingError.self) {
      try SampleRun.report().write(to: place.path("sample"))
    }
    #expect(place.contents == ["sample", "sample/pods.csv", "sample/pods.csv/notes.txt"])
  }

  @Test("a file in the place of the folder, or of one above it, is an error in one line")
  func refusesFiles() throws {
    let place = try Place()
    try place.write("mine", to: "sample")
    for path in ["sample", "sample/below", "sample/further/below"] {
      let error = #expect(throws: ReportWritingError.self) {
        try SampleRun.report().write(to: place.path(path))
      }
      #expect(error?.description.contains("\n") == false)
    }
    #expect(place.contents == ["sample"])
  }

  @Test("what fails in the middle leaves the old folder and nothing half-written")
  func undoes() throws {
    let place = try Place()
    try place.write("old", to: "sample/a.csv")
    let error = #expect(throws: ReportWritingError.self) {
      try ReportFolder.write(place.path("sample"), fileNames: ["a.csv", "b.csv"]) {
        folder throws(ReportWritingError) in
        let file = try OutputFile(creating: "\(folder)/a.csv")
        try file.write([1, 2, 3])
        try file.close()
        throw ReportWritingError(path: "\(folder)/b.csv", reason: "No space left on device")
      }
    }
    let target = place.url.resolvingSymlinksInPath().path + "/sample/b.csv"
    #expect(error?.description == "cannot write '\(target)': No space left on device")
    #expect(place.contents == ["sample", "sample/a.csv"])
    #expect(throws: ReportWritingError.self) {
      try ReportFolder.write(place.path("new/sample"), fileNames: ["a.csv"]) {
        folder throws(ReportWritingError) in
        throw ReportWritingError(path: folder, reason: "stopped")
      }
    }
    #expect(place.contents == ["sample", "sample/a.csv"])
  }

  @Test("what killed runs have left behind is removed, and what a live one writes is not")
  func removesLeftovers() throws {
    let place = try Place()
    // No process has the greatest number; this one has its own.
    let dead = Int32.max
    try place.write("half", to: ".sample.partial-\(dead)/a.csv")
    try place.write("half", to: ".sample.partial-\(dead)-3/b.csv")
    try place.write("older", to: ".sample.previous-\(dead)/a.csv")
    try place.write("mine", to: ".sample.partial-notes/a.csv")
    try place.write("mine", to: ".other.partial-\(dead)/a.csv")
    try place.write("old", to: "sample/a.csv")
    var live = try ReportFolder.begin(place.path("sample"), fileNames: ["a.csv", "b.csv"])
    try ReportFolder.write(place.path("sample"), fileNames: ["a.csv", "b.csv"]) {
      folder throws(ReportWritingError) in
      let file = try OutputFile(creating: "\(folder)/b.csv")
      try file.close()
    }
    let own = ".sample.partial-\(ProcessInfo.processInfo.processIdentifier)"
    let others = [
      ".other.partial-\(dead)", ".other.partial-\(dead)/a.csv", ".sample.partial-notes",
      ".sample.partial-notes/a.csv",
    ]
    #expect(place.contents == (others + [own, "sample", "sample/b.csv"]).sorted())
    live.abandon()
    #expect(place.contents == (others + ["sample", "sample/b.csv"]).sorted())
  }

  @Test("reports that a killed run had moved aside come back")
  func bringsBackWhatStoodAside() throws {
    let place = try Place()
    try place.write("old", to: ".sample.previous-\(Int32.max)/a.csv")
    var folder = try ReportFolder.begin(place.path("sample"), fileNames: ["a.csv"])
    folder.abandon()
    #expect(place.contents == ["sample", "sample/a.csv"])
  }

  @Test("runs into one folder at the same time do not fail, and whole reports are there throughout")
  func concurrentWriters() throws {
    let place = try Place()
    let path = place.path("deep/sample")
    let names = ["a.csv", "b.csv"]
    let failures = Failures()
    DispatchQueue.concurrentPerform(iterations: 4) { writer in
      for round in 0..<20 {
        do {
          try ReportFolder.write(path, fileNames: names) { folder throws(ReportWritingError) in
            for name in names {
              let file = try OutputFile(creating: "\(folder)/\(name)")
              try file.write(ArraySlice("\(writer) \(round)".utf8))
              try file.close()
            }
          }
        } catch {
          failures.add("\(error)")
        }
      }
    }
    #expect(failures.all == [])
    let found = try names.map {
      try Data(contentsOf: place.url.appending(path: "deep/sample/\($0)"))
    }
    #expect(found[0] == found[1])
    #expect(place.contents == ["deep", "deep/sample", "deep/sample/a.csv", "deep/sample/b.csv"])
  }

  /// Problems of several threads.
  private final class Failures: @unchecked Sendable {
    private let lock = NSLock()
    private var texts: [String] = []

    func add(_ text: String) { lock.withLock { texts.append(text) } }

    var all: [String] { lock.withLock { texts } }
  }

  @Test("folders are exchanged in one step where the system can do it")
  func exchanges() throws {
    let place = try Place()
    try place.write("1", to: "a/x")
    try place.write("2", to: "b/y")
    switch FolderExchange.exchange(place.path("a"), place.path("b")) {
    case .done: #expect(place.contents == ["a", "a/y", "b", "b/x"])
    case .unsupported: break
    case .missing, .failed: Issue.record("two folders could not be exchanged")
    }
    switch FolderExchange.exchange(place.path("a"), place.path("none")) {
    case .missing, .unsupported: break
    case .done, .failed: Issue.record("what is not there was exchanged")
    }
  }

  @Test("what the system refuses is an error in its words")
  func systemErrors() throws {
    let place = try Place()
    let file = try OutputFile(creating: place.path("file"))
    try file.write([1])
    try file.close()
    let error = #expect(throws: ReportWritingError.self) { try file.write([2]) }
    #expect(error?.reason == "Bad file descriptor")
    #expect(throws: ReportWritingError.self) { try OutputFile(creating: place.path("file")) }
  }

  @Test("a link to a folder is followed, and stays")
  func followsLinks() throws {
    let place = try Place()
    try place.write("old", to: "real/pods.csv")
    try FileManager.default.createSymbolicLink(
      atPath: place.path("link"), withDestinationPath: "real")
    try SampleRun.report().write(to: place.path("link"))
    #expect(FileManager.default.fileExists(atPath: place.path("real/summary.json")))
    let type = try FileManager.default.attributesOfItem(atPath: place.path("link"))[.type]
    #expect(type as? FileAttributeType == .typeSymbolicLink)
  }

  @Test("paths that name no folder are refused", arguments: ["", "/", "//"])
  func refusesNoName(path: String) throws {
    #expect(throws: ReportWritingError.self) { try SampleRun.report().write(to: path) }
  }

  @Test("a folder that may not be written is an error")
  func readOnly() throws {
    guard geteuid() != 0 else { return }
    let place = try Place()
    try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: place.url.path)
    defer {
      try? FileManager.default.setAttributes(
        [.posixPermissions: 0o755], ofItemAtPath: place.url.path)
    }
    #expect(throws: ReportWritingError.self) {
      try SampleRun.report().write(to: place.path("sample"))
    }
    #expect(place.contents.isEmpty)
  }
}
