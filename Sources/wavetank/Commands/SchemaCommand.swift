import ScenarioFiles

/// `wavetank schema`: what an editor needs to help with scenarios.
struct SchemaCommand: Command {
  static let syntax = CommandSyntax(
    name: "schema", summary: "Write the JSON Schema of scenarios, for editors.", operands: "",
    operandCount: 0...0,
    explanation: """
      An editor that is given the schema completes keys, shows what they mean and marks those that
      nothing knows. What depends on other keys wavetank check finds.
      """,
    options: [],
    examples: [
      ("wavetank schema > scenario.schema.json", "Writes the schema."),
      (
        "sed -i '1i # yaml-language-server: $schema=scenario.schema.json' my-cluster.yaml",
        "Tells the YAML language server, which many editors use, where it lies."
      ),
    ])

  init(_ arguments: ParsedArguments) throws(UsageError) {}

  func run(_ terminal: Terminal) -> ExitCode {
    terminal.show(bytes: ScenarioSchema.text)
    return .done
  }
}
