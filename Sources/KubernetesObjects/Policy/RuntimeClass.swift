/// What a pod of a container runtime costs beyond its containers, and where it can run.
public struct RuntimeClass: Hashable, Sendable {
  /// The class's name.
  public var metadata = ObjectMeta()
  /// What the container runtime calls its way of running the pods.
  public var handler = ""
  /// What a pod of the class takes in addition; nil if nothing is said.
  public var overhead: ResourceList?
  /// The labels of the nodes that have the runtime.
  public var nodeSelector = Labels()
  /// The taints of those nodes that its pods bear.
  public var tolerations: [Toleration] = []

  /// A class that asks for nothing.
  public init() {}
}

extension RuntimeClass: StoredObject {
  /// Its name, its versions and what it means in a simulation.
  public static let kind = ObjectKind(
    "RuntimeClass",
    in: ["node.k8s.io/v1", "node.k8s.io/v1beta1", "node.k8s.io/v1alpha1"], isNamespaced: false,
    role: .stored)

  /// Reads one field of the class; `v1alpha1` has them below `spec`.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "metadata": decoder.read(&metadata)
    case "overhead":
      var overhead = self.overhead
      decoder.readMembers { name, decoder in
        name == "podFixed" ? decoder.read(&overhead) : decoder.skipUnknownField()
      }
      self.overhead = overhead
    case "scheduling":
      var (nodeSelector, tolerations) = (nodeSelector, tolerations)
      decoder.readMembers { name, decoder in
        switch name {
        case "nodeSelector": decoder.read(&nodeSelector)
        case "tolerations": decoder.read(&tolerations)
        default: decoder.skipUnknownField()
        }
      }
      (self.nodeSelector, self.tolerations) = (nodeSelector, tolerations)
    case "spec":
      var copy = self
      decoder.readMembers { name, decoder in
        name == "metadata" ? decoder.skipUnknownField() : copy.decodeField(name, from: &decoder)
      }
      self = copy
    case "apiVersion", "kind": break
    case "handler", "runtimeHandler": decoder.read(&handler)
    default: decoder.skipUnknownField()
    }
  }

  /// Everything for which the API server would refuse the class.
  public func validate(_ validator: inout ObjectValidator) {
    metadata.validate(.subdomain, &validator)
    validator.at("overhead") { validator in
      validator.at("podFixed") { overhead?.validate(&$0) }
    }
    validator.at("scheduling") { validator in
      validator.at("nodeSelector") { nodeSelector.validate(&$0) }
      validator.each("tolerations", tolerations) { $0.validate(&$1) }
    }
  }
}
