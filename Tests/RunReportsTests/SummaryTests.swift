import ClusterSimulation
import SimulationEngine
import Testing

@testable import RunReports

@Suite("Figures of the summary")
struct SummaryTests {
  /// What the sample run comes to, worked out by hand.
  private static let figures: [(String, String)] = [
    ("run.end_seconds", "100.000000"), ("run.events", "1234"),
    ("run.incomplete", "0"),
    ("nodes.count", "2"), ("nodes.ready", "1"),
    ("pods.created", "5"), ("pods.scheduled", "4"), ("pods.running", "2"), ("pods.pending", "1"),
    ("pods.succeeded", "1"), ("pods.failed", "0"), ("pods.terminating", "0"), ("pods.deleted", "1"),
    ("pods.unscheduled", "1"), ("pods.ready", "2"), ("pods.restarts", "0"),
    // 0, 0.5, 0.5 for 25 s each; then nothing is allocatable, and there is no ratio.
    ("allocation_ratio.cpu.mean", "0.333333"), ("allocation_ratio.cpu.p50", "0.500000"),
    ("allocation_ratio.cpu.max", "0.500000"), ("headroom.cpu.mean", "0.666667"),
    ("capacity_ratio.cpu.mean", "0.250000"), ("usage_ratio.cpu.max", "0.250000"),
    ("request_efficiency.cpu.mean", "0.500000"), ("headroom_nodes.cpu.mean", "0.875000"),
    ("allocation_ratio.cpu.mean{pool=worker}", "0.333333"), ("dominant_share_max", "0.500000"),
    ("headroom.cpu.min", "0.500000"), ("headroom.cpu.min{pool=worker}", "0.500000"),
    // The shares of the two nodes: 0 and 0, 0 and 1, then 0.5 alone, then none is ready.
    ("imbalance.cpu.range.mean", "0.333333"), ("imbalance.cpu.range.max", "1.000000"),
    ("imbalance.cpu.standard_deviation.max", "0.500000"),
    ("imbalance.cpu.jain_index.mean", "0.750000"),
    ("empty_node_seconds", "50.000000"),
    // Three took 20 ms, one a second; one has waited for 95 s.
    ("scheduling.p99_seconds", "95.000000"), ("scheduling.mean_seconds", "19.212000"),
    ("scheduling.p50_seconds", "0.020000"), ("scheduling.waiting", "1"),
    ("scheduling.count", "4"), ("scheduling.attempts", "6"),
    ("scheduling.unschedulable_attempts", "2"), ("attempts.mean", "1.200000"),
    ("attempts.max", "2"), ("queue.active.mean", "1.250000"), ("queue.active.p50", "1"),
    ("queue.backoff.max", "1"), ("queue.oldest_pending_seconds.max", "75.000000"),
    ("queue.oldest_pending_seconds.mean", "37.500000"),
    ("queue.oldest_pending_seconds.p95", "71.250000"),
    // Six attempts of 1 ms and 2 µs for each of two nodes.
    ("scheduler.busy_seconds", "0.006024"), ("scheduler.wasted_seconds", "0.002008"),
    ("jobs.ended", "1"), ("jobs.succeeded", "1"), ("jobs.makespan_seconds", "12.000000"),
    ("jobs.throughput", "300.000000"), ("jobs.slowdown.mean", "1.200000"),
    ("jobs.bounded_slowdown.max", "1.200000"),
    // Half a core for the run's 10 s, of 11 s on the node.
    ("jobs.useful_core_seconds", "5.000000"), ("jobs.allocated_core_seconds", "5.500000"),
    ("jobs.goodput_ratio", "0.909091"), ("jobs.lost_core_seconds", "0.000000"),
    ("evictions.total", "1"), ("evictions.timeout", "1"), ("failures.incidents", "1"),
    ("failures.recover.max_seconds", "53.750000"),
    // Two were wanted for 100 s; two lacked for 4 s and one for 4 s.
    ("replica_deficit_seconds", "12.000000"), ("availability", "0.940000"),
    ("availability{workload=default/web}", "0.940000"),
    // Two lacked for 4 s, one from 10 to 64 s.
    ("availability{service=default/front}", "0.690000"),
    ("seconds_without_ready_endpoint{service=default/front}", "4.000000"),
    ("seconds_with_stale_endpoint{service=default/front}", "35.000000"),
    ("node_seconds", "200.000000"), ("node_seconds{pool=worker}", "200.000000"),
    ("cost", "2.000000"), ("cost{pool=worker}", "2.000000"),
    // 0, 0.5, 0.25, 0.25 cores for 25 s each.
    ("cost_per_useful_core_hour", "288.000000"),
    // On n1 the replicas left 800 millicores, and 824 MiB: the jobs have gone.
    ("stranded.cpu", "0"), ("fragmented.cpu", "0"), ("fragmentation_ratio.cpu", "0.000000"),
  ]

