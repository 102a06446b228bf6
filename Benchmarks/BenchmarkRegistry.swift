/// Every benchmark there is, in the order in which they run: one line a benchmark.
let benchmarkRegistry: [any Benchmark.Type] = [
  MemoryCopyBenchmark.self,
  EventQueueBenchmark.self,
  QuantityBenchmark.self,
  TextBenchmark.self,
  CSVBenchmark.self,
  ObjectDecodingBenchmark.self,
  ControlPlaneBenchmark.self,
  ReportBenchmark.self,
  OpenBBenchmark.self,
]
