package rivulet.array;

import java.lang.invoke.MethodHandles;

/// Loops over `int[]`, each to be copied for every operation by [Specialized].
final class IntLoops {
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
  static int[] tiny(Elementwise.Unary op, int[] a, int ao, int n) {
    Unary f = IntFunctions.cached(op);
    int[] c = new int[n];
    for (int i = 0; i < n; i++) c[i] = f.apply(a[ao + i]);
    return c;
  }

  /// A few elements, in a loop that no large array comes through.
  static int[] tiny(
      Elementwise.Binary op, int[] a, int ao, int as, int[] b, int bo, int bs, int n) {
    Binary f = IntFunctions.cached(op);
    int[] c = new int[n];
    for (int i = 0; i < n; i++) c[i] = f.apply(a[ao + i * as], b[bo + i * bs]);
    return c;
  }

  /// The loop over one operand.
  static final class UnaryLoop implements InnerLoop {
    private static final Unary F = Specialized.function(MethodHandles.lookup(), Unary.class);

    @Override
    public void run(Object[] arrays, int[] offsets, int[] strides, int count) {
      int[] c = (int[]) arrays[0];
      int[] a = (int[]) arrays[1];
      if (strides[0] == 1 && strides[1] == 1) dense(c, offsets[0], a, offsets[1], count);
      else strided(c, offsets[0], strides[0], a, offsets[1], strides[1], count);
    }

    private static void dense(int[] c, int co, int[] a, int ao, int n) {
      for (int i = 0; i < n; i++) c[co + i] = F.apply(a[ao + i]);
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
      int co = offsets[0];
      int ao = offsets[1];
      int bo = offsets[2];
      boolean dense = strides[0] == 1;
      if (dense && strides[1] == 1 && strides[2] == 1) both(c, co, a, ao, b, bo, count);
      else if (dense && strides[1] == 1 && strides[2] == 0) left(c, co, a, ao, b[bo], count);
      else if (dense && strides[1] == 0 && strides[2] == 1) right(c, co, a[ao], b, bo, count);
      else strided(c, a, b, offsets, strides, count);
    }

    private static void both(int[] c, int co, int[] a, int ao, int[] b, int bo, int n) {
      for (int i = 0; i < n; i++) c[co + i] = F.apply(a[ao + i], b[bo + i]);
    }

    private static void left(int[] c, int co, int[] a, int ao, int y, int n) {
      for (int i = 0; i < n; i++) c[co + i] = F.apply(a[ao + i], y);
    }

    private static void right(int[] c, int co, int x, int[] b, int bo, int n) {
      for (int i = 0; i < n; i++) c[co + i] = F.apply(x, b[bo + i]);
    }

    private static void strided(int[] c, int[] a, int[] b, int[] o, int[] s, int n) {
      for (int i = 0; i < n; i++) {
        c[o[0] + i * s[0]] = F.apply(a[o[1] + i * s[1]], b[o[2] + i * s[2]]);
      }
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
