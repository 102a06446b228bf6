/// A block of memory for plain elements, without the checks of an array: the raw storage of the
/// event queue, which a third of the queue's time would otherwise go to.
///
/// Nothing unsafe leaves this file as long as two rules are kept, both asserted in debug builds:
/// indices lie below the capacity, and before a value that was copied writes, it calls `detach`.
/// The queue does so for all its buffers at once, with one test a call.
struct OwnedBuffer<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
  /// Frees the memory with its last user.
  private final class Owner {
    let base: UnsafeMutablePointer<Element>

    init(capacity: Int) { base = .allocate(capacity: capacity) }

    deinit { base.deallocate() }
  }

  private var owner: Owner
  private var base: UnsafeMutablePointer<Element>
  /// How many elements there are, all of them initialised.
  private(set) var capacity: Int

  /// `capacity` times one element.
  init(repeating element: Element, capacity: Int) {
    self.capacity = capacity
    owner = Owner(capacity: capacity)
    base = owner.base
    base.initialize(repeating: element, count: capacity)
  }

  /// The element at an index below the capacity.
  subscript(_ index: Int) -> Element {
    get {
      assert(index >= 0 && index < capacity)
      return base[index]
    }
    set {
      assert(index >= 0 && index < capacity && isKnownUniquelyReferenced(&owner))
      base[index] = newValue
    }
  }

  /// Makes room for twice as many elements; the new ones are `element`.
  mutating func double(filling element: Element) {
    replaceOwner(capacity: 2 * capacity)
    (base + capacity).initialize(repeating: element, count: capacity)
    capacity *= 2
  }

  /// Gives this value memory of its own, an exact copy of what it shares.
  mutating func detach() { replaceOwner(capacity: capacity) }

  private mutating func replaceOwner(capacity newCapacity: Int) {
    let newOwner = Owner(capacity: newCapacity)
    newOwner.base.initialize(from: base, count: capacity)
    owner = newOwner
    base = newOwner.base
  }
}
