/// Writes the pod's node to the API server (extension point Bind).
///
/// The write itself is the simulation's, after its latency; here is only the name, which
/// configurations may use.
public struct DefaultBinder: SchedulingPlugin {
  /// The name in configurations.
  public static let name = "DefaultBinder"

  /// The plugin; it has no settings.
  public init() {}
}
