import ClusterSimulation
import KubernetesObjects
import Scheduling
import StructuredText

/// A scheduler's own files.
extension ScenarioResolver {
  /// `configuration` with the plugins of today; reports what was replaced, and everything for which
  /// the scheduler would not start.
  mutating func checked(
    _ configuration: KubeSchedulerConfiguration, by rules: VersionRules,
    at located: LocatedObject
  ) -> KubeSchedulerConfiguration {
    var configuration = configuration
    for note in configuration.replaceFormerPlugins() {
      problems.add(
        located.node.descendant(at: "\(note.path)").diagnostic(.warning, note.description))
    }
    refuse(configuration.extenders, at: located)
    check(configuration, by: rules, at: located)
    return configuration
  }

  /// Extenders would decide otherwise than a simulation without them.
  mutating func refuse(_ extenders: [Extender], at located: LocatedObject) {
    guard !extenders.isEmpty else { return }
    problems.add(
      located.node.descendant(at: "extenders").diagnostic(
        .error, "extenders: expected none; a simulation asks no webhook, so it would mislead"))
  }

  /// Reports everything for which the scheduler would not start by `configuration`.
  private mutating func check(
    _ configuration: KubeSchedulerConfiguration, by rules: VersionRules,
    at located: LocatedObject
  ) {
    let plugins = options.plugins.restricted(to: rules)
    // What the object by itself shows has been reported with it.
    let known = located.validationDiagnostics.compactMap(\.location)
    for problem in ConfigurationProblems.check(configuration, plugins: plugins).problems {
      let node = located.node.descendant(at: problem.path)
      if known.contains(node.location) { continue }
      problems.add(node.diagnostic(.error, problem.description))
    }
    for (row, profile) in configuration.profiles.enumerated() {
      for point in ExtensionPoint.allCases {
        for (index, plugin) in profile.plugins[point].disabled.enumerated()
        where plugin.name != "*" && !plugins.names.contains(plugin.name) {
          let path = "profiles[\(row)].plugins.\(point.rawValue).disabled[\(index)].name"
          let near = Spelling.nearest(to: plugin.name, among: plugins.names)
          let hint = near.map { "; did you mean \($0)?" } ?? ""
          problems.add(
            located.node.descendant(at: path).diagnostic(
              .warning, "\(path): there is no plugin \(plugin.name) to disable\(hint)"))
        }
      }
    }
  }

  /// The object of `kind` that a file or a mapping holds; none after a problem.
  mutating func schedulerObjects(
    _ source: Located<SchedulerDraft.Source>, kind: ObjectKind
  ) -> [LocatedObject] {
    let nodes: [SyntaxNode]
    switch source.value {
    case .inline(let node): nodes = [node]
    case .file(let reference): nodes = readDocuments(reference)
    }
    if nodes.isEmpty { return [] }
    // The scheduler reads its configuration strictly: `cmd/kube-scheduler/app/options.loadConfig`,
    // Kubernetes 1.34. It did not read the policies so.
    let isStrict = kind == KubeSchedulerConfiguration.kind
    let found = read(nodes, isStrict: isStrict).filter { $0.kind == kind }
    if found.isEmpty, !problems.hasErrors {
      problems.add(
        source.error("expected an object of kind \(kind.name), with apiVersion and kind"))
    }
    return Array(found.prefix(1))
  }

  /// Warns of pods that ask for a scheduler that is not there: they wait for ever.
  mutating func warnOfSchedulers(_ configuration: SimulationConfiguration) {
    guard case .modern = configuration.controlPlane.profile else { return }
    var names = [KubeSchedulerProfile().schedulerName]
    switch configuration.scheduling.rules {
    case .configuration(let rules): names = rules.profiles.map(\.schedulerName)
    case .defaults: break
    case .policy: return
    }
    for object in objects {
      guard let pod = Self.template(of: object.object), pod.spec.nodeName.isEmpty,
        !names.contains(pod.spec.schedulerName)
      else { continue }
      let near = Spelling.nearest(to: pod.spec.schedulerName, among: names)
      let hint = near.map { "; did you mean \($0)?" } ?? ""
      problems.add(
        object.node.diagnostic(
          .warning,
          "no profile is called \(pod.spec.schedulerName), for which "
            + "\(object.kind.name) \(object.metadata?.name ?? "") asks\(hint)"))
    }
  }

  /// Holds priority classes to what the API server lets exist together.
  ///
  /// Source: `plugin/pkg/admission/priority`, Kubernetes 1.34.
  mutating func checkPriorityClasses() {
    var names: [String: SyntaxNode] = [:]
    var global: String?
    for object in objects {
      guard let priorityClass = object.object as? PriorityClass else { continue }
      let name = priorityClass.metadata.name
      if let known = names[name] {
        problems.add(
          object.node.diagnostic(
            .error,
            "PriorityClass \(name) exists already, from \(known.file):\(known.location.line)"))
        continue
      }
      names[name] = object.node
      guard priorityClass.globalDefault else { continue }
      if let global {
        problems.add(
          object.node.descendant(at: "globalDefault").diagnostic(
            .error,
            "globalDefault: PriorityClass \(global) is already marked as default; only one "
              + "default can exist"))
      }
      global = global ?? name
    }
  }
}
