import SimulationEngine

/// Time that stands still: events follow one another at one instant and do not come to an end.
///
/// Where writes and watches take no time and nothing limits the controllers' writes, two
/// controllers that undo each other's work do so for ever at one instant. A real cluster goes on at
/// the pace of its network; here the run would never end, so it is given up.
package struct Standstill: Sendable, CustomStringConvertible {
  /// The instant.
  package let time: SimulationTime
  /// How many events have fired at the instant.
  package let eventCount: Int
  /// The last of them, in words.
  package let event: String
  /// The controllers, each as `Kind namespace/name`, that own the pods created last at the instant,
  /// oldest first; empty if none was created.
  package let owners: [String]

  /// How many events at one instant are let pass for each node and pod that there was before or is
  /// to come: several times what is needed. Pods whose way from creation to readiness takes no time
  /// were measured to need fewer than twenty each.
  static let eventCountPerObject = 100
  /// How many of the pods created last are asked for their owners.
  static let podsAsked = 32

  /// What is the matter, and what helps.
  package var description: String {
    let culprits =
      owners.isEmpty
      ? "the last of them \(event)"
      : "as pods of \(owners.joined(separator: " and ")) are created again and again"
    return """
      the clock stands still at \(time.secondsText(decimals: 6)) s, where \(eventCount) events \
      have happened, \(culprits); expected time to pass between cause and effect: give \
      apiServerWriteLatency or watchLatency a value, or kubeAPIQPS a limit
      """
  }
}
