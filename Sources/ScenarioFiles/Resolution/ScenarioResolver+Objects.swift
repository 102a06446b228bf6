import ClusterSimulation
import KubernetesObjects
import SimulationEngine
import StructuredText

/// Kubernetes objects: defaults, validation, admission, and what is not simulated yet.
extension ScenarioResolver {
  /// The objects of the start: the further documents of the scenario, then its manifests.
  mutating func resolveObjects(_ configuration: inout SimulationConfiguration) {
    var all = documents
    for reference in draft.manifests { all += readDocuments(reference) }
    objects = read(objectAssignments.apply(to: all))
    for located in objects { admission.note(located.object) }
    checkPriorityClasses()
    for object in objects where object.kind.role != .simulated { noteUnsimulated(object) }
    objects = admit(objects)
    for object in objects {
      note(object, at: .zero)
      world.noteApplied(object)
    }
    configuration.initialObjects = objects.map(\.object)
  }

  /// Checks a manifest that stands for itself.
  mutating func checkManifest(_ path: String) {
    do throws(InputFiles.Failure) {
      let read = try files.readAll(path, in: "", isTrusted: true)
      checkManifests(read)
    } catch {
      problems.add(
        Diagnostic(.error, file: path, location: nil, message: error.message),
        isMissing: error.isMissing)
    }
  }

  /// Checks manifests that have been read.
  mutating func checkManifests(_ files: [InputFiles.File]) {
    checkedFileCount = files.count
    let objects = read(files.flatMap { problems.objectDocuments(of: $0) ?? [] })
    for located in objects { admission.note(located.object) }
    _ = admit(objects)
  }

  /// The objects of documents, defaulted and validated. A field that nobody knows is an error, as
  /// to kubectl, unless they are not strictly read.
  mutating func read(_ documents: [SyntaxNode], isStrict: Bool = true) -> [LocatedObject] {
    let seed = options.seed ?? draft.seed
    var reader = ManifestReader(countsUnusedFields: options.countsUnusedFields) { purpose in
      var stream = RandomStream(seed: seed, name: purpose)
      return { stream.index(below: $0) }
    }
    for document in documents {
      if document.isMeantAsScenario {
        problems.add(
          document.diagnostic(
            .error, "expected Kubernetes objects, found a scenario; name it below spec.include"))
        continue
      }
      reader.read(document)
    }
    problems.add(reader.errors)
    if !reader.errors.isEmpty { world.lacksObjects = true }
    unusedFields.add(reader.unusedFields)
    problems.counts.add(reader.skippedKinds)
    problems.counts.add(reader.passedOver)
    if isStrict {
      problems.add(unknownFields: reader.unknownFields)
    } else {
      problems.counts.add(reader.unknownFields)
    }
    return reader.objects.map { located in
      var located = located
      located.applyDefaults()
      problems.add(located.validationDiagnostics)
      if let config = located.object as? DeploymentConfig, config.spec.hasImageTriggers {
        problems.counts.count(
          "a DeploymentConfig's image triggers have no effect: a change of its template begins a "
            + "rollout",
          at: located.node.descendant(at: "spec.triggers"))
      }
      if located.object is Deployment, let rollback = located.node["spec"]?["rollbackTo"] {
        problems.counts.count(
          "spec.rollbackTo of a Deployment has no effect; say rollout: {do: undo} in the timeline",
          at: rollback)
      }
      if let workload = located.object as? any WorkloadObject {
        let specification = located.node.descendant(at: type(of: workload).podSpecPath)
        for warning in workload.podTemplate.spec.warnings {
          problems.add(
            specification.descendant(at: "\(warning.path)").diagnostic(
              .warning, "\(type(of: workload).podSpecPath).\(warning)"))
        }
      }
      return located
    }
  }

  /// The objects that the simulation runs, as the API server would store them.
  mutating func admit(_ objects: [LocatedObject]) -> [LocatedObject] {
    objects.compactMap { located in
      switch located.kind.role {
      case .simulated: break
      case .stored:
        admission.note(located.object)
        return located.kind.isNamespaced ? counted(located) : located
      case .withoutEffect: return counted(located)
      case .unsupported:
        problems.counts.count(
          "kind \(located.kind.name) is not simulated yet", at: located.node)
        return counted(located)
      case .configuration:
        problems.counts.count(
          "a \(located.kind.name) has no effect here; name its file below spec.scheduler",
          at: located.node)
        return nil
      }
      if let pod = located.object as? Pod, pod.isTerminal {
        problems.counts.count("a pod that has ended already is passed over", at: located.node)
        return nil
      }
      if let job = located.object as? Job, job.status.isOver {
        problems.counts.count("a job that is over already is passed over", at: located.node)
        return nil
      }
      var admitted = located
      for field in admission.disabledFields(of: located.object) {
        problems.add(
          located.node.descendant(at: field.path).diagnostic(
            .warning,
            "\(field.path): dropped, as by the API server: the feature gate \(field.gate.rawValue) "
              + "is off"))
      }
      if let refusal = admit(&admitted.object) {
        problems.add(refusal.diagnostic(of: located.node))
      }
      return admitted
    }
  }

