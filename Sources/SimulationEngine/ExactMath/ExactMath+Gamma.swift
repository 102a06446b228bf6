extension ExactMath {
  /// The natural logarithm of the gamma function of a positive `x`, within 10^-14 of the larger of
  /// 1 and the result.
  ///
  /// Stirling's series (DLMF 5.11.1), for small arguments after `Γ(x + 1) = x Γ(x)`.
  public static func logGamma(_ x: Double) -> Double {
    precondition(x > 0, "the logarithm of the gamma function takes positive arguments")
    if x == .infinity { return x }
    var argument = x
    var product = 1.0
    while argument < 10 {
      product *= argument
      argument += 1
    }
    let halfLogTwoPi = 0.918_938_533_204_672_74
    let main = (argument - 0.5) * log(argument) - argument + halfLogTwoPi
    return main + stirlingCorrection(argument) - log(product)
  }

  /// The gamma function of a positive `x`.
  public static func gamma(_ x: Double) -> Double { exp(logGamma(x)) }

  /// `ln Γ(x)` less its main part `(x - 1/2) ln x - x + ln(2π)/2`, for `x` of at least 10.
  private static func stirlingCorrection(_ x: Double) -> Double {
    let square = 1 / (x * x)
    var sum = -691.0 / 360_360
    sum = sum * square + 1.0 / 1_188
    sum = sum * square - 1.0 / 1_680
    sum = sum * square + 1.0 / 1_260
    sum = sum * square - 1.0 / 360
    sum = sum * square + 1.0 / 12
    return sum / x
  }

  /// The gamma distribution's lower and upper tail, P(shape, x) and Q(shape, x) = 1 - P, and
  /// `x` times its density, for a positive shape and `x`.
  ///
  /// The smaller tail is accurate relative to itself: P by its series where `x < shape + 1` (DLMF
  /// 8.7.1), else Q by its continued fraction (DLMF 8.9.2).
  static func incompleteGamma(
    shape: Double, _ x: Double
  ) -> (lower: Double, upper: Double, densityTimesX: Double) {
    let front = gammaFront(shape: shape, x)
    if x < shape + 1 {
      var term = 1 / shape
      var sum = term
      var denominator = shape
      repeat {
        denominator += 1
        term *= x / denominator
        sum += term
      } while term > sum * 0x1p-54
      let lower = min(front * sum, 1)
      return (lower, 1 - lower, front)
    }
    let upper = min(front * gammaFraction(shape: shape, x), 1)
    return (1 - upper, upper, front)
  }

  /// The continued fraction of Q without its front factor, by Lentz's method as Thompson and
  /// Barnett changed it (J. Comput. Phys. 64, 1986).
  private static func gammaFraction(shape: Double, _ x: Double) -> Double {
    let tiny = 0x1p-1000
    var b = x + 1 - shape
    var c = 1 / tiny
    var d = 1 / b
    var fraction = d
    var index = 0.0
    var factor = 0.0
    repeat {
      index += 1
      let a = -index * (index - shape)
      b += 2
      d = a * d + b
      d = 1 / (d.magnitude < tiny ? tiny : d)
      c = b + a / c
      c = c.magnitude < tiny ? tiny : c
      factor = c * d
      fraction *= factor
    } while (factor - 1).magnitude > 0x1p-52 && index < 1_000_000
    return fraction
  }

  /// `x^shape e^-x / Γ(shape)`, without the cancellation of three large terms for large shapes.
  private static func gammaFront(shape: Double, _ x: Double) -> Double {
    guard shape >= 10 else { return exp(shape * log(x) - x - logGamma(shape)) }
    let deviation = (x - shape) / shape
    let exponent = -shape * (deviation - log1p(deviation)) - stirlingCorrection(shape)
    let oneOverTwoPi = 0.159_154_943_091_895_35
    return (shape * oneOverTwoPi).squareRoot() * exp(exponent)
  }
}
