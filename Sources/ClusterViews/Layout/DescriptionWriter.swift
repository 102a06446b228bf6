import KubernetesObjects

/// What `kubectl describe` writes, line by line; columns are aligned at the end.
struct DescriptionWriter {
  /// Texts that are aligned each by itself.
  private var sections = [""]

  /// Writes `text`, which may be part of a line, indented by two spaces a level.
  mutating func write(_ text: String, level: Int = 0) {
    sections[sections.count - 1] += String(repeating: "  ", count: level) + text
  }

  /// Writes a line, indented by two spaces a level.
  mutating func line(_ text: String, level: Int = 0) { write(text + "\n", level: level) }

  /// Writes `title: text`.
  mutating func field(_ title: String, _ text: String, level: Int = 0) {
    line("\(title):\t\(text)", level: level)
  }

  /// Writes `title: text` unless the text is empty.
  mutating func fieldIfAny(_ title: String, _ text: String, level: Int = 0) {
    if !text.isEmpty { field(title, text, level: level) }
  }

  /// Ends a section: what follows is aligned by itself.
  mutating func endSection() { sections.append("") }

  /// What was written, with its columns aligned.
  var text: String { sections.map(ElasticTabs.description.layOut).joined() }

  /// What was written, with its tabs.
  var rawText: String { sections.joined() }
}

extension DescriptionWriter {
  /// Writes `lines` behind `title`, one below the other; `<none>` if there are none.
  mutating func list(_ title: String, _ lines: [String]) {
    if lines.isEmpty { return field(title, "<none>") }
    for (index, line) in lines.enumerated() {
      self.line((index == 0 ? title + ":" : "") + "\t" + line)
    }
  }

  /// Writes labels one below the other; further lines begin with `indent`, as the title does.
  mutating func labels(_ title: String, _ labels: APIField, indent: String = "") {
    let members = labels.sortedMembers
    if members.isEmpty { return line("\(indent)\(title):\t<none>") }
    for (index, member) in members.enumerated() {
      line(indent + (index == 0 ? title + ":" : "") + "\t\(member.name)=\(member.field.text)")
    }
  }

  /// Writes annotations one below the other, all but the last applied configuration.
  ///
  /// A value of several lines, or one that is long, stands below its key and is cut at 140 bytes.
  mutating func annotations(_ title: String, _ annotations: APIField) {
    let members = annotations.sortedMembers.filter {
      $0.name != "kubectl.kubernetes.io/last-applied-configuration"
    }
    if members.isEmpty { return field(title, "<none>") }
    for (index, member) in members.enumerated() {
      write(index == 0 ? "\(title):\t" : "\t")
      let value = member.field.text.trimmingOneLineBreak
      if member.name.utf8.count + value.utf8.count + 2 <= 140, !value.contains("\n") {
        line("\(member.name): \(value)")
        continue
      }
      line("\(member.name):")
      for part in value.split(separator: "\n", omittingEmptySubsequences: false) {
        let isLong = part.utf8.count > 138
        line("\t  " + (isLong ? String(part).cut(toBytes: 138) + "..." : part))
      }
    }
  }

  /// Writes a row of a table with its columns.
  mutating func row(_ cells: [String], level: Int = 1) {
    line(cells.joined(separator: "\t"), level: level)
  }
}

extension String {
  /// The text without a line break at its end.
  fileprivate var trimmingOneLineBreak: String { hasSuffix("\n") ? String(dropLast()) : self }

  /// The first `count` bytes, without a character that would be cut through.
  func cut(toBytes count: Int) -> String {
    String(decoding: utf8.prefix(count), as: UTF8.self)
  }
}
