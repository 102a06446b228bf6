import ClusterState

/// A scheduler's configuration made ready: its plugins in order, with weights and settings.
public struct Profile: Sendable {
  /// A filter plugin and the extension points at which the profile runs it.
  public struct Filter: Sendable {
    /// The plugin's name.
    public let name: String
    public var plugin: any FilterPlugin
    /// Whether PreFilter runs.
    public var runsPreFilter: Bool
    /// Whether Filter runs.
    public var runsFilter: Bool

    /// A filter that runs at both points.
    public init<Plugin: FilterPlugin>(
      _ plugin: Plugin, runsPreFilter: Bool = true, runsFilter: Bool = true
    ) {
      name = Plugin.name
      self.plugin = plugin
      self.runsPreFilter = runsPreFilter
      self.runsFilter = runsFilter
    }
  }

  /// A score plugin and its weight.
  public struct Scorer: Sendable {
    /// The plugin's name.
    public let name: String
    public var plugin: any ScorePlugin
    /// What its normalised scores are multiplied with.
    public let weight: Int64
    /// Whether PreScore runs; if not, the plugin is asked for scores unprepared.
    public var runsPreScore: Bool
    /// Whether Score runs; if not, the plugin only prepares.
    public var runsScore = true

    /// A score plugin of `weight`.
    public init<Plugin: ScorePlugin>(
      _ plugin: Plugin, weight: Int64 = 1, runsPreScore: Bool = true
    ) {
      self.init(plugin, named: Plugin.name, weight: weight, runsPreScore: runsPreScore)
    }

    /// A score plugin of `weight` that the configuration calls `name`.
    public init(
      _ plugin: some ScorePlugin, named name: String, weight: Int64 = 1, runsPreScore: Bool = true
    ) {
      self.name = name
      self.plugin = plugin
      self.weight = weight
      self.runsPreScore = runsPreScore
    }
  }

  /// What the profile does for a pod that fits nowhere, in order (extension point PostFilter).
  public enum PostFilter: Sendable {
    /// Looks for devices to take back: there are none.
    case dynamicResources
    /// Looks for pods to evict.
    case defaultPreemption(DefaultPreemption)

    /// The plugin's name.
    public var name: String {
      switch self {
      case .dynamicResources: DynamicResources.name
      case .defaultPreemption: DefaultPreemption.name
      }
    }
  }

  /// `spec.schedulerName` of the pods that the profile is for.
  public var schedulerName = "default-scheduler"
  /// Whether pods with scheduling gates do not enter the queue; the first schedulers do not know
  /// gates.
  public var holdsBackGatedPods = false
  /// The filters in the order in which they are asked about nodes.
  public var filters: ContiguousArray<Filter> = []
  /// The places in `filters` in the order in which they prepare.
  public var preFilterOrder: ContiguousArray<Int> = []
  /// The score plugins in order.
  public var scorers: ContiguousArray<Scorer> = []
  /// What is done for pods that fit nowhere.
  public var postFilters: ContiguousArray<PostFilter> = []
  /// The share of nodes after which the search for feasible ones stops; 0 adapts to their number.
  public var percentageOfNodesToScore = 0
  /// Whether all feasible nodes are found though no score plugin ranks them; today one is enough.
  public var findsAllUnranked = false
  /// The best score that a plugin gives: 100, or 10 in the first years.
  public var maximumScore: Int64 = 100
  /// Whether every filter is asked about every node, though one has turned it down.
  public var checksAllFilters = false

  /// Which filters wait for which events.
  var hints = QueueingHintMap()

  /// Whether any plugin ranks nodes.
  public var ranksNodes: Bool { scorers.contains(where: \.runsScore) }

  /// A profile without plugins: every node is feasible, and equally good.
  public init() {}

  /// Adds a filter, which also prepares after the ones before it.
  public mutating func add(_ filter: Filter) {
    preFilterOrder.append(filters.count)
    hints.add(filter, place: filters.count)
    filters.append(filter)
  }

  /// Adds a score plugin.
  public mutating func add(_ scorer: Scorer) { scorers.append(scorer) }
}

extension Profile {
  /// Whether pods that fit nowhere may make room for themselves.
  var preempts: Bool {
    postFilters.contains { if case .defaultPreemption = $0 { true } else { false } }
  }
}
