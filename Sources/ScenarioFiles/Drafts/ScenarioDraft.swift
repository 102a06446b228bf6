import ClusterSimulation
import KubernetesObjects
import SimulationEngine
import StructuredText

/// A scenario as it is written, before names are looked up and files are read.
struct ScenarioDraft: Sendable {
  var apiVersion: Located<String>?
  var name: Located<String>?
  var description = ""
  var include: [FileReference] = []
  var seed: UInt64 = 1
  var startTime: Timestamp?
  var duration: Located<SimulationDuration>?
  var until: Located<Until>?
  /// Whether an end was given, sound or not.
  var isEndGiven = false
  var limit: Located<SimulationDuration>?
  var start = Start.cold
  var measure = MeasureDraft()
  var controlPlane = ControlPlaneDraft()
  var scheduler = SchedulerDraft()
  var nodePools: [NodePoolDraft] = []
  /// Whether something of the node pools could not be read.
  var arePoolsPartial = false
  var images: [ImageDraft] = []
  var manifests: [FileReference] = []
  var behaviors: [BehaviorDraft] = []
  var metrics: [MetricDraft] = []
  var workloads: [WorkloadDraft] = []
  var traces: [TraceDraft] = []
  var faults: [FaultDraft] = []
  var timeline: [TimelineDraft] = []
  var reports = ReportsDraft()
  var expectations: [ExpectationDraft] = []

  /// What the cluster is like at time 0.
  enum Start: String, CaseIterable, Sendable {
    /// Its pods have just been created.
    case cold
    /// Its pods run.
    case warm
  }

  /// When a run without a fixed end is over.
  enum Until: String, CaseIterable, Sendable {
    /// When nothing but periodic work is left.
    case settled
    /// When the pods of workloads and traces have ended.
    case completed
  }
}

/// The name of a file, relative to the folder of the file in which it stands.
struct FileReference: Sendable {
  let name: Located<String>
  let folder: String
}

extension SchemaReader {
  /// One name of a file or a list of them.
  mutating func files() -> [FileReference] {
    let folder = folderOfNames
    return names().map { FileReference(name: $0, folder: folder) }
  }
}

extension ScenarioDraft: SchemaMapping {
  /// The keys of the whole document.
  static let fields: [Field<ScenarioDraft>] = [
    Field("apiVersion", "wavetank/v1", "The version of the schema.") { draft, reader in
      draft.apiVersion = reader.text().map { reader.located($0) }
    }.required,
    Field("kind", "Scenario", "What the document is.") { _, _ in }.required,
    Field("metadata", "mapping", "What the scenario is called.") { draft, reader in
      reader.read(metadataFields, into: &draft)
    }.required,
    Field("spec", "mapping", "The scenario.") { draft, reader in
      reader.read(specFields, into: &draft)
    }.required,
  ]

  /// The keys of `metadata`.
  static let metadataFields: [Field<ScenarioDraft>] = [
    Field("name", "name", "Names the run and its folder of reports.") { draft, reader in
      draft.name = reader.name().map { reader.located($0) }
    }.required
  ]

  /// The keys of `spec`.
  static let specFields = runFields + clusterFields + eventFields

  private static let runFields: [Field<ScenarioDraft>] = [
    Field("description", "text", "What the scenario shows, in one paragraph.") { draft, reader in
      draft.description = reader.text() ?? ""
    },
    Field(
      "include", "files",
      "Scenarios to start from; what this one says replaces what they say, key by key."
    ) { draft, reader in
      draft.include = reader.files()
    },
    Field("seed", "whole number", "The seed of every random stream; 1 unless said.") {
      draft, reader in
      if let seed = reader.integer(in: 0...Int64.max) { draft.seed = UInt64(seed) }
    },
    Field(
      "startTime", "RFC 3339 time",
      "The wall clock at the start, for schedules: 2026-01-01T00:00:00Z; 1970 unless said."
    ) { draft, reader in
      draft.startTime = reader.timestamp()
    },
    Field("duration", "duration", "How long the run lasts.") { draft, reader in
      draft.isEndGiven = true
      draft.duration = reader.duration().map { reader.located($0) }
    },
    Field(
      "until", "settled or completed",
      "Instead of duration: until nothing but periodic work is left, or until the pods of "
        + "workloads and traces have ended."
    ) { draft, reader in
      draft.isEndGiven = true
      draft.until = reader.choice(ScenarioDraft.Until.self).map { reader.located($0) }
    },
    Field("limit", "duration", "The longest that until may take; 30d unless said.") {
      draft, reader in
      draft.limit = reader.duration().map { reader.located($0) }
    },
    Field(
      "start", "cold or warm",
      "Whether the pods of the start have just been created, which they have unless said, or run "
        + "with their images present. Jobs begin with the run."
    ) { draft, reader in
      if let start = reader.choice(ScenarioDraft.Start.self) { draft.start = start }
    },
    Field("measure", "mapping", "What the figures are about; the whole run unless said.") {
      draft, reader in
      reader.read(MeasureDraft.fields, into: &draft.measure)
    },
    Field("reports", "mapping", "What the reports hold.") { draft, reader in
      reader.read(ReportsDraft.fields, into: &draft.reports)
    },
    Field("expect", "list", "What must hold at the end; else the exit code is 1.") {
      draft, reader in
      draft.expectations = reader.list()
    },
  ]

  private static let clusterFields: [Field<ScenarioDraft>] = [
    Field(
      "controlPlane", "mapping",
      "The profile, modern unless said, its version, feature gates and single settings."
    ) {
      draft, reader in
      draft.controlPlane.read(&reader)
    },
    Field("scheduler", "mapping", "How pods are placed.") { draft, reader in
      reader.read(SchedulerDraft.fields, into: &draft.scheduler)
    },
    Field("nodePools", "list", "Nodes of one shape each.") { draft, reader in
      let before = reader.problems.count
      draft.nodePools = reader.list()
      draft.arePoolsPartial = reader.problems.count > before
    },
    Field("images", "list", "The sizes of images.") { draft, reader in
      draft.images = reader.list()
    },
    Field("manifests", "files", "Kubernetes objects that exist at the start.") { draft, reader in
      draft.manifests = reader.files()
    },
  ]

  private static let eventFields: [Field<ScenarioDraft>] = [
    Field("behaviors", "list", "What runs inside pods; the first that matches counts.") {
      draft, reader in
      draft.behaviors = reader.list()
    },
    Field(
      "metrics", "list",
      "Custom and external metrics that autoscalers read, with their values over time."
    ) { draft, reader in
      draft.metrics = reader.list()
    },
    Field("workloads", "list", "Pods whose arrivals are drawn from a distribution.") {
      draft, reader in
      draft.workloads = reader.list()
    },
    Field("traces", "list", "Recorded nodes and pods.") { draft, reader in
      draft.traces = reader.list()
    },
    Field("faults", "list", "What breaks by chance.") { draft, reader in
      draft.faults = reader.list()
    },
    Field("timeline", "list", "What happens for certain, each at its instant.") { draft, reader in
      draft.timeline = reader.list()
    },
  ]
}
