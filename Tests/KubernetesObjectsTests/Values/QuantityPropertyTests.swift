import Testing

@testable import KubernetesObjects

/// Quantities against a slow model with digits in arrays.
@Suite struct QuantityPropertyTests {
  private static let suffixes = [
    "", "n", "u", "m", "k", "M", "G", "T", "P", "E", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei", "e0",
    "e3", "E-3", "e7", "e-9", "e+2",
  ]

  private func text(_ numbers: inout SeededNumbers) -> String {
    func digits(_ count: Int) -> String {
      (0..<count).map { _ in String(numbers.below(3) == 0 ? 0 : numbers.below(10)) }.joined()
    }
    let whole = digits(1 + numbers.below(numbers.below(4) == 0 ? 18 : 5))
    let fraction = numbers.below(2) == 0 ? "" : "." + digits(1 + numbers.below(14))
    return numbers.pick(["", "", "-", "+"]) + whole + fraction + numbers.pick(Self.suffixes)
  }

  private func number(_ text: String) -> Int64 {
    Int64(text) ?? (text.hasPrefix("-") ? .min : .max)
  }

  @Test(arguments: 0..<4 as Range<UInt64>)
  func valuesSumsAndOrderAgreeWithTheModel(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    var exactCount = 0
    for _ in 0..<400 {
      let (left, right) = (text(&numbers), text(&numbers))
      let (a, b) = (try Quantity(parsing: left), try Quantity(parsing: right))
      let (modelA, modelB) = (
        try #require(DecimalModel(left)), try #require(DecimalModel(right))
      )
      let context: Comment = "seed \(seed): \(left) \(right)"
      #expect((a < b) == (modelA < modelB), context)
      #expect((a == b) == (modelA == modelB), context)
      // Sums are exact below 10²⁷, which is 36 digits down to 10⁻⁹.
      guard max(modelA.nanos.count, modelB.nanos.count) <= 36 else { continue }
      exactCount += 1
      let sum = modelA + modelB
      let difference = modelA + -modelB
      #expect(a.value == number(modelA.rounded(decimals: 0)), context)
      #expect(a.milliValue == number(modelA.rounded(decimals: 3)), context)
      #expect((a + b).milliValue == number(sum.rounded(decimals: 3)), context)
      #expect((a - b).value == number(difference.rounded(decimals: 0)), context)
      #expect((a + b).number == exact(sum), context)
      #expect((a - b).number == exact(difference), context)
      #expect(a + b == b + a, context)
      #expect(a + b - b == a, context)
    }
    #expect(exactCount > 200, "seed \(seed)")
  }

  /// The model's value as our exact number.
  private func exact(_ model: DecimalModel) -> ExactDecimal? {
    Int128(model.rounded(decimals: 9)).map { ExactDecimal($0, exponent: -9) }
  }

  @Test(arguments: 0..<4 as Range<UInt64>)
  func theCanonicalTextReadsBackAndIsCanonical(seed: UInt64) throws {
    var numbers = SeededNumbers(seed: seed)
    for _ in 0..<500 {
      let text = text(&numbers)
      let quantity = try Quantity(parsing: text)
      let again = try Quantity(parsing: quantity.description)
      #expect(again == quantity, "seed \(seed): \(text)")
      #expect(again.description == quantity.description, "seed \(seed): \(text)")
    }
  }

  @Test(arguments: 0..<4 as Range<UInt64>)
  func noMutationOfATextDoesHarm(seed: UInt64) {
    var numbers = SeededNumbers(seed: seed)
    for _ in 0..<1000 {
      let text = numbers.mutated(text(&numbers), alphabet: "0123456789.+-eEinumkKMGTP x\u{B5}")
      do throws(ValueError) {
        let quantity = try Quantity(parsing: text)
        #expect((try? Quantity(parsing: quantity.description)) == quantity, "\(text)")
      } catch {
        #expect(error.offset <= text.utf8.count, "\(text)")
      }
    }
  }
}
