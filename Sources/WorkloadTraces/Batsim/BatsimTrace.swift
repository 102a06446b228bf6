import KubernetesObjects
import SimulationEngine
import StructuredText

/// Reads a workload of Batsim: rigid jobs with profiles of the type `delay`.
///
/// | field | here |
/// | --- | --- |
/// | `nb_res` | so many nodes of one core, `machine-00` and on |
/// | `jobs[].id`, `res` | so many pods of one core, `job-17-0` and on, a group by their label |
/// | `subtime` | when they arrive, in seconds, to the nearest microsecond |
/// | `walltime` | `activeDeadlineSeconds`, a whole number |
/// | `profile` | its `delay` is how long they run, in seconds |
///
/// Source: batsim.readthedocs.io, "Workload".
package enum BatsimTrace {
  /// The label by which the pods of a job belong together.
  private static let groupLabel = "scheduling.x-k8s.io/pod-group"
  /// The most machines.
  private static let most: Int64 = 100_000

  /// The workload in `bytes`.
  ///
  /// - Throws: every problem, each at its place.
  package static func read(
    _ bytes: [UInt8], file: String
  ) throws(DiagnosticList) -> WorkloadTrace {
    var reader = BatsimReader(try JSONReader.read(bytes, file: file))
    let machines = reader.integer(reader.root, "nb_res", in: 1...most)
    let delays = reader.delays()
    var builder = TraceBuilder<TracePodTemplate>()
    for job in reader.elements(reader.root, "jobs") {
      let id = reader.integer(job, "id", in: 0...Int64.max)
      let count = reader.integer(job, "res", in: 1...(machines ?? most))
      let submitted = reader.microseconds(job, "subtime")
      let walltime = reader.integer(job, "walltime", in: 1...Int64(Int32.max))
      let delay = reader.delay(of: job, among: delays)
      guard let id, let count, let submitted, let walltime, let delay else { continue }
      guard builder.isNew(String(id)) else {
        reader.note("id: job \(id) is there twice", at: job)
        continue
      }
      let template = builder.template(template(of: id, walltime: walltime))
      for number in 0..<count {
        builder.append(
          TraceArrival(
            time: .microseconds(submitted), template: template, runtime: .microseconds(delay)),
          name: "job-\(id)-\(number)".utf8, outcome: nil)
      }
    }
    try reader.finish()
    return builder.finish(nodes: nodes(Int(machines ?? 0)))
  }

  private static func template(of id: Int64, walltime: Int64) -> TracePodTemplate {
    var shape = RequestShape(milliCPU: 1000)
    shape.labels[groupLabel] = "\(id)"
    var template = shape.template
    template.pod.spec.activeDeadlineSeconds = walltime
    return template
  }

  /// Machines whose names sort as their numbers do.
  private static func nodes(_ count: Int) -> [Node] {
    let width = String(max(count - 1, 0)).count
    return (0..<count).map { number in
      let digits = String(number)
      let name = "machine-" + String(repeating: "0", count: width - digits.count) + digits
      return MachineShape(name: name, milliCPU: 1000, memoryBytes: 1 << 30, podLimit: 1).node
    }
  }
}

/// Reads the fields of a workload and keeps what is wrong with them.
struct BatsimReader {
  let root: SyntaxNode
  private var problems: [Diagnostic] = []

  init(_ root: SyntaxNode) { self.root = root }

  /// Throws what was noted.
  func finish() throws(DiagnosticList) { if !problems.isEmpty { throw DiagnosticList(problems) } }

  mutating func note(_ message: String, at node: SyntaxNode) {
    problems.append(node.diagnostic(.error, message))
  }

  mutating func integer(
    _ parent: SyntaxNode, _ key: String, in range: ClosedRange<Int64>
  ) -> Int64? {
    guard let node = parent[key] else {
      note("\(key) is required", at: parent)
      return nil
    }
    guard node.kind == .scalar, case .integer(let value) = node.value, range.contains(value) else {
      note(
        "\(key): expected a whole number from \(range.lowerBound) to \(range.upperBound)", at: node)
      return nil
    }
    return value
  }

  /// A number of seconds in microseconds.
  mutating func microseconds(_ parent: SyntaxNode, _ key: String) -> Int64? {
    guard let node = parent[key] else {
      note("\(key) is required", at: parent)
      return nil
    }
    var seconds: Double?
    if node.kind == .scalar {
      switch node.value {
      case .integer(let value): seconds = Double(value)
      case .float(let value): seconds = value
      case .null, .boolean, .string: break
      }
    }
    let latest = Double(SimulationTime.latest.microseconds / 2_000_000)
    guard let seconds, (0...latest).contains(seconds) else {
      note("\(key): expected a number of seconds", at: node)
      return nil
    }
    return Int64((seconds * 1_000_000).rounded())
  }

  mutating func elements(_ parent: SyntaxNode, _ key: String) -> [SyntaxNode] {
    guard let node = parent[key], node.kind == .sequence else {
      note("\(key): expected a list", at: parent[key] ?? parent)
      return []
    }
    return Array(node.elements)
  }

  /// The delays by the names of the profiles.
  mutating func delays() -> [String: Int64] {
    guard let profiles = root["profiles"], profiles.kind == .mapping else {
      note("profiles: expected an object", at: root["profiles"] ?? root)
      return [:]
    }
    var delays: [String: Int64] = [:]
    for member in profiles.members {
      guard member.value["type"]?.hasText("delay") ?? false else {
        note("profile \(member.key.text): expected the type delay", at: member.value)
        continue
      }
      delays[member.key.text] = microseconds(member.value, "delay")
    }
    return delays
  }

  mutating func delay(of job: SyntaxNode, among delays: [String: Int64]) -> Int64? {
    guard let profile = job["profile"] else {
      note("profile is required", at: job)
      return nil
    }
    guard let delay = delays[profile.text] else {
      note("profile: there is no profile \(profile.text) with a delay", at: profile)
      return nil
    }
    return delay
  }
}
