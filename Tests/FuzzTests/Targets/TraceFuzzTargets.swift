import KubernetesObjects
import SimulationEngine
import StructuredText
import WorkloadTraces

extension FuzzTarget {
  private static let cells = [
    ",", "\n", "9223372036854775807", "-1", "1e9", "0.0000001", "T4|A10", "\"", "pod", "é",
    "9223372036854775808", "runtime_seconds", "name",
  ]

  /// A table of nodes or of pods becomes a trace whose arrivals are in order, or is refused.
  static let plainTable = FuzzTarget(
    "plain-table",
    seeds: [
      "name,arrival_seconds,runtime_seconds,cpu_millicores,memory_bytes,namespace,priority\n"
        + "a,1.5,60,500,1048576,,\nb,0.25,,500,1048576,team,10\n",
      "name,arrival_seconds,cpu_millicores,memory_bytes,gpus,gpu_thousandths,gpu_models\n"
        + "a,0,1,1,1,500,T4|A10\n",
      "name,cpu_millicores,memory_bytes,pods,gpus,gpu_model,zone\nn1,4000,17179869184,9,2,T4,a\n",
    ],
    tokens: cells,
    families: [
      .numbered("pods", from: "name,arrival_seconds,cpu_millicores,memory_bytes\n") {
        "p\($0),\($0),1,1\n"
      },
      .numbered("kinds", from: "name,arrival_seconds,cpu_millicores,memory_bytes\n") {
        "p\($0),0,\($0),1\n"
      },
      .numbered("unknown columns", from: "name,arrival_seconds,cpu_millicores,memory_bytes") {
        ",c\($0)"
      },
    ]
  ) { input throws(FuzzViolation) in
    try accepts(
      input,
      nodes: { input throws(DiagnosticList) in
        try PlainTableTrace.readNodes(input, file: "n")
      },
      pods: { input throws(DiagnosticList) in try PlainTableTrace.readPods(input, file: "p") })
  }

  /// A list of nodes or of pods of the openb trace becomes a trace, or is refused.
  static let openB = FuzzTarget(
    "openb",
    seeds: [
      "sn,cpu_milli,memory_mib,gpu,model\nplain,8000,4096,0,\nfast,96000,393216,8,V100M32\n",
      "name,cpu_milli,memory_mib,num_gpu,gpu_milli,gpu_spec,qos,pod_phase,creation_time,"
        + "deletion_time,scheduled_time\nlate,4000,1024,1,250,,LS,Running,90,1000,95\n"
        + "whole,2000,0,2,1000,V100M32|A10,BE,Failed,20,21,20\n",
    ],
    tokens: cells,
    families: [
      .numbered("pods", from: "name,cpu_milli,memory_mib,num_gpu,gpu_milli\n") {
        "p\($0),1,1,0,0\n"
      }
    ]
  ) { input throws(FuzzViolation) in
    try accepts(
      input, nodes: { input throws(DiagnosticList) in try OpenBTrace.readNodes(input, file: "n") },
      pods: { input throws(DiagnosticList) in try OpenBTrace.readPods(input, file: "p") })
  }

  /// A job log becomes a trace, or is refused.
  static let swf = FuzzTarget(
    "swf",
    seeds: [
      "; MaxProcs: 8\n1 0 5 60 4 -1 -1 4 90 -1 1 3 -1 -1 -1 -1 -1 -1\n"
        + "2 9.5 -1 0 -1 -1 -1 2 -1 -1 5 -1 2 -1 1 -1 -1 -1\n"
    ],
    tokens: cells + [";", " ", "MaxNodes: "],
    families: [
      .numbered("jobs", from: "") { "\($0) 0 0 1 1 -1 -1 1 -1 -1 1 1 -1 -1 -1 -1 -1 -1\n" }
    ]
  ) { input throws(FuzzViolation) in
    try accepts(
      input, nodes: { _ throws(DiagnosticList) in [] },
      pods: { input throws(DiagnosticList) in try SWFTrace.read(input, file: "s").trace })
  }

  /// A list of OpenDC's tasks becomes a trace, or is refused.
  static let openDC = FuzzTarget(
    "opendc",
    seeds: [
      "id,submission_time,duration,cpu_count,cpu_capacity,mem_capacity\n7,1000,5000,4,8400.0,100\n"
    ],
    tokens: cells,
    families: [
      .numbered("tasks", from: "id,submission_time,duration,cpu_count,mem_capacity\n") {
        "\($0),0,1,1,1\n"
      }
    ]
  ) { input throws(FuzzViolation) in
    try accepts(
      input, nodes: { _ throws(DiagnosticList) in [] },
      pods: { input throws(DiagnosticList) in try OpenDCTrace.readTasks(input, file: "t") })
  }

  /// A workload of Batsim becomes a trace, or is refused.
  static let batsim = FuzzTarget(
    "batsim",
    seeds: [
      #"{"nb_res": 4, "jobs": [{"id": 3, "profile": "p", "res": 2, "subtime": 1.5, "walltime": 9},"#
        + #" {"id": 2, "profile": "p", "res": 1, "subtime": 0, "walltime": 1}],"#
        + #" "profiles": {"p": {"type": "delay", "delay": 2.25}}}"#
    ],
    tokens: ["{", "}", "[", "]", "\"id\":", "\"res\":", "1e9", "-1", "0.5", ","],
    families: [
      .numbered(
        "jobs",
        from: #"{"nb_res": 1, "profiles": {"p": {"type": "delay", "delay": 1}}, "jobs": [{"#
          + #""id": 0, "profile": "p", "res": 1, "subtime": 0, "walltime": 1}"#,
        to: "]}"
      ) { #", {"id": \#($0 + 1), "profile": "p", "res": 1, "subtime": 0, "walltime": 1}"# }
    ]
  ) { input throws(FuzzViolation) in
    try accepts(
      input, nodes: { _ throws(DiagnosticList) in [] },
      pods: { input throws(DiagnosticList) in try BatsimTrace.read(input, file: "b") })
  }

  private static func accepts(
    _ input: [UInt8], nodes: ([UInt8]) throws(DiagnosticList) -> [Node],
    pods: ([UInt8]) throws(DiagnosticList) -> WorkloadTrace
  ) throws(FuzzViolation) -> Bool {
    var isAccepted = false
    var times: [SimulationTime] = []
    do throws(DiagnosticList) {
      _ = try nodes(input)
      isAccepted = true
    } catch {
      try FuzzViolation.unlessLocated(error.diagnostics, in: input)
    }
    do throws(DiagnosticList) {
      times = try pods(input).arrivals.map(\.time)
      isAccepted = true
    } catch {
      try FuzzViolation.unlessLocated(error.diagnostics, in: input)
    }
    try FuzzViolation.unless(times == times.sorted(), "arrivals out of order")
    return isAccepted
  }
}
