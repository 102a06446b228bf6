import ClusterState
import Controllers
import KubernetesObjects
import SimulationEngine
import Testing

/// Rollouts of deployment configurations, look by look.
@Suite("Deployment configurations") struct DeploymentConfigControllerTests {
  private struct Bench {
    var cluster = TestCluster()
    var controller = DeploymentConfigController()
    let id: WorkloadID

    init(_ strategy: DeploymentConfigStrategyType, replicas: Int32 = 4) throws {
      var spec = DeploymentConfigSpec()
      spec.selector = ["app": "web"]
      spec.strategy.type = strategy
      spec.strategy.maxSurge = 1
      spec.strategy.maxUnavailable = 0
      let template = cluster.template(app: "web")
      id = try cluster.state.createWorkload(
        .deploymentConfig, name: cluster.state.symbols.intern("web"),
        selector: cluster.state.compile(LabelSelector(matching: ["app": "web"])),
        template: template, replicas: replicas, minReady: .zero,
        detail: .deploymentConfig(DeploymentConfigDetail(spec)), at: .zero)
    }

    /// A look at `second`, all of whose writes are done.
    mutating func look(at second: Int64) throws -> [String] {
      var told: [String] = []
      var actions = cluster.sync(&controller, at: .seconds(second))
      while !actions.isEmpty {
        guard case .write(let write) = actions.removeFirst() else { continue }
        var outcome = WriteOutcome.done
        switch write {
        case .createWorkload(let draft):
          told.append("create \(draft.name)")
          outcome = .createdWorkload(try create(draft))
        case .editWorkload(let set, let edit):
          told.append("\(name(set)) to \(edit.replicas ?? -1)")
          cluster.state.apply(write, at: .seconds(second))
        default: cluster.state.apply(write, at: .seconds(second))
        }
        var more: ControllerActions = []
        controller.observe(
          outcome, of: write, at: .seconds(second), in: cluster.state, actions: &more)
        actions += more
      }
      return told
    }

    private mutating func create(_ draft: WorkloadDraft) throws -> WorkloadID {
      try cluster.state.createWorkload(
        draft.kind, name: cluster.state.symbols.intern(draft.name),
        selector: cluster.state.compile(draft.selector),
        template: cluster.state.workloadTemplate(for: draft.template), replicas: draft.replicas,
        minReady: .zero, owner: draft.owner, detail: draft.detail, at: .zero)
    }

    private func name(_ id: WorkloadID) -> String {
      cluster.state.symbols[cluster.state.workloads[id.row].name]
    }

    /// Lets every controller have as many available pods as it wants.
    mutating func settle() {
      for set in cluster.state.dependents(of: id).workloads {
        let count = cluster.state.workloads[set.row].replicas
        let status = WorkloadStatus(
          replicas: count, readyReplicas: count, availableReplicas: count)
        cluster.state.setStatus(of: set, status, at: .seconds(1))
      }
    }

    mutating func change() {
      let template = cluster.template(app: "web", grace: 7)
      cluster.state.setTemplate(of: id, template, at: .seconds(10))
    }
  }

  @Test("the first version comes at once, under a name with its number")
  func first() throws {
    var bench = try Bench(.rolling)
    #expect(try bench.look(at: 0) == ["create web-1"])
    #expect(try bench.look(at: 0) == ["web-1 to 4"])
    bench.settle()
    #expect(try bench.look(at: 5).isEmpty)
    #expect(bench.cluster.state.workloads[bench.id.row].status.availableReplicas == 4)
    #expect(bench.cluster.state.workloads[bench.id.row].status.revision == 1)
  }

  @Test("a rolling step goes as far as surge and unavailability allow, once a second")
  func rolling() throws {
    var bench = try Bench(.rolling, replicas: 2)
    for second in [0, 0] as [Int64] { _ = try bench.look(at: second) }
    bench.settle()
    _ = try bench.look(at: 5)
    bench.change()
    #expect(try bench.look(at: 10) == ["create web-2"])
    #expect(try bench.look(at: 10) == ["web-2 to 1"])
    bench.settle()
    #expect(try bench.look(at: 10).isEmpty, "a step a second")
    bench.settle()
    bench.cluster.state.setReplicas(of: bench.id, 3, at: .seconds(11))
    bench.cluster.state.setReplicas(of: bench.id, 2, at: .seconds(11))
    #expect(try bench.look(at: 11) == ["web-1 to 1"])
    bench.settle()
    #expect(try bench.look(at: 12) == ["web-2 to 2"])
    bench.settle()
    #expect(try bench.look(at: 13) == ["web-1 to 0"])
  }

  @Test("with Recreate the old pods go before the new ones come")
  func recreate() throws {
    var bench = try Bench(.recreate, replicas: 2)
    for second in [0, 0] as [Int64] { _ = try bench.look(at: second) }
    bench.settle()
    _ = try bench.look(at: 5)
    bench.change()
    #expect(try bench.look(at: 10) == ["create web-2"])
    #expect(try bench.look(at: 10) == ["web-1 to 0"])
    bench.settle()
    #expect(try bench.look(at: 11) == ["web-2 to 2"])
  }

  @Test("a rollout that takes too long is given up, and the former version comes back")
  func late() throws {
    var bench = try Bench(.recreate, replicas: 2)
    for second in [0, 0] as [Int64] { _ = try bench.look(at: second) }
    bench.settle()
    _ = try bench.look(at: 5)
    bench.change()
    _ = try bench.look(at: 10)
    _ = try bench.look(at: 10)
    bench.settle()
    _ = try bench.look(at: 11)
    bench.cluster.state.setReplicas(of: bench.id, 1, at: .seconds(611))
    bench.cluster.state.setReplicas(of: bench.id, 2, at: .seconds(611))
    #expect(try bench.look(at: 611) == ["web-2 to 0", "web-1 to 2"])
    bench.settle()
    #expect(try bench.look(at: 700).isEmpty)
  }
}
