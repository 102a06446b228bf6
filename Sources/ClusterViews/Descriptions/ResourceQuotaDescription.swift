import KubernetesObjects

/// `kubectl describe resourcequota`.
enum ResourceQuotaDescription: ObjectDescription {
  static let events: DescribedEvents? = nil

  static func write(
    _ quota: APIField, of selection: ObjectSelection, to writer: inout DescriptionWriter
  ) {
    writer.field("Name", quota.objectName)
    writer.field("Namespace", quota.objectNamespace)
    writeScopes(of: quota, level: 0, to: &writer)
    writer.row(["Resource", "Used", "Hard"], level: 0)
    writer.row(["--------", "----", "----"], level: 0)
    for (name, hard) in quota.status.hard.sortedMembers {
      writer.row([name, used(quota.status.used[name], of: hard), hard.text], level: 0)
    }
  }

  /// Writes what a quota counts, if that is not everything.
  static func writeScopes(of quota: APIField, level: Int, to writer: inout DescriptionWriter) {
    let scopes = quota.spec.scopes.texts.sorted { $0.precedesInBytes($1) }
    guard !scopes.isEmpty else { return }
    writer.field("Scopes", scopes.joined(separator: ", "), level: level)
    for scope in scopes {
      if let meaning = meanings[scope] {
        writer.line(level == 0 ? " * \(meaning)" : "* \(meaning)", level: level)
      }
    }
  }

  /// What is used, in the notation of what may be.
  private static func used(_ used: APIField, of hard: APIField) -> String {
    guard let hard = hard.quantity else { return used.text(or: "0") }
    let quantity = used.quantity ?? .zero
    if quantity.format == hard.format { return "\(quantity)" }
    return "\(Quantity(quantity.value, format: hard.format))"
  }

  private static let meanings = [
    "Terminating":
      "Matches all pods that have an active deadline. These pods have a limited lifespan on a "
      + "node before being actively terminated by the system.",
    "NotTerminating":
      "Matches all pods that do not have an active deadline. These pods usually include long "
      + "running pods whose container command is not expected to terminate.",
    "BestEffort":
      "Matches all pods that do not have resource requirements set. These pods have a best effort "
      + "quality of service.",
    "NotBestEffort":
      "Matches all pods that have at least one resource requirement set. These pods have a "
      + "burstable or guaranteed quality of service.",
  ]
}
