package rivulet.array;

import org.jspecify.annotations.Nullable;
import rivulet.array.Elementwise.Binary;
import rivulet.array.natives.Gemm;
import rivulet.array.natives.OneDnn;
import rivulet.array.natives.OpenBlas;

/// Products of floating-point matrices by a native library: one, or a batch of them.
///
/// A product is cut into tiles by its sizes alone, and the tiles are the blocks that idle threads
/// take. A tile's call is short enough not to keep the collector waiting.
final class NativeProduct {
  /// Steps (a multiplication and an addition) from which a call pays. It decides alone, whether a
  /// library is loaded yet or not, so that a product has the same bits every time; and tutorials
  /// never wait for a library. A test of the build has it all by libraries.
  static final long SMALLEST = Long.getLong("rivulet.native.smallest", 4096);

  /// Steps of the smallest blocks: about 10 µs.
  private static final long BLOCK = 1_000_000;

  /// Steps for which a product is cut into more than two: 30 to 60 µs.
  private static final long TILE = 6_000_000;

  /// Steps from which a product is worth a thread of its own: about 2 µs.
  private static final long WORTH = Long.getLong("rivulet.deferral.smallest", 200_000);

  /// Of a product whose tiles are then no larger than [#LARGEST]; others have more.
  private static final int MOST_TILES = 32;

  /// Steps of the largest tile, about 40 ms at [#STEPS_PER_NANO]: an interrupt waits for the tiles
  /// that run.
  private static final long LARGEST = 1L << 32;

  /// Steps of one call: 5 to 10 ms.
  private static final long CALL = 1L << 29;

  private static final long STEPS_PER_NANO = 100;

  private static final int[] ONES = {1, 1, 1};

  private final NDArray a;
  private final NDArray b;
  private final NDArray out;
  private final @Nullable NDArray addend;
  private final boolean adding;
  private final Gemm gemm;
  private final int batch;
  private final int rows;
  private final int columns;
  private final int depth;

  private NativeProduct(
      MatrixOperand a, MatrixOperand b, NDArray out, boolean adding, @Nullable NDArray addend) {
    this.adding = adding;
    this.addend = addend;
    this.a = a.array();
    this.b = b.array();
    this.out = out;
    batch = out.rank() == 2 ? 1 : out.shape().size(0);
    gemm = gemm(a, b, out);
    int tileRows = gemm.n();
    int tileColumns = gemm.m();
    for (int tiles = tiles((long) gemm.n() * gemm.m() * gemm.k()); tiles > 1; tiles /= 2) {
      if (tileRows >= tileColumns) tileRows = half(tileRows);
      else tileColumns = half(tileColumns);
    }
    rows = tileRows;
    columns = tileColumns;
    depth = (int) Math.min(gemm.k(), Math.max(1024, CALL / ((long) rows * columns)));
  }

  /// Of the first of a batch.
  private static Gemm gemm(MatrixOperand a, MatrixOperand b, NDArray out) {
    int rank = out.rank();
    int m = out.shape().size(rank - 1);
    return new Gemm(
        out.shape().size(rank - 2),
        m,
        a.array().shape().size(rank - 1),
        a.transposed(),
        a.array().offset(),
        a.leading(),
        b.transposed(),
        b.array().offset(),
        b.leading(),
        out.offset(),
        Math.max(m, out.stride(rank - 2)));
  }

  /// A power of two. Larger products get larger tiles too, as every tile brings its rows and
  /// columns into the library's order anew.
  private static int tiles(long steps) {
    if (steps < 2 * BLOCK) return 1;
    int doublings = Integer.highestOneBit((int) Math.cbrt((double) steps / TILE / 2));
    int tiles = Math.clamp(2L * doublings, 2, MOST_TILES);
    while (steps / tiles > LARGEST) tiles *= 2;
    return tiles;
  }

  /// Half of it, or a little more: the libraries work on 16 columns and more at a time.
  private static int half(int size) {
    return Math.min(size, Math.ceilDiv(size, 32) * 16);
  }

  /// Whether this many steps are worth a thread, but not two.
  static boolean isWorthAThread(long steps) {
    return steps >= WORTH && tiles(steps) == 1;
  }

