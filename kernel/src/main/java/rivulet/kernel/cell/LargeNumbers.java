package rivulet.kernel.cell;

import java.math.BigInteger;

/// What woven code calls in place of methods of `BigInteger` that take minutes for large numbers:
/// products are put together from smaller ones, with a look between them whether to stop.
public final class LargeNumbers {
  /// Products of numbers with fewer bits take milliseconds.
  private static final int LARGE = 1 << 21;

  private LargeNumbers() {}

  /// In place of `BigInteger.multiply`.
  public static BigInteger multiply(BigInteger a, BigInteger b) {
    if (Math.min(a.bitLength(), b.bitLength()) < LARGE) {
      return a.multiply(b);
    }
    StopChecks.checkUnchecked();
    return karatsuba(a, b);
  }

  /// Three products of half the length (A. Karatsuba and Y. Ofman, 1962).
  private static BigInteger karatsuba(BigInteger a, BigInteger b) {
    int half = Math.max(a.bitLength(), b.bitLength()) / 2;
    BigInteger aHigh = a.shiftRight(half);
    BigInteger bHigh = b.shiftRight(half);
    BigInteger aLow = a.subtract(aHigh.shiftLeft(half));
    BigInteger bLow = b.subtract(bHigh.shiftLeft(half));
    BigInteger high = multiply(aHigh, bHigh);
    BigInteger low = multiply(aLow, bLow);
    BigInteger middle = multiply(aHigh.add(aLow), bHigh.add(bLow)).subtract(high).subtract(low);
    return high.shiftLeft(half).add(middle).shiftLeft(half).add(low);
  }

  /// In place of `BigInteger.pow`. What is too large for Java is left to it, and refused there.
  public static BigInteger pow(BigInteger base, int exponent) {
    long bits = (long) base.bitLength() * exponent;
    if (base.signum() == 0 || bits < LARGE || bits > Integer.MAX_VALUE) {
      return base.pow(exponent);
    }
    int zeros = base.getLowestSetBit();
    return powOfOdd(base.shiftRight(zeros), exponent).shiftLeft(zeros * exponent);
  }

  private static BigInteger powOfOdd(BigInteger base, int exponent) {
    BigInteger power = BigInteger.ONE;
    for (int bit = Integer.SIZE - Integer.numberOfLeadingZeros(exponent) - 1; bit >= 0; bit--) {
      power = multiply(power, power);
      power = (exponent >>> bit & 1) == 0 ? power : multiply(power, base);
    }
    return power;
  }
}
