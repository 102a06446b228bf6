import KubernetesObjects

extension DescriptionWriter {
  /// Writes the containers of a pod, with their states, or of a template, which has none.
  ///
  /// - Parameter indent: the indentation of the title, by which a template's names are a column
  ///   further to the right.
  mutating func containers(
    _ title: String, _ containers: [APIField], statuses: [APIField], of pod: APIField?,
    indent: String = ""
  ) {
    line("\(indent)\(title):" + (containers.isEmpty ? " <none>" : ""))
    for container in containers {
      let status = statuses.last { $0["name"].text == container["name"].text }
      line((indent.isEmpty ? "" : " ") + container["name"].text + ":", level: 1)
      if let status { field("Container ID", status.containerID.text, level: 2) }
      field("Image", container.image.text, level: 2)
      if let status { field("Image ID", status.imageID.text, level: 2) }
      ports(of: container)
      seccomp(container.securityContext.seccompProfile, level: 2, inner: 3)
      lines("Command", container.command.texts)
      lines("Args", container.args.texts)
      if let status { states(of: status) }
      resources(container["resources"], level: 2)
      probes(of: container)
      environment(of: container, in: pod)
      mounts(of: container)
    }
  }

  private mutating func ports(of container: APIField) {
    for (title, key) in [("Port", "containerPort"), ("Host Port", "hostPort")] {
      let texts = container.ports.elements.map { port in
        let name = port["name"].text
        return "\(port[key].whole)/\(port.protocol.text)" + (name.isEmpty ? "" : " (\(name))")
      }
      let text = texts.joined(separator: ", ")
      field(texts.count > 1 ? title + "s" : title, text.isEmpty ? "<none>" : text, level: 2)
    }
  }

  /// Writes the profile by which system calls are filtered, if there is one.
  mutating func seccomp(_ profile: APIField, level: Int, inner: Int) {
    guard profile.exists else { return }
    field("SeccompProfile", profile.type.text, level: level)
    if profile.type.text == "Localhost" {
      field("LocalhostProfile", profile.localhostProfile.text, level: inner)
    }
  }

  private mutating func lines(_ title: String, _ texts: [String]) {
    if texts.isEmpty { return }
    line("\(title):", level: 2)
    for text in texts {
      for part in text.split(separator: "\n", omittingEmptySubsequences: false) {
        line(String(part), level: 3)
      }
    }
  }

  private mutating func states(of status: APIField) {
    state("State", status.state)
    if status.lastState.terminated.exists { state("Last State", status.lastState) }
    field("Ready", status.ready.isTrue ? "True" : "False", level: 2)
    field("Restart Count", "\(status.restartCount.whole)", level: 2)
  }

  private mutating func state(_ title: String, _ state: APIField) {
    if state.running.exists {
      field(title, "Running", level: 2)
      field("Started", state.running.startedAt.mailText, level: 3)
    } else if state.waiting.exists || !state.terminated.exists {
      field(title, "Waiting", level: 2)
      fieldIfAny("Reason", state.waiting.reason.text, level: 3)
    } else {
      let end = state.terminated
      field(title, "Terminated", level: 2)
      fieldIfAny("Reason", end.reason.text, level: 3)
      fieldIfAny("Message", end.message.text, level: 3)
      field("Exit Code", "\(end.exitCode.whole)", level: 3)
      if end.signal.whole > 0 { field("Signal", "\(end.signal.whole)", level: 3) }
      field("Started", end.startedAt.mailText, level: 3)
      field("Finished", end.finishedAt.mailText, level: 3)
    }
  }

  /// Writes limits and requests.
  mutating func resources(_ resources: APIField, level: Int) {
    for (title, amounts) in [("Limits", resources.limits), ("Requests", resources.requests)] {
      let members = amounts.sortedMembers
      if members.isEmpty { continue }
      line("\(title):", level: level)
      for member in members { field(member.name, member.field.text, level: level + 1) }
    }
  }

  private mutating func mounts(of container: APIField) {
    let mounts = container.volumeMounts.elements
    let none = mounts.isEmpty ? "\t<none>" : ""
    line("Mounts:" + none, level: 2)
    for mount in QuickSort.sorted(
      mounts, by: { $0.mountPath.text.precedesInBytes($1.mountPath.text) })
    {
      var flags = mount.readOnly.isTrue ? "ro" : "rw"
      if !mount.subPath.text.isEmpty { flags += ",path=\"\(mount.subPath.text)\"" }
      line("\(mount.mountPath.text) from \(mount["name"].text) (\(flags))", level: 3)
    }
    let devices = container.volumeDevices.elements
    if devices.isEmpty { return }
    line("Devices:" + none, level: 2)
    for device in QuickSort.sorted(
      devices, by: { $0.devicePath.text.precedesInBytes($1.devicePath.text) })
    {
      line("\(device.devicePath.text) from \(device["name"].text)", level: 3)
    }
  }
}

extension APIField {
  /// An instant as mail has it; Go's zero time where there is none.
  var mailText: String { instant?.mailText ?? "Mon, 01 Jan 0001 00:00:00 +0000" }
}
