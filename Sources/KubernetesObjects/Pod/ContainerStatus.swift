/// What a container does.
public enum ContainerState: Hashable, Sendable {
  /// It has not started, or waits to be started again.
  case waiting(reason: String, message: String)
  case running(startedAt: Timestamp?)
  /// It has ended.
  case terminated(ContainerStateTerminated)
}

extension ContainerState: FieldDecodable {
  /// Reads the one member that tells the state; an empty mapping means waiting.
  public static func decode(from decoder: inout ObjectDecoder) -> ContainerState? {
    var state = ContainerState.waiting(reason: "", message: "")
    let isMapping = decoder.readMembers { name, decoder in
      if decoder.node.isNull { return }
      switch name {
      case "waiting": state = decodeWaiting(from: &decoder)
      case "running": state = decodeRunning(from: &decoder)
      case "terminated":
        var terminated = ContainerStateTerminated()
        decoder.read(&terminated)
        state = .terminated(terminated)
      default: decoder.skipUnknownField()
      }
    }
    return isMapping ? state : nil
  }

  private static func decodeWaiting(from decoder: inout ObjectDecoder) -> ContainerState {
    var reason = ""
    var message = ""
    decoder.readMembers { name, decoder in
      switch name {
      case "reason": decoder.read(&reason)
      case "message": decoder.read(&message)
      default: decoder.skipUnknownField()
      }
    }
    return .waiting(reason: reason, message: message)
  }

  private static func decodeRunning(from decoder: inout ObjectDecoder) -> ContainerState {
    var startedAt: Timestamp?
    decoder.readMembers { name, decoder in
      name == "startedAt" ? decoder.read(&startedAt) : decoder.skipUnknownField()
    }
    return .running(startedAt: startedAt)
  }
}

/// How a container ended.
public struct ContainerStateTerminated: Hashable, Sendable {
  /// The program's exit code; 0 means well.
  public var exitCode: Int32 = 0
  /// Why, in one word, such as `OOMKilled`.
  public var reason = ""
  /// Why, for people.
  public var message = ""
  /// When it started.
  public var startedAt: Timestamp?
  /// When it ended.
  public var finishedAt: Timestamp?

  /// An end with exit code 0.
  public init() {}
}

extension ContainerStateTerminated: ObjectDecodable {
  /// Reads one field of the state.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "exitCode": decoder.read(&exitCode)
    case "reason": decoder.read(&reason)
    case "message": decoder.read(&message)
    case "startedAt": decoder.read(&startedAt)
    case "finishedAt": decoder.read(&finishedAt)
    case "containerID", "signal": break
    default: decoder.skipUnknownField()
    }
  }
}

/// What was observed of one container.
public struct ContainerStatus: Hashable, Sendable {
  /// The container's name.
  public var name = ""
  /// The image that it runs.
  public var image = ""
  /// Whether its readiness probe succeeds.
  public var ready = false
  /// Whether its startup probe has succeeded; nil before anybody looked.
  public var started: Bool?
  /// How often it was started again.
  public var restartCount: Int32 = 0
  /// What it does.
  public var state = ContainerState.waiting(reason: "", message: "")
  /// How it ended the time before.
  public var lastState: ContainerState?

  /// A container that waits.
  public init() {}
}

extension ContainerStatus: ObjectDecodable {
  /// Reads one field of the status.
  public mutating func decodeField(_ name: String, from decoder: inout ObjectDecoder) {
    switch name {
    case "name": decoder.read(&self.name)
    case "image": decoder.read(&image)
    case "ready": decoder.read(&ready)
    case "started": decoder.read(&started)
    case "restartCount": decoder.read(&restartCount)
    case "state": decoder.read(&state)
    case "lastState": decoder.read(&lastState)
    case "allocatedResources", "allocatedResourcesStatus", "containerID", "imageID",
      "resources", "stopSignal", "user", "volumeMounts":
      break
    default: decoder.skipUnknownField()
    }
  }
}
