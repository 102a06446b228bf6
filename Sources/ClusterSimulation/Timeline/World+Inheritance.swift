import ClusterState
import KubernetesObjects
import NodeAgents
import SimulationEngine

/// A cluster that was there before the run: its pods go on with their lives.
extension World {
  /// Creates the objects of the start, in their order but for this: owners come before what they
  /// own, and pods that a kubelet has taken after everything else.
  mutating func inherit(_ objects: [any APIObject], _ host: inout KubeletHost) {
    for object in objects where Self.rank(of: object) == 0 { inherit(object, &host) }
    for object in objects where Self.rank(of: object) == 1 { inherit(object, &host) }
    for object in objects where Self.rank(of: object) == 2 { inherit(object, &host) }
    inheritRevisions(objects)
  }

  private static func rank(of object: any APIObject) -> Int {
    if let pod = object as? Pod, pod.isUnderWay { return 2 }
    guard let stored = object as? any StoredObject, stored.metadata.controller != nil else {
      return 0
    }
    return object is Pod ? 2 : 1
  }

  private mutating func inherit(_ object: any APIObject, _ host: inout KubeletHost) {
    switch object {
    case let pod as Pod where pod.isUnderWay: inherit(pod, &host)
    case let job as Job:
      apply(object, &host)
      inheritStatus(of: job)
    default: apply(object, &host)
    }
  }

  /// Takes up a pod in the middle of its life. One whose node is not there is born anew, and waits
  /// for its node.
  private mutating func inherit(_ pod: Pod, _ host: inout KubeletHost) {
    guard let node = cluster.node(named: cluster.symbols.intern(pod.spec.nodeName)) else {
      return apply(pod, &host)
    }
    let template = admittedTemplate(of: pod, isStamped: true)
    let life = InheritedLife(of: pod) { time(ofHistory: $0, orBefore: true) ?? .zero }
    do {
      let id = try cluster.inheritPod(
        life.pod, template: template, name: PodName(cluster.symbols.intern(pod.metadata.name)),
        owner: controller(of: pod), on: node, at: now)
      host.inherit(id, life.containers, isReady: life.pod.isReady, in: &self)
      guard let deadline = pod.metadata.deletionTimestamp else { return }
      let left = time(ofHistory: deadline) == nil ? deadline.seconds(since: configuration) : 0
      cluster.requestDeletion(of: id, grace: .seconds(max(1, left)), at: now)
    } catch {
      refuse(pod, .alreadyExists("pods", pod.metadata.name))
    }
  }

  /// Lets a job go on from what its status counts.
  private mutating func inheritStatus(of job: Job) {
    let space = namespace(of: job)
    let name = cluster.symbols.intern(job.metadata.name)
    guard let start = job.status.startTime,
      let id = cluster.workload(.job, named: name, in: space)
    else { return }
    var progress = JobProgress()
    progress.succeeded = job.status.succeeded
    progress.failed = job.status.failed
    progress.startTime = min(now, time(ofHistory: start, orBefore: true) ?? now)
    progress.completedIndexes =
      (try? CompletionIndexes(parsing: job.status.completedIndexes)) ?? CompletionIndexes()
    var status = cluster.workloads[id.row].status
    status.job = progress
    cluster.setStatus(of: id, status, at: now)
  }

  /// The instant of `timestamp`, which lies before the run; nil if it does not, by the scenario's
  /// start time. Then, if `orBefore` says so, it is taken for an instant in a past of its own, of
  /// which no more than the order counts.
  func time(ofHistory timestamp: Timestamp, orBefore: Bool = false) -> SimulationTime? {
    let start = configuration.startTime
    let seconds = timestamp.seconds - start.seconds
    let microseconds = Int64(timestamp.nanoseconds - start.nanoseconds) / 1000
    let time = SimulationTime(microseconds: max(seconds, -Self.latest) * 1_000_000 + microseconds)
    if time <= now { return time }
    guard orBefore else { return nil }
    return SimulationTime(
      microseconds: (timestamp.seconds - Self.latest) * 1_000_000
        + Int64(timestamp.nanoseconds / 1000))
  }

  /// The seconds of a time later than any that can be written.
  private static let latest: Int64 = 253_402_300_800
}

extension Timestamp {
  /// The seconds from the start of the run to this instant.
  fileprivate func seconds(since configuration: SimulationConfiguration) -> Int64 {
    seconds - configuration.startTime.seconds
  }
}
