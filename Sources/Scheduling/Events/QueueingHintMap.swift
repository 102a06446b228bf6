/// Which filters of a profile wait for which events.
///
/// Source: `buildQueueingHintMap` of `pkg/scheduler/scheduler.go`, Kubernetes 1.34.
struct QueueingHintMap: Sendable {
  private static let actions = ClusterActions.eventNames.compactMap {
    ClusterActions(eventName: $0)
  }

  /// The filters that an event helps without question, by event.
  private var helped = Self.none
  /// The filters that are asked, by event.
  private var asked = Self.none

  /// A map of no filters.
  init() {}

  /// The map of `filters`, which are in order of their places.
  init(_ filters: ContiguousArray<Profile.Filter>) {
    for (place, filter) in filters.enumerated() { add(filter, place: place) }
  }

  /// Adds the filter in place `place`.
  mutating func add(_ filter: Profile.Filter, place: Int) {
    for registration in filter.plugin.registrations {
      for resource in ClusterResource.allCases where registration.resource.covers(resource) {
        for action in Self.actions where registration.covers(resource, action) {
          let row = Self.row(resource, action)
          if registration.isAlways {
            helped[row].insert(RejectingPlugins(place: place))
          } else {
            asked[row].insert(RejectingPlugins(place: place))
          }
        }
      }
    }
  }

  /// The filters that `event` helps without question.
  func helped(by event: ClusterEvent) -> RejectingPlugins {
    helped[Self.row(event.resource, event.action)]
  }

  /// The filters that are to be asked about `event`.
  func asked(about event: ClusterEvent) -> RejectingPlugins {
    asked[Self.row(event.resource, event.action)]
  }

  private static let none = ContiguousArray<RejectingPlugins>(
    repeating: [], count: ClusterResource.allCases.count * actions.count)

  private static func row(_ resource: ClusterResource, _ action: ClusterActions) -> Int {
    resource.index * actions.count + action.eventIndex
  }
}
