import DecisionCases
import StructuredText
import Testing

/// What the queueing hints of 1.36 answer otherwise than those of 1.34.
@Suite struct VersionHintTests {
  /// A question, and its answers by the rules of 1.34 and of 1.36.
  struct Row: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let plugin: String
    let event: String
    let waiting: String
    let objects: String
    let older: String
    let newer: String
  }

  @Test("The answers differ between versions as their rules do", arguments: rows)
  func answers(row: Row) throws {
    let line =
      #"{"id":"x","plugin":"\#(row.plugin)","event":\#(row.event),"pod":\#(row.waiting),"#
      + "\(row.objects)}"
    for (era, expected) in [(DecisionEra.v1_34, row.older), (.v1_36, row.newer)] {
      let answer = DecisionCases(hintsIn: "hints", era: era).answer(to: Array(line.utf8), number: 1)
      let tree = try JSONReader.read(answer.line, file: "answer")
      let told = tree["answer"]?.text ?? tree["error"]?.text ?? ""
      #expect(told.contains(expected), "\(era.rawValue): \(told)")
    }
  }

  private static let affinity =
    #"{"metadata":{"name":"w","namespace":"a","uid":"w","labels":{"app":"x"}},"spec":{"affinity":"#
    + #"{"podAntiAffinity":{"requiredDuringSchedulingIgnoredDuringExecution":[{"topologyKey":"z","#
    + #""labelSelector":{"matchLabels":{"app":"db"}}}]}},"containers":[{"name":"c"}]}}"#
  private static let relabeled = affinity.replacing("\"x\"", with: "\"y\"")
  private static let spread =
    #"{"metadata":{"name":"w","namespace":"a","uid":"w","labels":{"app":"x"}},"spec":{"#
    + #""topologySpreadConstraints":[{"maxSkew":1,"topologyKey":"z","whenUnsatisfiable":"#
    + #""DoNotSchedule","labelSelector":{"matchLabels":{"app":"db"}}}],"#
    + #""containers":[{"name":"c"}]}}"#
  private static let hostUser =
    #"{"metadata":{"name":"w","namespace":"a","uid":"w"},"spec":{"hostNetwork":true,"#
    + #""hostUsers":false,"containers":[{"name":"c"}]}}"#
  private static let plain =
    #"{"metadata":{"name":"w","namespace":"a","uid":"w"},"spec":{"containers":[{"name":"c"}]}}"#
  private static let nominated =
    #"{"metadata":{"name":"p","namespace":"a","uid":"p","labels":{"app":"db"}},"spec":"#
    + #"{"containers":[{"name":"c"}]},"status":{"nominatedNodeName":"n"}}"#
  private static let podGone = #"{"resource":"AssignedPod","action":"Delete"}"#
  private static let unknown = "plugin: expected"

  private static func node(_ features: String) -> String {
    #"{"metadata":{"name":"n"},"status":{"declaredFeatures":[\#(features)]}}"#
  }

  static let rows = [
    Row(
      testDescription: "a nominated pod that went counts against anti-affinity since 1.36",
      plugin: "InterPodAffinity", event: podGone, waiting: affinity,
      objects: #""old":\#(nominated),"new":null"#, older: "Skip", newer: "Queue"),
    Row(
      testDescription: "a nominated pod that went counts for spread since 1.36",
      plugin: "PodTopologySpread", event: podGone, waiting: spread,
      objects: #""old":\#(nominated),"new":null"#, older: "Skip", newer: "Queue"),
    Row(
      testDescription: "its own new labels help a pod against affinity since 1.36",
      plugin: "InterPodAffinity",
      event: #"{"resource":"UnschedulablePod","action":"UpdatePodLabel"}"#,
      waiting: affinity,
      objects: #""old":\#(relabeled),"new":\#(affinity)"#,
      older: "Skip", newer: "Queue"),
    Row(
      testDescription: "another's new labels do not, unless it has a node",
      plugin: "InterPodAffinity",
      event: #"{"resource":"UnschedulablePod","action":"UpdatePodLabel"}"#,
      waiting: affinity,
      objects: #""old":\#(plain.replacing("\"w\"", with: "\"v\"")),"new":"#
        + plain.replacing("\"w\"", with: "\"v\""), older: "Skip", newer: "Skip"),
    Row(
      testDescription: "a new node helps a pod that needs features, whatever it declares",
      plugin: "NodeDeclaredFeatures", event: #"{"resource":"Node","action":"Add"}"#,
      waiting: hostUser, objects: #""old":null,"new":\#(node(""))"#, older: unknown,
      newer: "Queue"),
    Row(
      testDescription: "a node that declares another feature helps",
      plugin: "NodeDeclaredFeatures",
      event: #"{"resource":"Node","action":"UpdateNodeDeclaredFeature"}"#, waiting: hostUser,
      objects: #""old":\#(node("")),"new":\#(node("\"UserNamespacesHostNetworkSupport\""))"#,
      older: unknown, newer: "Queue"),
    Row(
      testDescription: "a change of taints helps, as the plugin waits for nodes",
      plugin: "NodeDeclaredFeatures", event: #"{"resource":"Node","action":"UpdateNodeTaint"}"#,
      waiting: hostUser, objects: #""old":\#(node("")),"new":\#(node(""))"#, older: unknown,
      newer: "Queue"),
    Row(
      testDescription: "new labels of a node do not help",
      plugin: "NodeDeclaredFeatures", event: #"{"resource":"Node","action":"UpdateNodeLabel"}"#,
      waiting: hostUser, objects: #""old":\#(node("")),"new":\#(node(""))"#, older: unknown,
      newer: "Skip"),
    Row(
      testDescription: "a pod that needs less than before is helped by its own update",
      plugin: "NodeDeclaredFeatures", event: #"{"resource":"UnschedulablePod","action":"Update"}"#,
      waiting: plain, objects: #""old":\#(hostUser),"new":\#(plain)"#, older: unknown,
      newer: "Queue"),
    Row(
      testDescription: "a pod that needs what it needed is not helped by its update",
      plugin: "NodeDeclaredFeatures", event: #"{"resource":"UnschedulablePod","action":"Update"}"#,
      waiting: hostUser, objects: #""old":\#(hostUser),"new":\#(hostUser)"#, older: unknown,
      newer: "Skip"),
  ]
}
