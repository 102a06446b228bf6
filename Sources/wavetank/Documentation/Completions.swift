/// The completions of shells, made from the commands' syntax.
struct Completions {
  private let commands: [CommandSyntax]

  /// The completions of `commands`.
  init(of commands: [CommandSyntax]) { self.commands = commands }

  /// What `shell` loads, without a line break at its end.
  func text(for shell: CompletionsCommand.Shell) -> String {
    switch shell {
    case .bash: bash
    // zsh understands bash's completions once it is told to.
    case .zsh: "autoload -U +X bashcompinit && bashcompinit\n" + bash
    case .fish: fish
    }
  }

  /// Every option of `command` as it is typed, the letters first.
  private func options(of command: CommandSyntax) -> [String] {
    let all = command.options + [.flag("help", "")]
    return all.compactMap { $0.short.map { "-\($0)" } } + all.map { "--\($0.name)" }
  }

  private var bash: String {
    var lines = [
      "_wavetank() {",
      "  local current=\"${COMP_WORDS[COMP_CWORD]}\" options= words=",
      "  if [ \"$COMP_CWORD\" -eq 1 ]; then",
      "    COMPREPLY=($(compgen -W \"\(commands.map(\.name).joined(separator: " "))\" -- "
        + "\"$current\"))",
      "    return",
      "  fi",
      "  case \"${COMP_WORDS[1]}\" in",
    ]
    for command in commands {
      lines.append("    \(command.name))")
      lines.append("      options=\"\(options(of: command).joined(separator: " "))\"")
      if !command.firstWords.isEmpty {
        lines.append("      words=\"\(command.firstWords.joined(separator: " "))\"")
      }
      lines.append("      ;;")
    }
    lines += [
      "  esac",
      "  if [ \"${current#-}\" != \"$current\" ]; then",
      "    COMPREPLY=($(compgen -W \"$options\" -- \"$current\"))",
      "  elif [ \"$COMP_CWORD\" -eq 2 ] && [ -n \"$words\" ]; then",
      "    COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))",
      "  else",
      "    COMPREPLY=($(compgen -f -- \"$current\"))",
      "  fi",
      "}",
      "complete -o filenames -F _wavetank wavetank",
    ]
    return lines.joined(separator: "\n")
  }

  private var fish: String {
    var lines: [String] = []
    for command in commands {
      lines.append(
        "complete -c wavetank -n __fish_use_subcommand -f -a \(command.name) "
          + "-d \(quoted(command.summary))")
      let condition = "-n '__fish_seen_subcommand_from \(command.name)'"
      for word in command.firstWords {
        lines.append("complete -c wavetank \(condition) -a \(word)")
      }
      for option in command.options + [.flag("help", "Show this text.")] {
        var line = "complete -c wavetank \(condition)"
        if let short = option.short { line += " -s \(short)" }
        line += " -l \(option.name)" + (option.placeholder == nil ? "" : " -r")
        lines.append(line + " -d \(quoted(option.documentation))")
      }
    }
    return lines.joined(separator: "\n")
  }

  private func quoted(_ text: String) -> String {
    "'" + text.replacing("\\", with: "\\\\").replacing("'", with: "\\'") + "'"
  }
}
