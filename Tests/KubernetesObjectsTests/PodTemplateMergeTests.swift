import Testing

@testable import KubernetesObjects

/// Changes of pod templates that are made to what they have become in the meantime.
@Suite struct PodTemplateMergeTests {
  private static func template(_ change: (inout PodTemplateSpec) -> Void) -> PodTemplateSpec {
    var template = PodTemplateSpec()
    template.metadata.labels = Labels([("app", "web")])
    template.spec.containers = [
      Container(name: "a", image: "a:1"), Container(name: "b", image: "b:1"),
    ]
    change(&template)
    return template
  }

  @Test func `every field of a pod and of a container takes part`() {
    #expect(PodSpec.mergedFields.count == Mirror(reflecting: PodSpec()).children.count)
    // The name is the key.
    #expect(Container.mergedFields.count == Mirror(reflecting: Container()).children.count - 1)
  }

  @Test func `what has changed is changed, what others changed stays`() {
    let old = Self.template { _ in }
    let new = Self.template {
      $0.spec.containers[1].image = "b:2"
      $0.spec.containers[1].command = ["run"]
      $0.metadata.labels["tier"] = "front"
    }
    var live = Self.template {
      $0.spec.containers[0].image = "a:9"
      $0.spec.containers[1].image = "b:9"
      $0.metadata.annotations["restarted"] = "now"
      $0.spec.hostname = "other"
    }
    live.merge(from: old, to: new)
    #expect(live.spec.containers.map(\.image) == ["a:9", "b:2"])
    #expect(live.spec.containers[1].command == ["run"])
    #expect(live.metadata.labels == Labels([("app", "web"), ("tier", "front")]))
    #expect(live.metadata.annotations["restarted"] == "now")
    #expect(live.spec.hostname == "other")
  }

  @Test func `containers come and go by name`() {
    let old = Self.template { _ in }
    let new = Self.template {
      $0.spec.containers = [Container(name: "b", image: "b:1"), Container(name: "c")]
    }
    var live = Self.template { $0.spec.containers.append(Container(name: "sidecar")) }
    live.merge(from: old, to: new)
    #expect(live.spec.containers.map(\.name) == ["b", "sidecar", "c"])
  }

  @Test func `a change from something to itself is none`() {
    let template = Self.template { $0.spec.tolerations = [Toleration()] }
    var live = Self.template { $0.spec.priority = 7 }
    let before = live
    live.merge(from: template, to: template)
    #expect(live == before)
  }

  @Test func `applied labels leave those of others`() {
    var labels = Labels([("a", "1"), ("b", "2"), ("c", "3")])
    labels.apply(Labels([("a", "4")]), after: Labels([("a", "1"), ("b", "2")]))
    #expect(labels == Labels([("a", "4"), ("c", "3")]))
  }
}
