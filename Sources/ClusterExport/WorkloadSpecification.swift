import ClusterState
import KubernetesObjects
import SimulationEngine
import StructuredText

/// The specification of a workload.
struct WorkloadSpecification {
  private var fields = FieldList()
  private let record: WorkloadRecord
  private let view: ExportView

  /// The specification as a field.
  var value: SyntaxValue { fields.value }

  init(of record: WorkloadRecord, _ detail: WorkloadDetail?, in view: ExportView) {
    self.record = record
    self.view = view
    switch detail {
    case .deployment(let detail): add(detail)
    case .deploymentConfig(let detail): add(detail)
    case .statefulSet(let detail): add(detail)
    case .daemonSet(let detail): add(detail)
    case .job(let detail): add(detail, parallelism: record.replicas)
    case .cronJob(let detail): add(detail)
    case .replicaSet, nil: addReplicas()
    }
    // The pods of a cron job are those of its jobs.
    if record.kind != .cronJob { fields.set("template", view.template(record.template)) }
  }

  private mutating func addReplicas() {
    addMinReadySeconds()
    fields.set("replicas", .integer(Int64(record.replicas)))
    if record.kind == .replicationController {
      fields.set("selector", view.selector(record.selector).equalLabels.syntaxValue)
    } else {
      fields.set("selector", view.selector(record.selector).syntaxValue)
    }
  }

  private mutating func addMinReadySeconds() {
    fields.addNonZero("minReadySeconds", record.minReady.microseconds / 1_000_000)
  }

  private mutating func add(_ detail: DeploymentDetail) {
    addMinReadySeconds()
    fields.add("paused", detail.isPaused)
    // Without a limit, as the oldest versions of the API have it, is the largest one.
    let deadline = detail.progressDeadline.map { $0.microseconds / 1_000_000 }
    fields.add("progressDeadlineSeconds", deadline ?? Int64(Int32.max))
    fields.set("replicas", .integer(Int64(record.replicas)))
    fields.add("revisionHistoryLimit", detail.revisionHistoryLimit)
    fields.set("selector", detail.selector.syntaxValue)
    var strategy = FieldList()
    if detail.strategy.type == .rollingUpdate {
      var rolling = FieldList()
      rolling.add("maxSurge", detail.strategy.maxSurge)
      rolling.add("maxUnavailable", detail.strategy.maxUnavailable)
      strategy.add("rollingUpdate", rolling)
    }
    strategy.add("type", detail.strategy.type.rawValue)
    fields.add("strategy", strategy)
  }

  private mutating func add(_ detail: DeploymentConfigDetail) {
    addMinReadySeconds()
    fields.add("paused", detail.isPaused)
    fields.set("replicas", .integer(Int64(record.replicas)))
    if detail.revisionHistoryLimit < .max {
      fields.add("revisionHistoryLimit", detail.revisionHistoryLimit)
    }
    fields.add("selector", detail.selector)
    let wanted = detail.strategy
    var (strategy, parameters) = (FieldList(), FieldList())
    parameters.add("timeoutSeconds", wanted.timeoutSeconds)
    switch wanted.type {
    case .rolling:
      parameters.add("maxSurge", wanted.maxSurge)
      parameters.add("maxUnavailable", wanted.maxUnavailable)
      parameters.add("updatePeriodSeconds", wanted.updatePeriodSeconds)
      strategy.add("rollingParams", parameters)
    case .recreate: strategy.add("recreateParams", parameters)
    case .custom: break
    }
    strategy.add("type", wanted.type.rawValue)
    fields.add("strategy", strategy)
    // A change of the template is what begins a rollout, whatever else the manifest asks for.
    fields.set("triggers", [["type": "ConfigChange"]])
  }

  private mutating func add(_ detail: StatefulSetDetail) {
    addMinReadySeconds()
    if detail.firstOrdinal != 0 {
      fields.set("ordinals", ["start": .integer(Int64(detail.firstOrdinal))])
    }
    fields.set(
      "persistentVolumeClaimRetentionPolicy",
      [
        "whenDeleted": .string(detail.claimsWhenDeleted.rawValue),
        "whenScaled": .string(detail.claimsWhenScaled.rawValue),
      ])
    fields.add("podManagementPolicy", detail.podManagementPolicy.rawValue)
    fields.set("replicas", .integer(Int64(record.replicas)))
    if detail.revisionHistoryLimit >= 0 {
      fields.add("revisionHistoryLimit", detail.revisionHistoryLimit)
    }
    fields.set("selector", detail.selector.syntaxValue)
    fields.add("serviceName", detail.serviceName)
    let strategy = detail.updateStrategy
    var update = FieldList()
    // Where nothing is said of it, the API server adds nothing, and the controller does not look
    // at `maxUnavailable`.
    if let partition = strategy.partition {
      var rolling = FieldList()
      rolling.add("maxUnavailable", strategy.maxUnavailable)
      rolling.add("partition", partition)
      update.add("rollingUpdate", rolling)
    }
    update.add("type", (strategy.type ?? .rollingUpdate).rawValue)
    fields.add("updateStrategy", update)
    fields.add(
      "volumeClaimTemplates",
      detail.claimTemplates.map { claim -> SyntaxValue in
        [
          "apiVersion": "v1", "kind": "PersistentVolumeClaim",
          "metadata": claim.metadata.syntaxValue, "spec": claim.spec.syntaxValue,
        ]
      })
  }

