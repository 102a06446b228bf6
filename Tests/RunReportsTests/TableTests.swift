import Testing

@testable import RunReports

@Suite("Tables")
struct TableTests {
  /// The exact text of a file; the rows without the header.
  private static func expect(
    _ fileName: String, _ rows: String, sourceLocation: Testing.SourceLocation = #_sourceLocation
  ) throws {
    let text = try SampleRun.text(fileName)
    let table = try #require(ReportTables.all.first { $0.fileName == fileName })
    let expected = table.columns.map(\.name).joined(separator: ",") + "\n" + rows
    #expect(text == expected, sourceLocation: sourceLocation)
  }

  @Test("pods.csv tells each life, in order of creation, and leaves out what did not happen")
  func pods() throws {
    try Self.expect(
      "pods.csv",
      """
      default,web-bbbbb,1,ReplicationController,web,default/web,0,Burstable,n0,Running,,\
      1.000000,1.020000,3.000000,3.500000,3.750000,,60.000000,1,0,100,104857600,0,,\
      1.010000,60.000000,,1,timeout
      default,web-bbbbc,2,ReplicationController,web,default/web,0,Burstable,n1,Running,,\
      1.000000,1.020000,,3.500000,3.750000,,,1,0,100,104857600,0,,1.010000,,,2,
      default,web-bbbbd,3,ReplicationController,web,default/web,0,Burstable,n1,Running,,\
      61.000000,61.020000,,63.500000,63.750000,,,1,0,100,104857600,0,,61.010000,,,3,
      jobs,batch-0,4,,,jobs/batch,0,Burstable,n1,Succeeded,Completed,5.000000,6.000000,,\
      7.000000,7.000000,17.000000,,1,0,500,104857600,0,,6.000000,,,4,
      jobs,batch-1,5,,,jobs/batch,0,Burstable,,Pending,,5.000000,,,,,,,2,0,500,104857600,0,\
      ,7.000000,,,5,

      """)
  }

  @Test("scheduling.csv quotes messages, and names each pod with its namespace and number")
  func scheduling() throws {
    try Self.expect(
      "scheduling.csv",
      """
      1.010000,web-bbbbb,1,UnschedulablePodAdd,scheduled,n0,,2,1,9,,default,1
      1.010000,web-bbbbc,1,UnschedulablePodAdd,scheduled,n1,,2,1,9,,default,2
      61.010000,web-bbbbd,1,UnschedulablePodAdd,scheduled,n1,,2,1,9,,default,3
      6.000000,batch-0,1,UnschedulablePodAdd,scheduled,n1,,2,1,9,,jobs,4
      7.000000,batch-1,1,UnschedulablePodAdd,unschedulable,,,2,0,,\
      "0/2 nodes, ""cpu"" is short",jobs,5
      8.000000,batch-1,2,NodeUpdateNodeAllocatable,unschedulable,,,2,0,,\
      "0/2 nodes, ""cpu"" is short",jobs,5

      """)
  }

