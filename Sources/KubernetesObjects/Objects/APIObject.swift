/// An object of an API: what it takes for a manifest to hold one.
///
/// A new kind is one file with a type that conforms, and one line in `APIObjectRegistry`.
public protocol APIObject: ObjectDecodable, Sendable {
  /// The kind: its name, the versions of the API that have it, and what it means here.
  static var kind: ObjectKind { get }
  /// Fills in what the API server fills in for an object written in `version`.
  ///
  /// Admission (tolerations, priorities, limit ranges) is not part of it.
  mutating func applyDefaults(in version: APIVersion)
  /// Collects everything for which the API server would refuse the object, once it is defaulted.
  func validate(_ validator: inout ObjectValidator)
}

/// An object that the API server stores under a name; all but the scheduler's files are.
public protocol StoredObject: APIObject {
  /// Name, labels and owners.
  var metadata: ObjectMeta { get set }
}

/// A pod, or an object from which pods are stamped.
public protocol WorkloadObject: StoredObject {
  /// The path of the specification of its pods, such as `spec.template.spec`.
  static var podSpecPath: String { get }
  /// What its pods are stamped from.
  var podTemplate: PodTemplateSpec { get set }
  /// Whether there are to be any pods; true unless said otherwise.
  var wantsPods: Bool { get }
}

extension APIObject {
  /// Leaves the object as it is.
  public mutating func applyDefaults(in _: APIVersion) {}

  /// Fills in what the API server fills in for an object of the present version.
  public mutating func applyDefaults() { applyDefaults(in: Self.kind.presentVersion) }

  /// The object's kind.
  public var kind: ObjectKind { Self.kind }

  /// Everything for which the API server would refuse the object, once it is defaulted.
  public var validationIssues: [ValidationIssue] {
    var validator = ObjectValidator()
    validate(&validator)
    return validator.issues
  }
}

extension WorkloadObject {
  /// True.
  public var wantsPods: Bool { true }
}
