extension LabelSelector {
  /// The selector as events of the control plane quote it: the text of a Go value.
  ///
  /// Source: `String` of `k8s.io/apimachinery/pkg/apis/meta/v1/generated.pb.go` v0.36.
  public var quotation: String {
    var labels = ""
    var expressions = ""
    for requirement in requirements {
      if requirement.operation == .equals {
        labels += "\(requirement.key): \(requirement.values.joined(separator: " ")),"
      } else {
        expressions +=
          "LabelSelectorRequirement{Key:\(requirement.key),"
          + "Operator:\(requirement.operation.rawValue),"
          + "Values:[\(requirement.values.joined(separator: " "))],},"
      }
    }
    return "&LabelSelector{MatchLabels:map[string]string{\(labels)},"
      + "MatchExpressions:[]LabelSelectorRequirement{\(expressions)},}"
  }
}
