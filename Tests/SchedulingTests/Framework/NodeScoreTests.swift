import Testing

@testable import Scheduling

/// A sum and a class in one word: neither touches the other.
struct NodeScoreTests {
  @Test func bothAreKept() {
    let sums = [NodeScore.sums.lowerBound, -1, 0, 1, 800, NodeScore.sums.upperBound]
    for sum in sums.map(Int32.init) {
      for number in 0..<NodeScore.classCount {
        var score = NodeScore()
        score.sum = sum
        score.classNumber = number
        #expect(score.sum == sum && score.classNumber == number)
        score.classNumber = 0
        #expect(score.sum == sum && score.classNumber == 0)
        score.classNumber = number
        score.sum = 7
        #expect(score.sum == 7 && score.classNumber == number)
      }
    }
  }

  @Test func takesFourBytes() { #expect(MemoryLayout<NodeScore>.size == 4) }
}
