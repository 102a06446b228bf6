import KubernetesObjects
import SimulationEngine

/// What a kubelet asks about one container of a template at every turn, worked out once.
public struct ContainerTraits: Hashable, Sendable {
  /// The image, as written.
  public let image: Symbol
  /// Whether the container runs before the others, sidecars included.
  public let isInit: Bool
  /// Whether the container is an init container that runs on beside those that follow it.
  public let isSidecar: Bool
  /// Whether any probe asks the container how it is.
  public let hasProbes: Bool
  /// How long the preStop hook takes; zero without one, or where nobody knows.
  public let preStop: SimulationDuration
  /// Whether a kubelet takes the image's name for one; a container of a trace has none, which no
  /// registry is asked for.
  public let hasImageName: Bool
  /// When the image is pulled; what is not said is `IfNotPresent`, as defaults have been filled in.
  public let pullPolicy: PullPolicy

  /// When the container is started again, where it says so itself and does not leave it to its pod;
  /// nil for a sidecar, which always is.
  public let ownRestarts: ContainerRestarts?

  init(_ container: Container, image: Symbol, isInit: Bool) {
    self.image = image
    self.isInit = isInit
    isSidecar = isInit && container.isSidecar
    hasProbes =
      container.readinessProbe != nil || container.livenessProbe != nil
      || container.startupProbe != nil
    preStop =
      SimulationDuration.milliseconds(1)
      .multipliedSaturating(by: container.lifecycle?.preStop?.hookMilliseconds ?? 0).bounded
    hasImageName = container.image.isEmpty || ImageName.fault(in: container.image) == nil
    pullPolicy = container.imagePullPolicy ?? .ifNotPresent
    ownRestarts = isSidecar ? nil : ContainerRestarts(container)
  }
}

extension PodSpec {
  /// The init containers and containers with their interned images, in order.
  func containerTraits(images: ContiguousArray<Symbol>) -> ContiguousArray<ContainerTraits> {
    var traits: ContiguousArray<ContainerTraits> = []
    for container in initContainers {
      traits.append(ContainerTraits(container, image: images[traits.count], isInit: true))
    }
    for container in containers {
      traits.append(ContainerTraits(container, image: images[traits.count], isInit: false))
    }
    return traits
  }
}
