/// `swift run -c release benchmarks [NAME…] [--csv]`: measures what PERFORMANCE targets are set for.
@main
struct Benchmarks {
  static func main() {
    print("benchmark,figure,unit")
  }
}
