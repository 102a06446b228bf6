import Testing

@testable import KubernetesObjects

/// Quantities against what the real parser made of them.
@Suite struct QuantityTableTests {
  @Test func everyRowOfTheParseTableComesOutAsInGo() throws {
    guard let table = try ReferenceTable("quantity_parse") else { return }
    for row in table.rows {
      let text = try #require(row["in"] as? String)
      let quantity = try? Quantity(parsing: text)
      #expect((quantity != nil) == (row["ok"] as? Bool), "\(text)")
      guard let quantity else { continue }
      #expect(quantity.description == row["canonical"] as? String, "\(text)")
      #expect(quantity.format.rawValue == row["format"] as? String, "\(text)")
      #expect(quantity.signum == row["sign"] as? Int, "\(text)")
      #expect(quantity.value == saturated(row["value"]), "\(text)")
      #expect(quantity.milliValue == saturated(row["milliValue"]), "\(text)")
    }
  }

  @Test func everyRecordedQuantityComesOutAsInTheScheduler() throws {
    guard let rows = try ReferenceTable.lines("golden/v1.34/quantities.jsonl") else { return }
    for row in rows {
      let text = try #require(row["q"] as? String)
      let quantity = try? Quantity(parsing: text)
      #expect((quantity == nil) == (row["error"] != nil), "\(text)")
      guard let quantity else { continue }
      #expect(quantity.description == row["canonical"] as? String, "\(text)")
      // Go wraps around beyond 64 bits; the slow model knows which rows did.
      let model = try #require(DecimalModel(text))
      let exact = (model.rounded(decimals: 0), model.rounded(decimals: 3))
      #expect(quantity.value == saturated(exact.0), "\(text)")
      #expect(quantity.milliValue == saturated(exact.1), "\(text)")
      if Int64(exact.0) != nil { #expect(quantity.value == row["value"] as? Int64, "\(text)") }
      if Int64(exact.1) != nil {
        #expect(quantity.milliValue == row["milliValue"] as? Int64, "\(text)")
      }
    }
  }

  @Test func comparisonIsExactAcrossFamilies() throws {
    guard let table = try ReferenceTable("quantity_compare") else { return }
    for row in table.rows {
      let a = try Quantity(parsing: try #require(row["a"] as? String))
      let b = try Quantity(parsing: try #require(row["b"] as? String))
      let order = a < b ? -1 : a == b ? 0 : 1
      #expect(order == row["cmp"] as? Int, "\(a) \(b)")
    }
  }

  @Test func sumsAndDifferencesKeepTheFamilyOfTheLeft() throws {
    guard let table = try ReferenceTable("quantity_arith") else { return }
    for row in table.rows {
      let a = try Quantity(parsing: try #require(row["a"] as? String))
      let b = try Quantity(parsing: try #require(row["b"] as? String))
      #expect((a + b).description == row["sum"] as? String, "\(a) + \(b)")
      #expect((a - b).description == row["difference"] as? String, "\(a) - \(b)")
    }
  }

  /// The integer `text`, or the end of `Int64` that lies on its side.
  private func saturated(_ text: Any?) -> Int64? {
    guard let text = text as? String else { return nil }
    return Int64(text) ?? (text.hasPrefix("-") ? .min : .max)
  }
}
