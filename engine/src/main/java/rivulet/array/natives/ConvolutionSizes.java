package rivulet.array.natives;

import java.util.Arrays;
import java.util.List;

/// What a convolution is, of arrays that are contiguous.
///
/// @param x the input's sizes: batch, channels, space …
/// @param w the weight's sizes: outputs, channels / groups, kernel …
/// @param y the result's sizes: batch, outputs, space …
/// @param stride the steps between windows
/// @param before the zeros in front of each spatial dimension
/// @param after the zeros behind it
/// @param dilation the steps between the elements of a window
/// @param groups of channels, each with outputs of its own
public record ConvolutionSizes(
    List<Integer> x,
    List<Integer> w,
    List<Integer> y,
    List<Integer> stride,
    List<Integer> before,
    List<Integer> after,
    List<Integer> dilation,
    int groups) {

  /// The same convolution of fewer images.
  public ConvolutionSizes ofBatch(int images) {
    return new ConvolutionSizes(
        first(x, images), w, first(y, images), stride, before, after, dilation, groups);
  }

  private static List<Integer> first(List<Integer> sizes, int first) {
    Integer[] changed = sizes.toArray(Integer[]::new);
    changed[0] = first;
    return List.of(changed);
  }

  /// The weight's sizes with a dimension for the groups, where there are several.
  long[] weight() {
    if (groups == 1) return longs(w);
    long[] sizes = new long[w.size() + 1];
    sizes[0] = groups;
    sizes[1] = w.get(0) / groups;
    for (int d = 1; d < w.size(); d++) sizes[d + 1] = w.get(d);
    return sizes;
  }

  static long[] longs(List<Integer> sizes) {
    return sizes.stream().mapToLong(size -> size).toArray();
  }

  /// oneDNN counts the elements left out between two of a window.
  long[] gaps() {
    return Arrays.stream(longs(dilation)).map(step -> step - 1).toArray();
  }
}
