import KubernetesObjects

/// The priority classes of a cluster, those that every cluster has among them.
struct PriorityClasses: Sendable {
  private var classes = NamedObjects<PriorityClass>()
  /// The class of pods that name none: of several, the one of the lowest value.
  private(set) var standard: PriorityClass?

  init() { for builtIn in PriorityClass.builtIn { note(builtIn) } }

  /// The class of this name; nil if there is none.
  subscript(name: String) -> PriorityClass? { classes[name] }

  /// The classes beside those that every cluster has, in order of first appearance.
  var own: some Sequence<PriorityClass> { classes.all.dropFirst(PriorityClass.builtIn.count) }

  /// The names of the classes, as many as a message may name or compare; those that every cluster
  /// has come last.
  var someNames: [String] {
    own.prefix(60).map(\.metadata.name) + PriorityClass.builtIn.map(\.metadata.name)
  }

  /// Notes a class, or another version of one.
  mutating func note(_ priorityClass: PriorityClass) {
    let name = priorityClass.metadata.name
    classes.set(priorityClass, named: name)
    if standard?.metadata.name == name {
      standard = classes.all.lazy.filter(\.globalDefault).min { $0.value < $1.value }
    } else if priorityClass.globalDefault,
      standard.map({ priorityClass.value < $0.value }) ?? true
    {
      standard = priorityClass
    }
  }

  /// Forgets a class, unless every cluster has it.
  mutating func remove(_ name: String) {
    guard !PriorityClass.builtIn.contains(where: { $0.metadata.name == name }) else { return }
    classes.remove(name)
    guard standard?.metadata.name == name else { return }
    standard = classes.all.lazy.filter(\.globalDefault).min { $0.value < $1.value }
  }

  /// The classes that count for a pod which names `name`: one, or none.
  func classes(for name: String) -> [PriorityClass] {
    let found = name.isEmpty ? standard : self[name]
    return found.map { [$0] } ?? []
  }
}
