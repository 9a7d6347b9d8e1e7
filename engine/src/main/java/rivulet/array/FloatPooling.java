package rivulet.array;

import java.util.Objects;

/// Pooling over `float[]`, with windows along one or two dimensions.
///
/// Planes are cut into blocks by the sizes alone.
final class FloatPooling {
  /// Elements of a block.
  private static final int BLOCK = 1 << 15;

  private final NDArray x;
  private final int[] out;
  private final int height;
  private final int width;
  private final int rows;
  private final int columns;
  private final Steps down;
  private final Steps across;

  /// How windows lie along a dimension.
  private record Steps(int kernel, int stride, int padding, int dilation) {
    /// Whether windows are two elements side by side, all inside.
    boolean arePairs(int windows, int size) {
      return kernel == 2
          && dilation == 1
          && padding == 0
          && (windows - 1) * stride + kernel <= size;
    }

    /// A window's first element, which may lie outside.
    int first(int window) {
      return window * stride - padding;
    }

    /// The number of elements at a window's start that lie outside.
    int skipped(int first) {
      return first >= 0 ? 0 : Math.ceilDiv(-first, dilation);
    }

    /// The number of elements up to the last that lies inside.
    int reached(int first, int size) {
      return Math.min(kernel, Math.ceilDiv(size - first, dilation));
    }
  }

  FloatPooling(NDArray x, int[] kernel, int[] stride, int[] padding, int[] dilation, int[] space) {
    this.x = x.contiguous();
    int last = kernel.length - 1;
    int rank = x.rank();
    out = x.shape().toArray();
    System.arraycopy(space, 0, out, rank - space.length, space.length);
    across = new Steps(kernel[last], stride[last], padding[last], dilation[last]);
    width = x.shape().size(rank - 1);
    columns = space[last];
    boolean plane = last == 1;
    down = plane ? new Steps(kernel[0], stride[0], padding[0], dilation[0]) : new Steps(1, 1, 0, 1);
    height = plane ? x.shape().size(rank - 2) : 1;
    rows = plane ? space[0] : 1;
  }

  Pooling.Greatest max() {
    NDArray values = NDArray.empty(Shape.of(out), DType.FLOAT32);
    NDArray indices = NDArray.empty(Shape.of(out), DType.INT64);
    int planes = values.numel() / Math.max(1, rows * columns);
    Raw.with(
        arrays ->
            blocks(
                planes,
                height * width,
                plane ->
                    plane((float[]) arrays[0], (float[]) arrays[1], (long[]) arrays[2], plane)),
        x,
        values,
        indices);
    return new Pooling.Greatest(values, indices);
  }

  /// What is done with one plane, or row.
  @FunctionalInterface
  private interface Each {
    void run(int index);
  }

  /// @param all how many there are
  /// @param elements of each
  private static void blocks(int all, int elements, Each each) {
    if (all == 0) return;
    int together = Math.max(1, BLOCK / Math.max(1, elements));
    Blocks.run(
        Math.ceilDiv(all, together),
        2L * elements * all,
        block -> {
          int end = Math.min(all, (block + 1) * together);
          for (int i = block * together; i < end; i++) each.run(i);
        });
  }

  private void plane(float[] from, float[] values, long[] indices, int plane) {
    int base = x.offset() + plane * height * width;
    int at = plane * rows * columns;
    boolean squares = across.arePairs(columns, width) && down.arePairs(rows, height);
    for (int i = 0; i < rows; i++, at += columns) {
      int y = down.first(i);
      if (squares) squares(from, base, y * width, values, indices, at);
      else row(from, base, y, down.skipped(y), down.reached(y, height), values, indices, at);
    }
  }

