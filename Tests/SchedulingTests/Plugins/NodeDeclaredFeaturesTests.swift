import Testing

@testable import Scheduling

struct NodeDeclaredFeaturesTests {
  static let nodes = """
    Node bare
    Node full status: {declaredFeatures: [Unknown, UserNamespacesHostNetworkSupport,
      RestartAllContainersOnContainerExits]}
    Node half status: {declaredFeatures: [UserNamespacesHostNetworkSupport]}
    """

  static let userNamespace = "hostNetwork: true, hostUsers: false"

  static func container(_ action: String) -> String {
    "{name: c, image: i, restartPolicyRules: [{action: \(action), "
      + "exitCodes: {operator: In, values: [42]}}]}"
  }

  static let missing = "never: node(s) didn't match Pod's required features"

  @Test(arguments: [
    FilterRow(
      "a pod that needs nothing is not looked at", nodes, "",
      ["PreFilter": "skip", "bare": "", "full": "", "half": ""]),
    FilterRow(
      "nor one in the node's network with the node's users", nodes, "spec: {hostNetwork: true}",
      ["PreFilter": "skip", "bare": "", "full": "", "half": ""]),
    FilterRow(
      "nor one with users of its own in its own network", nodes, "spec: {hostUsers: false}",
      ["PreFilter": "skip", "bare": "", "full": "", "half": ""]),
    FilterRow(
      "users of its own in the node's network need a feature", nodes,
      "spec: {\(userNamespace)}", ["bare": missing, "full": "", "half": ""]),
    FilterRow(
      "so does the restart of all containers", nodes,
      "spec: {containers: [\(container("RestartAllContainers"))]}",
      ["bare": missing, "full": "", "half": missing]),
    FilterRow(
      "also where an init container asks for it", nodes,
      "spec: {containers: [{name: d, image: i}], "
        + "initContainers: [\(container("RestartAllContainers"))]}",
      ["bare": missing, "full": "", "half": missing]),
    FilterRow(
      "the restart of one container needs none", nodes,
      "spec: {containers: [\(container("Restart"))]}",
      ["PreFilter": "skip", "bare": "", "full": "", "half": ""]),
    FilterRow(
      "every feature that is needed has to be there", nodes,
      "spec: {\(userNamespace), containers: [\(container("RestartAllContainers"))]}",
      ["bare": missing, "full": "", "half": missing]),
  ])
  func filter(row: FilterRow) throws {
    try row.check("NodeDeclaredFeatures", rules: VersionRules(.v1_36))
  }

  @Test("It is the last filter of the default profile of 1.36, and unknown before")
  func place() throws {
    let builder = try SchedulingBuilder(rules: VersionRules(.v1_36))
    #expect(builder.scheduler.profiles[0].filters.last?.name == NodeDeclaredFeatures.name)
    let gated = VersionRules(.v1_36, gates: [.nodeDeclaredFeatures: false])
    for rules in [VersionRules(.v1_34), gated] {
      let profile = SchedulingBuilder.profile(only: ["NodeDeclaredFeatures"])
      #expect(throws: ConfigurationProblems.self) {
        try SchedulingBuilder(profile: profile, rules: rules)
      }
    }
  }

  @Test("An explanation names the features that are missing")
  func changes() throws {
    var builder = try SchedulingBuilder(Self.nodes, rules: VersionRules(.v1_36))
    let pod = try builder.pending(
      "spec: {\(Self.userNamespace), containers: [\(Self.container("RestartAllContainers"))]}")
    let obstacles = builder.scheduler.explanation(of: pod, builder.state).obstacles
    #expect(
      obstacles.map { $0.changes.map { $0.change.text(builder.state) } } == [
        [
          "feature RestartAllContainersOnContainerExits declared",
          "feature UserNamespacesHostNetworkSupport declared",
        ], ["feature RestartAllContainersOnContainerExits declared"],
      ])
  }
}
