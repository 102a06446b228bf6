import KubernetesObjects
import SimulationEngine

extension ClusterState {
  /// Creates a revision; throws `NameTaken` if one of its name is there.
  public mutating func createRevision(
    _ draft: ControllerRevisionDraft, at now: SimulationTime
  ) throws(NameTaken) -> ControllerRevisionID {
    let namespace = workloads[draft.owner.row].namespace
    let name = symbols.intern(draft.name)
    guard revisions.named(name, in: namespace) == nil else { throw NameTaken() }
    charge(ControllerRevisionRecord.usage, in: namespace, 1, at: now)
    let id = revisions.append(
      ControllerRevisionRecord(
        namespace: namespace, name: name, podLabel: symbols.intern(draft.podLabel),
        owner: draft.owner, labels: templates[draft.template].labels, template: draft.template,
        number: draft.number, created: now))
    note(.controllerRevision, .added, id.index, now)
    return id
  }

  /// Why no revision may be created in `namespace` now, or nil if one may.
  public func admitRevision(in namespace: Symbol) -> QuotaRefusal? {
    admit(ControllerRevisionRecord.usage, in: namespace)
  }

  /// Gives a revision another number.
  public mutating func setNumber(
    of id: ControllerRevisionID, _ number: Int64, at now: SimulationTime
  ) {
    guard revisions[id].isPresent, revisions[id].number != number else { return }
    revisions.setNumber(of: id, number)
    note(.controllerRevision, .specified, id.index, now)
  }

  /// Gives a revision to a workload, or to none.
  public mutating func setOwner(
    of id: ControllerRevisionID, _ owner: WorkloadID, at now: SimulationTime
  ) {
    guard revisions[id].isPresent, revisions[id].owner != owner else { return }
    revisions.setOwner(of: id, owner)
    note(.controllerRevision, .specified, id.index, now)
  }

  /// Takes a revision out of the store.
  public mutating func removeRevision(_ id: ControllerRevisionID, at now: SimulationTime) {
    guard revisions[id].isPresent else { return }
    charge(ControllerRevisionRecord.usage, in: revisions[id].namespace, -1, at: now)
    revisions.remove(id, at: now)
    note(.controllerRevision, .removed, id.index, now)
  }
}
