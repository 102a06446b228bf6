import KubernetesObjects
import Scheduling
import StructuredText

/// One question to a queueing hint: whether an event may help a pod that a plugin turned down.
struct HintCase {
  /// An object before and after the event.
  enum Change {
    case pod(Pod?, Pod?)
    case node(Node?, Node?)
    case persistentVolume(PersistentVolume?, PersistentVolume?)
    case persistentVolumeClaim(PersistentVolumeClaim?, PersistentVolumeClaim?)
    case storageClass(StorageClass?, StorageClass?)
    case csiNode(CSINode?, CSINode?)
    case csiDriver(CSIDriver?, CSIDriver?)
    case csiStorageCapacity(CSIStorageCapacity?, CSIStorageCapacity?)
    case volumeAttachment(VolumeAttachment?, VolumeAttachment?)
    case resourceClaim(ResourceClaim?, ResourceClaim?)
    /// Devices or a class of devices, of which nothing is read.
    case devices
  }

  /// What names the case in the answer.
  let id: String
  /// The plugin that is asked.
  let plugin: String
  /// The kind of the object that changed.
  let resource: ClusterResource
  /// What happened to it.
  let action: ClusterActions
  /// The pod that waits.
  let pod: Pod
  let change: Change
}

extension HintCase: FieldDecodable {
  /// The members that do not depend on others, as far as they were readable.
  private struct Members {
    var id = ""
    var plugin: String?
    var event = Event()
    var pod: Pod?
  }

  private struct Event {
    var resource: ClusterResource?
    var action: ClusterActions?
  }

  /// Reads a case; its `answer` and whether the event is `registered` are not heeded.
  static func decode(from decoder: inout ObjectDecoder) -> HintCase? {
    var members = Members()
    let isMapping = decoder.readMembers { name, decoder in
      switch name {
      case "id": decoder.read(&members.id)
      case "plugin": decoder.read(&members.plugin)
      case "event": members.event = event(from: &decoder)
      case "pod": decoder.read(&members.pod)
      case "old", "new", "registered", "answer": break
      default:
        decoder.report("unknown field; expected id, plugin, event, pod, old or new")
      }
    }
    guard isMapping else { return nil }
    if members.plugin == nil { decoder.report("plugin: required") }
    if members.pod == nil { decoder.report("pod: required, the pod that waits") }
    if decoder.node["event"] == nil { decoder.report("event: required") }
    guard let plugin = members.plugin, let pod = members.pod,
      let resource = members.event.resource, let action = members.event.action
    else { return nil }
    return HintCase(
      id: members.id, plugin: plugin, resource: resource, action: action, pod: pod,
      change: change(of: resource, from: &decoder))
  }

  private static func event(from decoder: inout ObjectDecoder) -> Event {
    var event = Event()
    var (resource, action): (String?, String?)
    decoder.readMembers { name, decoder in
      switch name {
      case "resource":
        decoder.read(&resource)
        // Events are about pods that have a node or have none.
        event.resource = resource.flatMap { ClusterResource(name: $0) }.flatMap {
          $0 == .pod ? nil : $0
        }
        if event.resource == nil, let resource {
          let names = ClusterResource.allCases.filter { $0 != .pod }.map(\.name)
          decoder.reportUnknown(resource, among: names)
        }
      case "action":
        decoder.read(&action)
        event.action = action.flatMap { ClusterActions(eventName: $0) }
        if event.action == nil, let action {
          decoder.reportUnknown(action, among: ClusterActions.eventNames)
        }
      default: decoder.report("unknown field; expected resource or action")
      }
    }
    if decoder.node.kind == .mapping, resource == nil || action == nil {
      decoder.report("resource and action are required")
    }
    return event
  }

  private static func change(
    of resource: ClusterResource, from decoder: inout ObjectDecoder
  ) -> Change {
    func objects<Object: FieldDecodable>(_ decoder: inout ObjectDecoder) -> (Object?, Object?) {
      var (old, new): (Object?, Object?)
      decoder.readMembers { name, decoder in
        if name == "old" { decoder.read(&old) }
        if name == "new" { decoder.read(&new) }
      }
      if old == nil && new == nil { decoder.report("old or new: one at least is required") }
      return (old, new)
    }
    func pair<Object: FieldDecodable>(
      _ make: (Object?, Object?) -> Change, _ decoder: inout ObjectDecoder
    ) -> Change {
      let (old, new): (Object?, Object?) = objects(&decoder)
      return make(old, new)
    }
    switch resource {
    case .pod, .assignedPod, .unschedulablePod: return pair(Change.pod, &decoder)
    case .node: return pair(Change.node, &decoder)
    case .persistentVolume: return pair(Change.persistentVolume, &decoder)
    case .persistentVolumeClaim: return pair(Change.persistentVolumeClaim, &decoder)
    case .storageClass: return pair(Change.storageClass, &decoder)
    case .csiNode: return pair(Change.csiNode, &decoder)
    case .csiDriver: return pair(Change.csiDriver, &decoder)
    case .csiStorageCapacity: return pair(Change.csiStorageCapacity, &decoder)
    case .volumeAttachment: return pair(Change.volumeAttachment, &decoder)
    case .resourceClaim: return pair(Change.resourceClaim, &decoder)
    case .deviceClass, .resourceSlice: return .devices
    }
  }
}

extension ObjectDecoder {
  /// Reports that the current word is none of `words`.
  fileprivate mutating func reportUnknown(_ word: String, among words: [String]) {
    report(
      expected: Spelling.alternatives(words), suggestion: Spelling.nearest(to: word, among: words))
  }
}
