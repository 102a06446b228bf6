/// The files of a report.
enum ReportTables {
  /// The tables in the order in which they are written and count for the digest.
  static let all: [any ReportTable.Type] = [
    ResourcesTable.self, NodesTable.self, PodsTable.self, LatencyTable.self, QueueTable.self,
    SchedulingTable.self, WorkloadsTable.self, ServicesTable.self, NodeConditionsTable.self,
    FailuresTable.self, EvictionsTable.self, EventsTable.self, RefusalsTable.self,
    MachinesTable.self, PodStatesTable.self, TaintsTable.self, BudgetsTable.self, QuotasTable.self,
    TimelineTable.self, AutoscalersTable.self, FragmentationTable.self,
  ]

  /// Those of them that the report of `run` has.
  static func tables(of run: RunAnalysis) -> [any ReportTable.Type] {
    all.filter { $0.isPart(of: run) }
  }

  /// The names of every file that a report of this version, or of one to come, consists of.
  static let fileNames: [String] =
    all.map { $0.fileName } + [
      DecisionRows.fileName, SummaryTable.fileName, SummaryDocument.fileName,
      ColumnsDocument.fileName, ColumnsDocument.loadFileName, RunPage.fileName,
      PolicyRecord.fileName,
    ]
}
