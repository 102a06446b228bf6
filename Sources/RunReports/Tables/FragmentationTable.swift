import ClusterSimulation
import SimulationEngine

/// What is free of devices, and what typical pods could make of it, as pods arrive.
enum FragmentationTable: ReportTable {
  static let fileName = "fragmentation.csv"
  static let meaning =
    "What is free of GPUs after a pod was first tried, or the means over the arrivals of a percent."
  static let columns: [ReportColumn] = [
    .seconds("time_seconds", "When; of a percent, its last arrival."),
    .integer("arrivals", "pods", "How many pods have arrived."),
    .integer("arrived_milli", "thousandths", "What they ask for of GPUs, refused pods too."),
    .ratio("arrived_ratio", "arrived_milli over all thousandths of GPUs."),
    .ratio("allocated_ratio", "The thousandths that pods have, over all."),
    .decimal("amount_milli", "thousandths", "What is free and of no use to typical pods."),
    .ratio("ratio", "amount_milli over what is free."),
    .decimal("lack_both", "thousandths", "Free, and neither cpu nor GPUs suffice."),
    .decimal("lack_gpu", "thousandths", "Free, and GPUs do not suffice."),
    .decimal("usable", "thousandths", "Free, and of use to typical pods."),
    .decimal("lack_cpu", "thousandths", "Free, and there is too little cpu."),
    .decimal("cpu_only", "thousandths", "Free, for pods that want no GPU and fit."),
    .decimal("cpu_only_lack_cpu", "thousandths", "Free, for pods that want no GPU and do not fit."),
    .decimal("model", "thousandths", "Free, of a model that will not do."),
    .integer("arrived_percent", "percent", "arrived_ratio as a whole number of percent."),
    .decimal(
      "allocated_percent", "percent",
      "The part that pods have, by hundredths of a percent; of a percent, the mean."),
    .decimal(
      "fragmented_percent", "percent",
      "amount_milli over all thousandths of GPUs, by hundredths of a percent; of a percent, the "
        + "mean."),
    .decimal(
      "ratio_percent", "percent",
      "amount_milli over what is free, by hundredths of a percent; of a percent, the mean in "
        + "full."),
  ]

  static func isPart(of run: RunAnalysis) -> Bool {
    run.source.configuration.fragmentationRows != .none
  }

  static func write(
    _ run: RunAnalysis, to table: inout TableWriter
  ) throws(ReportWritingError) {
    let rows = run.source.recording.fragmentation
    switch run.source.configuration.fragmentationRows {
    case .none: break
    case .arrivals: for row in rows { try write(FragmentationPoint(row), to: &table) }
    case .percents:
      for point in FragmentationPoint.percents(rows) { try write(point, to: &table) }
    }
  }

  private static func write(
    _ point: FragmentationPoint, to table: inout TableWriter
  ) throws(ReportWritingError) {
    table.time(point.time)
    table.integer(point.arrivals)
    table.integer(point.arrivedMilli)
    for value in point.values { table.number(value) }
    table.integer(Int64(point.percent))
    table.number(point.allocatedPercent)
    table.number(point.fragmentedPercent)
    table.number(point.ratioPercent)
    try table.endRow()
  }
}
