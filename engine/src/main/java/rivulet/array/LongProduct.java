package rivulet.array;

/// `c += a · b` over `long[]`.
final class LongProduct {
  private LongProduct() {}

  static void run(Product s, Object[] arrays) {
    long[] a = (long[]) arrays[0];
    long[] b = (long[]) arrays[1];
    long[] c = (long[]) arrays[2];
    if (s.isLarge()) s.blocks(rows -> blocks(rows, a, b, c));
    else elements(s, a, b, c);
  }

  private static void elements(Product s, long[] a, long[] b, long[] c) {
    for (int i = 0; i < s.n(); i++) {
      for (int j = 0; j < s.m(); j++) {
        int at = s.co() + i * s.cr() + j;
        c[at] += element(s, a, s.ao() + i * s.ar(), b, s.bo() + j * s.bc());
      }
    }
  }

  private static long element(Product s, long[] a, int ao, long[] b, int bo) {
    int ac = s.ac();
    int br = s.br();
    long sum = 0;
    for (int p = 0; p < s.k(); p++) sum = sum + a[ao + p * ac] * b[bo + p * br];
    return sum;
  }

  private static void blocks(Product s, long[] a, long[] b, long[] c) {
    int width = Math.min(Product.WIDTH, s.m());
    int depth = Math.min(Product.DEPTH, s.k());
    long[][] rows = new long[depth][width];
    long[] x = new long[depth];
    long[] sums = new long[width];
    for (int p = 0; p < s.k(); p += depth) {
      int d = Math.min(depth, s.k() - p);
      for (int j = 0; j < s.m(); j += width) {
        int w = Math.min(width, s.m() - j);
        copyRows(s, b, p, j, rows, d, w);
        for (int i = 0; i < s.n(); i++) {
          copy(a, s.ao() + i * s.ar() + p * s.ac(), s.ac(), x, d);
          row(c, s.co() + i * s.cr() + j, x, rows, sums, d, w);
        }
      }
    }
  }

  private static void copyRows(Product s, long[] b, int p, int j, long[][] rows, int d, int w) {
    for (int q = 0; q < d; q++) {
      copy(b, s.bo() + (p + q) * s.br() + j * s.bc(), s.bc(), rows[q], w);
    }
  }

  private static void copy(long[] from, int offset, int step, long[] to, int count) {
    if (step == 1) System.arraycopy(from, offset, to, 0, count);
    else for (int i = 0; i < count; i++) to[i] = from[offset + i * step];
  }

  private static void row(long[] c, int co, long[] x, long[][] b, long[] sums, int d, int w) {
    System.arraycopy(c, co, sums, 0, w);
    int p = 0;
    for (; p + Product.STEPS <= d; p += Product.STEPS) eight(sums, x, b, p, w);
    for (; p < d; p++) one(sums, x[p], b[p], w);
    System.arraycopy(sums, 0, c, co, w);
  }

  private static void one(long[] c, long x, long[] b, int w) {
    for (int j = 0; j < w; j++) c[j] = c[j] + x * b[j];
  }

  private static void eight(long[] c, long[] x, long[][] b, int p, int w) {
    long x0 = x[p + 0];
    long x1 = x[p + 1];
    long x2 = x[p + 2];
    long x3 = x[p + 3];
    long x4 = x[p + 4];
    long x5 = x[p + 5];
    long x6 = x[p + 6];
    long x7 = x[p + 7];
    long[] b0 = b[p + 0];
    long[] b1 = b[p + 1];
    long[] b2 = b[p + 2];
    long[] b3 = b[p + 3];
    long[] b4 = b[p + 4];
    long[] b5 = b[p + 5];
    long[] b6 = b[p + 6];
    long[] b7 = b[p + 7];
    for (int j = 0; j < w; j++) {
      long y = c[j];
      y = y + x0 * b0[j];
      y = y + x1 * b1[j];
      y = y + x2 * b2[j];
      y = y + x3 * b3[j];
      y = y + x4 * b4[j];
      y = y + x5 * b5[j];
      y = y + x6 * b6[j];
      y = y + x7 * b7[j];
      c[j] = y;
    }
  }
}
