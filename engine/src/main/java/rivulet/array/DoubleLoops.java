package rivulet.array;

import java.lang.invoke.MethodHandles;

/// Loops over `double[]`, each to be copied for every operation by [Specialized].
final class DoubleLoops {
  private DoubleLoops() {}

  /// A function of one element.
  interface Unary {
    double apply(double x);
  }

  /// A function of two elements.
  interface Binary {
    double apply(double x, double y);
  }

  /// A relation of two elements.
  interface Relation {
    boolean holds(double x, double y);
  }

  /// A few elements, in a loop that no large array comes through.
  static double[] tiny(Elementwise.Unary op, double[] a, int ao, int n) {
    Unary f = DoubleFunctions.cached(op);
    double[] c = new double[n];
    for (int i = 0; i < n; i++) c[i] = f.apply(a[ao + i]);
    return c;
  }

  /// A few elements, in a loop that no large array comes through.
  static double[] tiny(
      Elementwise.Binary op, double[] a, int ao, int as, double[] b, int bo, int bs, int n) {
    Binary f = DoubleFunctions.cached(op);
    double[] c = new double[n];
    for (int i = 0; i < n; i++) c[i] = f.apply(a[ao + i * as], b[bo + i * bs]);
    return c;
  }

  /// The loop over one operand.
  static final class UnaryLoop implements InnerLoop {
    private static final Unary F = Specialized.function(MethodHandles.lookup(), Unary.class);

    @Override
    public void run(Object[] arrays, int[] offsets, int[] strides, int count) {
      double[] c = (double[]) arrays[0];
      double[] a = (double[]) arrays[1];
      if (strides[0] == 1 && strides[1] == 1) dense(c, offsets[0], a, offsets[1], count);
      else strided(c, offsets[0], strides[0], a, offsets[1], strides[1], count);
    }

    private static void dense(double[] c, int co, double[] a, int ao, int n) {
      for (int i = 0; i < n; i++) c[co + i] = F.apply(a[ao + i]);
    }

    private static void strided(double[] c, int co, int cs, double[] a, int ao, int as, int n) {
      for (int i = 0; i < n; i++) c[co + i * cs] = F.apply(a[ao + i * as]);
    }
  }

  /// The loop over two operands.
  static final class BinaryLoop implements InnerLoop {
    private static final Binary F = Specialized.function(MethodHandles.lookup(), Binary.class);

    @Override
    public void run(Object[] arrays, int[] offsets, int[] strides, int count) {
      double[] c = (double[]) arrays[0];
      double[] a = (double[]) arrays[1];
      double[] b = (double[]) arrays[2];
      int co = offsets[0];
      int ao = offsets[1];
      int bo = offsets[2];
      boolean dense = strides[0] == 1;
      if (dense && strides[1] == 1 && strides[2] == 1) both(c, co, a, ao, b, bo, count);
      else if (dense && strides[1] == 1 && strides[2] == 0) left(c, co, a, ao, b[bo], count);
      else if (dense && strides[1] == 0 && strides[2] == 1) right(c, co, a[ao], b, bo, count);
      else strided(c, a, b, offsets, strides, count);
    }

    private static void both(double[] c, int co, double[] a, int ao, double[] b, int bo, int n) {
      for (int i = 0; i < n; i++) c[co + i] = F.apply(a[ao + i], b[bo + i]);
    }

    private static void left(double[] c, int co, double[] a, int ao, double y, int n) {
      for (int i = 0; i < n; i++) c[co + i] = F.apply(a[ao + i], y);
    }

    private static void right(double[] c, int co, double x, double[] b, int bo, int n) {
      for (int i = 0; i < n; i++) c[co + i] = F.apply(x, b[bo + i]);
    }

    private static void strided(double[] c, double[] a, double[] b, int[] o, int[] s, int n) {
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
      double[] a = (double[]) arrays[1];
      double[] b = (double[]) arrays[2];
      if (strides[0] != 1 || strides[1] != 1) strided(c, a, b, offsets, strides, count);
      else if (strides[2] == 0) left(c, offsets[0], a, offsets[1], b[offsets[2]], count);
      else if (strides[2] == 1) both(c, offsets[0], a, offsets[1], b, offsets[2], count);
      else strided(c, a, b, offsets, strides, count);
    }

    private static void both(byte[] c, int co, double[] a, int ao, double[] b, int bo, int n) {
      for (int i = 0; i < n; i++) c[co + i] = (byte) (F.holds(a[ao + i], b[bo + i]) ? 1 : 0);
    }

    private static void left(byte[] c, int co, double[] a, int ao, double y, int n) {
      for (int i = 0; i < n; i++) c[co + i] = (byte) (F.holds(a[ao + i], y) ? 1 : 0);
    }

    private static void strided(byte[] c, double[] a, double[] b, int[] o, int[] s, int n) {
      for (int i = 0; i < n; i++) {
        boolean holds = F.holds(a[o[1] + i * s[1]], b[o[2] + i * s[2]]);
        c[o[0] + i * s[0]] = (byte) (holds ? 1 : 0);
      }
    }
  }
}
