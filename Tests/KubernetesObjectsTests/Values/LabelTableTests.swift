import Testing

@testable import KubernetesObjects

/// Label selectors against what the real ones select.
@Suite struct LabelTableTests {
  @Test func everySelectorTextSelectsAsInGo() throws {
    guard let table = try ReferenceTable("label_selector_parse") else { return }
    let sets = labelSets(table.fields)
    for row in table.rows {
      let text = try #require(row["in"] as? String)
      let selector = try? LabelSelector(parsing: text)
      #expect((selector != nil) == (row["ok"] as? Bool), "\(text)")
      guard let selector else { continue }
      #expect(selector.description == row["canonical"] as? String, "\(text)")
      #expect(selector.isEverything == row["empty"] as? Bool, "\(text)")
      #expect(sets.map(selector.matches) == row["matches"] as? [Bool], "\(text)")
      #expect(try LabelSelector(parsing: selector.description) == selector, "\(text)")
    }
  }

  @Test func everySelectorObjectSelectsAsInGo() throws {
    guard let table = try ReferenceTable("label_selector_object") else { return }
    let sets = labelSets(table.fields)
    for row in table.rows {
      let note = try #require(row["note"] as? String)
      var selector: LabelSelector?
      if let object = row["selector"] as? [String: Any] {
        let labels = object["matchLabels"] as? [String: String] ?? [:]
        let expressions = (object["matchExpressions"] as? [[String: Any]] ?? []).map {
          LabelSelector.Expression(
            key: $0["key"] as? String ?? "", operation: $0["operator"] as? String ?? "",
            values: $0["values"] as? [String] ?? [])
        }
        selector = try? LabelSelector(
          matchLabels: Labels(labels.map { ($0.key, $0.value) }), matchExpressions: expressions)
        #expect((selector != nil) == (row["ok"] as? Bool), "\(note)")
        if selector == nil { continue }
      }
      #expect((selector?.description ?? "") == row["canonical"] as? String, "\(note)")
      #expect(sets.map { selector.matches($0) } == row["matches"] as? [Bool], "\(note)")
    }
  }

  private func labelSets(_ fields: [String: Any]) -> [Labels] {
    (fields["labelSets"] as? [[String: String]] ?? []).map { set in
      Labels(set.map { ($0.key, $0.value) })
    }
  }
}
