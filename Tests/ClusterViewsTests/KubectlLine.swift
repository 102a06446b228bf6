import ClusterViews
import KubernetesObjects

/// What a command line of kubectl prints of a dump.
struct KubectlLine {
  let text: String

  /// Carries out `words`, the name of the program left out.
  init(_ words: [String], _ dump: ObjectDump, at now: Timestamp) {
    var namespace: String? = "default"
    var options = ObjectListing.Options()
    var revision: Int64?
    var operands: [String] = []
    var rest = words[...]
    while let word = rest.popFirst() {
      switch word {
      case "-n": namespace = rest.popFirst()
      case "-A": namespace = nil
      case "-o": options.format = rest.popFirst().flatMap(ObjectListing.Format.init) ?? .table
      case "--show-labels": options.showsLabels = true
      case let option where option.hasPrefix("--revision="): revision = Int64(option.dropFirst(11))
      case let option where option.hasPrefix("--timeout="): break
      default: operands.append(word)
      }
    }
    let selection = ObjectSelection(dump, at: now, namespace: namespace)
    let verb = operands.removeFirst()
    if verb == "rollout" {
      text = Self.rollout(operands, selection, revision)
    } else if verb == "events" {
      text = EventListing(selection).text
    } else if let arguments = try? ResourceArguments(operands) {
      text =
        verb == "get"
        ? ObjectListing(arguments, of: selection, options).text
        : ObjectDescriptions(arguments, of: selection).text
    } else {
      text = "no such kind in \(operands)"
    }
  }

  private static func rollout(
    _ operands: [String], _ selection: ObjectSelection, _ revision: Int64?
  ) -> String {
    guard let request = try? ResourceArguments(Array(operands.dropFirst())).requests.first,
      let workload = selection.source.object(
        request.kind, in: selection.namespace, named: request.names[0])
    else { return "no such workload in \(operands)" }
    if operands[0] == "status" {
      let status = RolloutStatus(of: workload)
      return status.map { $0.progress == .failed ? "" : $0.text + "\n" } ?? ""
    }
    return RolloutHistory(of: workload, request.kind, in: selection.source, revision: revision)?
      .text ?? ""
  }
}
