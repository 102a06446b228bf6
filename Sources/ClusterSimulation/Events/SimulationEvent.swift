import ClusterState
import Controllers
import NodeAgents

/// Something that happens in the cluster at an instant of simulated time.
public enum SimulationEvent: Sendable {
  /// An entry of the timeline.
  case timelineDue(Int32)
  /// A recorded arrival.
  case arrivalDue(Int32)
  /// The next pod of a generator.
  case generatorDue(Int32)
  /// A stochastic fault strikes a node.
  case faultDue(Int32, NodeID)
  /// A node is repaired after a stochastic fault.
  case repairDue(Int32, NodeID)
  /// A component's watch delivers what was written.
  case watchDelivered(Watcher)
  /// A kubelet's own event.
  case kubelet(KubeletEvent)
  /// A controller's timer.
  case controllerTimerDue(controller: UInt8, ControllerTimer)
  /// A controller's write reaches the API server.
  case controllerWriteArrived(Int32)
  /// The scheduler's own event.
  case scheduling(SchedulingEvent)
  /// The next step of a rolling update.
  case rollingUpdateDue(Int32)
  /// The next try of a drain.
  case drainDue(NodeID)
  /// The reports' samples are due.
  case sampleDue
}

extension SimulationEvent {
  /// The event in a person's words, such as `kubelet(podSeen(12))`: without the names of types.
  var text: String {
    var text = ""
    var word = ""
    for letter in String(describing: self) {
      if letter == ".", word.first?.isUppercase == true {
        word = ""
      } else if letter.isLetter || letter.isNumber {
        word.append(letter)
      } else {
        text += word + String(letter)
        word = ""
      }
    }
    return text + word
  }
}

/// Something that happens to the scheduler.
public enum SchedulingEvent: Sendable {
  /// The cycle of a pod ends: its decision takes effect.
  case cycleEnded(PodID, NodeID)
  /// The binding of a pod reaches the API server.
  case bindingDue(PodID, NodeID)
  /// The pause after a failed attempt is over, where pods wait first come, first served.
  case backOffOver(PodID)
  /// The scheduling queue looks at the pods that back off.
  case backoffFlushDue
  /// The scheduling queue looks at the pods that have been unschedulable for long.
  case unschedulableFlushDue
  /// The deletion of a victim, on a node where room is made for a pod, reaches the API server.
  case evictionDue(PodID, NodeID, preemptor: PodID)
  /// The other victims' deletions have been asked for: the last one's turn.
  case lastEvictionDue(PodID, NodeID, preemptor: PodID)
  /// A pod's `status.nominatedNodeName` is written; `absent` clears it.
  case nominationDue(PodID, NodeID)
}

/// A component that watches the API server.
public enum Watcher: UInt8, CaseIterable, Sendable {
  /// The scheduler.
  case scheduler
  /// The controllers, which share their watches.
  case controllers
  /// All kubelets, each of which sees the pods of its node.
  case kubelets
}
