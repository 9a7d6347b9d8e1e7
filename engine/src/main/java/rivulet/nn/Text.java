package rivulet.nn;

import java.util.Arrays;
import java.util.stream.Collectors;

/// Values as Python prints them.
final class Text {
  private Text() {}

  static String python(boolean flag) {
    return flag ? "True" : "False";
  }

  /// A tuple: `(3, 3)`, `(5,)`.
  static String python(int[] sizes) {
    String joined =
        Arrays.stream(sizes).mapToObj(Integer::toString).collect(Collectors.joining(", "));
    return "(" + joined + (sizes.length == 1 ? ",)" : ")");
  }

  /// `0.1`, `1e-05`.
  static String python(double number) {
    String java = Double.toString(number);
    int e = java.indexOf('E');
    if (e < 0) return java;
    String digits = java.substring(0, e).replaceAll("\\.0$", "");
    int exponent = Integer.parseInt(java.substring(e + 1));
    if (exponent == -4) return new java.math.BigDecimal(java).toPlainString();
    return "%se%s%02d".formatted(digits, exponent < 0 ? "-" : "+", Math.abs(exponent));
  }

  /// One number where all are the same: what was given as one prints as one.
  static String brief(int[] sizes) {
    return Arrays.stream(sizes).distinct().count() == 1
        ? Integer.toString(sizes[0])
        : python(sizes);
  }
}
