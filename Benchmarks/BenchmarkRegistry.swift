/// Every benchmark there is, in the order in which they run: one line a benchmark.
let benchmarkRegistry: [any Benchmark.Type] = [
  MemoryCopyBenchmark.self,
  EventQueueBenchmark.self,
  QuantityBenchmark.self,
  TextBenchmark.self,
  CSVBenchmark.self,
  ObjectDecodingBenchmark.self,
  NodeScanBenchmark.self,
  PlacementBenchmark.self,
  ControlPlaneBenchmark.self,
  WorkloadsBenchmark.self,
  MillionBenchmark.self,
  AllocationsBenchmark.self,
  ReportBenchmark.self,
  OpenBBenchmark.self,
  StartUpBenchmark.self,
]
