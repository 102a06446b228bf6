import SimulationEngine

/// The namespaces that have, or had, an object; one that was deleted and made anew has two rows.
public struct NamespaceTable: Sendable {
  /// Every namespace of the run, oldest first.
  public private(set) var records: ContiguousArray<NamespaceRecord> = []
  /// The last row of each name.
  private var rows: [Symbol: Int32] = [:]
  /// Counts the changes of labels, so that readers know when what they derived is out of date.
  public private(set) var version = 0
  /// Whether any namespace is being emptied, or is gone.
  public private(set) var hasEndings = false

  init() {}

  /// The labels of the namespace `name`; nil if there is no such object.
  public func labels(of name: Symbol) -> LabelSet? {
    self[name].flatMap { $0.isPresent ? $0.labels : nil }
  }

  /// The namespace that was last called `name`, which may be gone; nil if there never was one.
  public subscript(name: Symbol) -> NamespaceRecord? { rows[name].map { records[Int($0)] } }

  /// The row of the namespace `name`, which may be gone; nil if there never was one.
  public func row(of name: Symbol) -> Int32? { rows[name] }

  /// Whether the namespace `name` is being emptied.
  public func isTerminating(_ name: Symbol) -> Bool {
    hasEndings && self[name]?.isTerminating ?? false
  }

  /// Returns the row, and whether it is new; nil if nothing changed.
  mutating func set(
    _ name: Symbol, _ labels: LabelSet, isImplied: Bool, at now: SimulationTime
  ) -> (row: Int32, isNew: Bool)? {
    if let row = rows[name], records[Int(row)].isPresent {
      if !isImplied { records[Int(row)].isImplied = false }
      guard records[Int(row)].labels != labels else { return nil }
      records[Int(row)].labels = labels
      version += 1
      return (row, false)
    }
    let row = Int32(records.count)
    records.append(
      NamespaceRecord(name: name, labels: labels, isImplied: isImplied, created: now))
    rows[name] = row
    version += 1
    return (row, true)
  }

  mutating func setDeletion(_ row: Int32, at now: SimulationTime) {
    records[Int(row)].deletion = now
    hasEndings = true
  }

  mutating func setStatus(_ row: Int32, _ status: NamespaceDeletionStatus) {
    records[Int(row)].status = status
  }

  mutating func remove(_ row: Int32, at now: SimulationTime) {
    records[Int(row)].removed = now
    version += 1
  }
}

extension ClusterState {
  /// Creates the namespace `name`, or replaces its labels; returns whether it is new.
  @discardableResult
  public mutating func setNamespace(
    _ name: Symbol, labels: LabelSet, isImplied: Bool = false, at now: SimulationTime = .zero
  ) -> Bool {
    guard let (row, isNew) = namespaces.set(name, labels, isImplied: isImplied, at: now)
    else {
      return false
    }
    note(.namespace, isNew ? .added : .specified, row, now)
    return isNew
  }

  /// Marks the namespace in `row` for deletion; it goes when its controller has emptied it.
  public mutating func requestDeletion(ofNamespace row: Int32, at now: SimulationTime) {
    let record = namespaces.records[Int(row)]
    guard record.isPresent, !record.isTerminating else { return }
    namespaces.setDeletion(row, at: now)
    note(.namespace, .deleting, row, now)
  }

  /// Writes the conditions of the namespace in `row`, if they changed.
  public mutating func setStatus(
    ofNamespace row: Int32, _ status: NamespaceDeletionStatus, at now: SimulationTime
  ) {
    let record = namespaces.records[Int(row)]
    guard record.isPresent, record.status != status else { return }
    namespaces.setStatus(row, status)
    note(.namespace, .reported, row, now)
  }

  /// Takes the finalizer `kubernetes` off the namespace in `row`, with which it goes if it is
  /// marked for deletion.
  public mutating func finalizeNamespace(_ row: Int32, at now: SimulationTime) {
    guard namespaces.records[Int(row)].isTerminating else { return }
    namespaces.remove(row, at: now)
    note(.namespace, .removed, row, now)
  }
}
