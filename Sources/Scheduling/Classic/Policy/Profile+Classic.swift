import ClusterState

extension Profile {
  /// The plugins of Kubernetes 1.2 or 1.20 that `policy` asks for.
  ///
  /// - Parameter checksEveryPredicate: whether every predicate is asked about every node, to
  ///   explain a decision; Kubernetes 1.2 itself stopped at the first that failed.
  public init(_ policy: ClassicPolicy, checksEveryPredicate: Bool = false) {
    self.init()
    maximumScore = policy.era.maximumScore
    percentageOfNodesToScore = 100
    findsAllUnranked = true
    switch policy.era {
    case .v1_2:
      checksAllFilters = checksEveryPredicate
      addPredicatesOf1_2(policy)
      addPrioritiesOf1_2(policy)
    case .v1_20:
      checksAllFilters = checksEveryPredicate || policy.checksAllPredicates
      addPredicatesOf1_20(policy)
      addPrioritiesOf1_20(policy)
    }
  }

  /// The predicates in the policy's order, after the condition that nodes must meet to be listed.
  private mutating func addPredicatesOf1_2(_ policy: ClassicPolicy) {
    add(Filter(CheckNodeCondition(), named: CheckNodeCondition.name))
    for (index, entry) in policy.predicates.enumerated() {
      // They are kept by name: of equal names the last counts.
      let later = policy.predicates[(index + 1)...]
      if later.contains(where: { $0.name == entry.name }) { continue }
      if let filter = Filter(of1_2: entry.predicate, named: entry.name) { add(filter) }
    }
  }

  private mutating func addPrioritiesOf1_2(_ policy: ClassicPolicy) {
    for entry in policy.priorities {
      scorers.removeAll { $0.name == entry.name }
      add(Scorer(of1_2: entry.priority, named: entry.name, weight: entry.weight))
    }
    // Source: `PrioritizeNodes`: without priorities all nodes are equal.
    if policy.priorities.isEmpty { add(Scorer(EqualPriority(), weight: 1)) }
  }

  /// The plugins that the predicates stand for, in the order that the version fixes; taints and
  /// cordons are looked at whether asked for or not.
  ///
  /// Source: `predicatesOrdering` and `mandatoryPredicates` of `legacy_registry.go`.
  private mutating func addPredicatesOf1_20(_ policy: ClassicPolicy) {
    var asked = Set(policy.predicates.map { $0.predicate.place })
    asked.formUnion([.checkNodeUnschedulable, .podToleratesNodeTaints])
    for place in PredicatePlace.allCases where asked.contains(place) {
      for filter in place.filters(policy) where !filters.contains(where: { $0.name == filter.name })
      {
        add(filter)
      }
    }
  }

  /// The plugins that the priorities stand for; `EqualPriority` adds nothing, and custom ones of a
  /// kind become one.
  private mutating func addPrioritiesOf1_20(_ policy: ClassicPolicy) {
    for entry in policy.priorities {
      guard let scorer = Scorer(of1_20: entry, policy) else { continue }
      // A map by plugin: of equal names the last weight counts.
      scorers.removeAll { $0.name == scorer.name }
      add(scorer)
    }
  }
}

extension Profile.Filter {
  /// A filter that reports call `name`.
  init(_ plugin: some FilterPlugin, named name: String) {
    self.name = name
    self.plugin = plugin
    runsPreFilter = true
    runsFilter = true
  }

  /// The predicate of Kubernetes 1.2, or nil if that version has none of the kind.
  fileprivate init?(of1_2 predicate: ClassicPredicate, named name: String) {
    switch predicate {
    case .podFitsHostPorts: self.init(PodFitsHostPorts(), named: name)
    case .podFitsResources: self.init(PodFitsResources(era: .v1_2), named: name)
    case .hostName: self.init(HostName(), named: name)
    case .matchNodeSelector: self.init(MatchNodeSelector(), named: name)
    case .generalPredicates: self.init(GeneralPredicates(), named: name)
    case .noDiskConflict: self.init(NoDiskConflict(era: .v1_2), named: name)
    case .noVolumeZoneConflict: self.init(NoVolumeZoneConflict(), named: name)
    case .maxEBSVolumeCount:
      self.init(MaxVolumeCount(.awsElasticBlockStore, era: .v1_2), named: name)
    case .maxGCEPDVolumeCount:
      self.init(MaxVolumeCount(.gcePersistentDisk, era: .v1_2), named: name)
    case .labelsPresence(let labels, let presence):
      self.init(
        NodeLabelPresence(present: presence ? labels : [], absent: presence ? [] : labels),
        named: name)
    case .serviceAffinity(let labels):
      self.init(ServiceAffinity(labels: labels, era: .v1_2), named: name)
    default: return nil
    }
  }
}

