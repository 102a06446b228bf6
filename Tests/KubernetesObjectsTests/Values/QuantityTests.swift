import Testing

@testable import KubernetesObjects

/// The rules of quantities, by rows of our own.
@Suite struct QuantityTests {
  /// Text, canonical text, whole value and thousandths.
  @Test(
    arguments: [
      ("0", "0", 0, 0), ("7", "7", 7, 7000), ("+3", "3", 3, 3000), ("-3", "-3", -3, -3000),
      ("0007", "7", 7, 7000), ("3.", "3", 3, 3000), (".25", "250m", 1, 250),
      ("0.2m", "200u", 1, 1), ("1300m", "1300m", 2, 1300), ("-1300m", "-1300m", -2, -1300),
      ("1n", "1n", 1, 1), ("0.9n", "1n", 1, 1), ("-0.9n", "-1n", -1, -1),
      ("2.0000000001", "2000000001n", 3, 2001), ("2000k", "2M", 2_000_000, 2_000_000_000),
      ("2.5k", "2500", 2500, 2_500_000), ("2.5Gi", "2560Mi", 2_684_354_560, 2_684_354_560_000),
      ("0.2Ki", "204800m", 205, 204_800), ("0.0002Ki", "204800u", 1, 205),
      ("2048Ki", "2Mi", 2_097_152, 2_097_152_000), ("1000Mi", "1000Mi", 1_048_576_000, nil),
      ("2e3", "2e3", 2000, 2_000_000), ("2e4", "20e3", 20_000, 20_000_000),
      ("2E-3", "2e-3", 1, 2), ("2.5e3", "2500", 2500, 2_500_000), ("2e+0", "2", 2, 2000),
      ("3E", "3E", 3_000_000_000_000_000_000, .max), ("20E", "20E", .max, .max),
      ("-20E", "-20E", .min, .min), ("9Ei", "9223372036854775807", .max, .max),
      ("-9Ei", "-9223372036854775807", -.max, .min), ("2e200", "200e198", .max, .max),
      ("1000E", "1000E", .max, .max), ("m", "0", 0, 0), ("Ti", "0", 0, 0), ("e3", "0", 0, 0),
      ("+", "0", 0, 0), ("-", "0", 0, 0), (".", "0", 0, 0),
    ] as [(String, String, Int64, Int64?)])
  func aTextHasOneValueAndOneCanonicalForm(
    text: String, canonical: String, value: Int64, milliValue: Int64?
  ) throws {
    let quantity = try Quantity(parsing: text)
    #expect(quantity.description == canonical)
    #expect(quantity.value == value)
    if let milliValue { #expect(quantity.milliValue == milliValue) }
    #expect(try Quantity(parsing: canonical) == quantity)
  }

  /// Text, offset of the problem, and the suggestion, if there is one.
  @Test(
    arguments: [
      ("512mi", 3, "512Mi"), ("512MB", 3, "512Mi"), ("512MiB", 3, "512Mi"), ("2K", 1, "2Ki"),
      ("2 Gi", 1, "2Gi"), (" 2", 0, "2"), ("1,5", 1, "1.5"), ("1_000", 1, "1000"),
      ("2cores", 1, "2"), ("500millicores", 3, "500m"), ("", 0, nil), ("abc", 0, nil),
      ("1.2.3", 3, nil), ("0x10", 1, nil), ("1e", 1, nil), ("1e+", 1, nil), ("1Mi1", 1, nil),
      ("--1", 1, nil), ("Pi", 0, nil), ("Ei", 0, nil), ("e-10", 0, nil), ("1e9999999999", 1, nil),
      ("Inf", 0, nil), ("1\u{E9}", 1, nil),
    ] as [(String, Int, String?)])
  func aTextThatIsNoneIsPlacedAndCorrected(
    text: String, offset: Int, suggestion: String?
  ) throws {
    let error = try #require(throws: ValueError.self) { try Quantity(parsing: text) }
    #expect(error.offset == offset)
    #expect(error.message.contains("did you mean") == (suggestion != nil), "\(error)")
    if let suggestion { #expect(error.message.hasSuffix("did you mean \"\(suggestion)\"?")) }
    #expect(!error.message.contains("\n"))
  }

  @Test func notationPlaysNoPartInEqualityAndHashing() throws {
    let texts = ["1Ki", "1024", "1024000m", "1.024e3", "1.024k"]
    let quantities = try texts.map { try Quantity(parsing: $0) }
    #expect(Set(quantities).count == 1)
    #expect(Set(quantities.map(\.format)).count == 3)
  }

  @Test func aSumKeepsTheNotationOfItsLeftUnlessThatIsZero() throws {
    #expect(try (Quantity(parsing: "2Gi") + Quantity(parsing: "2")).description == "2147483650")
    #expect(try (Quantity(parsing: "2Gi") + Quantity(parsing: "2Mi")).description == "2050Mi")
    #expect(try (Quantity(parsing: "0") - Quantity(parsing: "2Gi")).description == "-2Gi")
    #expect(try (Quantity(parsing: "2e3") + Quantity(parsing: "1k")).description == "3e3")
  }

  @Test func digitsBeyondThirtySevenRoundAwayFromZero() throws {
    let nines = String(repeating: "9", count: 60)
    #expect(
      try Quantity(parsing: nines).description == "1" + nines.map { _ in "0" }.dropLast(18).joined()
        + "E")
    #expect(try Quantity(parsing: "-" + nines + "e3").description == "-1e63")
    let huge = try Quantity(parsing: "1e100")
    #expect(huge + Quantity(1) > huge)
    #expect(huge - huge == .zero)
    #expect(try Quantity(parsing: "1e100") > Quantity(parsing: "99e98"))
    #expect(try Quantity(parsing: "-1e100") < Quantity(parsing: "-99e98"))
  }

  @Test(arguments: ["", "Ki", "m", "e3", "Ei", "n"])
  func aMillionDigitsAreReadInOnePass(suffix: String) throws {
    let count = 200_000
    let zeros = String(repeating: "0", count: count)
    let digits = String(repeating: "123456789", count: count / 9)
    #expect(try Quantity(parsing: zeros + "7" + suffix) == Quantity(parsing: "7" + suffix))
    #expect(try Quantity(parsing: "7." + zeros + suffix) == Quantity(parsing: "7" + suffix))
    // A binary quantity is capped; a decimal one of so many digits is refused.
    if suffix.hasSuffix("i") {
      #expect(try Quantity(parsing: digits + suffix).value == .max)
    } else {
      #expect(throws: ValueError.self) { try Quantity(parsing: digits + suffix) }
    }
    #expect(try Quantity(parsing: "-1." + digits + suffix).signum == -1)
    #expect(throws: ValueError.self) { try Quantity(parsing: digits + "x" + suffix) }
    #expect(throws: ValueError.self) { try Quantity(parsing: "1e" + digits) }
  }

  /// A text, and whether it is one that could not be printed and read back in its notation.
  @Test(
    arguments: [
      ("1000E999999999", true), ("1e10000", true), ("9e9999", false), ("10e9999", true),
      ("-1E10000", true), ("0e1000000000", false), ("0.0001e10003", false), ("0.001e10003", true),
      ("1e-1000000000", false), ("1e+999999999", true),
    ])
  func whatHasMoreThanTenThousandDigitsIsRefused(text: String, isRefused: Bool) throws {
    if isRefused {
      let error = try #require(throws: ValueError.self) { try Quantity(parsing: text) }
      #expect(error.message.hasSuffix("is too large a quantity: expected less than 1e10000"))
      #expect(error.offset == (text.hasPrefix("-") ? 1 : 0))
    } else {
      let quantity = try Quantity(parsing: text)
      #expect(try Quantity(parsing: quantity.description) == quantity)
    }
  }

  @Test(arguments: [18, 19, 37, 38, 60, 82, 83, 100, 101, 9999, 10_000])
  func aLongWholeNumberKeepsItsNotation(digits: Int) throws {
    for text in [
      String(repeating: "9", count: digits), "1" + String(repeating: "0", count: digits - 1),
    ] where digits < 10_000 || text.hasPrefix("1") {
      let quantity = try Quantity(parsing: text)
      let again = try Quantity(parsing: quantity.description)
      #expect(again == quantity && again.format == .decimalSI)
      #expect(again.description == quantity.description)
    }
  }

  @Test func halvesAreExactInBinaryNotation() throws {
    #expect(
      try Quantity(parsing: "0.123456789123456789Ei").description == "142335987070146021999130100n")
    #expect(
      try Quantity(parsing: "7.999999999999999999999999999999Ei").description
        == "9223372036854775807")
  }

  @Test func theApproximateValueServesRatios() throws {
    #expect(try Quantity(parsing: "2.5").approximateValue == 2.5)
    #expect(try Quantity(parsing: "1Gi").approximateValue == 1_073_741_824)
    #expect(Quantity(milliValue: 1500) == (try Quantity(parsing: "1.5")))
  }
}
