import ClusterState
import KubernetesObjects

/// A toleration over interned strings.
public struct CompiledToleration: Hashable, Sendable {
  private enum Comparison: Hashable {
    case equal(Symbol)
    case exists
    case greater(than: Int64)
    case less(than: Int64)
    case never
  }

  private let key: Symbol
  private let comparison: Comparison
  /// The effect that is tolerated; nil for every effect.
  public let effect: NodeTaintEffect?

  init(_ toleration: Toleration, _ rules: VersionRules, _ symbols: inout SymbolTable) {
    key = symbols.intern(toleration.key)
    switch toleration.operation {
    case .equal: comparison = .equal(symbols.intern(toleration.value))
    case .exists: comparison = .exists
    case .greaterThan, .lessThan:
      if rules.has(.tolerationComparison), let number = Int64(canonical: toleration.value) {
        comparison =
          toleration.operation == .greaterThan ? .greater(than: number) : .less(than: number)
      } else {
        comparison = .never
      }
    case .unknown: comparison = .never
    }
    switch toleration.effect {
    case nil: effect = nil
    case .noSchedule: effect = .noSchedule
    case .preferNoSchedule: effect = .preferNoSchedule
    case .noExecute: effect = .noExecute
    }
  }

  /// Whether `taint` is tolerated.
  ///
  /// An empty key stands for every key. Source: `v1.Toleration.ToleratesTaint`, Kubernetes 1.34,
  /// and 1.36 for the comparison of numbers.
  public func tolerates(_ taint: TaintLists.Entry) -> Bool {
    if let effect, effect != taint.effect { return false }
    if key != .empty && key != taint.key { return false }
    switch comparison {
    case .equal(let value): return value == taint.value
    case .exists: return true
    case .greater(let number): return taint.number.map { $0 > number } ?? false
    case .less(let number): return taint.number.map { $0 < number } ?? false
    case .never: return false
    }
  }
}

extension ContiguousArray<CompiledToleration> {
  /// The place of the first taint of `list` that keeps pods with these tolerations away.
  func firstUntolerated(_ list: ContiguousArray<TaintLists.Entry>) -> Int? {
    list.firstIndex { taint in
      taint.effect != .preferNoSchedule && !contains { $0.tolerates(taint) }
    }
  }
}