  @Test("utilization.csv has ratios of six decimals, none where nothing is allocatable")
  func utilization() throws {
    let text = try SampleRun.text("utilization.csv")
    let rows = text.split(separator: "\n")
    #expect(rows[3] == "25.000000,cluster,,cpu,2000,2000,1000,500,0.500000,0.250000,0,millicores,")
    #expect(
      rows[4] == "25.000000,pool,worker,cpu,2000,2000,1000,500,0.500000,0.250000,0,millicores,")
    #expect(rows[7] == "75.000000,cluster,,cpu,2000,0,500,250,,,0,millicores,")
  }

  @Test("nodes.csv names pool and zone; what is not modelled is empty")
  func nodes() throws {
    try Self.expect(
      "nodes.csv",
      """
      50.000000,n0,worker,a,Unknown,cpu,1000,200,,0,millicores,
      50.000000,n1,worker,b,True,cpu,1000,200,,1,millicores,

      """)
  }

  @Test("queue.csv has the age of the oldest pod, none where none waits")
  func queue() throws {
    try Self.expect(
      "queue.csv",
      """
      0.000000,2,1,0,0.000000
      25.000000,2,1,0,25.000000
      50.000000,1,1,0,50.000000
      75.000000,0,1,0,

      """)
  }

  @Test("workloads.csv and services.csv hold one row a change")
  func workloadsAndServices() throws {
    try Self.expect(
      "workloads.csv",
      """
      0.000000,ReplicationController,default,web,2,0,0,0,,,,
      4.000000,ReplicationController,default,web,2,2,2,2,,,,
      60.000000,ReplicationController,default,web,2,1,1,1,,,,
      64.000000,ReplicationController,default,web,2,2,2,2,,,,

      """)
    try Self.expect(
      "services.csv",
      """
      0.000000,default,front,0,0,1
      4.000000,default,front,2,0,1
      10.000000,default,front,2,1,1
      45.000000,default,front,1,0,1
      64.000000,default,front,2,0,1

      """)
  }

  @Test("node_conditions.csv, evictions.csv and events.csv")
  func conditionsEvictionsAndEvents() throws {
    try Self.expect(
      "node_conditions.csv", "42.000000,n0,Ready,Unknown,NodeStatusUnknown,1.500000\n")
    try Self.expect(
      "evictions.csv",
      "60.000000,web-bbbbb,n0,timeout,0.000000,web-bbbbd,63.750000,default,1,3\n")
    try Self.expect(
      "events.csv",
      """
      42.000000,Warning,NodeNotReady,Node,,n0,node-controller,"Node n0, lost",,,,1
      60.000000,Normal,NodeNotReady,Pod,jobs,batch-0,node-controller,,batch-0,4,,1
      61.000000,Normal,NodeNotReady,ReplicationController,default,web,node-controller,,,,,1

      """)
  }

  @Test("failures.csv takes the recovery apart; the phases add up to the whole")
  func failures() throws {
    try Self.expect(
      "failures.csv",
      """
      1,10.000000,n0,detect,1,32.000000,32.000000,32.000000,0,,fail,
      1,10.000000,n0,tolerate,1,18.000000,18.000000,18.000000,0,,fail,
      1,10.000000,n0,terminate,1,0.000000,0.000000,0.000000,0,,fail,
      1,10.000000,n0,requeue,1,1.000000,1.000000,1.000000,0,,fail,
      1,10.000000,n0,bind,1,0.020000,0.020000,0.020000,0,,fail,
      1,10.000000,n0,run,1,2.480000,2.480000,2.480000,0,,fail,
      1,10.000000,n0,ready,1,0.250000,0.250000,0.250000,0,,fail,
      1,10.000000,n0,recover,1,53.750000,53.750000,53.750000,0,,fail,

      """)
  }

  @Test("latency.csv gives each stage for all pods and each group")
  func latency() throws {
    let rows = try SampleRun.text("latency.csv").split(separator: "\n").map(String.init)
    func expect(_ row: String) {
      #expect(
        rows.contains { $0.hasPrefix(row) }, "\(row) is not in\n\(rows.joined(separator: "\n"))")
    }
    expect(
      "scheduling,all,4,19.212000,0.020000,0.020000,95.000000,95.000000,95.000000,95.000000,"
        + "95.000000,1,mean p90 p95 p99 p999 max")
    expect(
      "scheduling,namespace=default,3,0.020000,0.020000,0.020000,0.020000,0.020000,0.020000,"
        + "0.020000,0.020000,0,")
    expect(
      "e2e_scheduling,workload=default/web,3,0.015000,0.015000,0.015000,0.015000,0.015000,"
        + "0.015000,0.015000,0.015000,0,")
    expect(
      "startup_sli,all,4,2.000000,1.000000,2.000000,2.500000,2.500000,2.500000,2.500000,2.500000,"
        + "0,")
    expect(
      "turnaround,pool=worker,1,12.000000,12.000000,12.000000,12.000000,12.000000,12.000000,"
        + "12.000000,12.000000,0,")
    expect(
      "image_pull,all,1,1.500000,1.500000,1.500000,1.500000,1.500000,1.500000,1.500000,1.500000,"
        + "0,")
    let stages = rows.dropFirst().map { $0.prefix { $0 != "," } }
    let order = LatencyStage.allCases.map(\.rawValue)
    let places = stages.compactMap { order.firstIndex(of: String($0)) }
    #expect(places == places.sorted())
  }

  @Test("an empty run has tables of headers alone")
  func emptyRun() {
    for table in ReportTables.all {
      let bytes = EmptyRun.report().bytes(of: table.fileName) ?? []
      #expect(
        String(decoding: bytes, as: UTF8.self) == table.columns.map(\.name).joined(separator: ",")
          + "\n")
    }
  }
}