  @Test("each figure of the sample run is what it comes to by hand")
  func handMade() throws {
    let summary = try SampleRun.report().summary
    for (name, value) in Self.figures {
      let figure = summary.figures.first { $0.name == name }
      #expect(figure?.value.text == value, "\(name)")
    }
  }

  @Test("summary.csv holds every figure, one number a row, its name in parts")
  func table() throws {
    let report = try SampleRun.report()
    let rows = try SampleRun.text("summary.csv").split(separator: "\n")
    #expect(rows[0] == "metric,resource,scope,name,statistic,value,unit")
    #expect(rows.count == report.summary.figures.count + 1)
    #expect(rows.contains("availability,,service,default/front,,0.690000,ratio"))
    #expect(rows.contains("allocation_ratio,cpu,pool,worker,max,0.500000,ratio"))
    #expect(rows.contains("imbalance,cpu,,,range.mean,0.333333,ratio"))
    #expect(rows.contains("scheduling,,,,p99_seconds,95.000000,seconds"))
    #expect(rows.contains("scheduling,,,,attempts,6,attempts"))
    for row in rows.dropFirst() {
      let fields = row.split(separator: ",", omittingEmptySubsequences: false)
      #expect(fields.count == 7 && Double(fields[5]) != nil, "\(row)")
    }
  }

  @Test("a full name falls into the parts from which it is made")
  func parts() {
    let parts = MetricTable.parts(of: "lost_requested.nvidia.com/gpu.p95")
    #expect(parts == ("lost_requested", "nvidia.com/gpu", "p95"))
    #expect(MetricTable.parts(of: "stranded.cpu") == ("stranded", "cpu", ""))
    #expect(MetricTable.parts(of: "node_seconds") == ("node_seconds", "", ""))
    for definition in MetricTable.all where !definition.hasResource {
      for name in definition.fullNames {
        let found = MetricTable.parts(of: name)
        #expect(
          [found.metric, found.statistic].filter { !$0.isEmpty }.joined(separator: ".") == name)
      }
    }
  }

  @Test("summary.json names the run: version, seed, inputs, settings")
  func document() throws {
    let text = try SampleRun.text("summary.json")
    #expect(
      text.hasPrefix(
        """
        {
          "wavetank": "0.1.0",
          "scenario": "sample",
          "seed": "7",
          "incomplete": false,
          "end_seconds": 100.000000,

        """))
    let digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    #expect(text.contains("\"path\": \"sample.yaml\",\n      \"sha256\": \"\(digest)\""))
    #expect(text.contains("\"controlPlane.profile\": \"textbook\""))
    #expect(text.contains("\"controlPlane.nodeLifecycle.podEvictionTimeout\": \"300.000000s\""))
    #expect(text.contains("\"controlPlane.nodeLifecycle.eviction\": \"deletion\""))
    #expect(text.contains("\"controlPlane.kubelet.nodeLeaseRenewInterval\": null"))
    #expect(text.hasSuffix("}\n"))
  }

  @Test("no name is given twice, and each can be expected")
  func names() throws {
    for report in [try SampleRun.report(), EmptyRun.report()] {
      let names = report.summary.figures.map(\.name)
      #expect(Set(names).count == names.count)
      for figure in report.summary.figures {
        #expect(MetricNames.contains(figure.metric), "\(figure.metric)")
      }
    }
    #expect(Set(MetricNames.all).count == MetricNames.all.count)
  }

  @Test("a name that no figure has gets the nearest one for advice")
  func suggestions() {
    #expect(MetricNames.contains("allocation_ratio.nvidia.com/gpu.mean"))
    #expect(!MetricNames.contains("allocation_ratio..mean"))
    #expect(!MetricNames.contains("schedulng.p99_seconds"))
    #expect(MetricNames.suggestion(for: "schedulng.p99_seconds") == "scheduling.p99_seconds")
    #expect(MetricNames.suggestion(for: "avalability") == "availability")
    #expect(MetricNames.suggestion(for: "zzzzzzzzzzzz") == nil)
  }
}
