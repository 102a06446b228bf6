extension NodeName {
  /// New nodes.
  public var events: [EventRegistration] { [.init(always: .node, .add)] }
}
