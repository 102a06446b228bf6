// swift-tools-version: 6.2
// Wavetank has no dependencies: the toolchain is all it needs.

import PackageDescription

/// The module DAG, lowest level first: a module imports only what its row names.
///
/// `Tests/TidyTests` compares these rows with the imports in the sources and with the table in
/// ARCHITECTURE.md, so the three cannot drift apart.
let modules: [(name: String, imports: [String])] = [
  ("SimulationEngine", []),
  ("StructuredText", []),
  ("KubernetesObjects", ["StructuredText"]),
  ("ReportPages", ["SimulationEngine"]),
  ("ClusterViews", ["StructuredText", "KubernetesObjects"]),
  ("ClusterState", ["SimulationEngine", "KubernetesObjects"]),
  ("WorkloadTraces", ["SimulationEngine", "StructuredText", "KubernetesObjects"]),
  ("Controllers", ["SimulationEngine", "KubernetesObjects", "ClusterState"]),
  ("Scheduling", ["SimulationEngine", "StructuredText", "KubernetesObjects", "ClusterState"]),
  ("NodeAgents", ["SimulationEngine", "KubernetesObjects", "ClusterState"]),
  (
    "DecisionCases",
    ["SimulationEngine", "StructuredText", "KubernetesObjects", "ClusterState", "Scheduling"]
  ),
  (
    "ClusterSimulation",
    [
      "SimulationEngine", "KubernetesObjects", "ClusterState", "Controllers", "NodeAgents",
      "Scheduling",
    ]
  ),
  (
    "ClusterExport",
    [
      "SimulationEngine", "StructuredText", "KubernetesObjects", "ClusterViews", "ClusterState",
      "Controllers", "NodeAgents", "ClusterSimulation",
    ]
  ),
  (
    "ScenarioFiles",
    [
      "SimulationEngine", "StructuredText", "KubernetesObjects", "WorkloadTraces", "Scheduling",
      "ClusterState", "NodeAgents", "ClusterSimulation",
    ]
  ),
  (
    "RunReports",
    [
      "SimulationEngine", "StructuredText", "KubernetesObjects", "ReportPages", "ClusterState",
      "Scheduling", "ClusterSimulation",
    ]
  ),
  (
    "PolicyDoor",
    [
      "SimulationEngine", "StructuredText", "KubernetesObjects", "ClusterState",
      "ClusterSimulation",
    ]
  ),
  (
    "Experiments",
    [
      "SimulationEngine", "StructuredText", "KubernetesObjects", "ClusterSimulation", "RunReports",
    ]
  ),
  (
    "wavetank",
    [
      "SimulationEngine", "StructuredText", "KubernetesObjects", "ReportPages", "ClusterViews",
      "ClusterState", "WorkloadTraces", "Controllers", "DecisionCases", "ClusterSimulation",
      "ClusterExport", "ScenarioFiles", "RunReports", "PolicyDoor", "Experiments",
    ]
  ),
]

