extension ParsedArguments {
  /// Whether `--format` of `command` asks for JSON, and not for the table, which is the default.
  func wantsJSON(of command: String) throws(UsageError) -> Bool {
    switch value("format") ?? "table" {
    case "table": false
    case "json": true
    case let word: throw UsageError("--format: expected table or json, found \(word)", command)
    }
  }
}
