/// Something that an event must have preserved and has not: a mistake of ours, never the user's.
package struct InvariantViolation: Error, CustomStringConvertible {
  /// The object, what is wrong with it, and the instant.
  package let description: String
}
