package rivulet.array;

import org.jspecify.annotations.Nullable;

/// The greatest elements of squares of two by two, one beside the other, which is what most
/// networks pool by: of float32, plainly until the vector form ([FloatVectorSquares]) is compiled.
///
/// The vector form writes whole vectors, beyond the end of a row into the next, whose turn comes
/// later. So the last rows of a block of planes, behind which others write, are done plainly.
///
/// @param x the planes
/// @param offset where they start
/// @param height a plane's rows; an odd last one is in no square
/// @param width its columns; an odd last one is in no square
/// @param values the greatest element of each square
/// @param places where in its plane it lies
@SuppressWarnings("ArrayRecordComponent") // a call's arguments, which nobody compares
record FloatSquares(float[] x, int offset, int height, int width, float[] values, int[] places) {
  private static final int SAMPLE_ROWS = 14;
  private static final int SAMPLE_WIDTH = 28;

  private static final Heat HEAT = new Heat(FloatSquares::forms);

  private static Heat.@Nullable Forms forms() {
    if (FloatVectorLoops.LANES < FloatVectorSquares.FEWEST_LANES) return null;
    int windows = SAMPLE_ROWS * SAMPLE_WIDTH / 2;
    float[] x = new float[4 * windows];
    FloatSquares sample =
        new FloatSquares(x, 0, 2 * SAMPLE_ROWS, SAMPLE_WIDTH, new float[windows], new int[windows]);
    int safe = SAMPLE_ROWS / 2;
    return new Heat.Forms(
        () -> sample.plainMax(0, 0, safe), () -> FloatVectorSquares.max(sample, 0, 0, safe));
  }

  int area() {
    return height * width;
  }

  int rows() {
    return height / 2;
  }

  int columns() {
    return width / 2;
  }

  /// The first of the squares of a row.
  int window(int plane, int row) {
    return (plane * rows() + row) * columns();
  }

  /// Of some planes. NaN wins, and of several the last.
  void max(int plane, int planes) {
    boolean hot = HEAT.isHot(planes * area());
    int total = planes * rows();
    int safe = hot ? Math.max(0, total - FloatVectorSquares.rowsBeyond(columns())) : 0;
    for (int row = 0; row < total; ) {
      int at = row % rows();
      int count = Math.min(rows() - at, (row < safe ? safe : total) - row);
      if (row < safe) FloatVectorSquares.max(this, plane + row / rows(), at, count);
      else plainMax(plane + row / rows(), at, count);
      row += count;
    }
  }

  /// Of some rows of squares of a plane.
  void plainMax(int plane, int row, int count) {
    int from = offset + plane * area();
    for (int i = row; i < row + count; i++) {
      int to = window(plane, i);
      for (int j = 0; j < columns(); j++) {
        int best = greatest(from + 2 * (i * width + j));
        values[to + j] = x[best];
        places[to + j] = best - from;
      }
    }
  }

  private int greatest(int at) {
    int below = at + width;
    int upper = x[at + 1] > x[at] ? at + 1 : at;
    int lower = x[below + 1] > x[below] ? below + 1 : below;
    boolean numbers = !Float.isNaN(x[at] + x[at + 1] + x[below] + x[below + 1]);
    if (numbers) return x[lower] > x[upper] ? lower : upper;
    return later(later(at, at + 1), later(below, below + 1));
  }

  private int later(int i, int j) {
    return x[j] > x[i] || Float.isNaN(x[j]) ? j : i;
  }
}
