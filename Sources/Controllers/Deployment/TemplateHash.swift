import KubernetesObjects

/// The value of the label `pod-template-hash`, by which the sets of a deployment are told apart.
///
/// As in `ComputeHash` and `rand.SafeEncodeString` of Kubernetes 1.20 to 1.36 it is a 32-bit FNV-1a
/// hash whose decimal digits are written in an alphabet without vowels.
///
/// **Divergence:** Kubernetes takes the hash of the API object as Go prints it. Here it is that of
/// our own encoding of what is read, so a template has another name.
package struct TemplateHash: Hashable, Sendable, CustomStringConvertible {
  /// The number that is spelled out.
  package let number: UInt32

  /// The hash of `template`.
  ///
  /// `collisions` is the deployment's `status.collisionCount`, which tells templates of one hash
  /// apart.
  package init(of template: PodTemplateSpec, collisions: Int32? = nil) {
    var encoder = TemplateEncoder()
    encoder.encode(template)
    if let collisions { encoder.encode("collisions", Int64(collisions)) }
    number = encoder.hash
  }

  /// The label's value: a digit's byte, modulo 27, picks one of 27 characters.
  package var description: String {
    let alphabet = Array("bcdfghjklmnpqrstvwxz2456789".utf8)
    let digits = String(number).utf8
    return String(
      decoding: digits.map { alphabet[Int($0) % alphabet.count] }, as: UTF8.self)
  }
}
