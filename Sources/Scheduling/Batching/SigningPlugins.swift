import ClusterState
import KubernetesObjects

// What each plugin reads of a pod. Source: `SignPod` of the plugins, Kubernetes 1.35. The node that
// a pod names is no part of its template; `OpportunisticBatch` compares it.

extension NodeName: SigningPlugin {
  func sign(_ pod: PodRequirements, _ signature: inout PodSignature) -> Bool { true }
}

extension NodeUnschedulable: SigningPlugin {
  func sign(_ pod: PodRequirements, _ signature: inout PodSignature) -> Bool {
    signature.tolerations = pod.template.pod.spec.tolerationsInOrder
    return true
  }
}

extension TaintToleration: SigningPlugin {
  func sign(_ pod: PodRequirements, _ signature: inout PodSignature) -> Bool {
    signature.tolerations = pod.template.pod.spec.tolerationsInOrder
    return true
  }
}

extension NodeAffinity: SigningPlugin {
  func sign(_ pod: PodRequirements, _ signature: inout PodSignature) -> Bool {
    signature.nodeSelector = pod.template.pod.spec.nodeSelector
    signature.nodeAffinity = pod.template.pod.spec.affinity?.nodeAffinity
    return true
  }
}

extension NodePorts: SigningPlugin {
  func sign(_ pod: PodRequirements, _ signature: inout PodSignature) -> Bool {
    signature.hostPorts = Set(pod.template.hostPorts.map(\.port)).sorted()
    return true
  }
}

extension NodeResourcesFit: SigningPlugin {
  func sign(_ pod: PodRequirements, _ signature: inout PodSignature) -> Bool {
    signature.requests = pod.requests.effective
    return true
  }
}

extension NodeResourcesBalancedAllocation: SigningPlugin {
  func sign(_ pod: PodRequirements, _ signature: inout PodSignature) -> Bool {
    signature.requests = pod.requests.effective
    return true
  }
}

extension VolumeRestrictions: SigningPlugin {
  func sign(_ pod: PodRequirements, _ signature: inout PodSignature) -> Bool {
    signature.volumes = pod.template.pod.spec.volumeCounts
    return true
  }
}

extension NodeVolumeLimits: SigningPlugin {
  func sign(_ pod: PodRequirements, _ signature: inout PodSignature) -> Bool {
    signature.volumes = pod.template.pod.spec.volumeCounts
    return true
  }
}

extension VolumeBinding: SigningPlugin {
  func sign(_ pod: PodRequirements, _ signature: inout PodSignature) -> Bool {
    signature.volumes = pod.template.pod.spec.volumeCounts
    return true
  }
}

extension VolumeBindingScore: SigningPlugin {
  func sign(_ pod: PodRequirements, _ signature: inout PodSignature) -> Bool {
    signature.volumes = pod.template.pod.spec.volumeCounts
    return true
  }
}

extension VolumeZone: SigningPlugin {
  func sign(_ pod: PodRequirements, _ signature: inout PodSignature) -> Bool {
    signature.volumes = pod.template.pod.spec.volumeCounts
    return true
  }
}

extension PodTopologySpread: SigningPlugin {
  func sign(_ pod: PodRequirements, _ signature: inout PodSignature) -> Bool {
    pod.spreadConstraints.isEmpty && !hasDefaults
  }
}

extension PodTopologySpreadScore: SigningPlugin {
  func sign(_ pod: PodRequirements, _ signature: inout PodSignature) -> Bool {
    pod.spreadConstraints.isEmpty && !hasDefaults
  }
}

extension InterPodAffinity: SigningPlugin {
  func sign(_ pod: PodRequirements, _ signature: inout PodSignature) -> Bool {
    signature.labels = pod.template.labels
    let affinity = pod.template.pod.spec.affinity
    return affinity?.podAffinity == nil && affinity?.podAntiAffinity == nil
  }
}

extension InterPodAffinityScore: SigningPlugin {
  func sign(_ pod: PodRequirements, _ signature: inout PodSignature) -> Bool {
    InterPodAffinity().sign(pod, &signature)
  }
}

extension DynamicResources: SigningPlugin {
  func sign(_ pod: PodRequirements, _ signature: inout PodSignature) -> Bool {
    pod.template.pod.spec.resourceClaims.isEmpty
  }
}

extension NodeDeclaredFeatures: SigningPlugin {
  func sign(_ pod: PodRequirements, _ signature: inout PodSignature) -> Bool {
    signature.features = pod.neededFeatures
    return true
  }
}

extension ImageLocality: SigningPlugin {
  func sign(_ pod: PodRequirements, _ signature: inout PodSignature) -> Bool {
    signature.images = pod.images.sorted()
    return true
  }
}

extension GPUShare: SigningPlugin {
  func sign(_ pod: PodRequirements, _ signature: inout PodSignature) -> Bool {
    signature.devices = pod.template.devices
    return true
  }
}

extension GPUPacking: SigningPlugin {}

extension RandomDevices: SigningPlugin {
  func sign(_ pod: PodRequirements, _ signature: inout PodSignature) -> Bool {
    signature.devices = pod.template.devices
    return true
  }
}

extension BestFit: SigningPlugin {
  func sign(_ pod: PodRequirements, _ signature: inout PodSignature) -> Bool {
    signature.requests = pod.requests.effective
    signature.devices = pod.template.devices
    return true
  }
}

extension DotProduct: SigningPlugin {
  func sign(_ pod: PodRequirements, _ signature: inout PodSignature) -> Bool {
    signature.requests = pod.requests.effective
    signature.devices = pod.template.devices
    return true
  }
}

extension GPUClustering: SigningPlugin {}

extension GPUPackingATC23: SigningPlugin {}

extension FragmentationGradient: SigningPlugin {
  func sign(_ pod: PodRequirements, _ signature: inout PodSignature) -> Bool {
    signature.requests = pod.requests.effective
    signature.devices = pod.template.devices
    return true
  }
}

extension PodSpec {
  fileprivate var tolerationsInOrder: [Toleration] {
    func key(_ toleration: Toleration) -> [String] {
      [
        toleration.key, toleration.value, toleration.operation.text,
        toleration.effect?.rawValue ?? "",
      ]
    }
    return tolerations.sorted { a, b in key(a).lexicographicallyPrecedes(key(b)) }
  }

  /// The volumes that can matter to a placement, without their names.
  fileprivate var volumeCounts: [VolumeSource: Int] {
    var counts: [VolumeSource: Int] = [:]
    for volume in volumes {
      switch volume.source {
      case .configMap, .secret: break
      default: counts[volume.source, default: 0] += 1
      }
    }
    return counts
  }
}