  /// Completes an object. A pod that a kubelet has taken was admitted before, in its own cluster.
  private mutating func admit(_ object: inout any APIObject) -> Admission.Refusal? {
    guard var pod = object as? Pod, pod.isUnderWay else { return admission.admit(&object) }
    pod.forgetServiceAccountTokens()
    object = pod
    admission.isRecorded = true
    defer { admission.isRecorded = false }
    return admission.admit(&object)
  }

  /// An object on which nothing acts, in its namespace: quotas count it. Nil for one that is in no
  /// namespace.
  private func counted(_ located: LocatedObject) -> LocatedObject? {
    guard located.kind.isNamespaced, var object = located.object as? any StoredObject else {
      return nil
    }
    if object.metadata.namespace.isEmpty { object.metadata.namespace = "default" }
    var counted = located
    counted.object = object
    return object.metadata.name.isEmpty ? nil : counted
  }

  /// Notes that an object exists from `time` on; two of one name are an error at the start.
  mutating func note(_ located: LocatedObject, at time: SimulationTime) {
    // What is stored only may come again, as in a file of which several manifests have copies.
    guard let metadata = located.metadata, located.kind.role == .simulated else { return }
    noteNeeds(of: located)
    let name = metadata.name.isEmpty ? metadata.generateName : metadata.name
    let place = "\(located.node.file):\(located.node.location.line)"
    let namespace = located.kind.isNamespaced ? metadata.namespace : ""
    let key = KnownWorld.Key(kind: located.kind, namespace: namespace, name: name)
    let known = world.add(key, place: place)
    if located.object is any WorkloadObject || located.object is Pod
      || PatchDraft.mergedKinds.contains(located.kind) || located.object is StorageClass
    {
      world.set(located, for: key)
    }
    if let node = located.object as? Node { world.add(node) }
    guard let known, time == .zero else { return }
    problems.add(
      located.node.diagnostic(
        .error, "\(located.kind.name) \(name) exists already, from \(known)"))
  }

  /// Notes that an object exists which takes no part, so that it can be named.
  mutating func noteUnsimulated(_ located: LocatedObject) {
    guard let metadata = located.metadata else { return }
    let namespace = metadata.namespace.isEmpty ? "default" : metadata.namespace
    let name = metadata.name.isEmpty ? metadata.generateName : metadata.name
    let key = KnownWorld.Key(located.kind, namespace, name)
    _ = world.add(key, place: "\(located.node.file):\(located.node.location.line)")
    world.set(located, for: key)
  }

  /// A template of pods, defaulted, validated and admitted.
  mutating func admit(
    _ template: Located<PodTemplateSpec>, named name: String, in namespace: String
  ) -> Pod {
    var pod = Pod(metadata: template.value.metadata, spec: template.value.spec)
    pod.metadata.name = name
    pod.metadata.namespace = namespace.isEmpty ? "default" : namespace
    var object = LocatedObject(apiVersion: .v1, object: pod, node: template.node)
    object.applyDefaults()
    for problem in object.validationDiagnostics {
      problems.add(
        Diagnostic(
          .error, file: problem.file, location: problem.location,
          message: "\(template.path).\(problem.message)"))
    }
    if let refusal = admission.admit(&object.object) {
      let node = template.node.descendant(at: refusal.path)
      problems.add(node.diagnostic(.error, "\(template.path).\(refusal.path): \(refusal.message)"))
    }
    return object.object as? Pod ?? pod
  }
}

extension Admission.Refusal {
  /// The refusal at its field below `node`: an error, unless something else is the cause, which may
  /// have gone by then.
  fileprivate func diagnostic(of node: SyntaxNode) -> Diagnostic {
    let text = "\(path): \(message)"
    let place = node.descendant(at: path)
    switch scope {
    case .object: return place.diagnostic(.error, text)
    case .present:
      return place.diagnostic(.warning, "the API server refuses it while this holds: \(text)")
    case .pods, .claims:
      return place.diagnostic(
        .warning, "its \(scope.rawValue) are refused while this holds: \(text)")
    }
  }
}
