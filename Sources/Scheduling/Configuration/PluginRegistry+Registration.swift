import KubernetesObjects

/// The door for plugins that are not built in.
///
/// A profile of a `KubeSchedulerConfiguration` enables them by name; no profile runs them unasked.
extension PluginRegistry {
  /// Adds a score plugin, of which `make` makes one for each profile that enables it.
  ///
  /// `make` is handed the plugin's arguments, as the configuration has them, if there are any. The
  /// name must be new, or that of a filter plugin that was registered.
  public mutating func register<Plugin: ScorePlugin>(
    _ make: @escaping @Sendable (PluginArguments?) -> Plugin
  ) {
    update(Plugin.name, [.preScore, .score]) { entry in
      precondition(entry.scorer == nil, "there is a score plugin \(Plugin.name) already")
      entry.scorer = { .init(make($0.arguments(of: Plugin.name)), weight: $1) }
    }
  }

  /// Adds a filter plugin, of which `make` makes one for each profile that enables it; see the
  /// other method.
  public mutating func register<Plugin: FilterPlugin>(
    _ make: @escaping @Sendable (PluginArguments?) -> Plugin
  ) {
    update(Plugin.name, [.preFilter, .filter]) { entry in
      precondition(entry.filter == nil, "there is a filter plugin \(Plugin.name) already")
      entry.filter = { .init(make($0.arguments(of: Plugin.name))) }
    }
  }

  private mutating func update(
    _ name: String, _ points: Set<ExtensionPoint>, _ change: (inout Entry) -> Void
  ) {
    let row = entries.firstIndex { $0.name == name } ?? entries.count
    if row == entries.count { entries.append(Entry(name, [])) }
    change(&entries[row])
    entries[row].points.formUnion(points)
  }
}
