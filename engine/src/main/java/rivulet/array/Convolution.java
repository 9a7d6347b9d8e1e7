package rivulet.array;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import rivulet.array.Elementwise.Binary;
import rivulet.array.natives.ConvolutionSizes;

/// A convolution over any number of spatial dimensions, and the two maps that belong to it: the
/// same sum of products solved for the gradient of the input and for that of the weight.
///
/// - Input `x`: (batch, channels, space …); weight `w`: (outputs, channels / groups, kernel …);
///   result `y`: (batch, outputs, space …)
/// - As products of matrices: the windows of the input are copied into columns
public final class Convolution {
  private final int[] stride;
  private final int[] before;
  private final int[] after;
  private final int[] dilation;
  private final int groups;

  /// A convolution.
  ///
  /// @param stride the steps between windows
  /// @param before the zeros in front of each spatial dimension
  /// @param after the zeros behind it
  /// @param dilation the steps between the elements of a window
  /// @param groups of channels, each with outputs of its own
  public Convolution(int[] stride, int[] before, int[] after, int[] dilation, int groups) {
    this.stride = stride;
    this.before = before;
    this.after = after;
    this.dilation = dilation;
    this.groups = groups;
  }

  /// The result's size along a spatial dimension; not positive where the kernel does not fit.
  public int outputSize(int size, int kernel, int d) {
    return (size + before[d] + after[d] - dilation[d] * (kernel - 1) - 1) / stride[d] + 1;
  }

  /// `y` of `x` and `w`, with a number for each output added, or nothing.
  public NDArray forward(NDArray x, NDArray w, @Nullable NDArray bias) {
    Sizes s = new Sizes(x.shape(), w.shape());
    ConvolutionSizes sizes = sizes(x.shape(), w.shape(), s);
    if (NativeConvolution.takes(x.dtype(), sizes)) {
      return NativeConvolution.forward(sizes, x, w, bias);
    }
    NDArray windows = copied(windows(padded(x), s), s.batch * groups, s.window, s.places);
    NDArray y = MatMul.bmm(matrices(w, s), windows);
    if (windows.storage() != x.storage()) windows.storage().release();
    NDArray result = shaped(y, s.output());
    if (bias == null) return result;
    int[] channels = new int[s.rank + 1];
    Arrays.fill(channels, 1);
    channels[0] = w.shape().size(0);
    NDArray spread = shaped(bias.contiguous(), channels);
    Elementwise.applyInPlace(Binary.ADD, result, spread, result.dtype());
    return result;
  }

  /// The gradient of an `x` of this shape, from that of `y`.
  public NDArray input(NDArray g, NDArray w, Shape x) {
    Sizes s = new Sizes(x, w.shape());
    ConvolutionSizes sizes = sizes(x, w.shape(), s);
    if (NativeConvolution.takes(g.dtype(), sizes)) return NativeConvolution.input(sizes, g, w);
    DType compute = g.dtype().compute();
    NDArray gradient = copied(g.to(compute), s.batch * groups, s.outputs, s.places);
    NDArray columns = MatMul.bmm(matrices(w.to(compute), s).transpose(1, 2), gradient);
    NDArray padded = NDArray.zeros(Shape.of(s.paddedInput()), compute);
    spread(shaped(columns, s.windowed()), padded, s);
    columns.storage().release();
    return unpadded(padded, s).to(g.dtype());
  }

  /// The gradient of a `w` of this shape, from that of `y`.
  public NDArray weight(NDArray g, NDArray x, Shape w) {
    Sizes s = new Sizes(x.shape(), w);
    ConvolutionSizes sizes = sizes(x.shape(), w, s);
    if (NativeConvolution.takes(g.dtype(), sizes)) return NativeConvolution.weight(sizes, x, g);
    NDArray windows = batchLast(windows(padded(x), s), s.rank + 3);
    NDArray columns = copied(windows, groups, s.window, s.batch * s.places);
    NDArray split = shaped(g.contiguous(), s.batch, groups, s.outputs, s.places);
    NDArray gradient = copied(split.permute(1, 2, 0, 3), groups, s.outputs, s.batch * s.places);
    NDArray product = MatMul.bmm(gradient, columns.transpose(1, 2));
    return shaped(product, w.toArray());
  }

  private ConvolutionSizes sizes(Shape x, Shape w, Sizes s) {
    return new ConvolutionSizes(
        list(x.toArray()),
        list(w.toArray()),
        list(s.output()),
        list(stride),
        list(before),
        list(after),
        list(dilation),
        groups);
  }

  private static List<Integer> list(int[] sizes) {
    return Arrays.stream(sizes).boxed().toList();
  }

  /// The sizes of one application.
  private final class Sizes {
    private final int rank;
    private final int batch;
    private final int channels;
    private final int outputs;
    private final int[] input;
    private final int[] kernel;
    private final int[] space;
    private final int places;
    private final int window;

