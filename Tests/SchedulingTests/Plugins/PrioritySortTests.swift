import Scheduling
import SimulationEngine
import Testing

@Suite struct PrioritySortTests {
  @Test("Priority comes before age, age before arrival")
  func order() {
    func place(_ priority: Int32, _ time: Int64, _ sequence: Int) -> PrioritySort {
      PrioritySort(
        priority: priority, time: SimulationTime(microseconds: time), sequence: sequence)
    }
    #expect(place(2, 9, 9) < place(1, 0, 0))
    #expect(place(1, 3, 9) < place(1, 4, 0))
    #expect(place(1, 3, 1) < place(1, 3, 2))
    #expect(!(place(1, 3, 1) < place(1, 3, 1)))
  }
}
