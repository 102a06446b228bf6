import KubernetesObjects
import Testing

@Suite("Time of hooks")
struct HookTimeTests {
  @Test(
    "commands that sleep say how long a hook takes",
    arguments: [
      (["sleep", "10"], 10_000), (["/bin/sleep", "0.25"], 250), (["sleep", "1m", "2s"], 62_000),
      (["sleep", "1h"], 3_600_000), (["sh", "-c", "sleep 10"], 10_000),
      (["/bin/bash", "-ec", "sleep 5; nginx -s quit; sleep 2"], 7000),
      (["sh", "-c", "touch /tmp/stop && /bin/sleep '3'"], 3000),
      (["sleep", ".5"], 500), (["sleep", "99999999999999999999"], .max),
      // Nobody knows.
      (["sleep"], nil), (["sleep", "$DELAY"], nil), (["sleep", "-1"], nil), (["sleep", "1x"], nil),
      (["nginx", "-s", "quit"], nil), (["sh", "-c", "nginx -s quit"], nil), (["sh", "sleep"], nil),
      (["sh", "-c", "while pidof nginx; do sleep 1; done"], nil), ([], nil),
    ] as [([String], Int64?)])
  func commands(command: [String], expected: Int64?) {
    #expect(ProbeHandler.exec(command: command).hookMilliseconds == expected)
  }

  @Test("sleep says it itself, a request does not")
  func others() {
    #expect(ProbeHandler.sleep(seconds: 3).hookMilliseconds == 3000)
    #expect(ProbeHandler.httpGet(HTTPGetAction()).hookMilliseconds == nil)
  }

  @Test("what is not known is said")
  func warning() {
    var spec = PodSpec()
    for command in [["sleep", "1"], ["stop"]] {
      var container = Container(name: "c", image: "a")
      var lifecycle = Lifecycle()
      lifecycle.preStop = .exec(command: command)
      container.lifecycle = lifecycle
      spec.containers.append(container)
    }
    #expect(
      spec.warnings.map(\.description) == [
        "containers[1].lifecycle.preStop: how long the hook takes is not known; "
          + "it counts as done at once"
      ])
  }
}
