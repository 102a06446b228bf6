import ClusterState

/// Values worked out once for each pod template and looked up for each pod of it.
struct TemplateMemo<Value> {
  private var values: ContiguousArray<Value?> = []

  /// The value of `template`, from `make` the first time.
  mutating func value(of template: PodTemplateID, _ make: () -> Value) -> Value {
    while values.count <= template.row { values.append(nil) }
    if let known = values[template.row] { return known }
    let value = make()
    values[template.row] = value
    return value
  }
}
