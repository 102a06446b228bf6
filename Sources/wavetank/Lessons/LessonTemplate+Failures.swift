/// Lessons about what breaks and changes.
extension LessonTemplate {
  static let nodeDeath = LessonTemplate(
    name: "node-death", summary: "A machine dies. How long until its pods run elsewhere?",
    lesson: """
      Four nodes, twelve pods behind a service. At 5m the machine of worker-1 dies.

      1. When does the control plane know? Which setting decides it?
         wavetank get nodes NAME.yaml --at 5m30s --at 6m
      2. From then on the pods stay for 300 s. Who decided that, and where could you?
         wavetank describe pod NAME-OF-A-POD NAME.yaml --at 6m
      3. For how long does the service send requests to a dead pod?
         Look at services.csv, and at "What happened" in report.html.
      4. Run it again with --set defaultTolerationSeconds=30. What becomes better, what worse?
      """,
    spec: """
      description: A node dies in minute five.
      duration: 20m
      controlPlane: {profile: modern, version: "1.36"}
      \(pool(4))
      timeline:
        - {at: 5m, fail: {node: worker-1}}
        - {at: 15m, recover: {node: worker-1}}
      reports: {every: 30s}
      expect:
        - {metric: availability, of: {service: web}, atLeast: 0.5}
      """,
    objects: web(12, cpu: "500m"))

  static let rollingUpdate = LessonTemplate(
    name: "rolling-update", summary: "A new image rolls out, and one that never gets ready.",
    lesson: """
      Six pods get a new image at 1m, and at 4m one that can not be pulled.

      1. How many pods are there at most during the first update, and how few are ready? Why?
         wavetank get deploy,rs,pods NAME.yaml --at 70s
      2. At 4m the update stops. How many old pods still run? What keeps them?
         wavetank rollout status deploy/web NAME.yaml --at 6m
      3. At 8m the update is undone. Which revision is it then?
         wavetank rollout history deploy/web NAME.yaml --at 9m
      """,
    spec: """
      description: A rollout that works, one that does not, and the way back.
      duration: 10m
      controlPlane: {profile: modern, version: "1.36"}
      \(pool(3))
      behaviors:
        - match: {image: "*broken*"}
          pull: fails
        - match: {labels: {app: web}}
          startup: 8s
      timeline:
        - {at: 1m, setImage: {deployment: web, image: "example.org/web:2"}}
        - {at: 4m, setImage: {deployment: web, image: "example.org/broken:3"}}
        - {at: 8m, rollout: {deployment: web, do: undo}}
      reports: {every: 10s}
      """,
    objects: web(6, cpu: "500m"))

  static let zoneOutage = LessonTemplate(
    name: "zone-outage", summary: "A zone fails. Why are its pods replaced so late, or never?",
    lesson: """
      Two nodes in each of three zones. At 5m the whole of zone b dies.

      1. Are the pods of the zone replaced? After how long?
         wavetank get pods NAME.yaml -o wide --at 12m
      2. Let zones a and b fail: set `zone: [a, b]`. What does the node controller do, and why?
      3. Spread the pods with a topologySpreadConstraint over zones. What does that change?
      """,
    spec: """
      description: One of three zones fails for ten minutes.
      duration: 25m
      controlPlane: {profile: modern, version: "1.36"}
      \(pool(6, zones: "a, b, c"))
      timeline:
        - {at: 5m, fail: {zone: b}}
        - {at: 15m, recover: {zone: b}}
      reports: {every: 30s}
      """,
    objects: web(12, cpu: "500m"))

  static let probes = LessonTemplate(
    name: "probes", summary: "What readiness and liveness probes do, and what they do not.",
    lesson: """
      Pods take 20 s to start. At 2m they are told to be unready, at 4m one of them crashes.

      1. When is the first pod ready, and when does the service list it?
         wavetank get pods,endpointslices NAME.yaml --at 15s --at 40s
      2. At 2m the probes fail. Do the pods run on? Does anybody reach them?
         wavetank get pods NAME.yaml --at 150s
      3. A pod crashes at 4m. Is it replaced or started again? How many restarts has it?
         wavetank get pods NAME.yaml --at 5m
      """,
    spec: """
      description: Pods that are not ready, and one that crashes.
      duration: 8m
      controlPlane: {profile: modern, version: "1.36"}
      \(pool(2))
      behaviors:
        - match: {labels: {app: web}}
          startup: 20s
      timeline:
        - {at: 2m, unready: {selector: app=web, kind: Pod}}
        - {at: 3m, ready: {selector: app=web, kind: Pod}}
        - {at: 4m, crash: {selector: app=web, kind: Pod, count: 1}}
      reports: {every: 10s}
      """,
    objects: web(
      3, cpu: "500m",
      "\n          readinessProbe: {httpGet: {port: 80}, periodSeconds: 5}"))
}