/// The test targets, each with the modules that it tests and its folders of data, which are not
/// sources; every test may use `TestSupport`.
let tests: [(name: String, imports: [String], data: [String])] = [
  ("SimulationEngineTests", ["SimulationEngine"], ["Golden"]),
  ("StructuredTextTests", ["StructuredText"], []),
  ("KubernetesObjectsTests", ["StructuredText", "KubernetesObjects"], []),
  (
    "WorkloadTracesTests",
    ["SimulationEngine", "StructuredText", "KubernetesObjects", "WorkloadTraces"], []
  ),
  (
    "FuzzTests",
    [
      "SimulationEngine", "StructuredText", "KubernetesObjects", "WorkloadTraces", "DecisionCases",
      "ScenarioFiles",
    ], []
  ),
  ("ReportPagesTests", ["SimulationEngine", "ReportPages"], []),
  ("ClusterViewsTests", ["StructuredText", "KubernetesObjects", "ClusterViews"], []),
  ("ClusterStateTests", ["SimulationEngine", "KubernetesObjects", "ClusterState"], []),
  (
    "ControllersTests",
    ["SimulationEngine", "StructuredText", "KubernetesObjects", "ClusterState", "Controllers"], []
  ),
  (
    "NodeAgentsTests",
    ["SimulationEngine", "StructuredText", "KubernetesObjects", "ClusterState", "NodeAgents"], []
  ),
  (
    "SchedulingTests",
    ["SimulationEngine", "StructuredText", "KubernetesObjects", "ClusterState", "Scheduling"], []
  ),
  (
    "DecisionCasesTests",
    ["StructuredText", "KubernetesObjects", "ClusterState", "Scheduling", "DecisionCases"],
    ["Cases"]
  ),
  (
    "ClusterSimulationTests",
    [
      "SimulationEngine", "StructuredText", "KubernetesObjects", "ClusterState", "Controllers",
      "NodeAgents", "ClusterSimulation",
    ], []
  ),
  (
    "ScenarioFilesTests",
    [
      "SimulationEngine", "StructuredText", "KubernetesObjects", "ClusterState", "WorkloadTraces",
      "NodeAgents", "Scheduling", "ClusterSimulation", "ScenarioFiles",
    ], ["Histories"]
  ),
  (
    "RunReportsTests",
    [
      "SimulationEngine", "KubernetesObjects", "ClusterState", "NodeAgents",
      "ClusterSimulation", "RunReports",
    ], ["Golden"]
  ),
  (
    "ExperimentsTests",
    [
      "SimulationEngine", "KubernetesObjects", "ClusterSimulation", "ScenarioFiles", "RunReports",
      "Experiments",
    ], []
  ),
  (
    "PolicyDoorTests",
    ["StructuredText", "ClusterSimulation", "ScenarioFiles", "PolicyDoor"], []
  ),
  (
    "PropertyTests",
    [
      "SimulationEngine", "KubernetesObjects", "ClusterState", "Scheduling", "NodeAgents",
      "ClusterSimulation",
    ], []
  ),
  (
    "WavetankTests",
    [
      "SimulationEngine", "StructuredText", "ClusterSimulation", "ScenarioFiles", "RunReports",
      "wavetank",
    ], ["Golden", "Histories"]
  ),
  ("BenchmarksTests", ["benchmarks"], []),
  ("TestSupportTests", [], []),
  ("TidyTests", [], []),
]

/// What the benchmarks measure.
let benchmarked = [
  "SimulationEngine", "StructuredText", "KubernetesObjects", "ClusterState", "NodeAgents",
  "Scheduling", "ClusterSimulation", "ScenarioFiles", "RunReports",
]

/// What others may build on: the libraries that README offers, and the tables that plugins read.
/// All else is `package`.
let libraries = [
  "SimulationEngine", "StructuredText", "KubernetesObjects", "ClusterState", "Scheduling",
]

func dependencies(_ names: [String]) -> [Target.Dependency] {
  names.map { .byName(name: $0) }
}

let package = Package(
  name: "wavetank",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "wavetank", targets: ["wavetank"]),
    .executable(name: "benchmarks", targets: ["benchmarks"]),
  ] + libraries.map { .library(name: $0, targets: [$0]) },
  targets: modules.map { module in
    let dependencies = dependencies(module.imports)
    return module.name == "wavetank"
      ? .executableTarget(name: module.name, dependencies: dependencies)
      : .target(name: module.name, dependencies: dependencies)
  }
    + [
      .executableTarget(
        name: "benchmarks", dependencies: dependencies(benchmarked + ["AllocationCounter"]),
        path: "Benchmarks", exclude: ["AllocationCounter", "Reproductions"]),
      .target(name: "AllocationCounter", path: "Benchmarks/AllocationCounter"),
      .target(name: "TestSupport", path: "Tests/TestSupport"),
    ]
    + tests.map {
      .testTarget(
        name: $0.name, dependencies: dependencies($0.imports + ["TestSupport"]),
        exclude: $0.data)
    },
  swiftLanguageModes: [.v6]
)
