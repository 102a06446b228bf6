import ClusterState
import KubernetesObjects
import SimulationEngine

/// Something that happens for certain at an instant.
package struct TimelineEntry: Sendable {
  /// When.
  package var time: SimulationTime
  /// What.
  package var action: TimelineAction

  /// `action` at `time`.
  package init(at time: SimulationTime, _ action: TimelineAction) {
    self.time = time
    self.action = action
  }
}

/// What a person or a cloud does to the cluster: the verbs of a scenario's timeline.
package enum TimelineAction: Sendable {
  /// Creates or replaces objects, as `kubectl apply` does.
  case apply([any APIObject])
  /// Deletes objects, as `kubectl delete` does; a nil grace is each pod's own.
  case delete(
    ObjectTarget, grace: SimulationDuration?, propagation: DeletionPropagation = .background)
  /// Deletes the objects of nodes; their machines run on.
  case deleteNodes(NodeTarget)
  /// Pauses, resumes, restarts or undoes the rollout of workloads.
  case rollout(ObjectTarget, RolloutCommand)
  /// Changes an object as a patch or a manifest says.
  case update(ObjectUpdate)
  /// Sets the number of replicas.
  case scale(ObjectTarget, replicas: Int32)
  /// Multiplies the number of replicas of all that is meant, in thousandths, rounded up; what
  /// another workload owns is left to it.
  case multiply([ObjectTarget], thousandths: Int64)
  /// Replaces an image in the template of a workload; a nil container means every one.
  case setImage(ObjectTarget, container: String?, image: String)
  /// Replaces parts of nodes.
  case patchNodes(NodeTarget, NodePatch)
  /// Replaces parts of replication controllers or replica sets.
  case patchWorkloads(ObjectTarget, WorkloadPatch)
  /// Replaces labels and annotations of pods; an absent value takes one off.
  case patchPods(
    ObjectTarget, labels: [(key: String, value: String?)],
    annotations: [(key: String, value: String?)])
  /// Replaces parts of the selector of services; an absent value takes a key off.
  case patchServices(ObjectTarget, selector: [(key: String, value: String?)])
  /// Changes what pods use from then on: the pods named, or those of the controllers named.
  case load(ObjectTarget, LoadChange)
  /// Replaces one replication controller by another, pod by pod, as `kubectl rolling-update` does.
  case rollingUpdate(RollingUpdate)
  /// Marks nodes unschedulable.
  case cordon(NodeTarget)
  /// Marks nodes schedulable.
  case uncordon(NodeTarget)
  /// Cordons nodes and evicts their pods.
  case drain(NodeTarget, DrainOptions = DrainOptions())
  /// Puts a taint on nodes, or takes it off.
  case taint(NodeTarget, Taint, isRemoval: Bool)
  /// Sets labels of nodes; an absent value takes the label off.
  case labelNodes(NodeTarget, [(key: String, value: String?)])
  /// Sets labels of pods; an absent value takes the label off.
  case labelPods(ObjectTarget, [(key: String, value: String?)])
  /// Adds nodes to a pool, with labels beside those of its template.
  case join(pool: String, count: Int, labels: [(key: String, value: String?)] = [])
  /// Takes nodes out of the cluster: the machine and its object.
  case leave(NodeTarget)
  /// Stops nodes dead.
  case fail(NodeTarget)
  /// Brings failed nodes back.
  case recover(NodeTarget)
  /// Cuts the kubelets off; their pods run on.
  case partition(NodeTarget)
  /// Ends a partition.
  case heal(NodeTarget)
  /// Ends a container of pods with an exit code; a nil container means every one.
  case crash(ObjectTarget, container: String?, exitCode: Int32)
  /// Evicts pods through the eviction API.
  case evict(ObjectTarget)
  /// Makes pods fail their readiness probes from then on, or succeed.
  case setReadiness(ObjectTarget, isReady: Bool)
  /// Lets the kubelets of nodes tell that their nodes are not ready, or ends that.
  case setNodeReadiness(NodeTarget, isReady: Bool)
  /// Stops a component of the control plane.
  case pause(ControlPlaneComponent)
  /// Starts it again.
  case resume(ControlPlaneComponent)
}

/// A component of the control plane that can be stopped.
package enum ControlPlaneComponent: String, CaseIterable, Sendable {
  /// The scheduler.
  case scheduler
  /// The controllers of replication controllers, replica sets, endpoints, nodes and garbage.
  case controllerManager = "controller-manager"
}

/// Which objects a verb is about.
package enum ObjectTarget: Hashable, Sendable {
  /// The object `name` of `kind` in `namespace`.
  case named(kind: String, namespace: String, name: String)
  /// Every object of `kind` in `namespace` that `selector` matches.
  case selected(kind: String, namespace: String, selector: LabelSelector)
  /// Every object of `kind` in `namespace` whose name matches.
  case matching(kind: String, namespace: String, NamePattern)
  /// The first so many pods of a target, in the order of their names.
  indirect case first(Int, of: ObjectTarget)
}

/// Which nodes a verb is about.
package enum NodeTarget: Hashable, Sendable {
  /// One node.
  case node(String)
  /// Every node that `selector` matches.
  case selected(LabelSelector)
  /// Every node of a pool.
  case pool(String)
  /// Every node of a zone.
  case zone(String)
}

/// A rolling update from one replication controller to another.
///
/// Source: `kubectl rolling-update`, Kubernetes 1.0 to 1.17; defaults of 1.2.
package struct RollingUpdate: Sendable {
  /// The namespace of both.
  package var namespace: String
  /// The replication controller that is replaced.
  package var old: String
  /// The replication controller that replaces it.
  package var new: ReplicationController
  /// The pause between two steps.
  package var updatePeriod = SimulationDuration(microseconds: 60_000_000)
  /// How often the client looks whether a step is done.
  package var pollInterval = SimulationDuration(microseconds: 3_000_000)
  /// How long the client waits for one step before it gives up.
  package var timeout = SimulationDuration(microseconds: 300_000_000)

  /// An update of `old` to `new` with kubectl's own pauses.
  package init(namespace: String, old: String, new: ReplicationController) {
    self.namespace = namespace
    self.old = old
    self.new = new
  }
}
