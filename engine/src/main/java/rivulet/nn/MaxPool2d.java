package rivulet.nn;

import rivulet.Arguments;
import rivulet.Option;
import rivulet.Tensor;
import rivulet.Window;

/// The greatest element of every window of images. As `torch.nn.MaxPool2d`.
///
/// - Shape: `(n, c, h, w) → (n, c, h', w')`
public final class MaxPool2d extends Module {
  private final int[] kernelSize;
  private final Window window;
  private final boolean ceilMode;

  /// Square windows, one beside the other unless a stride is given.
  ///
  /// @param options `stride(kernelSize)`, `padding(0)`, `dilation(1)`, `ceilMode(false)`
  public MaxPool2d(int kernelSize, Option... options) {
    this(new int[] {kernelSize, kernelSize}, options);
  }

  /// Windows of a height and a width.
  ///
  /// @param options `stride(kernelSize)`, `padding(0)`, `dilation(1)`, `ceilMode(false)`
  public MaxPool2d(int[] kernelSize, Option... options) {
    Arguments a = Arguments.of("MaxPool2d.__init__()", "stride padding dilation ceilMode", options);
    this.kernelSize = kernelSize.clone();
    int[] stride = a.has("stride") ? a.sizes("stride", 2, 1) : this.kernelSize;
    this.window = Windows.of(a, kernelSize, stride);
    this.ceilMode = a.flag("ceilMode", false);
  }

  @Override
  public Tensor forward(Tensor input) {
    return input.maxPool2d(kernelSize, window, ceilMode);
  }

  @Override
  protected String extraRepr() {
    return "kernel_size=%s, stride=%s, padding=%s, dilation=%s, ceil_mode=%s"
        .formatted(
            Text.brief(kernelSize),
            Text.brief(window.stride()),
            Text.brief(window.before()),
            Text.brief(window.dilation()),
            Text.python(ceilMode));
  }
}
