package rivulet.array;

/// The error function and the distribution function of the normal distribution.
///
/// Near 0 the Taylor series of erf; further out the continued fraction of erfc, from the back (both
/// in Abramowitz and Stegun 1964, 7.1.6 and 7.1.14). Errors stay below 1e-15 relative.
final class ErrorFunction {
  private static final double ROOT_PI = Math.sqrt(Math.PI);
  private static final double ROOT_HALF = Math.sqrt(0.5);

  /// From here on the fraction takes fewer terms.
  private static final double BORDER = 2;

  private ErrorFunction() {}

  static double erf(double x) {
    if (Double.isNaN(x)) return x;
    double size = Math.abs(x);
    return size < BORDER ? series(x) : Math.copySign(1 - tail(size), x);
  }

  /// The share of a standard normal distribution below `x`.
  static double normal(double x) {
    double scaled = x * ROOT_HALF;
    if (scaled <= -BORDER) return tail(-scaled) / 2;
    return (1 + erf(scaled)) / 2;
  }

  /// `2 / √π · exp(-x²) · x Σ (2 x²)^n / (1 · 3 · 5 … (2 n + 1))`, of which no term is negative.
  private static double series(double x) {
    double term = x;
    double sum = x;
    double square = 2 * x * x;
    for (int n = 3; Math.abs(term) > 1e-18 * Math.abs(sum); n += 2) {
      term *= square / n;
      sum += term;
    }
    return 2 / ROOT_PI * Math.exp(-x * x) * sum;
  }

  /// erfc for `x >= 2`: `exp(-x²) / √π / (x + (1/2) / (x + 1 / (x + (3/2) / (x + …))))`.
  private static double tail(double x) {
    if (x > 27) return 0;
    double fraction = x;
    for (int k = 60; k > 0; k--) fraction = x + k / 2.0 / fraction;
    return Math.exp(-x * x) / (ROOT_PI * fraction);
  }
}
