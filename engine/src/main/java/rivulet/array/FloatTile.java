package rivulet.array;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/// Tiles of a product of matrices that are held in registers: six rows of two vectors are twelve
/// sums at a time, which is what hides the time of a multiplication, and fit the registers of AVX2.
final class FloatTile {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  static final int ROWS = 6;
  static final int COLUMNS = 2 * LANES;

  private final int depth;
  private final float[] left;
  private final float[] right;
  private final float[] c;
  private final int step;
  private final float[] edge = new float[ROWS * COLUMNS];

  /// @param depth the length of the strips
  /// @param left strips of `ROWS`
  /// @param right strips of `COLUMNS`
  /// @param c what is added to
  /// @param step from row to row of c
  FloatTile(int depth, float[] left, float[] right, float[] c, int step) {
    this.depth = depth;
    this.left = left;
    this.right = right;
    this.c = c;
    this.step = step;
  }

  /// Adds the product of two strips to a tile, of which `rows` and `columns` may lie inside of c.
  void run(int leftAt, int rightAt, int at, int rows, int columns) {
    if (rows >= ROWS && columns >= COLUMNS) {
      add(left, leftAt, right, rightAt, depth, c, at, step);
      return;
    }
    int height = Math.min(rows, ROWS);
    int width = Math.min(columns, COLUMNS);
    for (int i = 0; i < height; i++) {
      System.arraycopy(c, at + i * step, edge, i * COLUMNS, width);
    }
    add(left, leftAt, right, rightAt, depth, edge, 0, COLUMNS);
    for (int i = 0; i < height; i++) {
      System.arraycopy(edge, i * COLUMNS, c, at + i * step, width);
    }
  }

  private static void add(
      float[] a, int ao, float[] b, int bo, int depth, float[] c, int co, int step) {
    FloatVector c00 = load(c, co);
    FloatVector c01 = load(c, co + LANES);
    FloatVector c10 = load(c, co + step);
    FloatVector c11 = load(c, co + step + LANES);
    FloatVector c20 = load(c, co + 2 * step);
    FloatVector c21 = load(c, co + 2 * step + LANES);
    FloatVector c30 = load(c, co + 3 * step);
    FloatVector c31 = load(c, co + 3 * step + LANES);
    FloatVector c40 = load(c, co + 4 * step);
    FloatVector c41 = load(c, co + 4 * step + LANES);
    FloatVector c50 = load(c, co + 5 * step);
    FloatVector c51 = load(c, co + 5 * step + LANES);
    for (int d = 0; d < depth; d++) {
      FloatVector b0 = load(b, bo + d * COLUMNS);
      FloatVector b1 = load(b, bo + d * COLUMNS + LANES);
      int at = ao + d * ROWS;
      FloatVector x = FloatVector.broadcast(SPECIES, a[at]);
      c00 = x.fma(b0, c00);
      c01 = x.fma(b1, c01);
      x = FloatVector.broadcast(SPECIES, a[at + 1]);
      c10 = x.fma(b0, c10);
      c11 = x.fma(b1, c11);
      x = FloatVector.broadcast(SPECIES, a[at + 2]);
      c20 = x.fma(b0, c20);
      c21 = x.fma(b1, c21);
      x = FloatVector.broadcast(SPECIES, a[at + 3]);
      c30 = x.fma(b0, c30);
      c31 = x.fma(b1, c31);
      x = FloatVector.broadcast(SPECIES, a[at + 4]);
      c40 = x.fma(b0, c40);
      c41 = x.fma(b1, c41);
      x = FloatVector.broadcast(SPECIES, a[at + 5]);
      c50 = x.fma(b0, c50);
      c51 = x.fma(b1, c51);
    }
    store(c00, c01, c, co);
    store(c10, c11, c, co + step);
    store(c20, c21, c, co + 2 * step);
    store(c30, c31, c, co + 3 * step);
    store(c40, c41, c, co + 4 * step);
    store(c50, c51, c, co + 5 * step);
  }

  private static FloatVector load(float[] from, int at) {
    return FloatVector.fromArray(SPECIES, from, at);
  }

  private static void store(FloatVector left, FloatVector right, float[] to, int at) {
    left.intoArray(to, at);
    right.intoArray(to, at + LANES);
  }
}
