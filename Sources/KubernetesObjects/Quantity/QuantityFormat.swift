/// The family of suffixes in which a quantity is written.
///
/// Source: `k8s.io/apimachinery/pkg/api/resource` v0.34, `Format`.
public enum QuantityFormat: String, Hashable, Sendable {
  /// Powers of 1000: `n u m "" k M G T P E`.
  case decimalSI = "DecimalSI"
  /// Powers of 1024: `Ki Mi Gi Ti Pi Ei`.
  case binarySI = "BinarySI"
  /// An exponent of ten that is a multiple of three: `e3`, `e6`.
  case decimalExponent = "DecimalExponent"
}
