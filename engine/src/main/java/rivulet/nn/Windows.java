package rivulet.nn;

import java.util.Arrays;
import rivulet.Arguments;
import rivulet.Window;

/// Windows as options describe them.
final class Windows {
  private Windows() {}

  /// By `padding` (numbers or a word) and `dilation`.
  static Window of(Arguments a, int[] kernel, int[] stride) {
    int dims = kernel.length;
    int[] dilation = a.sizes("dilation", dims, 1);
    return switch (a.text("padding", "")) {
      case "" -> Window.of(stride, a.sizes("padding", dims, 0), dilation);
      case "valid" -> Window.of(stride, new int[dims], dilation);
      case "same" -> same(kernel, stride, dilation);
      default ->
          throw new IllegalArgumentException(
              "Invalid padding string '%s', should be one of 'valid', 'same'"
                  .formatted(a.text("padding", "")));
    };
  }

  private static Window same(int[] kernel, int[] stride, int[] dilation) {
    if (Arrays.stream(stride).anyMatch(s -> s != 1)) {
      throw new IllegalArgumentException(
          "padding='same' is not supported for strided convolutions");
    }
    return Window.same(kernel, dilation);
  }
}
