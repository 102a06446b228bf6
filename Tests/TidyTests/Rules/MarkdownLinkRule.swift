/// Every relative link of a Markdown file leads to a file or a heading that is there.
struct MarkdownLinkRule: TidyRule {
  static let name = "MarkdownLink"

  func findings(in tree: SourceTree) -> [Finding] {
    tree.markdownFiles.flatMap { file in
      MarkdownText(file).links.compactMap { link in
        problem(of: link.target, in: file, tree).map {
          Finding(path: file.path, line: link.line, message: $0)
        }
      }
    }
  }

  private func problem(of target: String, in file: SourceFile, _ tree: SourceTree) -> String? {
    if target.contains("://") || target.hasPrefix("mailto:") { return nil }
    let parts = target.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
    let path = parts[0].isEmpty ? file.path : resolve(String(parts[0]), from: file.path)
    guard let path, tree.paths.contains(path) else { return "dead link: '\(target)' is not there" }
    guard parts.count == 2, let other = tree.file(path) else { return nil }
    if MarkdownText(other).anchors.contains(String(parts[1])) { return nil }
    return "dead link: \(path) has no heading for '#\(parts[1])'"
  }

  /// The path that `target` means in the file at `path`; nil outside the package.
  private func resolve(_ target: String, from path: String) -> String? {
    var parts = path.split(separator: "/").dropLast().map(String.init)
    for part in target.split(separator: "/") {
      switch part {
      case ".": continue
      case "..":
        if parts.isEmpty { return nil }
        parts.removeLast()
      default: parts.append(String(part))
      }
    }
    return parts.joined(separator: "/")
  }
}
