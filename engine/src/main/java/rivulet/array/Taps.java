package rivulet.array;

import java.util.Arrays;

/// Where the elements of windows lie in a plane, window after window; the same for every plane.
/// What of a window lies outside is left out.
final class Taps {
  private final int[] inner;
  private final int[] kernel;
  private final int[] stride;
  private final int[] padding;
  private final int[] dilation;
  private final int[] places;
  private final int[] starts;

  /// @param inner the sizes of a plane
  /// @param space the number of windows along each of its dimensions
  Taps(int[] inner, int[] kernel, int[] stride, int[] padding, int[] dilation, int[] space) {
    this.inner = inner;
    this.kernel = kernel;
    this.stride = stride;
    this.padding = padding;
    this.dilation = dilation;
    int windows = Arrays.stream(space).reduce(1, (a, b) -> a * b);
    int size = Arrays.stream(kernel).reduce(1, (a, b) -> a * b);
    this.places = new int[windows * size];
    this.starts = new int[windows + 1];
    int[] window = new int[space.length];
    for (int w = 0; w < windows; w++) {
      starts[w + 1] = add(window, starts[w]);
      advance(window, space);
    }
  }

  private int add(int[] window, int start) {
    int end = start;
    int[] position = new int[kernel.length];
    do {
      int place = place(window, position);
      if (place >= 0) places[end++] = place;
    } while (advance(position, kernel));
    return end;
  }

  private int place(int[] window, int[] position) {
    int place = 0;
    for (int d = 0; d < inner.length; d++) {
      int at = window[d] * stride[d] - padding[d] + position[d] * dilation[d];
      if (at < 0 || at >= inner[d]) return -1;
      place = place * inner[d] + at;
    }
    return place;
  }

  private static boolean advance(int[] position, int[] sizes) {
    for (int d = position.length - 1; d >= 0; d--) {
      if (++position[d] < sizes[d]) return true;
      position[d] = 0;
    }
    return false;
  }

  int windows() {
    return starts.length - 1;
  }

  /// The number of the window's first tap; that of the window after the last is the end.
  int first(int window) {
    return starts[window];
  }

  /// The place that a tap means.
  int at(int tap) {
    return places[tap];
  }
}
