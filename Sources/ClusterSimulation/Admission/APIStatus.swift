import KubernetesObjects

/// Why the API server did not do what it was asked for.
package struct APIStatus: Error, Hashable, Sendable {
  /// The reasons that can be found here, named as in the API.
  package enum Reason: String, Sendable {
    case forbidden = "Forbidden"
    case notFound = "NotFound"
    case alreadyExists = "AlreadyExists"
    case conflict = "Conflict"
    case invalid = "Invalid"
    case tooManyRequests = "TooManyRequests"
    case internalError = "InternalError"
    /// What the client refuses by itself, and never asks for.
    case client = "ClientError"
  }

  package let reason: Reason
  /// The answer's text, as kubectl prints it.
  package let message: String
  /// Whether whatever is to be created there will be refused, since the namespace is being emptied.
  package var isForGood = false

  /// The HTTP status; zero where nothing was asked.
  ///
  /// Source: `k8s.io/apimachinery/pkg/api/errors`, Kubernetes 1.34.
  package var code: Int {
    switch reason {
    case .forbidden: 403
    case .notFound: 404
    case .alreadyExists, .conflict: 409
    case .invalid: 422
    case .tooManyRequests: 429
    case .internalError: 500
    case .client: 0
    }
  }

  /// An object that would exceed a quota, or that a quota wants to say more.
  static func forbidden(_ resource: String, _ name: String, _ cause: String) -> APIStatus {
    APIStatus(reason: .forbidden, message: "\(resource) \"\(name)\" is forbidden: \(cause)")
  }

  /// An object with a field that may not be what it is, or may not change.
  static func invalid(
    _ kind: String, _ name: String, field: String, _ cause: String
  ) -> APIStatus {
    APIStatus(reason: .invalid, message: "\(kind) \"\(name)\" is invalid: \(field): \(cause)")
  }

  /// An object that is not there.
  static func notFound(_ object: RefusedRequest.ObjectName) -> APIStatus {
    let resource = APIObjectRegistry.kind(named: object.kind)?.resource ?? object.kind
    return APIStatus(reason: .notFound, message: "\(resource) \"\(object.name)\" not found")
  }

  /// A selector or a pattern that nothing matches: kubectl asks for nothing.
  static func nothingFound(_ object: RefusedRequest.ObjectName) -> APIStatus {
    let resource = APIObjectRegistry.kind(named: object.kind)?.resource ?? object.kind
    let place = object.namespace.isEmpty ? "" : " in \(object.namespace) namespace"
    return APIStatus(
      reason: .client, message: "No resources found\(place): no \(resource) match \(object.name)")
  }

  /// An object that is there already.
  static func alreadyExists(_ resource: String, _ name: String) -> APIStatus {
    APIStatus(reason: .alreadyExists, message: "\(resource) \"\(name)\" already exists")
  }
}
