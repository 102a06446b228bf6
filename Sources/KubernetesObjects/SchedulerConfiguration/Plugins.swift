/// A place in the scheduling cycle at which plugins act.
public enum ExtensionPoint: String, Hashable, Sendable, CaseIterable {
  /// Before a pod enters the queue.
  case preEnqueue
  /// The order of the queue.
  case queueSort
  /// Before nodes are filtered.
  case preFilter
  /// Narrowing the nodes.
  case filter
  /// When no node is left.
  case postFilter
  /// Before nodes are scored.
  case preScore
  /// Scoring the nodes.
  case score
  /// When a node is chosen.
  case reserve
  /// Before the pod is bound, with the power to delay.
  case permit
  /// Before the pod is bound.
  case preBind
  /// Binding the pod.
  case bind
  /// After the pod is bound.
  case postBind
  /// All places at which a plugin can act.
  case multiPoint
}

/// What a profile changes in the default set of plugins, by extension point.
public struct Plugins: Hashable, Sendable {
  private var sets: [PluginSet]

  public init() { sets = [] }

  /// What is changed at `point`.
  public subscript(point: ExtensionPoint) -> PluginSet {
    get { sets.isEmpty ? PluginSet() : sets[Self.row(of: point)] }
    set {
      if sets.isEmpty {
        sets = Array(repeating: PluginSet(), count: ExtensionPoint.allCases.count)
      }
      sets[Self.row(of: point)] = newValue
    }
  }

  private static func row(of point: ExtensionPoint) -> Int {
    ExtensionPoint.allCases.firstIndex(of: point) ?? 0
  }
}

extension Plugins: ObjectDecodable {
  /// Reads the changes at one extension point.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    if let point = ExtensionPoint(rawValue: name) {
      decoder.read(&self[point])
    } else {
      decoder.skipUnknownField()
    }
  }
}

/// What is changed at one extension point.
public struct PluginSet: Hashable, Sendable {
  /// Plugins added, in order, or given another weight.
  public var enabled: [Plugin] = []
  /// Plugins taken away; `*` stands for all.
  public var disabled: [Plugin] = []

  public init() {}
}

extension PluginSet: ObjectDecodable {
  /// Reads one field of the set.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "enabled": decoder.read(&enabled)
    case "disabled": decoder.read(&disabled)
    default: decoder.skipUnknownField()
    }
  }
}

/// A plugin by name.
public struct Plugin: Hashable, Sendable {
  /// The plugin's name.
  public var name = ""
  /// The weight of its score; 0 for the usual.
  public var weight: Int32 = 0

  /// A plugin without a name.
  public init() {}
}

extension Plugin: ObjectDecodable {
  /// Reads one field of the plugin.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "name": decoder.read(&self.name)
    case "weight": decoder.read(&weight)
    default: decoder.skipUnknownField()
    }
  }
}
