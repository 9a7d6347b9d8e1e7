package rivulet.array;

import java.lang.invoke.MethodHandles;

/// Loops over `int[]`, each to be copied for every operation by [Specialized].
///
/// HotSpot vectorises a loop only where all its arrays are indexed alike (`level`); where operands
/// start at different places, blocks of them are copied to where they do.
final class IntLoops {
  /// Elements in a block: all of its copies stay in the first-level cache.
  static final int BLOCK = 512;

  /// Below this a row is not worth its preparations.
  static final int SHORTEST = 32;

  static final ThreadLocal<int[][]> SCRATCH = ThreadLocal.withInitial(() -> new int[2][BLOCK]);

  private IntLoops() {}

  /// A function of one element.
  interface Unary {
    int apply(int x);
  }

  /// A function of two elements.
  interface Binary {
    int apply(int x, int y);
  }

  /// A relation of two elements.
  interface Relation {
    boolean holds(int x, int y);
  }

  /// A few elements, in a loop that no large array comes through.
  static void tiny(Elementwise.Unary op, int[] c, int[] a, int ao, int n) {
    Unary f = IntFunctions.cached(op);
    for (int i = 0; i < n; i++) c[i] = f.apply(a[ao + i]);
  }

  /// A few elements, in a loop that no large array comes through.
  static void tiny(
      Elementwise.Binary op,
      int[] c,
      int co,
      int[] a,
      int ao,
      int as,
      int[] b,
      int bo,
      int bs,
      int n) {
    Binary f = IntFunctions.cached(op);
    for (int i = 0; i < n; i++) c[co + i] = f.apply(a[ao + i * as], b[bo + i * bs]);
  }

  /// The loop over one operand.
  static final class UnaryLoop implements InnerLoop {
    private static final Unary F = Specialized.function(MethodHandles.lookup(), Unary.class);

    @Override
    public void run(Object[] arrays, int[] offsets, int[] strides, int count) {
      int[] c = (int[]) arrays[0];
      int[] a = (int[]) arrays[1];
      int co = offsets[0];
      int ao = offsets[1];
      boolean dense = strides[0] == 1 && strides[1] == 1;
      if (dense && co == ao) level(c, a, co, co + count);
      else if (dense && count >= SHORTEST) blocks(c, co, a, ao, count);
      else strided(c, co, strides[0], a, ao, strides[1], count);
    }

    private static void blocks(int[] c, int co, int[] a, int ao, int n) {
      int[] x = SCRATCH.get()[0];
      for (int i = 0; i < n; i += BLOCK) {
        int count = Math.min(BLOCK, n - i);
        System.arraycopy(a, ao + i, x, 0, count);
        level(x, x, 0, count);
        System.arraycopy(x, 0, c, co + i, count);
      }
    }

    private static void level(int[] c, int[] a, int from, int to) {
      for (int i = from; i < to; i++) c[i] = F.apply(a[i]);
    }

    private static void strided(int[] c, int co, int cs, int[] a, int ao, int as, int n) {
      for (int i = 0; i < n; i++) c[co + i * cs] = F.apply(a[ao + i * as]);
    }
  }

  /// The loop over two operands.
  static final class BinaryLoop implements InnerLoop {
    private static final Binary F = Specialized.function(MethodHandles.lookup(), Binary.class);

    @Override
    public void run(Object[] arrays, int[] offsets, int[] strides, int count) {
      int[] c = (int[]) arrays[0];
      int[] a = (int[]) arrays[1];
      int[] b = (int[]) arrays[2];
      boolean dense = count >= SHORTEST && strides[0] == 1;
      if (dense && strides[1] == 1 && strides[2] == 1) both(c, a, b, offsets, count);
      else if (dense && strides[1] == 1 && strides[2] == 0) left(c, a, b, offsets, count);
      else if (dense && strides[1] == 0 && strides[2] == 1) right(c, a, b, offsets, count);
      else strided(c, a, b, offsets, strides, count);
    }

    private static void both(int[] c, int[] a, int[] b, int[] o, int n) {
      if (o[0] == o[1] && o[0] == o[2]) level(c, a, b, o[0], o[0] + n);
      else bothInBlocks(c, o[0], a, o[1], b, o[2], n);
    }

