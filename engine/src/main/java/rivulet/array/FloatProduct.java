package rivulet.array;

import java.util.Arrays;

/// `c += a · b` over `float[]`.
///
/// Large products are tiles of c that stay in registers ([FloatTile]), with a and b copied into the
/// order in which a tile wants them, a block of each at a time (K. Goto and R. van de Geijn,
/// Anatomy of High-Performance Matrix Multiplication, 2008). Every element is one sum in the order
/// of k.
final class FloatProduct {
  /// Rows of b that are worked on together: with as many rows of a tile's strips they stay in the
  /// first-level cache.
  private static final int DEPTH = 256;

  /// Columns of b that are worked on together: `DEPTH` such rows fill half of a second-level cache.
  private static final int WIDTH = 1024;

  /// Rows of a that are a block.
  private static final int HEIGHT = 16 * FloatTile.ROWS;

  /// On one thread, with vectors of 256 bits.
  private static final int STEPS_PER_NANO = 30;

  private final Product s;
  private final float[] a;
  private final float[] b;
  private final float[] c;

  private FloatProduct(Product s, float[] a, float[] b, float[] c) {
    this.s = s;
    this.a = a;
    this.b = b;
    this.c = c;
  }

  static void run(Product s, Object[] arrays) {
    float[] a = (float[]) arrays[0];
    float[] b = (float[]) arrays[1];
    float[] c = (float[]) arrays[2];
    if (s.isLarge() && VectorModule.PRESENT) new FloatProduct(s, a, b, c).blocks();
    else elements(s, a, b, c);
  }

  private static void elements(Product s, float[] a, float[] b, float[] c) {
    for (int i = 0; i < s.n(); i++) {
      for (int j = 0; j < s.m(); j++) {
        int at = s.co() + i * s.cr() + j;
        c[at] += element(s, a, s.ao() + i * s.ar(), b, s.bo() + j * s.bc());
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

  private void blocks() {
    int depth = Math.min(DEPTH, s.k());
    int width = Math.min(WIDTH, s.m());
    float[] strips = new float[depth * Math.ceilDiv(width, FloatTile.COLUMNS) * FloatTile.COLUMNS];
    for (int p = 0; p < s.k(); p += depth) {
      for (int j = 0; j < s.m(); j += width) {
        panel(p, Math.min(depth, s.k() - p), j, Math.min(width, s.m() - j), strips);
      }
    }
  }

  /// Some rows and columns of b, with all rows of a.
  private void panel(int p, int depth, int j, int width, float[] strips) {
    int from = s.bo() + p * s.br() + j * s.bc();
    strips(b, from, s.bc(), width, s.br(), depth, FloatTile.COLUMNS, strips);
    long steps = (long) s.n() * depth * width;
    Blocks.run(
        Math.ceilDiv(s.n(), HEIGHT),
        steps / STEPS_PER_NANO,
        s.stops(),
        block -> {
          int i = block * HEIGHT;
          rows(i, Math.min(HEIGHT, s.n() - i), p, depth, j, width, strips);
        });
  }

  private void rows(int i, int height, int p, int depth, int j, int width, float[] right) {
    float[] left = new float[depth * Math.ceilDiv(height, FloatTile.ROWS) * FloatTile.ROWS];
    int from = s.ao() + i * s.ar() + p * s.ac();
    strips(a, from, s.ar(), height, s.ac(), depth, FloatTile.ROWS, left);
    FloatTile tile = new FloatTile(depth, left, right, c, s.cr());
    for (int y = 0; y < width; y += FloatTile.COLUMNS) {
      for (int x = 0; x < height; x += FloatTile.ROWS) {
        int at = s.co() + (i + x) * s.cr() + j + y;
        tile.run(x * depth, y * depth, at, height - x, width - y);
      }
    }
  }

  /// Copies `count` lines, `line` apart, in strips of `together`: of such a strip the first element
  /// of each line, then the second, `step` further. The last strip is filled up with zeros.
  private static void strips(
      float[] from,
      int offset,
      int line,
      int count,
      int step,
      int depth,
      int together,
      float[] to) {
    for (int first = 0; first < count; first += together) {
      int lines = Math.min(together, count - first);
      int start = first * depth;
      if (lines < together) Arrays.fill(to, start, start + together * depth, 0);
      for (int d = 0; d < depth; d++) {
        copy(from, offset + first * line + d * step, line, to, start + d * together, lines);
      }
    }
  }

  private static void copy(float[] from, int offset, int step, float[] to, int start, int count) {
    if (step == 1 && count > 8) System.arraycopy(from, offset, to, start, count);
    else for (int i = 0; i < count; i++) to[start + i] = from[offset + i * step];
  }
}
