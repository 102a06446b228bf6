extension SimulationState {
  /// Events meet behavior here and nowhere else: each is its component's. No `default`: a new event
  /// does not compile until its effect is decided.
  mutating func apply(_ event: SimulationEvent) {
    switch event {
    case .timeline(let event):
      if let request = timeline.handle(event, in: &world, &host) { perform(request) }
    case .arrival(let event): arrivals.handle(event, in: &world, &host)
    case .fault(let event): faults.handle(event, in: &world, &host)
    case .watchDelivered(.scheduler): scheduler.observeChanges(in: &world)
    case .watchDelivered(.controllers): manager.observeChanges(in: &world)
    case .watchDelivered(.kubelets): host.observeChanges(in: &world)
    case .kubelet(let event): host.handle(event, in: &world)
    case .controller(let event): manager.handle(event, in: &world)
    case .scheduling(let event): scheduler.handle(event, in: &world)
    case .metrics(let event): handle(event)
    case .leaseAcquired(let component, let generation): lead(component, generation)
    case .useChanges(let pod):
      levels.followUse(of: pod, in: &world, timeline.loads, host.kubelets)
    case .eventSeriesDue: world.reviewEventSeries()
    case .sampleDue:
      let oldest = scheduler.oldestPending(in: world.cluster)
      levels.sample(scheduler.census(), oldestPending: oldest, in: &world)
    }
  }

  /// Lets the metrics server ask the kubelets, or answer a controller.
  private mutating func handle(_ event: MetricsEvent) {
    switch event {
    case .scrapeDue: metrics.scrape(in: &world, timeline.loads, host.kubelets)
    case .requested(let slot):
      guard let request = manager.takeMetricsRequest(slot) else { return }
      let readings = metrics.readings(
        for: request.request, in: &world, timeline.loads, host.kubelets)
      manager.deliver(readings, for: request, in: &world)
    }
  }

  /// Starts a component that does not run, which first has to come to lead.
  private mutating func start(_ component: ControlPlaneComponent) {
    guard isPaused(component),
      let (generation, wait) = leaderElection.start(
        component, configuration.controlPlane.leaderElection, seed: configuration.seed)
    else { return }
    if wait == .zero { return lead(component, generation) }
    world.loop.post(.leaseAcquired(component, generation: generation), after: wait)
  }

  private mutating func lead(_ component: ControlPlaneComponent, _ generation: UInt16) {
    if leaderElection.lead(component, generation: generation) { setPaused(component, false) }
  }

  private func isPaused(_ component: ControlPlaneComponent) -> Bool {
    switch component {
    case .scheduler: scheduler.isPaused
    case .controllerManager: manager.isPaused
    }
  }

  private mutating func setPaused(_ component: ControlPlaneComponent, _ isPaused: Bool) {
    switch component {
    case .scheduler: scheduler.setPaused(isPaused, in: &world)
    case .controllerManager: manager.setPaused(isPaused, in: &world)
    }
  }

  /// Does what the timeline asks of other components.
  private mutating func perform(_ request: Timeline.Request) {
    switch request {
    case .setPaused(let component, true):
      leaderElection.end(component)
      setPaused(component, true)
    case .setPaused(let component, false): start(component)
    case .followUse(let pods):
      for pod in pods {
        levels.followPod(pod, at: now, in: &world, &timeline.loads, host.kubelets)
      }
    }
  }
}