  /// One row of windows of two by two: no loop in the loop.
  private void squares(float[] x, int base, int row, float[] values, long[] indices, int at) {
    int step = across.stride;
    for (int j = 0; j < columns; j++) {
      int first = base + row + j * step;
      float a = x[first];
      float b = x[first + 1];
      float c = x[first + width];
      float d = x[first + width + 1];
      float upper = Math.max(a, b);
      float three = Math.max(upper, c);
      float most = Math.max(three, d);
      int best = b > a ? first + 1 : first;
      best = c > upper ? first + width : best;
      best = d > three ? first + width + 1 : best;
      if (Float.isNaN(most)) best = greatestOrNaN(x, first, 2, width, 2, 1);
      values[at + j] = x[best];
      indices[at + j] = (long) best - base;
    }
  }

  /// The windows of one row; `top` to `bottom` are the elements down that lie inside.
  private void row(
      float[] from, int base, int y, int top, int bottom, float[] values, long[] indices, int at) {
    int start = base + (y + top * down.dilation) * width;
    int step = down.dilation * width;
    int count = bottom - top;
    for (int j = 0; j < columns; j++) {
      int first = across.first(j);
      int left = across.skipped(first);
      int right = across.reached(first, width);
      if (count <= 0 || right <= left) {
        values[at + j] = Float.NEGATIVE_INFINITY;
        indices[at + j] = 0;
        continue;
      }
      int corner = start + first + left * across.dilation;
      int best = greatest(from, corner, count, step, right - left, across.dilation);
      values[at + j] = from[best];
      indices[at + j] = (long) best - base;
    }
  }

  /// Where the greatest of a window lies: the first of equals, the last of NaN. It is carried as a
  /// place, as a choice between places needs no branch, which would be guessed wrong half the time.
  private static int greatest(float[] x, int corner, int rows, int down, int columns, int across) {
    int best = corner;
    float sum = 0;
    for (int i = 0, row = corner; i < rows; i++, row += down) {
      for (int j = 0, at = row; j < columns; j++, at += across) {
        float candidate = x[at];
        sum += candidate;
        best = candidate > x[best] ? at : best;
      }
    }
    return Float.isNaN(sum) ? greatestOrNaN(x, corner, rows, down, columns, across) : best;
  }

  private static int greatestOrNaN(
      float[] x, int corner, int rows, int down, int columns, int across) {
    int best = corner;
    for (int i = 0, row = corner; i < rows; i++, row += down) {
      for (int j = 0, at = row; j < columns; j++, at += across) {
        if (x[at] > x[best] || Float.isNaN(x[at])) best = at;
      }
    }
    return best;
  }

  static NDArray gather(NDArray x, NDArray places) {
    NDArray from = x.contiguous();
    NDArray at = places.contiguous();
    NDArray out = NDArray.empty(places.shape(), DType.FLOAT32);
    int size = x.shape().size(1);
    int count = places.shape().size(1);
    Raw.with(
        arrays ->
            blocks(
                places.shape().size(0),
                count,
                row -> {
                  float[] source = (float[]) arrays[0];
                  long[] index = (long[]) arrays[1];
                  float[] target = (float[]) arrays[2];
                  for (int i = row * count; i < (row + 1) * count; i++) {
                    int place = Objects.checkIndex((int) index[at.offset() + i], size);
                    target[i] = source[from.offset() + row * size + place];
                  }
                }),
        from,
        at,
        out);
    return out;
  }

  static NDArray scatter(NDArray x, NDArray places, int size) {
    NDArray from = x.contiguous();
    NDArray at = places.contiguous();
    NDArray out = NDArray.zeros(Shape.of(x.shape().size(0), size), DType.FLOAT32);
    int count = places.shape().size(1);
    Raw.with(
        arrays ->
            blocks(
                places.shape().size(0),
                size,
                row -> {
                  float[] source = (float[]) arrays[0];
                  long[] index = (long[]) arrays[1];
                  float[] target = (float[]) arrays[2];
                  for (int i = row * count; i < (row + 1) * count; i++) {
                    int place = Objects.checkIndex((int) index[at.offset() + i], size);
                    target[row * size + place] += source[from.offset() + i];
                  }
                }),
        from,
        at,
        out);
    return out;
  }
}
