import ClusterState
import SimulationEngine

/// The pods that wait for an event, grouped by what decides which events can help: their kind and
/// the plugins that turned them down.
///
/// An event is judged once a group, so that its cost does not grow with the number of alike pods.
/// Pods that leave are not looked for: a reader of an item asks whether it is still current.
struct ParkedPods: Sendable {
  /// A pod, the number of the move that parked it, and the group that it was put into.
  struct Item: Sendable {
    let pod: PodID
    let sequence: Int
    let group: Int32
  }

  private struct Group: Sendable {
    let kind: QueuedPod.Kind
    let plugins: RejectingPlugins
    let priority: Int32
    var items: ContiguousArray<Item> = []
    /// How many of the items are current.
    var count = 0
    /// Where the group stands among the occupied ones.
    var place = -1
  }

  private struct Key: Hashable {
    let kind: QueuedPod.Kind
    let plugins: RejectingPlugins
    let priority: Int32
  }

  private var groups: ContiguousArray<Group> = []
  private var known: [Key: Int32] = [:]
  /// The groups with pods, in no particular order.
  private var occupied: ContiguousArray<Int32> = []
  /// Every item in order of parking, of which some have left.
  private var inOrder: ContiguousArray<Item> = []
  private var firstInOrder = 0
  /// How many pods there are.
  private(set) var count = 0

  /// Adds the pod `entry`, and returns its group.
  mutating func park(_ entry: QueuedPod) -> Int32 {
    let key = Key(kind: entry.kind, plugins: entry.rejectedBy, priority: entry.priority)
    let group = known[key] ?? Int32(groups.count)
    if Int(group) == groups.count {
      groups.append(Group(kind: key.kind, plugins: key.plugins, priority: key.priority))
      known[key] = group
    }
    if groups[Int(group)].count == 0 {
      groups[Int(group)].items.removeAll(keepingCapacity: true)
      groups[Int(group)].place = occupied.count
      occupied.append(group)
    }
    let item = Item(pod: entry.pod, sequence: entry.sequence, group: group)
    groups[Int(group)].items.append(item)
    groups[Int(group)].count += 1
    inOrder.append(item)
    count += 1
    return group
  }

  /// Notes that a pod of `group` has left.
  mutating func leave(_ group: Int32) {
    groups[Int(group)].count -= 1
    count -= 1
    guard groups[Int(group)].count == 0 else { return }
    let place = groups[Int(group)].place
    occupied.swapAt(place, occupied.count - 1)
    groups[Int(occupied[place])].place = place
    occupied.removeLast()
  }

  /// The items, current or not, of the groups of at most `priority` that `isHelped` holds for, in
  /// order of parking.
  func items(
    atMost priority: Int32 = .max, where isHelped: (QueuedPod.Kind, RejectingPlugins) -> Bool
  ) -> ContiguousArray<Item> {
    var items: ContiguousArray<Item> = []
    var groupCount = 0
    for row in occupied {
      let group = groups[Int(row)]
      guard group.priority <= priority, isHelped(group.kind, group.plugins) else { continue }
      items.append(contentsOf: group.items)
      groupCount += 1
    }
    if groupCount > 1 { items.sort { $0.sequence < $1.sequence } }
    return items
  }

  /// The item that was parked first among those for which `isCurrent` holds; the others before it
  /// are forgotten.
  mutating func first(where isCurrent: (Item) -> Bool) -> Item? {
    while firstInOrder < inOrder.count, !isCurrent(inOrder[firstInOrder]) { firstInOrder += 1 }
    if firstInOrder == inOrder.count {
      inOrder.removeAll(keepingCapacity: true)
      firstInOrder = 0
      return nil
    }
    if firstInOrder > 1024 && firstInOrder > inOrder.count / 2 {
      inOrder.removeFirst(firstInOrder)
      firstInOrder = 0
    }
    return inOrder[firstInOrder]
  }
}
