import KubernetesObjects
import Scheduling

extension Admission {
  /// A field that the API server drops without a word, as its feature gate is off.
  struct DisabledField {
    let path: String
    let gate: FeatureGate
    let drop: @Sendable (inout any APIObject) -> Void
  }

  /// The fields of `object` that would be dropped, in order.
  ///
  /// Source: `dropDisabledFields` of the strategies of stateful sets and of autoscalers, Kubernetes
  /// 1.36.
  func disabledFields(of object: any APIObject) -> [DisabledField] {
    guard profile == .modern, !isRecorded else { return [] }
    var fields: [DisabledField] = []
    if let set = object as? StatefulSet, set.spec.updateStrategy.maxUnavailable != nil,
      !rules.has(.maxUnavailableOfStatefulSets)
    {
      fields.append(
        DisabledField(
          path: "spec.updateStrategy.rollingUpdate.maxUnavailable", gate: .maxUnavailableStatefulSet
        ) { object in
          guard var set = object as? StatefulSet else { return }
          set.spec.updateStrategy.maxUnavailable = nil
          object = set
        })
    }
    guard let autoscaler = object as? HorizontalPodAutoscaler,
      !rules.has(.ownTolerancesOfAutoscalers)
    else { return fields }
    let sides:
      [(
        name: String,
        rules: WritableKeyPath<HorizontalPodAutoscalerSpec, HPAScalingRules?> & Sendable
      )] = [
        ("scaleUp", \.scaleUp), ("scaleDown", \.scaleDown),
      ]
    for side in sides where autoscaler.spec[keyPath: side.rules]?.tolerance != nil {
      fields.append(
        DisabledField(
          path: "spec.behavior.\(side.name).tolerance", gate: .hpaConfigurableTolerance
        ) { object in
          guard var autoscaler = object as? HorizontalPodAutoscaler else { return }
          autoscaler.spec[keyPath: side.rules]?.tolerance = nil
          object = autoscaler
        })
    }
    return fields
  }
}
