extension Job {
  /// Everything for which the API server would refuse the job once it is defaulted.
  public func validate(_ validator: inout ObjectValidator) {
    metadata.validate(.subdomain, &validator)
    validator.at("spec") { validator in
      spec.validate(&validator)
      guard let selector = spec.selector else { return }
      if spec.manualSelector {
        if !selector.matches(spec.template.metadata.labels) { validator.reportMismatch() }
      } else {
        validator.check(
          selector.matches(generatedLabels), "selector",
          "Invalid value: `selector` not auto-generated; leave it out, or say manualSelector: true")
      }
    }
  }

  /// The labels that the API server gives the pods; a selector may name them before.
  ///
  /// Source: `ValidateGeneratedSelector` of `pkg/apis/batch/validation`, Kubernetes 1.36.
  private var generatedLabels: Labels {
    [
      JobLabels.name: metadata.name, JobLabels.formerName: metadata.name,
      JobLabels.uid: metadata.uid, JobLabels.formerUID: metadata.uid,
    ]
  }
}

extension JobSpec {
  /// Checks numbers, indexes and the template.
  func validate(_ validator: inout ObjectValidator) {
    validator.checkNotNegative(parallelism, "parallelism")
    validator.checkNotNegative(completions, "completions")
    validator.checkNotNegative(activeDeadlineSeconds, "activeDeadlineSeconds")
    validator.checkNotNegative(backoffLimit, "backoffLimit")
    validator.checkNotNegative(backoffLimitPerIndex, "backoffLimitPerIndex")
    validator.checkNotNegative(maxFailedIndexes, "maxFailedIndexes")
    validator.checkNotNegative(ttlSecondsAfterFinished, "ttlSecondsAfterFinished")
    template.validate(restartPolicies: [.onFailure, .never], &validator)
    switch completionMode {
    case .indexed:
      validator.check(completions != nil, "completions", "required where the mode is Indexed")
    case .nonIndexed:
      validator.check(
        backoffLimitPerIndex == nil, "backoffLimitPerIndex",
        "expected only where completionMode is Indexed")
      validator.check(
        successPolicy.isEmpty, "successPolicy", "expected only where completionMode is Indexed")
    }
    validator.check(
      maxFailedIndexes == nil || backoffLimitPerIndex != nil, "maxFailedIndexes",
      "expected only together with backoffLimitPerIndex")
    validateLimits(&validator)
    if !podFailurePolicy.isEmpty { validateFailurePolicy(&validator) }
    if !successPolicy.isEmpty { validateSuccessPolicy(&validator) }
  }

  /// The API's limits of the numbers of indexes.
  ///
  /// Source: `maxParallelismForIndexedJob` and its neighbours in `pkg/apis/batch/validation`,
  /// Kubernetes 1.36.
  private func validateLimits(_ validator: inout ObjectValidator) {
    if completionMode == .indexed, let parallelism, parallelism > 100_000 {
      validator.report("parallelism", "expected at most 100000 where the mode is Indexed")
    }
    if let maxFailedIndexes {
      let limit = min(100_000, completions ?? .max)
      validator.check(
        maxFailedIndexes <= limit, "maxFailedIndexes", "expected at most \(limit)")
    }
    if backoffLimitPerIndex != nil, let completions, completions > 100_000,
      maxFailedIndexes == nil
    {
      validator.report("maxFailedIndexes", "required where there are more than 100000 completions")
    }
    if podReplacementPolicy == .terminatingOrFailed, !podFailurePolicy.isEmpty {
      validator.report(
        "podReplacementPolicy", "expected Failed where the job has a podFailurePolicy")
    }
    if let managedBy {
      validator.check(
        managedBy.contains("/") && managedBy.utf8.count <= 63, "managedBy",
        "expected a domain and a path such as example.com/controller")
    }
    if manualSelector { validator.check(selector != nil, "selector", "required") }
  }

