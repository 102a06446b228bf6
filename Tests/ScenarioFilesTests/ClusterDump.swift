/// A dump of a small cluster in two zones, as `kubectl get -o json` prints one.
struct ClusterDump {
  private(set) var items: [String] = []

  /// `count` nodes of each of two types, in turn in the zones a and b.
  init(nodes count: Int) {
    for number in 0..<count {
      for (type, cpu) in [("m5.large", 2), ("m5.xlarge", 4)] {
        let zone = number % 2 == 0 ? "a" : "b"
        let name = "\(type)-\(number)"
        items.append(
          """
          {"apiVersion":"v1","kind":"Node","metadata":{"name":"\(name)","labels":{
          "kubernetes.io/hostname":"\(name)","topology.kubernetes.io/zone":"\(zone)",
          "node.kubernetes.io/instance-type":"\(type)"}},"spec":{"providerID":"x"},
          "status":{"capacity":{"cpu":"\(cpu)","memory":"\(8_000_000 + number)Ki","pods":"110"},
          "conditions":[{"type":"Ready","status":"True","lastHeartbeatTime":
          "2026-03-01T12:00:00Z","lastTransitionTime":"2026-03-01T08:00:00Z"}],
          "nodeInfo":{"kubeletVersion":"v1.36.0"}}}
          """)
      }
    }
  }

  /// Adds any object.
  mutating func add(_ item: String) { items.append(item) }

  /// Adds a pod that runs, and is ready, unless `status` says otherwise.
  mutating func addPod(
    _ name: String, of owner: String, on node: String, labels: String, spec: String = "",
    metadata: String = "", status: String = ""
  ) {
    let parts = owner.split(separator: "/").map(String.init)
    let reference =
      parts.count < 2
      ? ""
      : """
      "ownerReferences":[{"apiVersion":"apps/v1","kind":"\(parts[0])","name":"\(parts[1])",
      "uid":"uid-\(parts[1])","controller":true}],
      """
    let life =
      status.isEmpty
      ? """
      "phase":"Running","startTime":"2026-03-01T10:00:01Z","conditions":[
      {"type":"Ready","status":"True","lastTransitionTime":"2026-03-01T10:00:05Z"}],
      "containerStatuses":[{"name":"main","ready":true,"restartCount":0,
      "state":{"running":{"startedAt":"2026-03-01T10:00:04Z"}}}]
      """ : status
    items.append(
      """
      {"apiVersion":"v1","kind":"Pod","metadata":{"name":"\(name)","namespace":"shop",\(metadata)
      \(reference)"creationTimestamp":"2026-03-01T10:00:00Z","labels":{\(labels)}},"spec":{
      "nodeName":"\(node)",\(spec)"volumes":[{"name":"kube-api-access-\(name.suffix(5))",
      "projected":{"sources":[]}}],"containers":[{"name":"main","image":"shop/web:1",
      "resources":{"requests":{"cpu":"200m","memory":"64Mi"}},"env":[{"name":"A","value":"b"}],
      "volumeMounts":[{"name":"kube-api-access-\(name.suffix(5))","mountPath":"/run"}]}]},
      "status":{\(life)}}
      """)
  }

  /// The dump.
  var json: String {
    "{\"apiVersion\":\"v1\",\"items\":[\n\(items.joined(separator: ",\n"))\n],\"kind\":\"List\"}\n"
  }

  /// A cluster of four nodes with pods of every kind of controller, and none of the controllers.
  static var ofEveryKind: ClusterDump {
    var dump = ClusterDump(nodes: 2)
    let nodes = ["m5.large-0", "m5.xlarge-1", "m5.xlarge-0"]
    for (number, node) in nodes.enumerated() {
      dump.addPod(
        "web-6b7f-\(number)abcd", of: "ReplicaSet/web-6b7f", on: node,
        labels: "\"app\":\"web\",\"pod-template-hash\":\"6b7f\"")
    }
    for (number, node) in nodes.prefix(2).enumerated() {
      dump.addPod(
        "db-\(number)", of: "StatefulSet/db", on: node,
        labels: "\"app\":\"db\",\"controller-revision-hash\":\"db-77\","
          + "\"statefulset.kubernetes.io/pod-name\":\"db-\(number)\","
          + "\"apps.kubernetes.io/pod-index\":\"\(number)\"",
        spec: "\"hostname\":\"db-\(number)\",\"subdomain\":\"db\",")
    }
    for node in ["m5.large-0", "m5.large-1", "m5.xlarge-0"] {
      dump.addPod(
        "agent-\(node)", of: "DaemonSet/agent", on: node,
        labels: "\"app\":\"agent\",\"controller-revision-hash\":\"9c\","
          + "\"pod-template-generation\":\"4\"",
        spec: """
          "tolerations":[{"operator":"Exists"}],"affinity":{"nodeAffinity":{
          "requiredDuringSchedulingIgnoredDuringExecution":{"nodeSelectorTerms":[
          {"matchFields":[{"key":"metadata.name","operator":"In","values":["\(node)"]}]}]}}},
          """)
    }
    dump.addPod(
      "sum-x1y2z", of: "Job/sum", on: "m5.xlarge-1",
      labels: "\"batch.kubernetes.io/controller-uid\":\"uid-sum\",\"job-name\":\"sum\"",
      spec: "\"restartPolicy\":\"Never\",")
    dump.addPod("lone", of: "", on: "m5.xlarge-1", labels: "\"app\":\"lone\"")
    return dump
  }
}
