import KubernetesObjects

extension SimulationConfiguration {
  /// Whether there are autoscalers at some time of the run.
  var mayHaveAutoscalers: Bool {
    let timed = timeline.contains { entry in
      switch entry.action {
      case .apply(let objects): objects.contains { $0 is HorizontalPodAutoscaler }
      case .update(let update): update.object is HorizontalPodAutoscaler
      default: false
      }
    }
    return timed || initialObjects.contains { $0 is HorizontalPodAutoscaler }
  }
}
