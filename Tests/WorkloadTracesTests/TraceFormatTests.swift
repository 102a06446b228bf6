import StructuredText
import Testing
import WorkloadTraces

/// The list of formats, and that no format takes another's files for its own.
@Suite struct TraceFormatTests {
  /// A small trace of each format: files by the key of their list.
  private static let samples: [String: [String: String]] = [
    "openb": [
      "nodes": "sn,cpu_milli,memory_mib,gpu,model\na,64000,262144,2,T4\n",
      "pods": "name,cpu_milli,memory_mib,num_gpu,gpu_milli\np,1000,1024,1,600\n",
    ],
    "csv": [
      "nodes": "name,cpu_millicores,memory_bytes\na,64000,1073741824\n",
      "pods": "name,arrival_seconds,cpu_millicores,memory_bytes\np,0,1000,1048576\n",
    ],
    "swf": [
      "jobs": "; MaxProcs: 8\n1 0 5 60 4 -1 -1 4 90 -1 1 3 -1 -1 -1 -1 -1 -1\n"
    ],
    "opendc": [
      "nodes": "name,cpu_millicores,memory_bytes\na,64000,1073741824\n",
      "tasks": "id,submission_time,duration,cpu_count,cpu_capacity,mem_capacity\n"
        + "7,1000,5000,4,8400.0,100\n",
    ],
    "batsim": [
      "workload": """
      {"nb_res": 1, "jobs": [{"id": 3, "profile": "p", "res": 1, "subtime": 1.5, "walltime": 9}],
       "profiles": {"p": {"type": "delay", "delay": 2.25}}}
      """
    ],
    "kubernetes": [
      "files": """
      {apiVersion: v1, kind: List, items: [
        {apiVersion: v1, kind: Node, metadata: {name: a}},
        {apiVersion: v1, kind: Pod,
         metadata: {name: p, creationTimestamp: "2024-05-01T10:00:00Z"},
         spec: {containers: [{name: c, image: i}]}}]}
      """
    ],
  ]

  /// The names of the nodes where the format makes them.
  private static let nodeNames = ["swf": "machine", "batsim": "machine-0"]
  /// The names of the pods where the format makes them.
  private static let podNames = ["swf": "job-1", "opendc": "task-7", "batsim": "job-3-0"]

  /// The files of `sample`, whatever the format calls the lists that they belong to.
  private static func files(_ sample: [String: String], in format: TraceFormat) -> TraceFiles {
    var files = TraceFiles()
    let texts = sample.sorted { $0.key < $1.key }
    for (index, text) in texts.enumerated() {
      let input = format.inputs[min(index, format.inputs.count - 1)]
      files.append(TraceFile(name: text.key, bytes: Array(text.value.utf8)), to: input)
    }
    return files
  }

  @Test func everyFormatHasANameOfItsOwnAndASample() {
    #expect(Set(TraceFormat.all.map(\.name)).count == TraceFormat.all.count)
    #expect(Set(TraceFormat.all.map(\.name)) == Set(Self.samples.keys))
  }

  @Test func formatsThatShareAKeyMeanOneThingByIt() {
    var meanings: [String: TraceInput] = [:]
    for input in TraceFormat.all.flatMap(\.inputs) {
      #expect(meanings.updateValue(input, forKey: input.key) ?? input == input)
    }
  }

  @Test func aFormatIsFoundByItsNameAlone() {
    for format in TraceFormat.all { #expect(TraceFormat.named(format.name)?.name == format.name) }
    #expect(TraceFormat.named("openbb") == nil)
    #expect(TraceFormat.named("") == nil)
  }

  @Test(arguments: TraceFormat.all.map(\.name), TraceFormat.all.map(\.name))
  func aFormatReadsItsOwnFilesAndNoOthers(name: String, other: String) throws {
    let format = try #require(TraceFormat.named(name))
    let files = Self.files(try #require(Self.samples[other]), in: format)
    if name == other {
      let trace = try format.read(files).trace
      #expect(trace.nodes.map(\.metadata.name) == [Self.nodeNames[name] ?? "a"])
      #expect(Array(trace.names) == [Self.podNames[name] ?? "p"])
    } else {
      #expect(throws: DiagnosticList.self) { try format.read(files) }
    }
  }

  @Test(arguments: TraceFormat.all.map(\.name))
  func theProblemsOfAllFilesComeTogether(name: String) throws {
    let format = try #require(TraceFormat.named(name))
    var files = TraceFiles()
    for input in format.inputs {
      files.append(TraceFile(name: "bad \(input.key)", bytes: Array("[a\n".utf8)), to: input)
    }
    let error = #expect(throws: DiagnosticList.self) { try format.read(files) }
    #expect(Set(error?.diagnostics.map(\.file) ?? []).count == format.inputs.count)
  }

  @Test func anEmptyDumpIsWorthAWarning() throws {
    var files = TraceFiles()
    let input = TraceFormat.kubernetes.inputs[0]
    files.append(TraceFile(name: "empty.yaml", bytes: []), to: input)
    let contents = try TraceFormat.kubernetes.read(files)
    #expect(contents.warnings.map(\.description) == ["empty.yaml: warning: the file is empty"])
  }
}
