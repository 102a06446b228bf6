import ClusterState
import KubernetesObjects

/// A volume belongs to one claim at most: what it holds is neither shared nor lost between two.
extension World {
  func verifyClaims() throws(InvariantViolation) {
    var owners: [String: Int] = [:]
    for row in cluster.claims.indices {
      let record = cluster.claims[row]
      guard record.isPresent, record.claim.phase == .bound else { continue }
      let volume = record.claim.spec.volumeName
      if let other = owners.updateValue(row, forKey: volume) {
        let names = [other, row].map { cluster.symbols[cluster.claims[$0].name] }
        throw violation("volume \(volume)", "is bound to the claims \(names[0]) and \(names[1])")
      }
    }
  }
}
