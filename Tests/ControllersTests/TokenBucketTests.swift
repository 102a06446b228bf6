import Controllers
import SimulationEngine
import Testing

@Suite("TokenBucket")
struct TokenBucketTests {
  @Test("500 calls at 20 a second with a burst of 30 take 23.5 s")
  func massCreation() {
    var bucket = TokenBucket(thousandthsPerSecond: 20_000, burst: 30)
    let times = (0..<500).map { _ in bucket.take(at: .zero) }
    #expect(times[29] == .zero)
    #expect(times[30] == .milliseconds(50))
    #expect(times[499] == .milliseconds(23_500))
  }

  @Test("agrees with a bucket that is refilled step by step", arguments: 0..<20 as Range<UInt64>)
  func agreesWithReference(seed: UInt64) {
    var random = RandomStream(seed: seed, name: "bucket")
    let burst = Int64(1 + random.index(below: 5))
    var bucket = TokenBucket(interval: .milliseconds(10), burst: burst)
    var (tokens, refilled, now) = (burst * 10, Int64(0), Int64(0))
    for _ in 0..<300 {
      now += Int64(random.index(below: 25))
      tokens = min(burst * 10, tokens + now - refilled)
      refilled = now
      let taken = bucket.tryTake(at: .milliseconds(now))
      #expect(taken == (tokens >= 10), "seed \(seed) at \(now) ms")
      if tokens >= 10 { tokens -= 10 }
    }
  }

  @Test("a bucket without a limit never makes anyone wait")
  func unlimited() {
    var bucket = TokenBucket.unlimited
    let times = (0..<1000).map { _ in bucket.take(at: .seconds(3)) }
    #expect(times.allSatisfy { $0 == .seconds(3) })
  }
}
