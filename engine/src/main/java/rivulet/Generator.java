package rivulet;

/// A stream of random numbers: PyTorch's, to the bit, for the same seed.
///
/// The Mersenne Twister mt19937 (Matsumoto and Nishimura, 1998), seeded as there. Not for several
/// threads at once: whoever draws holds its lock.
public final class Generator {
  private static final int LENGTH = 624;
  private static final int SHIFT = 397;

  private final int[] state = new int[LENGTH];
  private int position;
  private long seed;
  private double spareNormal = Double.NaN;

  /// A generator with PyTorch's default seed.
  public Generator() {
    manualSeed(67280421310721L);
  }

  /// Starts the stream of a seed.
  public synchronized Generator manualSeed(long seed) {
    this.seed = seed;
    spareNormal = Double.NaN;
    position = LENGTH;
    state[0] = (int) seed;
    for (int j = 1; j < LENGTH; j++) {
      int s = state[j - 1];
      state[j] = 1812433253 * (s ^ (s >>> 30)) + j;
    }
    return this;
  }

  /// The seed the stream started with.
  public synchronized long initialSeed() {
    return seed;
  }

  /// 32 bits.
  int next32() {
    if (position == LENGTH) refill();
    return temper(state[position++]);
  }

  /// 64 bits, the first draw in the upper half.
  long next64() {
    long upper = next32();
    return (upper << 32) | Integer.toUnsignedLong(next32());
  }

  /// From 0 up to 1, in steps of 2⁻²⁴.
  float nextFloat() {
    return unit(next32());
  }

  /// From 0 up to 1, in steps of 2⁻⁵³.
  double nextDouble() {
    return (next64() & ((1L << 53) - 1)) * 0x1p-53;
  }

  /// 0 to `range` - 1.
  long nextBelow(long range) {
    return range < 1L << 28
        ? Integer.toUnsignedLong(next32()) % range
        : Long.remainderUnsigned(next64(), range);
  }

  /// Normally distributed, by Box and Muller; of each pair the second is kept for the next call.
  double nextNormal() {
    if (!Double.isNaN(spareNormal)) {
      double spare = spareNormal;
      spareNormal = Double.NaN;
      return spare;
    }
    double u1 = nextDouble();
    double u2 = nextDouble();
    double radius = Math.sqrt(-2 * Math.log1p(-u2));
    double angle = 2 * Math.PI * u1;
    spareNormal = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  }

  /// As many times [#nextFloat].
  void fill(float[] values, int start, int end) {
    for (int i = start; i < end; ) {
      if (position == LENGTH) refill();
      int count = Math.min(LENGTH - position, end - i);
      for (int j = 0; j < count; j++) values[i + j] = unit(temper(state[position + j]));
      position += count;
      i += count;
    }
  }

  private static int temper(int word) {
    int y = word;
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return y ^ (y >>> 18);
  }

  private static float unit(int bits) {
    return (bits & 0xffffff) * 0x1p-24f;
  }

  private void refill() {
    int wrap = LENGTH - SHIFT;
    for (int j = 0; j < wrap; j++) {
      state[j] = state[j + SHIFT] ^ twist(state[j], state[j + 1]);
    }
    for (int j = wrap; j < LENGTH - 1; j++) {
      state[j] = state[j - wrap] ^ twist(state[j], state[j + 1]);
    }
    state[LENGTH - 1] = state[SHIFT - 1] ^ twist(state[LENGTH - 1], state[0]);
    position = 0;
  }

  private static int twist(int upper, int lower) {
    int mixed = (upper & 0x80000000) | (lower & 0x7fffffff);
    return (mixed >>> 1) ^ (-(mixed & 1) & 0x9908b0df);
  }
}
