/// Feature gates that are set, on or off; the others have their defaults.
public struct FeatureGates: Hashable, Sendable, ExpressibleByDictionaryLiteral {
  private var settings: [FeatureGate: Bool] = [:]

  /// The gates of the literal, each as it is set last.
  public init(dictionaryLiteral elements: (FeatureGate, Bool)...) {
    for (gate, isOn) in elements { settings[gate] = isOn }
  }

  /// Whether `gate` is on; nil if it is not set.
  public subscript(gate: FeatureGate) -> Bool? {
    get { settings[gate] }
    set { settings[gate] = newValue }
  }

  /// The gates that are set, in order of their names.
  public var list: [(gate: FeatureGate, isOn: Bool)] {
    FeatureGate.allCases.compactMap { gate in settings[gate].map { (gate, $0) } }
  }
}

extension FeatureGates: CustomReflectable {
  /// One child a gate, in order of their names: settings are listed by their mirrors.
  public var customMirror: Mirror {
    Mirror(self, children: list.map { ($0.gate.rawValue, $0.isOn as Any) })
  }
}
