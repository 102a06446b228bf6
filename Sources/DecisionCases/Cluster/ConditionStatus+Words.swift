import ClusterState

extension ConditionStatus {
  /// The status that the API calls `word`; nil stands for no condition of the type.
  init(word: String?) {
    switch word {
    case "True": self = .yes
    case "False": self = .no
    case nil: self = .absent
    default: self = .unknown
    }
  }
}
