import ClusterState
import Controllers
import NodeAgents

/// Something that happens in the cluster at an instant of simulated time.
package enum SimulationEvent: Sendable {
  /// The timeline's own event.
  case timeline(TimelineEvent)
  /// A pod of a trace or of a generator.
  case arrival(ArrivalEvent)
  /// A stochastic fault.
  case fault(FaultEvent)
  /// A component's watch delivers what was written.
  case watchDelivered(Watcher)
  /// A kubelet's own event.
  case kubelet(KubeletEvent)
  /// A controller's own event.
  case controller(ControllerEvent)
  /// The scheduler's own event.
  case scheduling(SchedulingEvent)
  /// The metrics server's own event.
  case metrics(MetricsEvent)
  /// A component that was started again comes to lead: in which of its lives.
  case leaseAcquired(ControlPlaneComponent, generation: UInt16)
  /// What a pod uses changes by itself.
  case useChanges(PodID)
  /// The scheduler's recorder looks for series of events that are over.
  case eventSeriesDue
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

/// Something that the timeline has to do.
package enum TimelineEvent: Sendable {
  /// An entry.
  case entryDue(Int32)
  /// The next step of a rolling update.
  case rollingUpdateDue(Int32)
  /// The eviction of a pod is asked for once more.
  case evictionDue(Int32)
}

/// Something that happens to a controller; controllers are told apart by their place in the
/// manager.
package enum ControllerEvent: Sendable {
  /// A timer, of the process that was running when it was set.
  case timerDue(controller: UInt8, process: UInt16, ControllerTimer)
  /// A write reaches the API server: where the manager keeps it.
  case writeArrived(Int32)
}

/// A pod comes that no controller has made.
package enum ArrivalEvent: Sendable {
  /// A recorded arrival.
  case recorded(Int32)
  /// The next pod of a generator.
  case generated(Int32)
}

/// Something that a stochastic fault does to a node.
package enum FaultEvent: Sendable {
  /// The fault strikes.
  case struck(Int32, NodeID)
  /// The node is repaired.
  case repaired(Int32, NodeID)
}

/// Something that happens to the scheduler.
package enum SchedulingEvent: Sendable {
  /// The cycle of a pod ends: its decision takes effect.
  case cycleEnded(PodID, NodeID)
  /// The binding of a pod reaches the API server.
  case bindingDue(PodID, NodeID)
  /// What the scheduler has decided for the claims of a pod reaches the API server.
  case claimsDue(PodID, NodeID)
  /// The scheduler looks whether the claims of a pod have their volumes.
  case claimsPolled(PodID, NodeID)
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
  /// A policy outside is to be asked, when this instant is over.
  case policyDue
  /// The instant has come at which a policy wants to be asked.
  case policyWoken
  /// The time is over that a policy's answer was charged for.
  case policyAnswered
  /// The bindings of a group reach the API server: the number under which it is kept.
  case groupBindingDue(Int32)
  /// A pod's `status.nominatedNodeName` is written; `absent` clears it.
  case nominationDue(PodID, NodeID)
}

/// A component that watches the API server.
package enum Watcher: UInt8, CaseIterable, Sendable {
  /// The scheduler.
  case scheduler
  /// The controllers, which share their watches.
  case controllers
  /// All kubelets, each of which sees the pods of its node.
  case kubelets
}

/// Something that happens to the metrics APIs.
package enum MetricsEvent: Sendable {
  /// The metrics server asks the kubelets.
  case scrapeDue
  /// A controller's request arrives: where the manager keeps it.
  case requested(Int32)
}
