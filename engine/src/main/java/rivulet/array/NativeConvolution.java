package rivulet.array;

import java.util.List;
import org.jspecify.annotations.Nullable;
import rivulet.array.Elementwise.Binary;
import rivulet.array.natives.ConvolutionSizes;
import rivulet.array.natives.OneDnn;
import rivulet.array.natives.OneDnnConvolution;

/// Convolutions of float32 by oneDNN.
///
/// The batch is cut into parts by the sizes alone: so small that a part's input and result stay in
/// a core's cache while they are brought into the library's order and back, and so many that idle
/// threads find some to take.
final class NativeConvolution {
  /// Bytes of a part's input and result.
  private static final long PART_BYTES = 512 << 10;

  /// Steps (a multiplication and an addition) of a part that is large enough in any case.
  private static final long PART_STEPS = 12_000_000;

  private static final int MOST_PARTS = 32;

  /// Elements of all parts' gradients of the weight together.
  private static final long MOST_PARTIAL = 4 << 20;

  private static final long STEPS_PER_NANO = 50;

  private final ConvolutionSizes sizes;
  private final int batch;
  private final int input;
  private final int result;
  private final int images;
  private final int parts;
  private final long nanos;

  private NativeConvolution(ConvolutionSizes sizes, int weight, long mostParts) {
    this.sizes = sizes;
    this.batch = sizes.x().get(0);
    this.input = Shape.of(ints(sizes.x())).numel() / batch;
    this.result = Shape.of(ints(sizes.y())).numel() / batch;
    long steps = steps(sizes, weight);
    long bytes = 4L * batch * (input + result);
    long wanted = Math.max(steps / PART_STEPS, Math.ceilDiv(bytes, PART_BYTES));
    long count = Math.clamp(wanted, 1, Math.min(Math.min(batch, MOST_PARTS), mostParts));
    this.images = Math.ceilDiv(batch, (int) count);
    this.parts = Math.ceilDiv(batch, images);
    this.nanos = steps / STEPS_PER_NANO + bytes / 4;
  }

  private static int[] ints(List<Integer> sizes) {
    return sizes.stream().mapToInt(size -> size).toArray();
  }

  private static long steps(ConvolutionSizes sizes, int weight) {
    return (long) Shape.of(ints(sizes.y())).numel() * weight / sizes.w().get(0);
  }

  /// Whether this convolution is for the library; the first that is loads it.
  static boolean takes(DType dtype, ConvolutionSizes sizes) {
    if (dtype != DType.FLOAT32) return false;
    long steps = steps(sizes, Shape.of(ints(sizes.w())).numel());
    return steps > 0 && steps >= NativeProduct.SMALLEST && OneDnn.isLoaded();
  }

  static NDArray forward(ConvolutionSizes sizes, NDArray x, NDArray w, @Nullable NDArray bias) {
    float[] added = bias == null ? new float[0] : bias.toFloats();
    NativeConvolution c = new NativeConvolution(sizes, w.numel(), MOST_PARTS);
    NDArray y = NDArray.empty(Shape.of(ints(sizes.y())), DType.FLOAT32);
    c.run(
        (part, first, arrays, offsets) -> {
          int to = first * c.result;
          int from = offsets[0] + first * c.input;
          OneDnnConvolution.forward(part, arrays[0], from, arrays[1], offsets[1], arrays[2], to);
          add(added, arrays[2], to, part.y());
        },
        x,
        w,
        y);
    return y;
  }

  /// Adds to each channel of each image its number, while both are in the cache.
  private static void add(float[] bias, float[] y, int offset, List<Integer> sizes) {
    if (bias.length == 0) return;
    int images = sizes.get(0);
    int places = Shape.of(ints(sizes)).numel() / images / bias.length;
    for (int i = 0; i < images * bias.length; i++) {
      add(bias[i % bias.length], y, offset + i * places, places);
    }
  }

  private static void add(float number, float[] y, int offset, int count) {
    for (int i = offset; i < offset + count; i++) y[i] += number;
  }

  static NDArray input(ConvolutionSizes sizes, NDArray g, NDArray w) {
    NativeConvolution c = new NativeConvolution(sizes, w.numel(), MOST_PARTS);
    NDArray x = NDArray.empty(Shape.of(ints(sizes.x())), DType.FLOAT32);
    c.run(
        (part, first, arrays, offsets) ->
            OneDnnConvolution.input(
                part,
                arrays[0],
                offsets[0] + first * c.result,
                arrays[1],
                offsets[1],
                arrays[2],
                first * c.input),
        g,
        w,
        x);
    return x;
  }

  /// Every part has a sum of its own; they are added in the order of the batch.
  static NDArray weight(ConvolutionSizes sizes, NDArray x, NDArray g) {
    Shape shape = Shape.of(ints(sizes.w()));
    int weight = shape.numel();
    NativeConvolution c = new NativeConvolution(sizes, weight, Math.max(1, MOST_PARTIAL / weight));
    NDArray sums = NDArray.empty(Shape.of(c.parts, weight), DType.FLOAT32);
    c.run(
        (part, first, arrays, offsets) ->
            OneDnnConvolution.weight(
                part,
                arrays[0],
                offsets[0] + first * c.input,
                arrays[1],
                offsets[1] + first * c.result,
                arrays[2],
                first / c.images * weight),
        x,
        g,
        sums);
    return Convolution.shaped(c.parts == 1 ? sums : total(sums), shape.toArray());
  }

  private static NDArray total(NDArray sums) {
    NDArray total = sums.select(0, 0).copy();
    for (int part = 1; part < sums.shape().size(0); part++) {
      Elementwise.applyInPlace(Binary.ADD, total, sums.select(0, part), DType.FLOAT32);
    }
    sums.storage().release();
    return total;
  }

  /// What is done with a part of the batch.
  @FunctionalInterface
  private interface Work {
    /// @param part the part's sizes
    /// @param first its first image
    /// @param arrays those of the operands and of the result
    /// @param offsets where the operands start
    void run(ConvolutionSizes part, int first, float[][] arrays, int[] offsets);
  }

  private void run(Work work, NDArray a, NDArray b, NDArray out) {
    NDArray left = a.contiguous();
    NDArray right = b.contiguous();
    int[] offsets = {left.offset(), right.offset()};
    Raw.with(raw -> blocks(work, raw, offsets), left, right, out);
    if (left != a) left.storage().release();
    if (right != b) right.storage().release();
  }

  private void blocks(Work work, Object[] raw, int[] offsets) {
    float[][] arrays = {(float[]) raw[0], (float[]) raw[1], (float[]) raw[2]};
    ConvolutionSizes most = sizes.ofBatch(images);
    Blocks.runStoppable(
        parts,
        nanos,
        part -> {
          int first = part * images;
          int count = Math.min(images, batch - first);
          work.run(count == images ? most : sizes.ofBatch(count), first, arrays, offsets);
        });
  }
}
