import ClusterState
import KubernetesObjects

extension World {
  /// Creates or updates a deployment configuration.
  mutating func apply(_ config: DeploymentConfig) {
    var pod = Pod(metadata: config.spec.template.metadata, spec: config.spec.template.spec)
    pod.metadata.namespace = config.metadata.namespace
    let detail = DeploymentConfigDetail(config.spec)
    apply(
      config, .deploymentConfig, LabelSelector(matching: detail.selector), pod,
      replicas: config.spec.replicas, minReadySeconds: config.spec.minReadySeconds,
      detail: .deploymentConfig(detail))
  }
}
