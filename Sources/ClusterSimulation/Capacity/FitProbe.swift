import ClusterState
import KubernetesObjects
import Scheduling
import SimulationEngine

/// How many more pods a cluster takes, found by placing one after another until one does not fit.
///
/// The pods are placed by the run's own scheduler, with its cache, its rules and its ties, on a
/// copy: nothing is evicted for them, no quota is asked, and no time passes. Source:
/// `sigs.k8s.io/cluster-capacity`, which does so with the real scheduler.
package struct FitProbe: Sendable {
  /// Where pods went, and what ended it.
  package struct Outcome: Sendable {
    /// How many of each template fit, in the order of the templates.
    package fileprivate(set) var counts: [Int]
    /// How many of each template went to a node, for the nodes that took any, in order of joining.
    package fileprivate(set) var nodes: [(name: String, counts: [Int])] = []
    /// The template of which none fits any more, and what the scheduler says of it; nil where the
    /// limit ended it.
    package fileprivate(set) var stop: (template: Int, message: String)?

    /// How many pods fit.
    package var total: Int { counts.reduce(0, +) }
  }

  /// A pod that the API server would not take.
  package struct Refusal: Error, Sendable {
    /// The row of its template.
    package let template: Int
    /// Where in the pod, such as `spec.priorityClassName`.
    package let path: String
    /// What is wrong there.
    package let message: String
  }

  private var world: World
  private var view: SchedulerView

  fileprivate init(_ world: World, _ view: SchedulerView) {
    self.world = world
    self.view = view
    // Room that is made by eviction is not room.
    for row in self.view.core.profiles.indices { self.view.core.profiles[row].postFilters = [] }
    // What is on its way to the scheduler counts: the question is about the cluster.
    for row in world.cluster.nodes.indices { self.view.see(NodeID(row), in: world.cluster) }
    for row in 0..<world.cluster.pods.count { self.view.see(PodID(row), in: &self.world.cluster) }
  }

  /// Places pods like `templates`, one of each in turn, until one does not fit or there are
  /// `limit`.
  fileprivate mutating func place(
    _ templates: [Pod], limit: Int
  ) throws(Refusal) -> Outcome {
    let ids = try admit(templates)
    view.core.cache.learnTemplates(of: &world.cluster)
    var outcome = Outcome(counts: [Int](repeating: 0, count: ids.count))
    var byNode: [NodeID: [Int]] = [:]
    var number = 0
    while number < limit, !ids.isEmpty {
      let row = number % ids.count
      let template = world.cluster.templates[ids[row]]
      let profile = view.profile(of: template) ?? 0
      guard let pod = create(ids[row], templates[row], number) else {
        preconditionFailure("names of probes are not taken")
      }
      view.core.cache.learnTemplates(of: &world.cluster)
      let decision = view.core.schedule(
        world.cluster.pending(pod), profile: profile, world.cluster, level: .message)
      guard decision.node.isPresent else {
        let message = decision.error.isEmpty ? decision.message : decision.error
        outcome.stop = (row, message)
        break
      }
      let devices = view.devices(
        of: pod, on: decision.node, world.cluster.pods[pod], chosen: decision.devices)
      _ = world.cluster.bind(pod, to: decision.node, devices: devices, at: world.now)
      view.core.cache.learnTemplates(of: &world.cluster)
      view.count(pod, on: decision.node, world.cluster.pods[pod])
      outcome.counts[row] += 1
      byNode[decision.node, default: [Int](repeating: 0, count: ids.count)][row] += 1
      number += 1
    }
    for row in world.cluster.nodes.indices {
      guard let counts = byNode[NodeID(row)] else { continue }
      outcome.nodes.append((world.cluster.symbols[world.cluster.nodes[row].name], counts))
    }
    return outcome
  }

  private mutating func admit(_ templates: [Pod]) throws(Refusal) -> [PodTemplateID] {
    var ids: [PodTemplateID] = []
    for (row, pod) in templates.enumerated() {
      do throws(PodAdmission.Refusal) {
        ids.append(try world.stampedTemplate(of: pod))
      } catch {
        throw Refusal(template: row, path: error.path, message: error.message)
      }
    }
    return ids
  }

  /// Creates a pod; its name has a space, which no other name has.
  private mutating func create(_ template: PodTemplateID, _ pod: Pod, _ number: Int) -> PodID? {
    let name = PodName(world.cluster.symbols.intern("\(pod.metadata.name) \(number)"))
    return try? world.cluster.createPod(
      template: template, name: name, owner: .absent, at: world.now)
  }
}

extension Simulation {
  /// How many more pods like `templates`, one of each in turn, the cluster takes as it stands.
  ///
  /// - Throws: a `FitProbe.Refusal` for a template that the API server would not take.
  package borrowing func fit(
    _ templates: [Pod], limit: Int
  ) throws(FitProbe.Refusal) -> FitProbe.Outcome {
    var probe = FitProbe(state.world, state.scheduler.view)
    return try probe.place(templates, limit: limit)
  }
}
