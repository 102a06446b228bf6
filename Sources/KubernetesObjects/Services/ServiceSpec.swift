/// How a service is reached.
public enum ServiceType: String, Sendable, EnumerationDecodable {
  /// From inside the cluster.
  case clusterIP = "ClusterIP"
  /// Also by a port of every node.
  case nodePort = "NodePort"
  /// Also by a balancer outside.
  case loadBalancer = "LoadBalancer"
  /// It is an alias of a name outside and has no endpoints.
  case externalName = "ExternalName"
}

/// Whether a client's connections go to one endpoint.
public enum SessionAffinity: String, Sendable, EnumerationDecodable {
  /// Each connection is placed on its own.
  case none = "None"
  /// Connections from one address stay together.
  case clientIP = "ClientIP"
}

/// Whether traffic stays on the node at which it arrived.
public enum ServiceTrafficPolicy: String, Sendable, EnumerationDecodable {
  /// It goes to any endpoint.
  case cluster = "Cluster"
  /// It goes only to endpoints of the node.
  case local = "Local"
}

/// What a service wants.
public struct ServiceSpec: Hashable, Sendable {
  /// How it is reached.
  public var type = ServiceType.clusterIP
  /// The labels of its pods; empty when somebody else manages its endpoints.
  public var selector = Labels()
  public var ports: [ServicePort] = []
  /// Its address; `None` for a headless service, empty until given.
  public var clusterIP = ""
  /// The name outside for which it stands.
  public var externalName = ""
  /// Whether a client's connections go to one endpoint.
  public var sessionAffinity = SessionAffinity.none
  /// The seconds without a connection after which a client may be placed anew.
  public var sessionAffinityTimeoutSeconds: Int32 = 10_800
  /// Where traffic from outside may go.
  public var externalTrafficPolicy = ServiceTrafficPolicy.cluster
  /// Where traffic from inside may go.
  public var internalTrafficPolicy = ServiceTrafficPolicy.cluster
  /// Whether pods that are not ready count as endpoints too.
  public var publishNotReadyAddresses = false
  /// `PreferClose` and the like; empty for none.
  public var trafficDistribution = ""

  /// A service without ports.
  public init() {}

  /// Whether it has no address of its own.
  public var isHeadless: Bool { clusterIP == "None" }
}

extension ServiceSpec: ObjectDecodable {
  /// Reads one field of the specification.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "type": decoder.read(&type)
    case "selector": decoder.read(&selector)
    case "ports": decoder.read(&ports)
    case "clusterIP", "portalIP": decoder.read(&clusterIP)
    case "externalName": decoder.read(&externalName)
    case "sessionAffinity": decoder.read(&sessionAffinity)
    case "sessionAffinityConfig": decodeSessionAffinityConfig(from: &decoder)
    case "externalTrafficPolicy": decoder.read(&externalTrafficPolicy)
    case "internalTrafficPolicy": decoder.read(&internalTrafficPolicy)
    case "publishNotReadyAddresses": decoder.read(&publishNotReadyAddresses)
    case "trafficDistribution": decoder.read(&trafficDistribution)
    case "allocateLoadBalancerNodePorts", "clusterIPs", "createExternalLoadBalancer",
      "deprecatedPublicIPs", "externalIPs", "healthCheckNodePort", "ipFamilies", "ipFamily",
      "ipFamilyPolicy", "loadBalancerClass", "loadBalancerIP", "loadBalancerSourceRanges",
      "topologyKeys":
      decoder.skipUnusedField()
    default: decoder.skipUnknownField()
    }
  }

  private mutating func decodeSessionAffinityConfig(from decoder: inout ObjectDecoder) {
    if decoder.node.isNull { return }
    var seconds = sessionAffinityTimeoutSeconds
    decoder.readMembers { name, decoder in
      guard name == "clientIP" else { return decoder.skipUnknownField() }
      if decoder.node.isNull { return }
      decoder.readMembers { name, decoder in
        name == "timeoutSeconds" ? decoder.read(&seconds) : decoder.skipUnknownField()
      }
    }
    sessionAffinityTimeoutSeconds = seconds
  }
}

/// A port of a service.
public struct ServicePort: Hashable, Sendable {
  /// The port's name; may be empty if it is the only one.
  public var name = ""
  /// The port on which the service listens.
  public var port: Int32 = 0
  /// The pods' port by number or name; nil until defaulted to `port`.
  public var targetPort: IntOrString?
  /// The port on every node; 0 for none or not yet given.
  public var nodePort: Int32 = 0
  public var transportProtocol = TransportProtocol.tcp

  /// A port of number 0.
  public init() {}
}

extension ServicePort: ObjectDecodable {
  /// Reads one field of the port.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "name": decoder.read(&self.name)
    case "port": decoder.read(&port)
    case "targetPort": decoder.read(&targetPort)
    case "nodePort": decoder.read(&nodePort)
    case "protocol": decoder.read(&transportProtocol)
    case "appProtocol": decoder.skipUnusedField()
    default: decoder.skipUnknownField()
    }
  }
}
