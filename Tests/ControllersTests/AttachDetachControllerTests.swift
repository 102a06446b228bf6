import ClusterState
import KubernetesObjects
import SimulationEngine
import Testing

@testable import Controllers

@Suite("Disks and their nodes")
struct AttachDetachControllerTests {
  /// A cluster with nodes and disks, and the controller; the cloud does at once what it is asked
  /// for.
  struct Lab {
    var cluster = TestCluster()
    var controller: AttachDetachController
    var events: [String] = []
    var now = SimulationTime.zero
    private var timeouts: [ControllerTimer] = []
    private var nodes: [String: NodeID] = [:]

    init(_ settings: VolumeSettings = VolumeSettings()) {
      controller = AttachDetachController(settings: settings)
    }

    /// The node `name`, which is made at its first mention.
    mutating func node(_ name: String) throws -> NodeID {
      if let known = nodes[name] { return known }
      let node = try cluster.node(name)
      nodes[name] = node
      return node
    }

    /// A pod on a node that uses a disk.
    mutating func pod(
      _ name: String, on node: String, disk: String = "d", readOnly: Bool = false
    ) throws -> PodID {
      var source = GCEPersistentDiskVolumeSource()
      (source.pdName, source.readOnly) = (disk, readOnly)
      var pod = Pod()
      pod.metadata.namespace = "default"
      pod.spec.volumes = [Volume(name: disk, source: .gcePersistentDisk(source))]
      let template = cluster.state.template(for: pod)
      let id = try cluster.state.createPod(
        template: template, name: PodName(cluster.state.symbols.intern(name)), owner: .absent,
        at: now)
      _ = cluster.state.bind(id, to: try self.node(node), at: now)
      settle()
      return id
    }

    mutating func settle() { carryOut(cluster.sync(&controller, at: now)) }

    /// Does what the controller asks for, until it asks for nothing more.
    private mutating func carryOut(_ first: [ControllerAction]) {
      var actions = first
      for _ in 0..<50 where !actions.isEmpty {
        for case .recordObjectEvent(let event) in actions {
          events.append("\(event.reason): \(event.message)")
        }
        var next: [ControllerAction] = cluster.answer(actions, of: &controller)
        for case .setTimer(let timer, let delay) in actions {
          guard delay < .seconds(60) else {
            timeouts.append(timer)
            continue
          }
          next += wake(timer)
        }
        actions = next + cluster.sync(&controller, at: now)
      }
    }

    private mutating func wake(_ timer: ControllerTimer) -> [ControllerAction] {
      var actions: ControllerActions = []
      controller.wake(for: timer, at: now, in: cluster.state, actions: &actions)
      return Array(actions)
    }

    /// Goes on to `second`, when nodes have been waited for.
    mutating func wait(until second: Int64) {
      now = .seconds(second)
      let due = timeouts
      timeouts = []
      for timer in due { carryOut(wake(timer)) }
    }

    /// The names of the nodes that the disk is attached to.
    func places(_ disk: String = "d") -> [String] {
      let state = cluster.state
      guard let key = state.symbols.find("pd.csi.storage.gke.io^\(disk)") else { return [] }
      return state.attachments(of: key).map {
        state.symbols[state.nodes[state.attachments[Int($0)].node.row].name]
      }
    }
  }

  @Test("a disk is attached for the pod that is bound, and detached after it")
  func attaches() throws {
    var lab = Lab()
    let pod = try lab.pod("p", on: "a")
    #expect(lab.places() == ["a"])
    #expect(
      lab.events == ["SuccessfulAttachVolume: AttachVolume.Attach succeeded for volume \"d\" "])
    lab.cluster.state.remove(pod, at: .seconds(1))
    lab.settle()
    #expect(lab.places().isEmpty)
  }

  @Test("pods of one node share a disk, readers share it across nodes")
  func shares() throws {
    var lab = Lab()
    let first = try lab.pod("p", on: "a")
    _ = try lab.pod("q", on: "a")
    lab.cluster.state.remove(first, at: .seconds(1))
    lab.settle()
    #expect(lab.places() == ["a"])
    _ = try lab.pod("r", on: "a", disk: "e", readOnly: true)
    _ = try lab.pod("s", on: "b", disk: "e", readOnly: true)
    #expect(lab.places("e") == ["a", "b"])
    _ = try lab.pod("t", on: "c", disk: "e")
    #expect(lab.places("e") == ["a", "b"], "a writer waits for the readers")
  }

  @Test("a second writer waits, is told so once, and gets the disk when its node lets go")
  func writers() throws {
    var lab = Lab()
    let first = try lab.pod("p", on: "a")
    lab.cluster.state.mountDisks(of: first, at: .seconds(1))
    _ = try lab.pod("q", on: "b")
    lab.settle()
    #expect(lab.places() == ["a"])
    #expect(
      lab.events.last
        == "FailedAttachVolume: Multi-Attach error for volume \"d\" Volume is already used by "
        + "pod(s) p")
    #expect(lab.events.count == 2)
    lab.cluster.state.remove(first, at: .seconds(2))
    lab.settle()
    #expect(lab.places() == ["a"], "the node still uses it")
    lab.cluster.state.unmountDisks(of: first, at: .seconds(3))
    lab.settle()
    #expect(lab.places() == ["b"])
  }

  @Test(
    "a node that says nothing more is waited for six minutes, unless it is ready or out of service",
    arguments: [
      (false, false, 100, ["a"]), (false, false, 400, ["b"]), (true, false, 400, ["a"]),
      (false, true, 100, ["b"]),
    ] as [(Bool, Bool, Int64, [String])])
  func deadNode(isReady: Bool, isOutOfService: Bool, second: Int64, places: [String]) throws {
    var lab = Lab()
    let first = try lab.pod("p", on: "a")
    lab.cluster.state.mountDisks(of: first, at: .zero)
    let node = try lab.node("a")
    lab.cluster.state.setReady(
      node, isReady ? .yes : .unknown, reason: lab.cluster.state.symbols.intern("x"),
      at: .seconds(1))
    lab.cluster.state.remove(first, at: .seconds(2))
    _ = try lab.pod("q", on: "b")
    if isOutOfService {
      let key = lab.cluster.state.symbols.intern("node.kubernetes.io/out-of-service")
      lab.cluster.state.setTaints(
        node, [NodeTaint(key: key, value: .empty, effect: .noExecute, added: .zero)],
        at: .seconds(3))
    }
    lab.settle()
    if second >= 360 { lab.wait(until: second) }
    #expect(lab.places() == places)
  }

  @Test("in the first eras the wait ends for every node, and no taint ends it sooner")
  func firstEras() throws {
    var settings = VolumeSettings()
    settings.applyFirstEras()
    var lab = Lab(settings)
    let first = try lab.pod("p", on: "a")
    lab.cluster.state.mountDisks(of: first, at: .zero)
    lab.cluster.state.remove(first, at: .seconds(2))
    lab.settle()
    #expect(lab.places() == ["a"])
    lab.wait(until: 400)
    #expect(lab.places().isEmpty)
  }
}
