extension Job {
  /// Everything for which the API server would refuse the job once it is defaulted.
  public func validate(_ validator: inout ObjectValidator) {
    metadata.validate(.subdomain, &validator)
    validator.at("spec") { spec.validate(&$0) }
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
    if !podFailurePolicy.isEmpty { validateFailurePolicy(&validator) }
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
      validator.each("rules", podFailurePolicy) { rule, validator in
        let isAboutCodes = rule.exitCodeOperator != nil
        if isAboutCodes == !rule.conditions.isEmpty {
          validator.report(nil, "expected exactly one of onExitCodes and onPodConditions")
        }
        validator.at("onExitCodes") { validator in
          validator.check(
            !isAboutCodes || !rule.exitCodes.isEmpty, "values", "required, at least one")
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
      validator.checkNotNegative(spec.startingDeadlineSeconds, "startingDeadlineSeconds")
      validator.checkNotNegative(
        spec.successfulJobsHistoryLimit, "successfulJobsHistoryLimit")
      validator.checkNotNegative(spec.failedJobsHistoryLimit, "failedJobsHistoryLimit")
      validator.at("jobTemplate") { validator in
        validator.at("spec") { spec.jobTemplate.spec.validate(&$0) }
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
