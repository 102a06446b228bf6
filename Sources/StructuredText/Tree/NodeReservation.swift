/// A place among the nodes that is kept free, and what preceded it.
package struct NodeReservation {
  package let index: Int
  let expandedBefore: Int

  package init(index: Int, expandedBefore: Int = 0) {
    self.index = index
    self.expandedBefore = expandedBefore
  }
}
