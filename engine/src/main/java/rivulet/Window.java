package rivulet;

import java.util.Arrays;

/// How the windows of a convolution or a pooling lie on its input.
///
/// @param stride the steps between windows, by dimension
/// @param before what is padded in front of each dimension
/// @param after what is padded behind it
/// @param dilation the steps between the elements of a window
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record Window(int[] stride, int[] before, int[] after, int[] dilation) {
  /// Of stride 1 without padding, for so many dimensions.
  public static Window plain(int dims) {
    return of(filled(dims, 1), new int[dims], filled(dims, 1));
  }

  /// With the same padding in front and behind.
  public static Window of(int[] stride, int[] padding, int[] dilation) {
    return new Window(stride, padding, padding, dilation);
  }

  /// Padded such that the result is as large as the input, with stride 1.
  public static Window same(int[] kernel, int[] dilation) {
    int[] before = new int[kernel.length];
    int[] after = new int[kernel.length];
    for (int d = 0; d < kernel.length; d++) {
      int total = dilation[d] * (kernel[d] - 1);
      before[d] = total / 2;
      after[d] = total - before[d];
    }
    return new Window(filled(kernel.length, 1), before, after, dilation);
  }

  private static int[] filled(int count, int value) {
    int[] filled = new int[count];
    Arrays.fill(filled, value);
    return filled;
  }
}
