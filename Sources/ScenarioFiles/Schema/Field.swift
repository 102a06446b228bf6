/// One key of a mapping in a scenario: its name, what it means, and how it is read.
///
/// The tables of fields are the schema: reading, suggestions and the reference page come from them.
struct Field<Target>: Sendable {
  let name: String
  /// What the value looks like.
  let form: String
  /// What the value means, in one sentence.
  let documentation: String
  /// Whether the mapping means nothing without it.
  var isRequired = false
  /// Reads the value at which the reader stands.
  let read: @Sendable (inout Target, inout SchemaReader) -> Void

  init(
    _ name: String, _ form: String, _ documentation: String,
    read: @escaping @Sendable (inout Target, inout SchemaReader) -> Void
  ) {
    self.name = name
    self.form = form
    self.documentation = documentation
    self.read = read
  }

  /// The same key, which must be there.
  var required: Self {
    var field = self
    field.isRequired = true
    return field
  }
}

/// A mapping of a scenario that is read field by field.
protocol SchemaMapping {
  /// The mapping when no key is given.
  init()
  /// Its keys, in the order of the reference.
  static var fields: [Field<Self>] { get }
  /// Reports what is wrong with the keys together, once each is right by itself; nothing unless
  /// said otherwise.
  func check(_ reader: inout SchemaReader)
}

extension SchemaMapping {
  func check(_ reader: inout SchemaReader) {}
}
