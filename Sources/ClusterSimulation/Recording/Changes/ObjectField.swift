import KubernetesObjects

/// A field of an object, as a line of the change log names it.
package struct ObjectField: Hashable, Sendable {
  /// What the value of a field can be.
  package indirect enum Value: Hashable, Sendable {
    /// The field is gone.
    case gone
    /// A truth.
    case flag(Bool)
    /// A whole number.
    case number(Int64)
    /// A text.
    case text(String)
    /// Fields within the field, such as labels.
    case fields([ObjectField])
  }

  /// The field's name, such as `cond.Ready` or `st.replicas`.
  package let name: String
  /// What it holds.
  package var value: Value

  /// The field `name` with `value`.
  package init(_ name: String, _ value: Value) {
    self.name = name
    self.value = value
  }
}

/// What is told of one object at one instant.
struct ObjectDescription {
  /// The API's word.
  var kind: String
  /// The namespace; empty for kinds that live in none.
  var namespace = ""
  /// The object's name.
  var name: String
  /// Whether the object is there: a kind can tell of less than its table holds.
  var isPresent: Bool
  /// Its fields; one that has no value is left out.
  var fields: [ObjectField] = []

  mutating func add(_ name: String, _ text: String) {
    if !text.isEmpty { fields.append(ObjectField(name, .text(text))) }
  }

  mutating func add(_ name: String, _ number: some BinaryInteger) {
    fields.append(ObjectField(name, .number(Int64(clamping: number))))
  }

  mutating func add(_ name: String, _ flag: Bool) {
    if flag { fields.append(ObjectField(name, .flag(true))) }
  }

  mutating func add(_ name: String, _ labels: Labels) {
    add(name, labels.entries.map { ObjectField($0.key, .text($0.value)) })
  }

  mutating func add(_ name: String, _ resources: ResourceList) {
    add(
      name,
      resources.entries.map { ObjectField($0.name.rawValue, .text($0.quantity.description)) })
  }

  mutating func add(_ name: String, _ parts: [ObjectField]) {
    if !parts.isEmpty { fields.append(ObjectField(name, .fields(parts))) }
  }
}