  /// Whether this many steps in this dtype are for a library. The first time that they are many
  /// enough loads it.
  static boolean takes(DType dtype, long steps) {
    return steps > 0
        && steps >= SMALLEST
        && switch (dtype) {
          case FLOAT32 -> OneDnn.isLoaded() || OpenBlas.isLoaded();
          case FLOAT64 -> OpenBlas.isLoaded();
          default -> false;
        };
  }

  /// Writes the products of the last two dimensions to `out`, or adds them to what is there. `out`
  /// is contiguous, or a matrix whose rows are.
  ///
  /// @param stops as in [Blocks.Loop]
  static void run(NDArray a, NDArray b, NDArray out, boolean adding, boolean stops) {
    run(a, b, out, adding, null, stops);
  }

  /// Writes a product to `out`, which nobody has yet, with `addend` added to each of its rows.
  ///
  /// @param addend a row, contiguous, of the product's dtype
  static void run(NDArray a, NDArray b, NDArray out, NDArray addend) {
    run(a, b, out, false, addend, true);
  }

  private static void run(
      NDArray a, NDArray b, NDArray out, boolean adding, @Nullable NDArray addend, boolean stops) {
    MatrixOperand left = MatrixOperand.of(a);
    MatrixOperand right = MatrixOperand.of(b);
    new NativeProduct(left, right, out, adding, addend).run(stops);
    left.release(a);
    right.release(b);
  }

  private void run(boolean stops) {
    if (addend == null) Raw.with(arrays -> run(arrays, stops), a, b, out);
    else Raw.with(arrays -> run(arrays, stops), a, b, out, addend);
  }

  private void run(Object[] arrays, boolean stops) {
    int across = Math.ceilDiv(gemm.m(), columns);
    int tiles = Math.ceilDiv(gemm.n(), rows) * across;
    long steps = (long) gemm.n() * gemm.m() * gemm.k();
    int total = Math.multiplyExact(batch, tiles);
    int together = (int) Math.max(1, Math.min(total, BLOCK * tiles / steps));
    Blocks.run(
        Math.ceilDiv(total, together),
        batch * steps / STEPS_PER_NANO,
        stops,
        block -> {
          int end = Math.min(total, (block + 1) * together);
          for (int i = block * together; i < end; i++) {
            int tile = i % tiles;
            tile(item(i / tiles), tile / across * rows, tile % across * columns, arrays);
          }
        });
  }

  private Gemm item(int index) {
    return index == 0
        ? gemm
        : gemm.moved(
            index * a.stride(0),
            index * b.stride(0),
            Math.multiplyExact(index, gemm.n() * gemm.m()));
  }

  private void tile(Gemm item, int row, int column, Object[] arrays) {
    int height = Math.min(rows, gemm.n() - row);
    int width = Math.min(columns, gemm.m() - column);
    for (int d = 0; d < gemm.k(); d += depth) {
      int depths = Math.min(depth, gemm.k() - d);
      call(item.part(row, height, column, width, d, depths), adding || d > 0, arrays);
    }
    if (addend != null) {
      addRow(addend, arrays, item.co() + row * item.ldc(), height, column, width);
    }
  }

  /// Adds a part of the row to those of a tile, while it is in the cache.
  private void addRow(
      NDArray addend, Object[] arrays, int first, int height, int column, int width) {
    InnerLoop add = Loops.binary(Binary.ADD, addend.dtype());
    Object[] operands = {arrays[2], arrays[2], arrays[3]};
    int[] offsets = {0, 0, addend.offset() + column};
    for (int i = 0; i < height; i++) {
      int at = first + i * gemm.ldc() + column;
      offsets[0] = at;
      offsets[1] = at;
      add.run(operands, offsets, ONES, width);
    }
  }

  private static void call(Gemm gemm, boolean adding, Object[] arrays) {
    if (arrays[0] instanceof double[] a) {
      OpenBlas.dgemm(gemm, adding, a, (double[]) arrays[1], (double[]) arrays[2]);
    } else if (OneDnn.isLoaded()) {
      OneDnn.sgemm(gemm, adding, (float[]) arrays[0], (float[]) arrays[1], (float[]) arrays[2]);
    } else {
      OpenBlas.sgemm(gemm, adding, (float[]) arrays[0], (float[]) arrays[1], (float[]) arrays[2]);
    }
  }
}
