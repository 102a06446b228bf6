import KubernetesObjects

/// Which plugins a profile runs at each extension point, in order.
///
/// The profile's changes are merged into the default set, then the plugins enabled at all points at
/// once are spread over the points that they implement. Source: `mergePluginSet` of
/// `apis/config/v1/default_plugins.go` and `frameworkImpl.expandMultiPointPlugins`, Kubernetes
/// 1.34.
struct PluginExpansion {
  let registry: PluginRegistry
  private let multiPoint: [Plugin]
  private let plugins: Plugins

  init(_ plugins: Plugins, registry: PluginRegistry, defaults: [Plugin]) {
    self.registry = registry
    self.plugins = plugins
    multiPoint = Self.merged(defaults, plugins[.multiPoint])
  }

  /// The names of the plugins that run at `point`, in order.
  func names(at point: ExtensionPoint) -> [String] {
    let set = plugins[point]
    var explicit: [String] = []
    for plugin in set.enabled where !explicit.contains(plugin.name) { explicit.append(plugin.name) }
    if set.disabled.contains(where: { $0.name == "*" }) { return explicit }
    var overridden: [String] = []
    var spread: [String] = []
    for plugin in multiPoint {
      guard registry[plugin.name]?.points.contains(point) ?? false,
        !set.disabled.contains(where: { $0.name == plugin.name })
      else { continue }
      if explicit.contains(plugin.name) {
        overridden.append(plugin.name)
      } else {
        spread.append(plugin.name)
      }
    }
    return explicit.filter(overridden.contains) + spread
      + explicit.filter { !overridden.contains($0) }
  }

  /// The weight of the score plugin `name`: that given at the point, else that given for all
  /// points, else 1.
  func weight(of name: String) -> Int64 {
    let plugin = (plugins[.score].enabled + multiPoint).first { $0.name == name }
    guard let weight = plugin?.weight, weight != 0 else { return 1 }
    return Int64(weight)
  }

  private static func merged(_ defaults: [Plugin], _ custom: PluginSet) -> [Plugin] {
    var merged: [Plugin] = []
    var replacing: Set<Int> = []
    if !custom.disabled.contains(where: { $0.name == "*" }) {
      for plugin in defaults where !custom.disabled.contains(where: { $0.name == plugin.name }) {
        if let index = custom.enabled.lastIndex(where: { $0.name == plugin.name }) {
          merged.append(custom.enabled[index])
          replacing.insert(index)
        } else {
          merged.append(plugin)
        }
      }
    }
    for (index, plugin) in custom.enabled.enumerated() where !replacing.contains(index) {
      merged.append(plugin)
    }
    return merged
  }
}
