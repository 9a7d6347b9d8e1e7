package rivulet;

/// The number of windows of a pooling, and whether they fit.
final class PoolSizes {
  private PoolSizes() {}

  static void check(Tensor x, int[] kernel, Window window, int dims) {
    String expected =
        "Expected %dD or %dD (batch mode) tensor with optional 0 dim batch size for"
            + " input, but got: %s";
    boolean ranked = x.dim() == dims + 1 || x.dim() == dims + 2;
    boolean filled = ranked;
    for (int d = x.dim() == dims + 2 ? 1 : 0; filled && d < x.dim(); d++) filled = x.size(d) != 0;
    for (int d = 0; d < dims; d++) {
      Messages.check(
          kernel[d] > 0, "kernel size should be greater than zero, but got %d", kernel[d]);
      Messages.check(window.stride()[d] > 0, "stride should not be zero");
      Messages.check(
          window.dilation()[d] > 0,
          "dilation should be greater than zero, but got %d",
          window.dilation()[d]);
      Messages.check(
          window.before()[d] >= 0, "pad must be non-negative, but got pad: %d", window.before()[d]);
      Messages.check(
          window.before()[d] <= ((kernel[d] - 1) * window.dilation()[d] + 1) / 2,
          "pad should be at most half of effective kernel size, but got pad=%d, kernel_size=%d and"
              + " dilation=%d",
          window.before()[d],
          kernel[d],
          window.dilation()[d]);
    }
    Messages.check(filled, expected, dims + 1, dims + 2, Messages.list(x.shape()));
  }

  static int[] of(Tensor x, int[] kernel, Window window, boolean ceilMode, int dims) {
    int[] space = new int[dims];
    for (int d = 0; d < dims; d++) {
      int size = x.size(x.dim() - dims + d);
      int stride = window.stride()[d];
      int padding = window.before()[d];
      int room = size + 2 * padding - window.dilation()[d] * (kernel[d] - 1) - 1;
      space[d] = Math.floorDiv(room + (ceilMode ? stride - 1 : 0), stride) + 1;
      if (ceilMode && (space[d] - 1) * stride >= size + padding) space[d]--;
      Messages.check(
          space[d] >= 1,
          "Given input size: %s. Calculated output size: %d. Output size is too small",
          Messages.list(x.shape()),
          space[d]);
    }
    return space;
  }
}
