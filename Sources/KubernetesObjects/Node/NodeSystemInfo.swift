/// A node's hardware and software.
public struct NodeSystemInfo: Hashable, Sendable {
  /// The processor's architecture, such as `amd64`.
  public var architecture = ""
  /// The operating system, such as `linux`.
  public var operatingSystem = ""
  /// The version of the kubelet.
  public var kubeletVersion = ""

  /// An unknown machine.
  public init() {}
}

extension NodeSystemInfo: ObjectDecodable {
  /// Reads one field of the information.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "architecture": decoder.read(&architecture)
    case "operatingSystem": decoder.read(&operatingSystem)
    case "kubeletVersion": decoder.read(&kubeletVersion)
    case "bootID", "containerRuntimeVersion", "kernelVersion", "kubeProxyVersion", "machineID",
      "osImage", "runningInUserNamespace", "swap", "systemUUID":
      break
    default: decoder.skipUnknownField()
    }
  }
}
