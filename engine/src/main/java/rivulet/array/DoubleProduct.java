package rivulet.array;

/// `c += a · b` over `double[]`.
final class DoubleProduct {
  private DoubleProduct() {}

  static void run(Product s, Object[] arrays) {
    double[] a = (double[]) arrays[0];
    double[] b = (double[]) arrays[1];
    double[] c = (double[]) arrays[2];
    if (s.isLarge()) s.blocks(rows -> blocks(rows, a, b, c));
    else elements(s, a, b, c);
  }

  private static void elements(Product s, double[] a, double[] b, double[] c) {
    for (int i = 0; i < s.n(); i++) {
      for (int j = 0; j < s.m(); j++) {
        int at = s.co() + i * s.cr() + j;
        c[at] += element(s, a, s.ao() + i * s.ar(), b, s.bo() + j * s.bc());
      }
    }
  }

  private static double element(Product s, double[] a, int ao, double[] b, int bo) {
    int ac = s.ac();
    int br = s.br();
    double sum = 0;
    for (int p = 0; p < s.k(); p++) sum = Math.fma(a[ao + p * ac], b[bo + p * br], sum);
    return sum;
  }

  private static void blocks(Product s, double[] a, double[] b, double[] c) {
    int width = Math.min(Product.WIDTH, s.m());
    int depth = Math.min(Product.DEPTH, s.k());
    double[][] rows = new double[depth][width];
    double[] x = new double[depth];
    double[] sums = new double[width];
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

  private static void copyRows(Product s, double[] b, int p, int j, double[][] rows, int d, int w) {
    for (int q = 0; q < d; q++) {
      copy(b, s.bo() + (p + q) * s.br() + j * s.bc(), s.bc(), rows[q], w);
    }
  }

  private static void copy(double[] from, int offset, int step, double[] to, int count) {
    if (step == 1) System.arraycopy(from, offset, to, 0, count);
    else for (int i = 0; i < count; i++) to[i] = from[offset + i * step];
  }

  private static void row(
      double[] c, int co, double[] x, double[][] b, double[] sums, int d, int w) {
    System.arraycopy(c, co, sums, 0, w);
    int p = 0;
    for (; p + Product.STEPS <= d; p += Product.STEPS) eight(sums, x, b, p, w);
    for (; p < d; p++) one(sums, x[p], b[p], w);
    System.arraycopy(sums, 0, c, co, w);
  }

  private static void one(double[] c, double x, double[] b, int w) {
    for (int j = 0; j < w; j++) c[j] = Math.fma(x, b[j], c[j]);
  }

  private static void eight(double[] c, double[] x, double[][] b, int p, int w) {
    double x0 = x[p + 0];
    double x1 = x[p + 1];
    double x2 = x[p + 2];
    double x3 = x[p + 3];
    double x4 = x[p + 4];
    double x5 = x[p + 5];
    double x6 = x[p + 6];
    double x7 = x[p + 7];
    double[] b0 = b[p + 0];
    double[] b1 = b[p + 1];
    double[] b2 = b[p + 2];
    double[] b3 = b[p + 3];
    double[] b4 = b[p + 4];
    double[] b5 = b[p + 5];
    double[] b6 = b[p + 6];
    double[] b7 = b[p + 7];
    for (int j = 0; j < w; j++) {
      double y = c[j];
      y = Math.fma(x0, b0[j], y);
      y = Math.fma(x1, b1[j], y);
      y = Math.fma(x2, b2[j], y);
      y = Math.fma(x3, b3[j], y);
      y = Math.fma(x4, b4[j], y);
      y = Math.fma(x5, b5[j], y);
      y = Math.fma(x6, b6[j], y);
      y = Math.fma(x7, b7[j], y);
      c[j] = y;
    }
  }
}
