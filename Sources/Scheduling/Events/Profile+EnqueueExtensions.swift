extension Profile {
  /// The plugins that turn pods down or keep them out of the queue, by name, in order.
  public var enqueueExtensions: [(name: String, plugin: any EnqueueExtensions)] {
    var plugins: [(name: String, plugin: any EnqueueExtensions)] = []
    if holdsBackGatedPods { plugins.append((SchedulingGates.name, SchedulingGates())) }
    for filter in filters { plugins.append((filter.name, filter.plugin)) }
    for case .defaultPreemption(let preemption) in postFilters {
      plugins.append((DefaultPreemption.name, preemption))
    }
    return plugins
  }
}
