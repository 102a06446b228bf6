/// Walks an object and collects its issues, keeping the way from the root.
public struct ObjectValidator {
  /// What was found, in order.
  public private(set) var issues: [ValidationIssue] = []
  private var path = FieldPath()

  /// A validator that stands at the root.
  public init() {}

  /// Calls `body` for what lies below the field `name`.
  public mutating func at(_ name: String, _ body: (inout ObjectValidator) -> Void) {
    path.append(.field(name))
    body(&self)
    path.removeLast()
  }

  /// Calls `body` for each element of the list in the field `name`.
  public mutating func each<Element>(
    _ name: String, _ elements: [Element], _ body: (Element, inout ObjectValidator) -> Void
  ) {
    if elements.isEmpty { return }
    path.append(.field(name))
    for index in elements.indices {
      path.append(.index(index))
      body(elements[index], &self)
      path.removeLast()
    }
    path.removeLast()
  }

  /// Calls `body` for the element at `index` of the list in the field `name`.
  mutating func each(
    _ name: String, at index: Int, _ body: (inout ObjectValidator) -> Void
  ) {
    path.append(.field(name))
    path.append(.index(index))
    body(&self)
    path.removeLast()
    path.removeLast()
  }

  /// Reports `message` of the field `name`, or of the present place if there is no name.
  public mutating func report(_ name: String? = nil, _ message: String) {
    var place = path
    if let name { place.append(.field(name)) }
    issues.append(ValidationIssue(path: place, message: message))
  }

  /// Reports that the field `selector` does not select the pods of the template,
  /// unless the template's labels have a problem of their own.
  mutating func reportMismatch() {
    let labels = ["template", "metadata", "labels"].reduce(into: path) { $0.append(.field($1)) }
    guard !issues.contains(where: { $0.path.components.starts(with: labels.components) }) else {
      return
    }
    report("selector", "does not match the labels of the template")
    issues[issues.count - 1].other = labels
  }

  /// Reports `message` of the field `name` unless `condition` holds.
  public mutating func check(
    _ condition: Bool, _ name: String, _ message: @autoclosure () -> String
  ) {
    if !condition { report(name, message()) }
  }

  /// Requires a text in the field `name`.
  public mutating func require(_ text: String, _ name: String) {
    if text.isEmpty { report(name, "required") }
  }

  /// Reports what a value's own grammar says of it.
  public mutating func check(_ problem: ValueError?, _ name: String) {
    if let problem { report(name, problem.message) }
  }

  /// Holds a number to a range.
  public mutating func check<Number: BinaryInteger>(
    _ number: Number, in range: ClosedRange<Number>, _ name: String
  ) {
    if !range.contains(number) {
      report(name, "expected \(range.lowerBound) to \(range.upperBound), found \(number)")
    }
  }

  /// Forbids negative numbers.
  public mutating func checkNotNegative<Number: BinaryInteger>(_ number: Number?, _ name: String) {
    if let number, number < 0 { report(name, "expected 0 or more, found \(number)") }
  }

  /// Forbids equal names in a list; `what` says what is named.
  public mutating func checkUnique(_ names: [String], in list: String, key: String, what: String) {
    var seen: Set<String> = []
    for (index, name) in names.enumerated() where !name.isEmpty && !seen.insert(name).inserted {
      at(list) { validator in
        validator.path.append(.index(index))
        validator.report(key, "another \(what) is called \(name.excerpt) too")
        validator.path.removeLast()
      }
    }
  }
}
