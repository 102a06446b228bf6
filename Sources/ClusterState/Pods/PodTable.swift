/// Every pod of the run, oldest first, with its lists by node and by template.
///
/// Rows are never reused: a row is one pod's life, which the reports read at the end. The lists are
/// linked through the rows, so moving a pod between them allocates nothing.
public struct PodTable: Sendable {
  private struct List {
    var first: PodID = .absent
    var last: PodID = .absent
    var count: Int32 = 0
  }

  @usableFromInline var records: ContiguousArray<PodRecord> = []
  private var onNode: ContiguousArray<List> = []
  private var ofTemplate: ContiguousArray<List> = []
  private var countsOfTemplate: ContiguousArray<PodCounts> = []
  private var countsOfOwner: ContiguousArray<PodCounts> = []

  init() {}

  /// How many pods the run has created.
  public var count: Int { records.count }

  /// The pod `id`.
  @inlinable public subscript(id: PodID) -> PodRecord {
    _read { yield records[id.row] }
  }

  /// How many pods are bound to `node` and still there.
  public func count(on node: NodeID) -> Int {
    node.row < onNode.count ? Int(onNode[node.row].count) : 0
  }

  /// The pods of `template` by state.
  public func counts(of template: PodTemplateID) -> PodCounts {
    template.row < countsOfTemplate.count ? countsOfTemplate[template.row] : PodCounts()
  }

  /// The pods that `owner` owns, by state.
  public func counts(of owner: WorkloadID) -> PodCounts {
    owner.row < countsOfOwner.count ? countsOfOwner[owner.row] : PodCounts()
  }

  /// Calls `body` for each pod bound to `node` and still there, in order of binding.
  public func forEach(on node: NodeID, _ body: (PodID) -> Void) {
    guard node.row < onNode.count else { return }
    var pod = onNode[node.row].first
    while pod.isPresent {
      let next = records[pod.row].nextOnNode
      body(pod)
      pod = next
    }
  }

  /// Calls `body` for each pod of `template` that is still there, oldest first.
  public func forEach(of template: PodTemplateID, _ body: (PodID) -> Void) {
    guard template.row < ofTemplate.count else { return }
    var pod = ofTemplate[template.row].first
    while pod.isPresent {
      let next = records[pod.row].nextOfTemplate
      body(pod)
      pod = next
    }
  }

  mutating func append(_ record: PodRecord) -> PodID {
    let id = PodID(records.count)
    records.append(record)
    linkToTemplate(id)
    count(id, 1)
    return id
  }

  /// Moves a pod to the end of another template's list.
  mutating func move(_ id: PodID, to template: PodTemplateID) {
    unlinkFromTemplate(id)
    count(id, -1)
    records[id.row].template = template
    linkToTemplate(id)
    count(id, 1)
  }

  private mutating func linkToTemplate(_ id: PodID) {
    let template = records[id.row].template.row
    while ofTemplate.count <= template {
      ofTemplate.append(List())
      countsOfTemplate.append(PodCounts())
    }
    let last = ofTemplate[template].last
    records[id.row].previousOfTemplate = last
    records[id.row].nextOfTemplate = .absent
    if last.isPresent {
      records[last.row].nextOfTemplate = id
    } else {
      ofTemplate[template].first = id
    }
    ofTemplate[template].last = id
    ofTemplate[template].count += 1
  }

  /// Changes a record and keeps the counts of its template and owner true.
  mutating func update(_ id: PodID, _ change: (inout PodRecord) -> Void) {
    count(id, -1)
    change(&records[id.row])
    count(id, 1)
  }

  private mutating func count(_ id: PodID, _ sign: Int32) {
    countsOfTemplate[records[id.row].template.row].add(records[id.row], sign)
    let owner = records[id.row].owner
    guard owner.isPresent else { return }
    while countsOfOwner.count <= owner.row { countsOfOwner.append(PodCounts()) }
    countsOfOwner[owner.row].add(records[id.row], sign)
  }

  mutating func link(_ id: PodID, to node: NodeID) {
    while onNode.count <= node.row { onNode.append(List()) }
    let last = onNode[node.row].last
    records[id.row].previousOnNode = last
    if last.isPresent {
      records[last.row].nextOnNode = id
    } else {
      onNode[node.row].first = id
    }
    onNode[node.row].last = id
    onNode[node.row].count += 1
  }

  mutating func unlinkFromNode(_ id: PodID) {
    let record = records[id.row]
    let node = record.node.row
    let (previous, next) = (record.previousOnNode, record.nextOnNode)
    if previous.isPresent {
      records[previous.row].nextOnNode = next
    } else {
      onNode[node].first = next
    }
    if next.isPresent {
      records[next.row].previousOnNode = previous
    } else {
      onNode[node].last = previous
    }
    onNode[node].count -= 1
  }

  mutating func unlinkFromTemplate(_ id: PodID) {
    let record = records[id.row]
    let template = record.template.row
    let (previous, next) = (record.previousOfTemplate, record.nextOfTemplate)
    if previous.isPresent {
      records[previous.row].nextOfTemplate = next
    } else {
      ofTemplate[template].first = next
    }
    if next.isPresent {
      records[next.row].previousOfTemplate = previous
    } else {
      ofTemplate[template].last = previous
    }
    ofTemplate[template].count -= 1
  }
}
