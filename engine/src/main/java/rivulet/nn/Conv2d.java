package rivulet.nn;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import rivulet.Arguments;
import rivulet.Option;
import rivulet.Parameter;
import rivulet.Tensor;
import rivulet.Tensors;
import rivulet.Window;

/// Convolution of images. As `torch.nn.Conv2d`.
///
/// - Shape: `(n, inChannels, h, w) → (n, outChannels, h', w')`
/// - Starts uniform within `±1 / √(inChannels / groups · kh · kw)`
public class Conv2d extends Module {
  /// The kernels, `(outChannels, inChannels / groups, kh, kw)`.
  public final Parameter weight;

  /// The bias, `(outChannels)`, or null.
  public final @Nullable Parameter bias;

  private final Window window;
  private final int[] kernelSize;
  private final int groups;
  private final String text;

  /// With square kernels.
  ///
  /// @param options `stride(1)`, `padding(0)` or `padding("same")`, `dilation(1)`, `groups(1)`,
  ///   `bias(true)`
  public Conv2d(int inChannels, int outChannels, int kernelSize, Option... options) {
    this(inChannels, outChannels, new int[] {kernelSize, kernelSize}, options);
  }

  /// With kernels of a height and a width.
  ///
  /// @param options `stride(1)`, `padding(0)` or `padding("same")`, `dilation(1)`, `groups(1)`,
  ///   `bias(true)`
  /// @throws IllegalArgumentException if the channels cannot be split into the groups
  public Conv2d(int inChannels, int outChannels, int[] kernelSize, Option... options) {
    Arguments a = Arguments.of("Conv2d.__init__()", "stride padding dilation groups bias", options);
    this.kernelSize = kernelSize.clone();
    this.groups = a.size("groups", 1);
    check(inChannels, "in_channels");
    check(outChannels, "out_channels");
    this.window = Windows.of(a, kernelSize, a.sizes("stride", 2, 1));
    this.weight =
        new Parameter(
            Tensors.zeros(outChannels, inChannels / groups, kernelSize[0], kernelSize[1]));
    this.bias = a.flag("bias", true) ? new Parameter(Tensors.zeros(outChannels)) : null;
    this.text = inChannels + ", " + outChannels + text(a);
    Init.weight(weight);
    if (bias != null) Init.bias(bias, weight);
  }

  private void check(int channels, String name) {
    if (groups <= 0) throw new IllegalArgumentException("groups must be a positive integer");
    if (channels % groups != 0) {
      throw new IllegalArgumentException(name + " must be divisible by groups");
    }
  }

  private String text(Arguments a) {
    StringBuilder text = new StringBuilder(", kernel_size=" + Text.python(kernelSize));
    text.append(", stride=").append(Text.python(window.stride()));
    String word = a.text("padding", "");
    if (!word.isEmpty()) text.append(", padding=").append(word);
    else if (Arrays.stream(window.before()).anyMatch(p -> p != 0))
      text.append(", padding=").append(Text.python(window.before()));
    if (Arrays.stream(window.dilation()).anyMatch(d -> d != 1))
      text.append(", dilation=").append(Text.python(window.dilation()));
    if (groups != 1) text.append(", groups=").append(groups);
    if (!a.flag("bias", true)) text.append(", bias=False");
    return text.toString();
  }

  @Override
  public Tensor forward(Tensor input) {
    return input.conv2d(weight, bias, window, groups);
  }

  @Override
  protected String extraRepr() {
    return text;
  }
}