    Sizes(Shape x, Shape w) {
      rank = x.rank() - 2;
      batch = x.size(0);
      channels = x.size(1) / groups;
      outputs = w.size(0) / groups;
      input = Arrays.copyOfRange(x.toArray(), 2, rank + 2);
      kernel = Arrays.copyOfRange(w.toArray(), 2, rank + 2);
      space = new int[rank];
      for (int d = 0; d < rank; d++) space[d] = outputSize(input[d], kernel[d], d);
      places = Arrays.stream(space).reduce(1, (a, b) -> a * b);
      window = channels * Arrays.stream(kernel).reduce(1, (a, b) -> a * b);
    }

    int[] output() {
      return joined(new int[] {batch, outputs * groups}, space);
    }

    int[] windowed() {
      return joined(new int[] {batch, groups, channels}, kernel, space);
    }

    int[] paddedInput() {
      int[] sizes = joined(new int[] {batch, groups * channels}, input);
      for (int d = 0; d < rank; d++) sizes[d + 2] += before[d] + after[d];
      return sizes;
    }
  }

  private NDArray padded(NDArray x) {
    int[] sizes = x.shape().toArray();
    int added = 0;
    for (int d = 0; d < before.length; d++) {
      sizes[d + 2] += before[d] + after[d];
      added += before[d] + after[d];
    }
    if (added == 0) return x;
    NDArray padded = NDArray.zeros(Shape.of(sizes), x.dtype());
    inner(padded, x.shape()).copyFrom(x);
    return padded;
  }

  private NDArray unpadded(NDArray padded, Sizes s) {
    NDArray inner = inner(padded, Shape.of(joined(new int[] {s.batch, 0}, s.input)));
    return inner.contiguous();
  }

  private NDArray inner(NDArray padded, Shape shape) {
    NDArray inner = padded;
    for (int d = 0; d < before.length; d++) {
      inner = inner.slice(d + 2, before[d], before[d] + shape.size(d + 2), 1);
    }
    return inner;
  }

  /// (batch, groups, channels, kernel …, space …) on the same memory.
  private NDArray windows(NDArray padded, Sizes s) {
    int[] strides = new int[3 + 2 * s.rank];
    strides[0] = padded.stride(0);
    strides[1] = padded.stride(1) * s.channels;
    strides[2] = padded.stride(1);
    for (int d = 0; d < s.rank; d++) {
      strides[3 + d] = padded.stride(d + 2) * dilation[d];
      strides[3 + s.rank + d] = padded.stride(d + 2) * stride[d];
    }
    return padded.asStrided(Shape.of(s.windowed()), strides, padded.offset());
  }

  /// (groups, channels, kernel …, batch, space …) on the same memory; the space starts at `space`.
  private static NDArray batchLast(NDArray windows, int space) {
    int[] order = new int[windows.rank()];
    for (int d = 0; d < order.length; d++) order[d] = d < space - 1 ? d + 1 : d;
    order[space - 1] = 0;
    return windows.permute(order);
  }

  /// Adds every column to where its window lies.
  private void spread(NDArray columns, NDArray padded, Sizes s) {
    int[] groupedShape = s.paddedInput();
    NDArray grouped =
        shaped(
            padded,
            joined(
                new int[] {s.batch, groups, s.channels},
                Arrays.copyOfRange(groupedShape, 2, groupedShape.length)));
    int[] position = new int[s.rank];
    do {
      NDArray target = grouped;
      NDArray source = columns;
      for (int d = 0; d < s.rank; d++) {
        int start = position[d] * dilation[d];
        int stop = start + (s.space[d] - 1) * stride[d] + 1;
        target = target.slice(d + 3, start, stop, stride[d]);
        source = source.select(3, position[d]);
      }
      Elementwise.applyInPlace(Binary.ADD, target, source, target.dtype());
    } while (advance(position, s.kernel));
  }

  private static boolean advance(int[] position, int[] sizes) {
    for (int d = position.length - 1; d >= 0; d--) {
      if (++position[d] < sizes[d]) return true;
      position[d] = 0;
    }
    return false;
  }

  /// The weight as a matrix for each image and group.
  private NDArray matrices(NDArray w, Sizes s) {
    NDArray matrices = shaped(w.contiguous(), 1, groups, s.outputs, s.window);
    Shape all = Shape.of(s.batch, groups, s.outputs, s.window);
    if (groups == 1) return matrices.squeeze(0).expand(Shape.of(s.batch, s.outputs, s.window));
    return shaped(matrices.expand(all).copy(), s.batch * groups, s.outputs, s.window);
  }

  private static NDArray copied(NDArray array, int... sizes) {
    return shaped(array.contiguous(), sizes);
  }

  static NDArray shaped(NDArray contiguous, int... sizes) {
    NDArray view = contiguous.tryView(Shape.of(sizes));
    if (view == null) throw new AssertionError(contiguous.shape() + " is not contiguous");
    return view;
  }

  private static int[] joined(int[]... parts) {
    return Arrays.stream(parts).flatMapToInt(Arrays::stream).toArray();
  }
}
