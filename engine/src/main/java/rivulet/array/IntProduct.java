package rivulet.array;

/// `c += a · b` over `int[]`.
final class IntProduct {
  private IntProduct() {}

  static void run(Product s, Object[] arrays) {
    int[] a = (int[]) arrays[0];
    int[] b = (int[]) arrays[1];
    int[] c = (int[]) arrays[2];
    if (s.isLarge()) s.blocks(rows -> blocks(rows, a, b, c));
    else elements(s, a, b, c);
  }

  private static void elements(Product s, int[] a, int[] b, int[] c) {
    for (int i = 0; i < s.n(); i++) {
      for (int j = 0; j < s.m(); j++) {
        int at = s.co() + i * s.cr() + j;
        c[at] += element(s, a, s.ao() + i * s.ar(), b, s.bo() + j * s.bc());
      }
    }
  }

  private static int element(Product s, int[] a, int ao, int[] b, int bo) {
    int ac = s.ac();
    int br = s.br();
    int sum = 0;
    for (int p = 0; p < s.k(); p++) sum = sum + a[ao + p * ac] * b[bo + p * br];
    return sum;
  }

  private static void blocks(Product s, int[] a, int[] b, int[] c) {
    int width = Math.min(Product.WIDTH, s.m());
    int depth = Math.min(Product.DEPTH, s.k());
    int[][] rows = new int[depth][width];
    int[] x = new int[depth];
    int[] sums = new int[width];
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

  private static void copyRows(Product s, int[] b, int p, int j, int[][] rows, int d, int w) {
    for (int q = 0; q < d; q++) {
      copy(b, s.bo() + (p + q) * s.br() + j * s.bc(), s.bc(), rows[q], w);
    }
  }

  private static void copy(int[] from, int offset, int step, int[] to, int count) {
    if (step == 1) System.arraycopy(from, offset, to, 0, count);
    else for (int i = 0; i < count; i++) to[i] = from[offset + i * step];
  }

  private static void row(int[] c, int co, int[] x, int[][] b, int[] sums, int d, int w) {
    System.arraycopy(c, co, sums, 0, w);
    int p = 0;
    for (; p + Product.STEPS <= d; p += Product.STEPS) eight(sums, x, b, p, w);
    for (; p < d; p++) one(sums, x[p], b[p], w);
    System.arraycopy(sums, 0, c, co, w);
  }

  private static void one(int[] c, int x, int[] b, int w) {
    for (int j = 0; j < w; j++) c[j] = c[j] + x * b[j];
  }

  private static void eight(int[] c, int[] x, int[][] b, int p, int w) {
    int x0 = x[p + 0];
    int x1 = x[p + 1];
    int x2 = x[p + 2];
    int x3 = x[p + 3];
    int x4 = x[p + 4];
    int x5 = x[p + 5];
    int x6 = x[p + 6];
    int x7 = x[p + 7];
    int[] b0 = b[p + 0];
    int[] b1 = b[p + 1];
    int[] b2 = b[p + 2];
    int[] b3 = b[p + 3];
    int[] b4 = b[p + 4];
    int[] b5 = b[p + 5];
    int[] b6 = b[p + 6];
    int[] b7 = b[p + 7];
    for (int j = 0; j < w; j++) {
      int y = c[j];
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
