import Foundation
import Testing

/// A page of documentation that shows a source file of the tests, which is compiled and run there.
public enum DocumentedExample {
  /// Records a failure unless the page at `page`, a path from the package's folder, shows the file
  /// `name` beside the caller's source, whole and as it stands.
  public static func expect(
    _ name: String, on page: String, besides sourceFile: String = #filePath,
    sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) throws {
    let folder = URL(filePath: sourceFile).deletingLastPathComponent()
    let code = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
    let text = try String(contentsOf: PackageFolder.url.appending(path: page), encoding: .utf8)
    if text.contains("```swift\n\(code)```\n") { return }
    Issue.record("\(page) does not show \(name) as it is", sourceLocation: sourceLocation)
  }
}
