/// Lessons about where pods go, and why some wait.
extension LessonTemplate {
  static let pending = LessonTemplate(
    name: "pending", summary: "Why a pod waits, and what lets it run.",
    lesson: """
      Three nodes, eight pods of one core each, and a pod that asks for too much.

      1. At 1m "big" is created and waits. Which nodes turned it down, and for what?
         wavetank explain NAME.yaml --pod big --at 90s
      2. At 3m the deployment shrinks to four. Does "big" run now? How long after the change?
         wavetank get pods NAME.yaml -o wide --at 4m
      3. Say `cpu: 4500m` for "big". What does the warning of wavetank check NAME.yaml mean?
      """,
    spec: """
      description: A pod waits for room, and gets it.
      duration: 6m
      controlPlane: {profile: modern, version: "1.36"}
      \(pool(3))
      timeline:
        - at: 1m
          apply:
            apiVersion: v1
            kind: Pod
            metadata: {name: big}
            spec:
              containers:
                - name: big
                  image: example.org/big:1
                  resources: {requests: {cpu: 3500m, memory: 1Gi}}
        - {at: 3m, scale: {deployment: web, replicas: 4}}
      reports: {every: 10s}
      expect:
        - {metric: pods.pending, equals: 0}
      """,
    objects: web(8, cpu: "1"))

  static let preemption = LessonTemplate(
    name: "preemption", summary: "An important pod comes to a full cluster.",
    lesson: """
      Two nodes are full of pods without a priority. At 2m one of priority 1000 comes.

      1. Which pods have to go, on which node, and why that one?
         wavetank explain NAME.yaml --pod urgent
      2. The victims take 20 s to stop. When does "urgent" start?
         wavetank events NAME.yaml --at 3m --for pod/urgent
      3. Add `preemptionPolicy: Never` to the class. What happens instead?
      """,
    spec: """
      description: A pod of high priority makes room for itself.
      duration: 6m
      controlPlane: {profile: modern, version: "1.36"}
      \(pool(2))
      behaviors:
        - match: {labels: {app: web}}
          shutdown: 20s
      timeline:
        - at: 2m
          apply:
            apiVersion: v1
            kind: Pod
            metadata: {name: urgent}
            spec:
              priorityClassName: urgent
              containers:
                - name: urgent
                  image: example.org/urgent:1
                  resources: {requests: {cpu: "2", memory: 512Mi}}
      reports: {every: 10s}
      expect:
        - {metric: evictions.preemption, equals: 2}
      """,
    objects: """
      apiVersion: scheduling.k8s.io/v1
      kind: PriorityClass
      metadata: {name: urgent}
      value: 1000
      ---
      \(web(8, cpu: "1"))
      """)

  static let quota = LessonTemplate(
    name: "quota", summary: "A namespace has had its share.",
    lesson: """
      The namespace may have six pods. At 1m its deployment is to have ten.

      1. How many pods run at 2m, and which condition says why?
         wavetank describe deploy web NAME.yaml --at 2m
      2. The controller tries again and again. How do the pauses grow?
         wavetank events NAME.yaml --at 4m --types Warning
      3. At 5m the quota allows ten. When are there ten, and why not at once?
      """,
    spec: """
      description: A quota refuses pods until it is raised.
      duration: 25m
      controlPlane: {profile: modern, version: "1.36"}
      \(pool(3))
      timeline:
        - {at: 1m, scale: {deployment: web, replicas: 10}}
        - at: 5m
          apply:
            apiVersion: v1
            kind: ResourceQuota
            metadata: {name: share}
            spec: {hard: {pods: "10"}}
      reports: {every: 30s}
      """,
    objects: """
      apiVersion: v1
      kind: ResourceQuota
      metadata: {name: share}
      spec: {hard: {pods: "6"}}
      ---
      \(web(5, cpu: "250m"))
      """)
}
