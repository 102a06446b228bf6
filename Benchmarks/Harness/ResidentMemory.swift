import Foundation

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// How much of the process's memory is in the machine's.
enum ResidentMemory {
  /// Lets `peak` count from now on, where the system can, and returns what is resident now, in
  /// bytes.
  ///
  /// Linux forgets the peak when `5` is written to `clear_refs`; see proc(5). Elsewhere the peak
  /// is that of the process's whole life.
  static func startPeak() -> Int {
    #if os(Linux)
      try? "5".write(toFile: "/proc/self/clear_refs", atomically: false, encoding: .utf8)
    #endif
    return peak
  }

  /// The most that has been resident, in bytes.
  static var peak: Int {
    #if os(Linux)
      let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
      let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") } ?? ""
      return (Int(line.filter(\.isNumber)) ?? 0) * 1024
    #else
      var usage = rusage()
      getrusage(RUSAGE_SELF, &usage)
      return Int(usage.ru_maxrss)
    #endif
  }
}
