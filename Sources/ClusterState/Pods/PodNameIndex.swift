/// Finds pods by namespace and name.
///
/// An open hash table of rows with linear probing: eight bytes a place, because the names
/// themselves stand in the pod table, and a hash that is cheap and the same in every process. With
/// a dictionary, hashing took a twelfth of a run with a million pods.
struct PodNameIndex: Sendable {
  private struct Place {
    /// The name's hash: most other names are told apart by it, without a look at the pod.
    var hash: UInt32 = 0
    var pod = PodID.absent
  }

  /// A power of two of places, of which at most three quarters are taken.
  private var places = ContiguousArray(repeating: Place(), count: 16)
  private(set) var count = 0

  init() {}

  /// The pod called `name`; `isCalled` tells whether a pod is.
  func find(_ name: NamespacedName, _ isCalled: (PodID) -> Bool) -> PodID? {
    let hash = name.hash32
    var row = home(of: hash)
    while places[row].pod.isPresent {
      if places[row].hash == hash && isCalled(places[row].pod) { return places[row].pod }
      row = next(row)
    }
    return nil
  }

  /// Adds `pod`, whose name no pod has.
  mutating func insert(_ pod: PodID, _ name: NamespacedName) {
    if (count + 1) * 4 > places.count * 3 { grow() }
    put(Place(hash: name.hash32, pod: pod))
    count += 1
  }

  /// Takes `pod` out, which is called `name`.
  mutating func remove(_ pod: PodID, _ name: NamespacedName) {
    var hole = home(of: name.hash32)
    while places[hole].pod != pod {
      guard places[hole].pod.isPresent else { return }
      hole = next(hole)
    }
    count -= 1
    // What follows moves up, unless that would put it before its home.
    var row = next(hole)
    while places[row].pod.isPresent {
      let fromHome = distance(from: home(of: places[row].hash), to: row)
      if fromHome >= distance(from: hole, to: row) {
        places[hole] = places[row]
        hole = row
      }
      row = next(row)
    }
    places[hole] = Place()
  }

  private mutating func put(_ place: Place) {
    var row = home(of: place.hash)
    while places[row].pod.isPresent { row = next(row) }
    places[row] = place
  }

  private mutating func grow() {
    let former = places
    places = ContiguousArray(repeating: Place(), count: former.count * 2)
    for place in former where place.pod.isPresent { put(place) }
  }

  private func home(of hash: UInt32) -> Int { Int(hash) & (places.count - 1) }

  private func next(_ row: Int) -> Int { (row + 1) & (places.count - 1) }

  private func distance(from row: Int, to other: Int) -> Int { (other - row) & (places.count - 1) }
}

extension NamespacedName {
  /// A hash of 32 bits, the same in every process.
  ///
  /// Source: the finalizer of MurmurHash3 for 64 bits (Austin Appleby, 2011, public domain).
  var hash32: UInt32 {
    let base = UInt64(UInt32(bitPattern: name.base.index)) << 32
    var hash = base | UInt64(UInt32(bitPattern: name.suffix))
    hash ^= UInt64(UInt32(bitPattern: namespace.index)) &* 0x9E37_79B9_7F4A_7C15
    hash ^= hash >> 33
    hash &*= 0xFF51_AFD7_ED55_8CCD
    hash ^= hash >> 33
    hash &*= 0xC4CE_B9FE_1A85_EC53
    return UInt32(truncatingIfNeeded: hash ^ hash >> 33)
  }
}
