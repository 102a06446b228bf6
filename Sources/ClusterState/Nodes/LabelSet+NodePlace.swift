import KubernetesObjects

/// Where a node is, by its labels.
extension LabelSet {
  /// The zone that the labels of a node name; nil if they name none.
  public func zone(_ symbols: borrowing SymbolTable) -> Symbol? {
    first(of: NodeLabels.zoneKeys, symbols)
  }

  /// The region that the labels of a node name; nil if they name none.
  public func region(_ symbols: borrowing SymbolTable) -> Symbol? {
    first(of: NodeLabels.regionKeys, symbols)
  }

  private func first(of keys: [String], _ symbols: borrowing SymbolTable) -> Symbol? {
    for key in keys {
      if let key = symbols.find(key), let value = self[key] { return value }
    }
    return nil
  }
}
