import KubernetesObjects
import SimulationEngine

/// A pod disruption budget, as preemption and eviction read it.
public struct DisruptionBudgetRecord: Sendable {
  /// The namespace's name.
  public let namespace: Symbol
  /// The budget's name.
  public let name: Symbol
  /// `spec.minAvailable`.
  public internal(set) var minAvailable: IntOrString?
  /// `spec.maxUnavailable`.
  public internal(set) var maxUnavailable: IntOrString?
  /// `spec.unhealthyPodEvictionPolicy`.
  public internal(set) var unhealthyPodEvictionPolicy: UnhealthyPodEvictionPolicy
  /// The pods that it is about: none without a selector, all of the namespace with an empty one.
  public internal(set) var selector: CompiledSelector
  /// The selector as events quote it.
  public internal(set) var selectorText: String
  /// What was observed of its pods.
  public internal(set) var status: DisruptionBudgetStatus
  /// The names of pods whose disruption is already accounted for, as its manifest said.
  public internal(set) var disruptedPods: [String]
  /// The pods that were evicted since the controller last looked (`status.disruptedPods`).
  public internal(set) var evictedPods: ContiguousArray<PodID> = []
  /// The templates whose pods the selector matches, oldest first.
  public internal(set) var matching: ContiguousArray<PodTemplateID> = []
  /// Whether the status is about the present specification (`status.observedGeneration`).
  public internal(set) var isObserved = false
  /// When the object was created.
  public let created: SimulationTime
  /// Whether the object is still there.
  public internal(set) var isPresent = true

  /// How many more of its pods may be disrupted (`status.disruptionsAllowed`).
  public var disruptionsAllowed: Int32 { status.disruptionsAllowed }
}

/// What was observed of the pods of a disruption budget.
public struct DisruptionBudgetStatus: Hashable, Sendable {
  /// How many of them may be disrupted now.
  public var disruptionsAllowed: Int32 = 0
  /// How many are healthy.
  public var currentHealthy: Int32 = 0
  /// How many have to be.
  public var desiredHealthy: Int32 = 0
  /// How many are counted.
  public var expectedPods: Int32 = 0
  /// What the condition `DisruptionAllowed` says; nil until the controller has looked.
  public var condition: DisruptionAllowed?

  /// No pods.
  public init() {}
}

/// Why disruptions are allowed or not: the reason of the condition `DisruptionAllowed`.
///
/// Source: `DisruptionAllowedCondition` of `policy/v1`, Kubernetes 1.21 to 1.36.
public enum DisruptionAllowed: String, Hashable, Sendable {
  /// More pods are healthy than have to be.
  case sufficientPods = "SufficientPods"
  case insufficientPods = "InsufficientPods"
  /// It cannot be known how many pods there should be.
  case syncFailed = "SyncFailed"
}

extension ClusterState {
  /// Adds a budget with its status, or replaces the specification of the one of the same name.
  public mutating func setDisruptionBudget(
    _ budget: PodDisruptionBudget, at now: SimulationTime = .zero
  ) {
    let namespace = budget.metadata.namespace
    let space = symbols.intern(namespace.isEmpty ? "default" : namespace)
    let name = symbols.intern(budget.metadata.name)
    let selector = budget.spec.selector.map { compile($0) } ?? .nothing
    if let row = disruptionBudget(named: name, in: space) {
      disruptionBudgets[row].minAvailable = budget.spec.minAvailable
      disruptionBudgets[row].maxUnavailable = budget.spec.maxUnavailable
      disruptionBudgets[row].unhealthyPodEvictionPolicy =
        budget.spec.unhealthyPodEvictionPolicy
      disruptionBudgets[row].isObserved = false
      disruptionBudgets[row].selector = selector
      disruptionBudgets[row].selectorText = budget.spec.selector?.quotation ?? "nil"
      disruptionBudgets[row].matching = templates(matching: selector, in: space)
      note(.disruptionBudget, .specified, Int32(row), now)
      return
    }
    var status = DisruptionBudgetStatus()
    status.disruptionsAllowed = budget.status.disruptionsAllowed
    status.currentHealthy = budget.status.currentHealthy
    status.desiredHealthy = budget.status.desiredHealthy
    status.expectedPods = budget.status.expectedPods
    disruptionBudgets.append(
      DisruptionBudgetRecord(
        namespace: space, name: name, minAvailable: budget.spec.minAvailable,
        maxUnavailable: budget.spec.maxUnavailable,
        unhealthyPodEvictionPolicy: budget.spec.unhealthyPodEvictionPolicy,
        selector: selector, selectorText: budget.spec.selector?.quotation ?? "nil",
        status: status,
        disruptedPods: budget.status.disruptedPods,
        matching: templates(matching: selector, in: space), created: now))
    charge(.objectUsage(of: PodDisruptionBudget.kind), in: space, 1, at: now)
    note(.disruptionBudget, .added, Int32(disruptionBudgets.count - 1), now)
  }

  private func templates(
    matching selector: CompiledSelector, in namespace: Symbol
  ) -> ContiguousArray<PodTemplateID> {
    templates.all.filter {
      $0.namespace == namespace && selector.matches($0.labels, symbols)
    }.ids
  }

  /// The row of the budget `name` of `namespace` that is there, or nil.
  public func disruptionBudget(named name: Symbol, in namespace: Symbol) -> Int? {
    disruptionBudgets.firstIndex {
      $0.isPresent && $0.namespace == namespace && $0.name == name
    }
  }

  /// Writes the status of the budget in `row`, as of its present specification, if it changed.
  public mutating func setStatus(
    ofDisruptionBudget row: Int, _ status: DisruptionBudgetStatus, at now: SimulationTime
  ) {
    let record = disruptionBudgets[row]
    guard record.isPresent,
      !record.isObserved || record.status != status || !record.evictedPods.isEmpty
    else { return }
    disruptionBudgets[row].status = status
    disruptionBudgets[row].isObserved = true
    disruptionBudgets[row].evictedPods = []
    note(.disruptionBudget, .reported, Int32(row), now)
  }

  /// Takes one disruption, that of `pod`, off those that the budget in `row` allows.
  ///
  /// Source: `checkAndDecrement` of `pkg/registry/core/pod/storage/eviction.go`, Kubernetes 1.34.
  public mutating func takeDisruption(
    ofDisruptionBudget row: Int, for pod: PodID, at now: SimulationTime
  ) {
    let left = disruptionBudgets[row].status.disruptionsAllowed - 1
    disruptionBudgets[row].status.disruptionsAllowed = left
    disruptionBudgets[row].status.condition = left > 0 ? .sufficientPods : .insufficientPods
    disruptionBudgets[row].evictedPods.append(pod)
    note(.disruptionBudget, .reported, Int32(row), now)
  }

  /// The rows of the budgets that are about the pods of `template`.
  public func disruptionBudgets(of template: PodTemplateID) -> [Int] {
    disruptionBudgets.indices.filter {
      disruptionBudgets[$0].isPresent && disruptionBudgets[$0].matching.contains(template)
    }
  }

  /// Takes the budget in `row` out of the store.
  public mutating func removeDisruptionBudget(_ row: Int, at now: SimulationTime) {
    guard disruptionBudgets[row].isPresent else { return }
    disruptionBudgets[row].isPresent = false
    charge(
      .objectUsage(of: PodDisruptionBudget.kind), in: disruptionBudgets[row].namespace, -1,
      at: now)
    note(.disruptionBudget, .removed, Int32(row), now)
  }
}