  private func validateSuccessPolicy(_ validator: inout ObjectValidator) {
    validator.at("successPolicy") { validator in
      validator.check(successPolicy.count <= 20, "rules", "expected at most 20 rules")
      validator.each("rules", successPolicy) { rule, validator in
        if rule.succeededIndexes.isEmpty, rule.succeededCount == nil {
          validator.report(nil, "expected succeededIndexes, succeededCount or both")
        }
        validator.check((rule.succeededCount ?? 1) > 0, "succeededCount", "expected at least 1")
        guard !rule.succeededIndexes.isEmpty else {
          validator.check(
            (rule.succeededCount ?? 1) <= completions ?? .max, "succeededCount",
            "expected no more than there are completions")
          return
        }
        do throws(ValueError) {
          let ranges = try IndexRanges(parsing: rule.succeededIndexes).ranges
          validator.check(
            (ranges.last?.upperBound ?? 0) < completions ?? .max, "succeededIndexes",
            "expected indexes below the number of completions")
          let count = ranges.reduce(0) { $0 + $1.count }
          validator.check(
            Int(rule.succeededCount ?? 1) <= count, "succeededCount",
            "expected no more than there are succeededIndexes")
        } catch {
          validator.report("succeededIndexes", error.message)
        }
      }
    }
  }

  private func validateFailurePolicy(_ validator: inout ObjectValidator) {
    validator.at("template") { validator in
      validator.at("spec") { validator in
        validator.check(
          template.spec.restartPolicy == .never, "restartPolicy",
          "expected Never where the job has a podFailurePolicy")
      }
    }
    validator.at("podFailurePolicy") { validator in
      validator.check(podFailurePolicy.count <= 20, "rules", "expected at most 20 rules")
      let names = (template.spec.containers + template.spec.initContainers).map(\.name)
      validator.each("rules", podFailurePolicy) { rule, validator in
        let isAboutCodes = rule.exitCodeOperator != nil
        if isAboutCodes == !rule.conditions.isEmpty {
          validator.report(nil, "expected exactly one of onExitCodes and onPodConditions")
        }
        validator.at("onExitCodes") { validator in
          validator.check(
            !isAboutCodes || !rule.exitCodes.isEmpty, "values", "required, at least one")
          validator.check(
            rule.containerName.isEmpty || names.contains(rule.containerName), "containerName",
            "expected a container of the template, which has \(names.joined(separator: ", "))")
          validator.check(
            !(rule.exitCodeOperator == .isIn && rule.exitCodes.contains(0)), "values",
            "expected no 0, which is no failure")
        }
        validator.check(
          rule.action != .failIndex || backoffLimitPerIndex != nil, "action",
          "FailIndex needs backoffLimitPerIndex")
      }
    }
  }
}

extension CronJob {
  /// Everything for which the API server would refuse the cron job once it is defaulted.
  public func validate(_ validator: inout ObjectValidator) {
    metadata.validate(.subdomain, &validator)
    validator.at("metadata") { validator in
      // Its jobs' names are longer by eleven characters.
      validator.check(
        metadata.name.utf8.count <= 52, "name",
        "expected at most 52 characters, found \(metadata.name.utf8.count)")
    }
    validator.at("spec") { validator in
      validateSchedule(&validator)
      if let zone = spec.timeZone {
        validator.check(
          TimeZoneRules.named(zone) != nil, "timeZone",
          "expected a zone such as Europe/Berlin or Etc/UTC, found \(zone.excerpt)")
      }
      validator.checkNotNegative(spec.startingDeadlineSeconds, "startingDeadlineSeconds")
      validator.checkNotNegative(
        spec.successfulJobsHistoryLimit, "successfulJobsHistoryLimit")
      validator.checkNotNegative(spec.failedJobsHistoryLimit, "failedJobsHistoryLimit")
      validator.at("jobTemplate") { validator in
        validator.at("spec") { validator in
          let template = spec.jobTemplate.spec
          template.validate(&validator)
          validator.check(
            template.selector == nil, "selector", "Invalid value: `selector` will be auto-generated"
          )
          validator.check(
            !template.manualSelector, "manualSelector", "expected false in a template of jobs")
        }
      }
    }
  }

  private func validateSchedule(_ validator: inout ObjectValidator) {
    if spec.schedule.isEmpty { return validator.report("schedule", "required") }
    do throws(ValueError) {
      _ = try CronSchedule(parsing: spec.schedule)
    } catch {
      validator.report("schedule", error.message)
    }
  }
}
