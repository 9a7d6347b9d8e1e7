package rivulet;

import org.jspecify.annotations.Nullable;

/// How tensors print. As `torch.set_printoptions`.
///
/// @param precision digits behind the point
/// @param threshold more elements than this are summarised
/// @param edgeitems elements shown at both ends of a summarised dimension
/// @param linewidth characters a line
/// @param sciMode whether numbers are written with an exponent, null: where it is shorter to read
public record PrintOptions(
    int precision, int threshold, int edgeitems, int linewidth, @Nullable Boolean sciMode) {
  /// What PyTorch starts with.
  public static final PrintOptions DEFAULT = new PrintOptions(4, 1000, 3, 80, null);

  /// With another number of digits.
  public PrintOptions precision(int precision) {
    return new PrintOptions(precision, threshold, edgeitems, linewidth, sciMode);
  }

  /// Summarising from another size on.
  public PrintOptions threshold(int threshold) {
    return new PrintOptions(precision, threshold, edgeitems, linewidth, sciMode);
  }

  /// With another number of elements at the ends.
  public PrintOptions edgeitems(int edgeitems) {
    return new PrintOptions(precision, threshold, edgeitems, linewidth, sciMode);
  }

  /// With another width of lines.
  public PrintOptions linewidth(int linewidth) {
    return new PrintOptions(precision, threshold, edgeitems, linewidth, sciMode);
  }

  /// With or without exponents, whatever the numbers.
  public PrintOptions sciMode(@Nullable Boolean sciMode) {
    return new PrintOptions(precision, threshold, edgeitems, linewidth, sciMode);
  }
}
