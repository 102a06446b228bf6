/// Every reader that is fuzzed, in the order in which it takes its turn: one line a reader.
let fuzzTargets: [FuzzTarget] = [
  .csv,
  .quantity,
  .labelSelector,
  .goDuration,
  .cronSchedule,
  .timestamp,
  .json,
  .yaml,
  .manifest,
  .scenario,
  .plainTable,
  .openB,
  .swf,
  .openDC,
  .batsim,
  .decision,
]
