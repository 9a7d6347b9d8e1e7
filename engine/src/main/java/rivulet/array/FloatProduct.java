package rivulet.array;

/// `c += a · b` over `float[]`.
final class FloatProduct {
  private FloatProduct() {}

  static void run(Product s, Object[] arrays) {
    float[] a = (float[]) arrays[0];
    float[] b = (float[]) arrays[1];
    float[] c = (float[]) arrays[2];
    if (s.isLarge()) blocks(s, a, b, c);
    else elements(s, a, b, c);
  }

  private static void elements(Product s, float[] a, float[] b, float[] c) {
    for (int i = 0; i < s.n(); i++) {
      for (int j = 0; j < s.m(); j++) {
        int at = s.co() + i * s.cr() + j;
        c[at] = element(s, a, s.ao() + i * s.ar(), b, s.bo() + j * s.bc());
      }
    }
  }

  private static float element(Product s, float[] a, int ao, float[] b, int bo) {
    int ac = s.ac();
    int br = s.br();
    float sum = 0;
    for (int p = 0; p < s.k(); p++) sum = Math.fma(a[ao + p * ac], b[bo + p * br], sum);
    return sum;
  }

  private static void blocks(Product s, float[] a, float[] b, float[] c) {
    int width = Math.min(Product.WIDTH, s.m());
    int depth = Math.min(Product.DEPTH, s.k());
    float[][] rows = new float[depth][width];
    float[] x = new float[depth];
    float[] sums = new float[width];
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

  private static void copyRows(Product s, float[] b, int p, int j, float[][] rows, int d, int w) {
    for (int q = 0; q < d; q++) {
      copy(b, s.bo() + (p + q) * s.br() + j * s.bc(), s.bc(), rows[q], w);
    }
  }

  private static void copy(float[] from, int offset, int step, float[] to, int count) {
    if (step == 1) System.arraycopy(from, offset, to, 0, count);
    else for (int i = 0; i < count; i++) to[i] = from[offset + i * step];
  }

  private static void row(float[] c, int co, float[] x, float[][] b, float[] sums, int d, int w) {
    System.arraycopy(c, co, sums, 0, w);
    int p = 0;
    for (; p + Product.STEPS <= d; p += Product.STEPS) eight(sums, x, b, p, w);
    for (; p < d; p++) one(sums, x[p], b[p], w);
    System.arraycopy(sums, 0, c, co, w);
  }

  private static void one(float[] c, float x, float[] b, int w) {
    for (int j = 0; j < w; j++) c[j] = Math.fma(x, b[j], c[j]);
  }

  private static void eight(float[] c, float[] x, float[][] b, int p, int w) {
    float x0 = x[p + 0];
    float x1 = x[p + 1];
    float x2 = x[p + 2];
    float x3 = x[p + 3];
    float x4 = x[p + 4];
    float x5 = x[p + 5];
    float x6 = x[p + 6];
    float x7 = x[p + 7];
    float[] b0 = b[p + 0];
    float[] b1 = b[p + 1];
    float[] b2 = b[p + 2];
    float[] b3 = b[p + 3];
    float[] b4 = b[p + 4];
    float[] b5 = b[p + 5];
    float[] b6 = b[p + 6];
    float[] b7 = b[p + 7];
    for (int j = 0; j < w; j++) {
      float y = c[j];
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
