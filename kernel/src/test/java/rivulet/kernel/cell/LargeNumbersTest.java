package rivulet.kernel.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LargeNumbersTest {
  private static final long SEED = System.nanoTime();

  private final Random random = new Random(SEED);

  private BigInteger number(int bits) {
    return new BigInteger(bits, random).setBit(bits);
  }

  @Test
  void products_areJavas() {
    for (int bits : new int[] {10, 1 << 21, 3_000_001, 5_000_000}) {
      BigInteger a = number(bits);
      BigInteger b = number(4_300_000).negate();
      assertEquals(a.multiply(b), LargeNumbers.multiply(a, b), "seed " + SEED);
      assertEquals(b.multiply(b), LargeNumbers.multiply(b, b), "seed " + SEED);
    }
  }

  @Test
  void powers_areJavas() {
    BigInteger[] bases = {
      BigInteger.ZERO,
      BigInteger.ONE,
      BigInteger.TWO,
      BigInteger.valueOf(-3),
      BigInteger.valueOf(12)
    };
    for (BigInteger base : bases) {
      for (int exponent : new int[] {0, 1, 2, 7, 3_000_001}) {
        assertEquals(base.pow(exponent), LargeNumbers.pow(base, exponent), base + "^" + exponent);
      }
    }
    assertEquals(number(2_500_000).pow(0), LargeNumbers.pow(number(2_500_000), 0));
    assertThrows(ArithmeticException.class, () -> LargeNumbers.pow(BigInteger.TWO, -1));
    assertThrows(
        ArithmeticException.class, () -> LargeNumbers.pow(BigInteger.TEN, Integer.MAX_VALUE));
  }
}
