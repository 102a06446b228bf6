/// Which services and controllers select the pods of each template: the inverse of their lists of
/// matching templates, so that whoever sees a pod change need not ask every one of them.
struct TemplateSelections: Sendable {
  /// By row of the template table, oldest first; those that are gone are among them.
  private(set) var services: ContiguousArray<ContiguousArray<ServiceID>> = []
  /// Likewise.
  private(set) var workloads: ContiguousArray<ContiguousArray<WorkloadID>> = []

  init() {}

  /// Makes room for the next template.
  mutating func addTemplate() {
    services.append([])
    workloads.append([])
  }

  /// Notes that `service` selects `templates`, and no others that it selected before.
  mutating func set(
    _ service: ServiceID, _ templates: ContiguousArray<PodTemplateID>,
    insteadOf former: ContiguousArray<PodTemplateID>
  ) {
    for template in former { services[template.row].removeAll { $0 == service } }
    for template in templates { add(service, template) }
  }

  mutating func add(_ service: ServiceID, _ template: PodTemplateID) {
    let place = services[template.row].firstIndex { $0 > service }
    services[template.row].insert(service, at: place ?? services[template.row].count)
  }

  /// Notes that `workload` selects `templates`, and no others that it selected before.
  mutating func set(
    _ workload: WorkloadID, _ templates: ContiguousArray<PodTemplateID>,
    insteadOf former: ContiguousArray<PodTemplateID>
  ) {
    for template in former { workloads[template.row].removeAll { $0 == workload } }
    for template in templates {
      let place = workloads[template.row].firstIndex { $0 > workload }
      workloads[template.row].insert(workload, at: place ?? workloads[template.row].count)
    }
  }

  /// Notes that `controller`, the youngest of all that select `template`, does so.
  mutating func add(_ controller: WorkloadID, _ template: PodTemplateID) {
    workloads[template.row].append(controller)
  }
}

extension ClusterState {
  /// The services that select the pods of `template`, oldest first; some may be gone.
  public func services(selecting template: PodTemplateID) -> ContiguousArray<ServiceID> {
    selections.services[template.row]
  }

  /// The workloads that select the pods of `template`, oldest first;
  /// some may be gone.
  public func workloads(
    selecting template: PodTemplateID
  ) -> ContiguousArray<WorkloadID> {
    selections.workloads[template.row]
  }
}
