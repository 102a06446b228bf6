import Controllers
import Testing

@Suite("DeploymentRevisions")
struct DeploymentRevisionsTests {
  @Test("a new set's revision is one more than the highest of the old ones")
  func newRevision() {
    #expect(DeploymentRevisions.newRevision([Self.set(0, isNew: true)]) == 1)
    #expect(
      DeploymentRevisions.newRevision([Self.set(2), Self.set(5), Self.set(1, isNew: true)]) == 6)
    #expect(
      DeploymentRevisions.newRevision([Self.set(2), Self.set(9, isNew: true)]) == 9,
      "a higher number is kept: sets in between may have been deleted")
  }

  @Test("undoing goes to the second highest revision, or to the one that is asked for")
  func undo() {
    let sets = [Self.set(4), Self.set(6, isNew: true), Self.set(5)]
    #expect(DeploymentRevisions.undoTarget(sets) == 2)
    #expect(DeploymentRevisions.undoTarget(sets, revision: 4) == 0)
    #expect(DeploymentRevisions.undoTarget(sets, revision: 3) == nil)
    #expect(DeploymentRevisions.undoTarget([Self.set(1, isNew: true), Self.set(0)]) == nil)
  }

  @Test("beyond the limit the lowest revisions go")
  func pruning() {
    let sets = [Self.set(3), Self.set(1), Self.set(4, isNew: true), Self.set(2)]
    #expect(DeploymentRevisions.removable(sets, limit: 2) == [1])
    #expect(DeploymentRevisions.removable(sets, limit: 0) == [1, 3, 0])
    #expect(DeploymentRevisions.removable(sets, limit: 3).isEmpty)
    #expect(DeploymentRevisions.removable(sets, limit: .max).isEmpty, "no limit")
  }

  @Test("a set that still has pods stays, and no other goes in its place")
  func pruningKeepsPods() {
    var sets = [Self.set(1), Self.set(2), Self.set(3), Self.set(4, isNew: true)]
    sets[0].current = 1
    #expect(DeploymentRevisions.removable(sets, limit: 1) == [1])
    sets[1].replicas = 1
    #expect(DeploymentRevisions.removable(sets, limit: 1).isEmpty)
    sets[1].replicas = 0
    sets[1].isObserved = false
    #expect(DeploymentRevisions.removable(sets, limit: 1).isEmpty)
  }

  @Test("a set that is being deleted is not counted among those to keep")
  func pruningPassesOverDeleted() {
    var sets = [Self.set(1), Self.set(2), Self.set(3, isNew: true)]
    sets[0].isBeingDeleted = true
    #expect(DeploymentRevisions.removable(sets, limit: 1).isEmpty)
    #expect(DeploymentRevisions.removable(sets, limit: 0) == [1])
  }

  @Test("sets of one revision go by age, and those of one second by name")
  func pruningTies() {
    var sets = [Self.set(1, age: 10), Self.set(1, age: 20), Self.set(1, age: 20)]
    sets[1].nameRank = 1
    #expect(DeploymentRevisions.removable(sets, limit: 0) == [2, 1, 0])
  }

  private static func set(
    _ revision: Int64, age: Int64 = 0, isNew: Bool = false
  ) -> ReplicaSetSizes {
    var set = DeploymentTables.set(0, age: age, isNew: isNew)
    set.revision = revision
    return set
  }
}