    private static void bothInBlocks(int[] c, int co, int[] a, int ao, int[] b, int bo, int n) {
      int[][] scratch = SCRATCH.get();
      int[] x = scratch[0];
      int[] y = scratch[1];
      for (int i = 0; i < n; i += BLOCK) {
        int count = Math.min(BLOCK, n - i);
        System.arraycopy(a, ao + i, x, 0, count);
        System.arraycopy(b, bo + i, y, 0, count);
        level(x, x, y, 0, count);
        System.arraycopy(x, 0, c, co + i, count);
      }
    }

    private static void left(int[] c, int[] a, int[] b, int[] o, int n) {
      int y = b[o[2]];
      if (o[0] == o[1]) levelLeft(c, a, y, o[0], o[0] + n);
      else leftInBlocks(c, o[0], a, o[1], y, n);
    }

    private static void leftInBlocks(int[] c, int co, int[] a, int ao, int y, int n) {
      int[] x = SCRATCH.get()[0];
      for (int i = 0; i < n; i += BLOCK) {
        int count = Math.min(BLOCK, n - i);
        System.arraycopy(a, ao + i, x, 0, count);
        levelLeft(x, x, y, 0, count);
        System.arraycopy(x, 0, c, co + i, count);
      }
    }

    private static void right(int[] c, int[] a, int[] b, int[] o, int n) {
      int x = a[o[1]];
      if (o[0] == o[2]) levelRight(c, x, b, o[0], o[0] + n);
      else rightInBlocks(c, o[0], x, b, o[2], n);
    }

    private static void rightInBlocks(int[] c, int co, int x, int[] b, int bo, int n) {
      int[] y = SCRATCH.get()[0];
      for (int i = 0; i < n; i += BLOCK) {
        int count = Math.min(BLOCK, n - i);
        System.arraycopy(b, bo + i, y, 0, count);
        levelRight(y, x, y, 0, count);
        System.arraycopy(y, 0, c, co + i, count);
      }
    }

    private static void level(int[] c, int[] a, int[] b, int from, int to) {
      for (int i = from; i < to; i++) c[i] = F.apply(a[i], b[i]);
    }

    private static void levelLeft(int[] c, int[] a, int y, int from, int to) {
      for (int i = from; i < to; i++) c[i] = F.apply(a[i], y);
    }

    private static void levelRight(int[] c, int x, int[] b, int from, int to) {
      for (int i = from; i < to; i++) c[i] = F.apply(x, b[i]);
    }

    private static void strided(int[] c, int[] a, int[] b, int[] o, int[] s, int n) {
      int co = o[0];
      int ao = o[1];
      int bo = o[2];
      for (int i = 0; i < n; i++) c[co + i * s[0]] = F.apply(a[ao + i * s[1]], b[bo + i * s[2]]);
    }
  }

  /// The loop that compares two operands.
  static final class RelationLoop implements InnerLoop {
    private static final Relation F = Specialized.function(MethodHandles.lookup(), Relation.class);

    @Override
    public void run(Object[] arrays, int[] offsets, int[] strides, int count) {
      byte[] c = (byte[]) arrays[0];
      int[] a = (int[]) arrays[1];
      int[] b = (int[]) arrays[2];
      if (strides[0] != 1 || strides[1] != 1) strided(c, a, b, offsets, strides, count);
      else if (strides[2] == 0) left(c, offsets[0], a, offsets[1], b[offsets[2]], count);
      else if (strides[2] == 1) both(c, offsets[0], a, offsets[1], b, offsets[2], count);
      else strided(c, a, b, offsets, strides, count);
    }

    private static void both(byte[] c, int co, int[] a, int ao, int[] b, int bo, int n) {
      for (int i = 0; i < n; i++) c[co + i] = (byte) (F.holds(a[ao + i], b[bo + i]) ? 1 : 0);
    }

    private static void left(byte[] c, int co, int[] a, int ao, int y, int n) {
      for (int i = 0; i < n; i++) c[co + i] = (byte) (F.holds(a[ao + i], y) ? 1 : 0);
    }

    private static void strided(byte[] c, int[] a, int[] b, int[] o, int[] s, int n) {
      for (int i = 0; i < n; i++) {
        boolean holds = F.holds(a[o[1] + i * s[1]], b[o[2] + i * s[2]]);
        c[o[0] + i * s[0]] = (byte) (holds ? 1 : 0);
      }
    }
  }
}
