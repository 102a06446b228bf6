import KubernetesObjects
import StructuredText

/// What is wrong with a scheduler's configuration: every problem, each with the path of its field.
///
/// Source: `apis/config/validation`, Kubernetes 1.34.
public struct ConfigurationProblems: Error, Sendable, CustomStringConvertible {
  /// One problem.
  public struct Problem: Hashable, Sendable, CustomStringConvertible {
    /// The path of the field, such as `profiles[0].pluginConfig[1].args.shape`.
    public let path: String
    /// What was expected there and what was found.
    public let message: String

    /// The path and the message.
    public var description: String { "\(path): \(message)" }
  }

  /// The problems in order of their fields.
  public private(set) var problems: [Problem] = []

  let registry: PluginRegistry

  init(_ registry: PluginRegistry = .modern) { self.registry = registry }

  /// The problems of one profile, with paths from the profile on.
  init(checking profile: KubeSchedulerProfile, _ registry: PluginRegistry = .modern) {
    self.registry = registry
    if profile.schedulerName.isEmpty { add("schedulerName", "expected a name, found nothing") }
    check(percentage: profile.percentageOfNodesToScore, at: "percentageOfNodesToScore")
    for point in ExtensionPoint.allCases {
      for (index, plugin) in profile.plugins[point].enabled.enumerated() {
        check(plugin, at: "plugins.\(point.rawValue).enabled[\(index)]", point)
        if profile.plugins[point].enabled[..<index].contains(where: { $0.name == plugin.name }) {
          add(
            "plugins.\(point.rawValue).enabled[\(index)].name",
            "plugin \(plugin.name) is enabled already")
        }
      }
    }
    var seen: Set<String> = []
    for (index, configuration) in profile.pluginConfig.enumerated() {
      let path = "pluginConfig[\(index)]"
      if !seen.insert(configuration.name).inserted {
        add("\(path).name", "expected one entry a plugin, found \(configuration.name) again")
      }
      check(configuration, at: path)
    }
  }

  /// The problems of a whole configuration: of each profile, and of the profiles together.
  public static func check(
    _ configuration: KubeSchedulerConfiguration, plugins registry: PluginRegistry = .modern
  ) -> ConfigurationProblems {
    var problems = ConfigurationProblems(registry)
    problems.check(
      percentage: configuration.percentageOfNodesToScore, at: "percentageOfNodesToScore")
    if configuration.podInitialBackoffSeconds <= 0 {
      problems.add("podInitialBackoffSeconds", "expected a number above 0")
    }
    if configuration.podMaxBackoffSeconds < configuration.podInitialBackoffSeconds {
      problems.add("podMaxBackoffSeconds", "expected no less than podInitialBackoffSeconds")
    }
    var seenNames: Set<String> = []
    for (index, profile) in configuration.profiles.enumerated() {
      for problem in ConfigurationProblems(checking: profile, registry).problems {
        problems.add("profiles[\(index)].\(problem.path)", problem.message)
      }
      problems.checkRequiredPlugins(of: profile, at: "profiles[\(index)]")
      if !seenNames.insert(profile.schedulerName).inserted {
        problems.add(
          "profiles[\(index)].schedulerName",
          "expected a name of its own, found \(profile.schedulerName) again")
      }
    }
    return problems
  }

  /// Whether there are none.
  public var isEmpty: Bool { problems.isEmpty }

  /// One problem a line.
  public var description: String { problems.map(\.description).joined(separator: "\n") }

  mutating func add(_ path: String, _ message: String) {
    problems.append(Problem(path: path, message: message))
  }

  mutating func check(percentage: Int32?, at path: String) {
    guard let percentage, !(0...100).contains(percentage) else { return }
    add(path, "expected a percentage from 0 to 100, found \(percentage)")
  }

  mutating func addUnknown(_ plugin: String, at path: String) {
    let near = Spelling.nearest(to: plugin, among: registry.names)
    let hint = near.map { "; did you mean \($0)?" } ?? ""
    add("\(path).name", "plugin \"\(plugin)\" does not exist\(hint)")
  }

  /// A profile sorts its queue by exactly one plugin, and binds by one at least.
  ///
  /// Source: `runtime.NewFramework`, Kubernetes 1.34.
  private mutating func checkRequiredPlugins(of profile: KubeSchedulerProfile, at path: String) {
    let expansion = PluginExpansion(
      profile.plugins, registry: registry, defaults: PluginRegistry.defaults())
    let sorting = expansion.names(at: .queueSort)
    if sorting.count != 1 {
      add(
        "\(path).plugins.queueSort",
        "expected one queue sort plugin for profile \(profile.schedulerName), found "
          + (sorting.isEmpty ? "none" : sorting.joined(separator: ", ")))
    }
    if expansion.names(at: .bind).isEmpty {
      add(
        "\(path).plugins.bind",
        "expected a bind plugin for profile \(profile.schedulerName), found none")
    }
  }

  private mutating func check(_ plugin: Plugin, at path: String, _ point: ExtensionPoint) {
    guard let entry = registry[plugin.name] else {
      addUnknown(plugin.name, at: path)
      return
    }
    if point != .multiPoint && !entry.points.contains(point) {
      add("\(path).name", "plugin \(plugin.name) does not extend \(point.rawValue)")
    }
    if plugin.weight < 0 {
      add("\(path).weight", "expected a weight of 0 or more, found \(plugin.weight)")
    }
  }
}