extension Profile.Scorer {
  /// The priority of Kubernetes 1.2.
  fileprivate init(of1_2 priority: ClassicPriority, named name: String, weight: Int64) {
    switch priority {
    case .leastRequested:
      self.init(LeastRequestedPriority(era: .v1_2), named: name, weight: weight)
    case .mostRequested: self.init(MostRequestedPriority(era: .v1_2), named: name, weight: weight)
    case .balancedResourceAllocation:
      self.init(BalancedResourceAllocation(era: .v1_2), named: name, weight: weight)
    case .selectorSpread:
      self.init(SelectorSpreadPriority(countsControllers: true), named: name, weight: weight)
    case .serviceSpreading:
      self.init(SelectorSpreadPriority(countsControllers: false), named: name, weight: weight)
    case .nodeAffinity: self.init(NodeAffinityPriority(era: .v1_2), named: name, weight: weight)
    case .imageLocality: self.init(ImageLocalityPriority(), named: name, weight: weight)
    case .labelPreference(let label, let presence):
      self.init(
        NodeLabelPriority(
          present: presence ? [label] : [], absent: presence ? [] : [label], era: .v1_2),
        named: name, weight: weight)
    case .serviceAntiAffinity(let label):
      self.init(ServiceAntiAffinityPriority(label: label), named: name, weight: weight)
    case .equal, .nodePreferAvoidPods, .taintToleration, .interPodAffinity, .evenPodsSpread,
      .requestedToCapacityRatio:
      // The later ones have no name in this version's policies.
      self.init(EqualPriority(), named: name, weight: weight)
    }
  }

  /// The plugin that a priority of Kubernetes 1.20 stands for; nil for one that adds nothing.
  fileprivate init?(of1_20 entry: ClassicPolicy.WeighedPriority, _ policy: ClassicPolicy) {
    let weight = entry.weight
    switch entry.priority {
    case .equal: return nil
    case .leastRequested:
      self.init(
        LeastRequestedPriority(era: .v1_20), named: "NodeResourcesLeastAllocated", weight: weight)
    case .mostRequested:
      self.init(
        MostRequestedPriority(era: .v1_20), named: "NodeResourcesMostAllocated", weight: weight)
    case .balancedResourceAllocation:
      self.init(
        BalancedResourceAllocation(era: .v1_20), named: "NodeResourcesBalancedAllocation",
        weight: weight)
    case .selectorSpread, .serviceSpreading: self.init(SelectorSpread(), weight: weight)
    case .nodeAffinity:
      self.init(NodeAffinityPriority(era: .v1_20), named: "NodeAffinity", weight: weight)
    case .imageLocality: self.init(ArrivalImageLocality(), weight: weight)
    case .nodePreferAvoidPods: self.init(NodePreferAvoidPodsPriority(), weight: weight)
    case .taintToleration: self.init(TaintToleration(), weight: weight)
    case .interPodAffinity:
      self.init(
        InterPodAffinityPriority(hardPodAffinityWeight: policy.hardPodAffinityWeight),
        weight: weight)
    case .evenPodsSpread: self.init(EvenPodsSpreadPriority(), weight: weight)
    case .labelPreference:
      let present = policy.preferredLabels(presence: true)
      let absent = policy.preferredLabels(presence: false)
      self.init(
        NodeLabelPriority(present: present, absent: absent, era: .v1_20),
        weight: weight &* Int64(present.count + absent.count))
    case .serviceAntiAffinity:
      let labels = policy.antiAffinityLabels
      self.init(ServiceAntiAffinity(labels: labels), weight: weight &* Int64(labels.count))
    case .requestedToCapacityRatio(let shape, let resources):
      self.init(
        RequestedToCapacityRatioPriority(shape: shape, resources: resources), weight: weight)
    }
  }
}

extension ClassicPolicy {
  /// The labels of the custom priorities that prefer their presence, or their absence.
  fileprivate func preferredLabels(presence: Bool) -> [String] {
    priorities.compactMap { entry in
      guard case .labelPreference(let label, presence) = entry.priority else { return nil }
      return label
    }
  }

  /// The labels of the custom priorities that spread services.
  fileprivate var antiAffinityLabels: [String] {
    priorities.compactMap { entry in
      guard case .serviceAntiAffinity(let label) = entry.priority else { return nil }
      return label
    }
  }
}