  private mutating func add(_ detail: DaemonSetDetail) {
    addMinReadySeconds()
    fields.add("revisionHistoryLimit", detail.revisionHistoryLimit)
    fields.set("selector", detail.selector.syntaxValue)
    var update = FieldList()
    if detail.updateStrategy.type != .onDelete {
      var rolling = FieldList()
      rolling.add("maxSurge", detail.updateStrategy.maxSurge)
      rolling.add("maxUnavailable", detail.updateStrategy.maxUnavailable)
      update.add("rollingUpdate", rolling)
    }
    update.add("type", (detail.updateStrategy.type ?? .rollingUpdate).rawValue)
    fields.add("updateStrategy", update)
  }

  private mutating func add(_ detail: JobDetail, parallelism: Int32) {
    fields.add(detail, parallelism: parallelism)
    fields.set("selector", view.selector(record.selector).syntaxValue)
  }

  private mutating func add(_ detail: CronJobDetail) {
    fields.add("concurrencyPolicy", detail.concurrencyPolicy.rawValue)
    fields.set("failedJobsHistoryLimit", .integer(Int64(detail.failedJobsHistoryLimit)))
    var job = FieldList()
    job.add(detail.job, parallelism: detail.parallelism)
    job.set("template", view.template(record.template))
    let metadata = ObjectMeta(name: "", labels: detail.jobLabels)
    fields.set("jobTemplate", ["metadata": metadata.syntaxValue, "spec": job.value])
    fields.set("schedule", .string(detail.schedule.text))
    fields.add("startingDeadlineSeconds", detail.startingDeadline)
    fields.set("successfulJobsHistoryLimit", .integer(Int64(detail.successfulJobsHistoryLimit)))
    fields.set("suspend", .boolean(detail.isSuspended))
    fields.add("timeZone", detail.timeZone?.name ?? "")
  }
}

extension FieldList {
  /// Adds what a job wants beside its pods and their selector.
  fileprivate mutating func add(_ detail: JobDetail, parallelism: Int32) {
    add("activeDeadlineSeconds", detail.activeDeadline.map { $0.microseconds / 1_000_000 })
    add("backoffLimit", detail.backoffLimit)
    add("backoffLimitPerIndex", detail.backoffLimitPerIndex)
    add("completionMode", detail.isIndexed ? "Indexed" : "NonIndexed")
    add("completions", detail.completions)
    add("managedBy", detail.managedBy ?? "")
    add("manualSelector", detail.hasManualSelector)
    add("maxFailedIndexes", detail.maxFailedIndexes)
    add("parallelism", parallelism)
    if !detail.failurePolicy.isEmpty {
      set("podFailurePolicy", ["rules": .sequence(detail.failurePolicy.map(\.syntaxValue))])
    }
    add("podReplacementPolicy", detail.replacesEndedPodsOnly ? "Failed" : "TerminatingOrFailed")
    if !detail.successPolicy.isEmpty {
      set("successPolicy", ["rules": .sequence(detail.successPolicy.map(\.syntaxValue))])
    }
    set("suspend", .boolean(detail.isSuspended))
    add("ttlSecondsAfterFinished", detail.timeToLive.map { $0.microseconds / 1_000_000 })
  }
}

extension ExportView {
  /// What a workload's pods are stamped from, without what belongs to a single pod.
  func template(_ id: PodTemplateID) -> SyntaxValue {
    let pod = cluster.templates[id].pod
    var metadata = ObjectMeta(name: "", labels: pod.metadata.labels)
    metadata.annotations = pod.metadata.annotations
    return PodTemplateSpec(metadata: metadata, spec: pod.spec.withImages).syntaxValue
  }

  /// A compiled selector in the form of manifests; one for numbers, which no workload has, is left
  /// out.
  func selector(_ selector: CompiledSelector) -> LabelSelector {
    guard case .all(let requirements) = selector else { return .everything }
    var labels = Labels()
    var expressions: [LabelSelector.Expression] = []
    for requirement in requirements {
      let (key, values) = (text(requirement.key), requirement.values.map { text($0) })
      switch requirement.comparison {
      case .isIn where values.count == 1: labels[key] = values[0]
      case .isIn: expressions.append(.init(key: key, operation: "In", values: values))
      case .isNotIn: expressions.append(.init(key: key, operation: "NotIn", values: values))
      case .exists: expressions.append(.init(key: key, operation: "Exists"))
      case .doesNotExist: expressions.append(.init(key: key, operation: "DoesNotExist"))
      case .isGreater, .isLess, .never: break
      }
    }
    return (try? LabelSelector(matchLabels: labels, matchExpressions: expressions)) ?? .everything
  }
}

extension PodSpec {
  /// The specification with a name for each image. A trace tells no images, and the API server
  /// takes no container without one.
  var withImages: PodSpec {
    var spec = self
    for row in spec.containers.indices where spec.containers[row].image.isEmpty {
      spec.containers[row].image = "unknown"
    }
    return spec
  }
}

extension LabelSelector {
  /// The labels that must be equal, for selectors that are maps.
  fileprivate var equalLabels: Labels {
    Labels(requirements.compactMap { $0.values.count == 1 ? ($0.key, $0.values[0]) : nil })
  }
}
