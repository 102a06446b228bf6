#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// The processor time that this thread has used.
///
/// Processor time, not wall time: a busy neighbour on the machine then costs us caches only.
enum ProcessorClock {
  /// Seconds of processor time used by the calling thread so far.
  static var seconds: Double {
    var time = timespec()
    let status = clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    precondition(status == 0, "the thread's processor clock cannot be read")
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
