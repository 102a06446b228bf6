import KubernetesObjects
import SimulationEngine

/// Every controller revision of the run, oldest first, with what each workload owns.
public struct ControllerRevisionTable: Sendable {
  private var records: ContiguousArray<ControllerRevisionRecord> = []
  private var names: [NamespacedName: ControllerRevisionID] = [:]
  private var byOwner: [WorkloadID: ContiguousArray<ControllerRevisionID>] = [:]

  init() {}

  /// The revision `id`.
  public subscript(id: ControllerRevisionID) -> ControllerRevisionRecord { records[id.row] }

  /// The revisions that `owner` owns and that are there, oldest first; `absent` owns the orphans.
  public func owned(by owner: WorkloadID) -> ContiguousArray<ControllerRevisionID> {
    byOwner[owner] ?? []
  }

  /// The revision `name` of `namespace` that is there, or nil.
  public func named(_ name: Symbol, in namespace: Symbol) -> ControllerRevisionID? {
    names[NamespacedName(namespace, name)]
  }

  /// Every revision of the run, oldest first.
  var ids: some Sequence<ControllerRevisionID> {
    records.indices.lazy.map { ControllerRevisionID($0) }
  }

  /// What the revisions of `namespace` that are there cost under a quota, one by one.
  func usages(in namespace: Symbol) -> [ResourceList] {
    records.filter { $0.isPresent && $0.namespace == namespace }
      .map { _ in ControllerRevisionRecord.usage }
  }

  mutating func append(_ record: ControllerRevisionRecord) -> ControllerRevisionID {
    let id = ControllerRevisionID(records.count)
    records.append(record)
    names[NamespacedName(record.namespace, record.name)] = id
    byOwner[record.owner, default: []].append(id)
    return id
  }

  mutating func setNumber(of id: ControllerRevisionID, _ number: Int64) {
    records[id.row].number = number
  }

  mutating func setOwner(of id: ControllerRevisionID, _ owner: WorkloadID) {
    disown(id)
    records[id.row].owner = owner
    let place = byOwner[owner, default: []].firstIndex { $0 > id }
    byOwner[owner, default: []].insert(id, at: place ?? byOwner[owner, default: []].count)
  }

  mutating func remove(_ id: ControllerRevisionID, at now: SimulationTime) {
    disown(id)
    names[NamespacedName(records[id.row].namespace, records[id.row].name)] = nil
    records[id.row].removed = now
  }

  private mutating func disown(_ id: ControllerRevisionID) {
    let owner = records[id.row].owner
    byOwner[owner]?.removeAll { $0 == id }
    if byOwner[owner]?.isEmpty ?? false { byOwner[owner] = nil }
  }
}
