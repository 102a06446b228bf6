import StructuredText

/// What kubectl's arguments ask for: `pods`, `deploy,svc`, `pod web-0`, `deploy/web svc/web`.
package struct ResourceArguments: Equatable, Sendable {
  /// Objects of a kind.
  package struct Request: Equatable, Sendable {
    package let kind: APIResource
    /// The names asked for; empty for all objects.
    package var names: [String]
  }

  /// What is asked for, in order.
  package private(set) var requests: [Request] = []
  /// Whether names are printed with their kinds, because several kinds are asked for.
  package private(set) var namesKinds = false

  /// Something in the arguments that means nothing.
  package struct Problem: Error, Equatable {
    /// What it is and what was expected.
    package let message: String

    /// A problem in these words.
    package init(message: String) { self.message = message }
  }

  /// Every object of `kinds`.
  package init(everyObjectOf kinds: [APIResource]) {
    requests = kinds.map { Request(kind: $0, names: []) }
  }

  /// Reads `arguments`.
  ///
  /// - Throws: what is wrong with them.
  package init(_ arguments: [String]) throws(Problem) {
    guard let first = arguments.first else { throw Problem(message: "expected a kind of object") }
    if arguments.contains(where: { $0.contains("/") }) {
      for argument in arguments { try addPair(argument) }
      namesKinds = Set(requests.map(\.kind)).count > 1
      return
    }
    let words = first.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    let names = Array(arguments.dropFirst())
    var kinds: [APIResource] = []
    for word in words {
      let new = word == "all" ? APIResource.all.filter(\.isInAll) : [try Self.kind(word)]
      kinds += new.filter { !kinds.contains($0) }
    }
    requests = kinds.map { Request(kind: $0, names: names) }
    namesKinds = words.contains("all") || Set(words).count > 1
  }

  private mutating func addPair(_ argument: String) throws(Problem) {
    let parts = argument.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
      throw Problem(message: "expected every argument to be KIND/NAME, found \(argument)")
    }
    let kind = try Self.kind(parts[0])
    if let index = requests.firstIndex(where: { $0.kind == kind }) {
      requests[index].names.append(parts[1])
    } else {
      requests.append(Request(kind: kind, names: [parts[1]]))
    }
  }

  private static func kind(_ text: String) throws(Problem) -> APIResource {
    if let kind = APIResource.named(text) { return kind }
    let hint = APIResource.nearest(to: text).map { "; did you mean \($0)?" } ?? ""
    throw Problem(message: "expected a kind of object such as pods, found \"\(text)\"\(hint)")
  }
}
