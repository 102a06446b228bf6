import ClusterSimulation
import NodeAgents
import Scheduling
import SimulationEngine

/// The reference of scenarios, made from the tables by which they are read.
///
/// It is committed as `ScenarioReference.md` in this module's documentation; a test compares the
/// two.
package enum ScenarioReference {
  /// The page as Markdown.
  package static let text =
    introduction + keys + assignments + needs + verbs + settings

  private static let introduction = """
    # Scenario reference

    Every key of a scenario, every verb of its timeline and every setting of the control plane.

    ## Overview

    This page is made from the tables by which scenarios are read, so it cannot say anything else
    than the program does. Durations are Go's (`1h30m`, `250ms`; `d` is a day), quantities are
    Kubernetes'. An unknown key is an error with a suggestion, and so is an unknown field of a
    Kubernetes object.

    """

  private static var keys: String {
    "\n## Keys of spec\n\n" + rows(of: ScenarioDraft.specFields)
      + section("measure", MeasureDraft.fields) + section("reports", ReportsDraft.fields)
      + section("expect", ExpectationDraft.fields)
      + below("pods", PodExpectation.fields)
      + section("scheduler", SchedulerDraft.fields)
      + below("policy", PolicyCommandDraft.fields)
      + section("nodePools", NodePoolDraft.fields)
      + section("images", ImageDraft.fields) + section("behaviors", BehaviorDraft.fields)
      + below("match", BehaviorDraft.matchFields) + usage
      + section("metrics", MetricDraft.fields)
      + section("workloads", WorkloadDraft.fields) + section("traces", TraceDraft.fields)
      + section("faults", FaultDraft.fields)
  }

  private static func section<Target>(_ key: String, _ fields: [Field<Target>]) -> String {
    "\n### \(key)\n\n" + rows(of: fields)
  }

  /// How much is used, in behaviors, in loads and of metrics.
  private static var usage: String {
    SchemaReader.usageKeys.reduce(
      below("usage` of a `behavior", PodBehavior.usageFields)
        + "\nA use is a quantity, or a mapping with one of these keys:\n\n"
        + "| key | value | meaning |\n| --- | --- | --- |\n"
    ) { $0 + "| `\($1.key)` | \($1.form) | \($1.documentation) |\n" }
  }

  /// What can stand below the keys of a patch.
  private static var parts: String {
    below("metadata", PatchDraft.metadataFields) + below("spec", PatchDraft.specFields)
      + below("status", PatchDraft.statusFields)
      + below("spec.template", PatchDraft.templateFields)
      + below("spec.template.spec", PatchDraft.podFields)
      + below("spec.template.spec.containers", PatchDraft.containerFields)
      + below("spec.template.spec.containers.resources", PatchDraft.resourceFields)
  }

  private static func below<Target>(_ place: String, _ fields: [Field<Target>]) -> String {
    "\nBelow `\(place)`:\n\n" + rows(of: fields)
  }

  /// How a command line replaces values.
  private static let assignments = """

    ## Values on the command line

    `--set KEY=VALUE` puts a value, written as in YAML, where the key leads. It reaches whatever the
    scenario and the files that it includes say; `null` takes away.

    | key | what it reaches |
    | --- | --- |
    | `seed`, `spec.seed` | A key of spec. |
    | `podEvictionTimeout` | A setting of the control plane, by its name alone. |
    | `nodePools.gpu.count` | An element of a list by its name, or else by its `key`, \
    `topologyKey`, `metric` or `at`. |
    | `timeline.0.at`, `timeline[0].at` | An element by its number, from 0. |
    | `nodePools.gpu.template.metadata.labels."example.com/disk"` | A key with dots, in quotes. |
    | `workloads.web.template.spec.containers.main.image` | What stands in a template. |
    | `Deployment/web.spec.replicas` | A field of an object of the manifests, by kind and name. |
    | `configmap/shop/"app.conf".data` | The namespace between them; it can be left out. |

    A way that leads nowhere is an error with a suggestion, also where `null` would take nothing
    away. `Deployment/web=null` leaves out the object. Of one that comes at the start and again in
    the timeline, the first is changed.

    """

  /// What of the objects that pods need is there.
  private static let needs = """

    ## Config maps, secrets and service accounts

    Pods need them by name. One that a manifest or an `apply` of the timeline makes is there from
    then on, and not before. Until then a container waits for its environment, in
    `CreateContainerConfigError`, and a pod for its volumes, with `FailedMount`. A pod without its
    service account is refused. One that is named and that no file makes is taken to be there, with
    one warning. A key that an environment variable or a file of a volume takes must be there too.
    What is `optional` is not waited for.

    """

  private static var verbs: String {
    var text = """

      ## Verbs of the timeline

      An entry of `spec.timeline` has an instant and one verb: `{at: 5m, fail: {node: worker-3}}`.
      Objects are named by kind and name, or by `selector` and `kind`; nodes by `node`, `pool`,
      `zone` or `selector`.

      """
    for verb in TimelineVerb.all {
      text += "\n### \(verb.name)\n\n\(verb.documentation)\n\n"
      text += verb.fields.isEmpty ? "Its value is \(verb.form).\n" : rows(of: verb.fields)
      if verb.name == "patch" { text += parts }
      if let alternative = verb.alternative {
        text += "\n\(alternative.title)\n\n" + rows(of: alternative.fields)
      }
    }
    return text
  }

  private static var versions: String {
    KubernetesVersion.allCases.map { "`\($0)`" }.joined(separator: ", ")
  }

  private static var settings: String {
    var text = """

      ## Settings of the control plane

      Below `spec.controlPlane`, beside `profile`. The last columns are the values of the profiles.

      Profile `modern` has a `version`, by whose rules the control plane and the kubelets work: one
      of \(versions). Without one, or where it is null, it is \(KubernetesVersion.standard).
      `featureGates` maps gates to `true` or `false`, by their real names. A gate that changes
      nothing here is an error.

      \(gateTable)

      | setting | component | meaning | value | textbook | classic | modern |
      | --- | --- | --- | --- | --- | --- | --- |

      """
    let profiles = ControlPlaneSettings.Profile.allCases.map { ControlPlaneSettings(profile: $0) }
    for setting in ControlPlaneSetting.all {
      let values = profiles.map { setting.text(in: $0) }.joined(separator: " | ")
      text += "| `\(setting.name)` | \(setting.component) | \(setting.documentation) "
      text += "| \(setting.form) | \(values) |\n"
    }
    return text
  }

  private static func rows<Target>(of fields: [Field<Target>]) -> String {
    fields.reduce("| key | value | meaning |\n| --- | --- | --- |\n") { text, field in
      let mark = field.isRequired ? " (required)" : ""
      return text + "| `\(field.name)`\(mark) | \(field.form) | \(field.documentation) |\n"
    }
  }
}
