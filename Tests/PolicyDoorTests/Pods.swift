/// Pods for a run with a policy.
enum Pods {
  /// A pod of so many cores that comes at a second and, if it is told to, with a group.
  struct Pod {
    let name: String
    var second = 0
    var cores = 1
    var group: String?
  }

  /// The keys of a scenario's spec with pods that run for 10 s each.
  static func spec(_ pods: [Pod], others: String = "") -> String {
    let entries = pods.map { pod in
      let labels = pod.group.map { "labels: {scheduling.x-k8s.io/pod-group: \($0)}, " } ?? ""
      return """
          - at: \(pod.second)s
            apply:
              apiVersion: v1
              kind: Pod
              metadata: {\(labels)name: \(pod.name)}
              spec:
                restartPolicy: Never
                containers:
                  - {name: c, image: i, resources: {requests: {cpu: \(pod.cores)}}}
        """
    }
    return "behaviors: [{runtime: 10s}]\ntimeline:\n" + entries.joined(separator: "\n") + others
  }
}
