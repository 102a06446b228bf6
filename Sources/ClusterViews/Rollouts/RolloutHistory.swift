/// The revisions of a deployment, a stateful set or a daemon set, as `kubectl rollout history`
/// prints them.
package struct RolloutHistory {
  /// The text with line breaks; nil for a revision that is not there.
  package let text: String?

  private static let changeCause = "kubernetes.io/change-cause"

  /// A revision with what was changed and its template.
  private struct Revision {
    let number: Int64
    let cause: String
    let template: APIField
  }

  /// The revisions of `workload`, or the template of revision `number` if it is given; nil for a
  /// kind that keeps no revisions.
  package init?(
    of workload: APIField, _ kind: APIResource, in source: any ObjectSource,
    revision number: Int64? = nil
  ) {
    let revisions: [Revision]
    switch kind.kind {
    case "Deployment": revisions = Self.replicaSets(of: workload, in: source)
    case "StatefulSet", "DaemonSet": revisions = Self.controllerRevisions(of: workload, in: source)
    default: return nil
    }
    let name = "\(kind.qualifiedName)/\(workload.objectName)"
    guard let number else {
      var writer = DescriptionWriter()
      writer.row(["REVISION", "CHANGE-CAUSE"], level: 0)
      for revision in revisions {
        writer.row(["\(revision.number)", revision.cause], level: 0)
      }
      text = "\(name) \n\(writer.text)\n"
      return
    }
    text = revisions.first { $0.number == number }.map { revision in
      var writer = DescriptionWriter()
      writer.podTemplate(revision.template)
      // kubectl leaves the tabs in this text.
      return "\(name) with revision #\(number)\n\(writer.rawText)\n"
    }
  }

  private static func replicaSets(
    of deployment: APIField, in source: any ObjectSource
  ) -> [Revision] {
    let revisions = DeploymentRevisions(of: deployment, in: source).all.compactMap { set in
      let annotations = set.metadata.annotations
      return annotations["deployment.kubernetes.io/revision"].integer.map { number in
        Revision(
          number: number, cause: annotations[changeCause].text(or: "<none>"),
          template: annotated(set.spec.template, with: annotations[changeCause]))
      }
    }
    return revisions.sorted { $0.number < $1.number }
  }

  /// `template` with the cause of the change among its annotations.
  private static func annotated(
    _ template: APIField, with cause: APIField
  ) -> APIField {
    guard cause.exists else { return template }
    let annotations = template.metadata.annotations.setting(changeCause, to: cause)
    return template.setting(
      "metadata", to: template.metadata.setting("annotations", to: annotations))
  }

  private static func controllerRevisions(
    of workload: APIField, in source: any ObjectSource
  ) -> [Revision] {
    source.objects("ControllerRevision", in: workload.objectNamespace)
      .filter { $0.isControlled(by: workload) }
      .map { revision in
        Revision(
          number: revision.revision.whole,
          cause: revision.metadata.annotations[changeCause].text(or: "<none>"),
          template: revision.data.spec.template)
      }
      .sorted { $0.number < $1.number }
  }
}
