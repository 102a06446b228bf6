import ClusterSimulation
import KubernetesObjects
import SimulationEngine
import StructuredText

/// Turns a scenario as it is written into a configuration: reads what it names, looks up what it
/// refers to, and collects everything that is wrong.
struct ScenarioResolver {
  let path: String
  let options: ScenarioOptions
  var files: InputFiles
  /// The identities of the scenarios that have been included: each counts once, where it is met
  /// first.
  var included: Set<String> = []
  var problems = ProblemList()
  var draft = ScenarioDraft()
  /// The documents behind the scenario's own, and its includes', in order.
  var documents: [SyntaxNode] = []
  /// The objects of the start, defaulted and admitted.
  var objects: [LocatedObject] = []
  var world = KnownWorld()
  /// The fields of manifests that change nothing, if they are counted.
  var unusedFields = OccurrenceCounts()
  /// The config maps, secrets and service accounts that pods need, each with who needs it first.
  var needs: [(key: KnownWorld.Key, node: SyntaxNode)] = []
  /// The keys of `needs`.
  var neededKeys: Set<KnownWorld.Key> = []
  /// How many of the files that were named are looked at: one, or all of a folder.
  var checkedFileCount = 1
  /// Whether the scenario and all that it includes could be read.
  var isWhole = true
  var admission: Admission
  /// Values of the command line for fields of objects.
  var objectAssignments: ObjectAssignments

  init(path: String, options: ScenarioOptions) {
    self.path = path
    self.options = options
    files = InputFiles(scenario: path, allowsOutside: options.allowsOutside)
    admission = Admission(profile: .modern, rules: options.manifestRules, seed: 0)
    objectAssignments = ObjectAssignments(options.assignments)
  }

  /// The configuration; nil if there is none to speak of. `problems` says what is wrong.
  mutating func resolve() -> SimulationConfiguration? {
    guard let file = openScenario() else { return nil }
    return resolve(file)
  }

  /// The configuration of the scenario in `file`, which has been read.
  mutating func resolve(_ file: InputFiles.File) -> SimulationConfiguration? {
    load(file) ? configuration() : nil
  }

  /// The configuration of a scenario that is not in a file; its names are relative to the current
  /// folder and may lead anywhere.
  mutating func resolve(text: String) -> SimulationConfiguration? {
    files = InputFiles(folder: "", allowsOutside: true)
    let file = InputFiles.File(name: path, folder: "", identity: path, bytes: Array(text.utf8))
    guard let root = read(file, within: []), interpret(root) else { return nil }
    return configuration()
  }

  private mutating func configuration() -> SimulationConfiguration? {
    let controlPlane = controlPlaneSettings()
    admission = Admission(
      profile: controlPlane.profile, rules: controlPlane.versionRules,
      seed: options.seed ?? draft.seed)
    var configuration = SimulationConfiguration(name: name(), controlPlane: controlPlane)
    configuration.summary = draft.description
    configuration.seed = options.seed ?? draft.seed
    if let startTime = draft.startTime { configuration.startTime = startTime }
    configuration.checksInvariants = options.checksInvariants
    resolveRun(&configuration)
    configuration.scheduling = scheduling(for: configuration.controlPlane)
    applySettings(of: configuration.scheduling, to: &configuration.controlPlane)
    configuration.imageSizes = draft.images.map { ImageSize(name: $0.name, bytes: $0.bytes) }
    configuration.nodePools = nodePools()
    resolveObjects(&configuration)
    checkPoolMembers()
    configuration.behaviors = draft.behaviors.map(\.rule)
    configuration.customMetrics = draft.metrics.map(\.metric)
    configuration.workloads = workloads(until: configuration.ending.limit)
    resolveTraces(&configuration)
    configuration.faults = faults(until: configuration.ending.limit)
    configuration.timeline = timeline(until: configuration.ending.limit)
    configuration.expectations = expectations(until: configuration.ending.limit)
    problems.add(objectAssignments.allProblems)
    checkSamples(configuration)
    checkPods(configuration)
    if !problems.hasErrors {
      warnOfAssumedObjects()
      warnOfMisfits(configuration)
      warnOfIdleBehaviors(configuration)
      warnOfAutoscalers()
      warnOfSchedulers(configuration)
      warnOfTypicalPods(configuration)
    }
    return configuration
  }

  /// The scenario's name, which names a folder too.
  private mutating func name() -> String {
    guard let name = draft.name else { return "" }
    if let problem = LabelSyntax.subdomainProblem(name.value) {
      problems.add(name.error(problem.message))
    } else if name.value.utf8.count > Limits.nameBytes {
      problems.add(
        name.error(
          "has \(name.value.utf8.count) characters; a folder is called so, and the limit is "
            + "\(Limits.nameBytes)"))
    }
    return name.value
  }
}
