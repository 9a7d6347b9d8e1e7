package rivulet.array;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BoxMullerTest {
  private static final int BLOCKS = 1000;
  private static final long SEED = new Random().nextLong();

  @Test
  void polynomials_areCloseToTheFunctions() {
    for (float x = 0.001f; x < 6.28f; x += 0.013f) {
      assertEquals(Math.log(x), FloatBoxMuller.log(x), 1e-6);
      assertEquals(Math.cos(x), FloatBoxMuller.cos(x), 1e-6);
      assertEquals(Math.sin(x), FloatBoxMuller.sin(x), 1e-6);
    }
  }

  @Test
  void vectorsGiveTheSameBits() {
    assertTrue(VectorModule.PRESENT && FloatVectorBoxMuller.FITS);
    float[] plain = uniform(3);
    plain[3] = 0;
    plain[4] = 1 - 0x1p-24f;
    plain[3 + BoxMuller.HALF] = 0;
    for (int eighth = 0; eighth < BoxMuller.HALF; eighth++) {
      plain[3 + BoxMuller.BLOCK + BoxMuller.HALF + eighth] = eighth / 8f;
    }
    float[] vectors = plain.clone();
    new FloatBoxMuller(plain, 0.5f, 2).plain(3, BLOCKS);
    FloatVectorBoxMuller.run(vectors, 3, BLOCKS, 0.5f, 2);
    for (int i = 0; i < plain.length; i++) {
      int place = i;
      assertEquals(
          Float.floatToRawIntBits(plain[i]),
          Float.floatToRawIntBits(vectors[i]),
          () -> "seed " + SEED + " at " + place);
    }
  }

  @Test
  void bitsDoNotDependOnWhereTheLoopIsDivided() {
    float[] whole = uniform(0);
    float[] apart = whole.clone();
    BoxMuller.transform(whole, 0, BLOCKS, 0, 1);
    for (int i = 0; i < BLOCKS; i++) BoxMuller.transform(apart, i * BoxMuller.BLOCK, 1, 0, 1);
    assertArrayEquals(whole, apart, "seed " + SEED);
  }

  private static float[] uniform(int before) {
    Random random = new Random(SEED);
    float[] values = new float[before + BLOCKS * BoxMuller.BLOCK];
    for (int i = 0; i < values.length; i++) values[i] = random.nextFloat();
    return values;
  }
}
