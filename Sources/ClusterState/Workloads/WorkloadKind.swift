/// A kind of object that wants pods, by itself or through others that it owns.
///
/// What the cluster has to know of a kind stands in one line here; what only one kind does is its
/// controller's.
public enum WorkloadKind: UInt8, CaseIterable, Sendable {
  /// `v1.ReplicationController`.
  case replicationController
  /// `apps/v1.ReplicaSet`.
  case replicaSet
  /// `apps/v1.Deployment`.
  case deployment
  /// `apps/v1.StatefulSet`.
  case statefulSet
  /// `apps/v1.DaemonSet`.
  case daemonSet
  /// `batch/v1.Job`.
  case job
  /// `batch/v1.CronJob`.
  case cronJob
  /// `apps.openshift.io/v1.DeploymentConfig`.
  case deploymentConfig

  /// What is true of every object of a kind.
  private struct Facts {
    /// The API's word.
    let name: String
    /// The resource's name in paths and quotas.
    let resource: String
    /// The API group; empty for the core group.
    let group: String
    /// The component that the kind's events name.
    let controller: String
    /// Whether its objects own pods themselves.
    var ownsPods = true
    /// Whether `spec.selector` may change.
    var canChangeSelector = false
    /// Whether the scheduler spreads the pods that the selector matches.
    var spreadsPods = false
    /// Whether its objects say how many pods they want.
    var isScalable = true
    /// Whether its objects want their pods to go on.
    var keepsPods = true
  }

  private var facts: Facts {
    switch self {
    case .replicationController:
      Facts(
        name: "ReplicationController", resource: "replicationcontrollers", group: "",
        controller: "replication-controller", canChangeSelector: true, spreadsPods: true)
    case .replicaSet:
      Facts(
        name: "ReplicaSet", resource: "replicasets", group: "apps",
        controller: "replicaset-controller", spreadsPods: true)
    case .deployment:
      Facts(
        name: "Deployment", resource: "deployments", group: "apps",
        controller: "deployment-controller", ownsPods: false)
    case .statefulSet:
      Facts(
        name: "StatefulSet", resource: "statefulsets", group: "apps",
        controller: "statefulset-controller", spreadsPods: true)
    case .daemonSet:
      Facts(
        name: "DaemonSet", resource: "daemonsets", group: "apps",
        controller: "daemonset-controller", isScalable: false)
    case .job:
      Facts(
        name: "Job", resource: "jobs", group: "batch", controller: "job-controller",
        isScalable: false, keepsPods: false)
    case .deploymentConfig:
      Facts(
        name: "DeploymentConfig", resource: "deploymentconfigs", group: "apps.openshift.io",
        controller: "deploymentconfig-controller", ownsPods: false, canChangeSelector: true)
    case .cronJob:
      Facts(
        name: "CronJob", resource: "cronjobs", group: "batch", controller: "cronjob-controller",
        ownsPods: false, isScalable: false, keepsPods: false)
    }
  }

  /// The API's word.
  public var name: String { facts.name }

  /// The resource that quotas count, such as `replicasets.apps`.
  public var resource: String {
    facts.group.isEmpty ? facts.resource : facts.resource + "." + facts.group
  }

  /// The API group; empty for the core group.
  public var group: String { facts.group }

  /// Whether the kind belongs to the core group, whose resources quotas also know without `count/`.
  public var isCore: Bool { facts.group.isEmpty }

  /// The component that the kind's events name.
  public var controller: String { facts.controller }

  /// Whether `spec.selector` may change; in the newer groups it stays what it was.
  ///
  /// Source: `ValidateReplicaSetUpdate` and its neighbours, Kubernetes 1.34.
  public var canChangeSelector: Bool { facts.canChangeSelector }

  /// Whether objects of the kind own pods themselves; else they own workloads that do.
  public var ownsPods: Bool { facts.ownsPods }

  /// Whether the scheduler spreads the pods that the selector of an object of the kind matches,
  /// where nothing else is asked of it.
  ///
  /// Source: `helper.DefaultSelector` of `pkg/scheduler/framework/plugins`, Kubernetes 1.34.
  public var spreadsPods: Bool { facts.spreadsPods }

  /// Whether objects of the kind say how many pods they want, in `spec.replicas`: they have the
  /// subresource `scale`, which disruption budgets ask and autoscalers write.
  public var isScalable: Bool { facts.isScalable }

  /// Whether objects of the kind want their pods to go on; else pods are to end.
  public var keepsPods: Bool { facts.keepsPods }
}
