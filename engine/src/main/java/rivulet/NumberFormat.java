package rivulet;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import rivulet.array.DType;
import rivulet.array.NDArray;

/// The one format that all numbers of a printed tensor share.
final class NumberFormat {
  private final PrintOptions options;
  private final DType dtype;
  private boolean whole = true;
  private boolean scientific;
  private int width = 1;

  /// The format that suits the elements of these arrays together.
  NumberFormat(List<NDArray> shown, DType dtype, PrintOptions options) {
    this.options = options;
    this.dtype = dtype;
    if (dtype.isFloatingPoint()) {
      choose(shown);
      for (NDArray array : shown) {
        for (int i = 0; i < array.numel(); i++) {
          if (counts(array.getDouble(i))) widen(text(array.getDouble(i)));
        }
      }
    } else {
      for (NDArray array : shown) {
        for (int i = 0; i < array.numel(); i++) widen(text(array, i));
      }
    }
  }

  int width() {
    return width;
  }

  /// An element, padded on the left.
  String padded(NDArray array, int i) {
    String text = text(array, i);
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }

  private String text(NDArray array, int i) {
    if (dtype == DType.BOOL) return array.getBoolean(i) ? "True" : "False";
    return dtype.isFloatingPoint() ? text(array.getDouble(i)) : Long.toString(array.getLong(i));
  }

  private void widen(String text) {
    width = Math.max(width, text.length());
  }

  private static boolean counts(double value) {
    return value != 0 && Double.isFinite(value);
  }

  private void choose(List<NDArray> shown) {
    double least = Double.POSITIVE_INFINITY;
    double greatest = 0;
    for (NDArray array : shown) {
      for (int i = 0; i < array.numel(); i++) {
        double value = array.getDouble(i);
        if (!counts(value)) continue;
        least = Math.min(least, Math.abs(value));
        greatest = Math.max(greatest, Math.abs(value));
        whole &= value == Math.ceil(value);
      }
    }
    if (greatest > 0) scientific = isScientific(least, greatest);
  }

  private boolean isScientific(double least, double greatest) {
    Boolean asked = options.sciMode();
    return asked == null ? greatest / least > 1000 || greatest > 1e8 || least < 1e-4 : asked;
  }

  private String text(double value) {
    if (Double.isNaN(value)) return "nan";
    if (Double.isInfinite(value)) return value > 0 ? "inf" : "-inf";
    String sign = Double.doubleToRawLongBits(value) < 0 ? "-" : "";
    BigDecimal exact = new BigDecimal(Math.abs(value));
    if (scientific) return sign + exponential(exact);
    if (whole) return sign + exact.setScale(0, RoundingMode.HALF_EVEN).toPlainString() + ".";
    return sign + exact.setScale(options.precision(), RoundingMode.HALF_EVEN).toPlainString();
  }

  /// As C's `%.4e`.
  private String exponential(BigDecimal value) {
    int digits = options.precision();
    BigDecimal rounded = value.round(new MathContext(digits + 1, RoundingMode.HALF_EVEN));
    int exponent = value.signum() == 0 ? 0 : rounded.precision() - rounded.scale() - 1;
    String mantissa =
        rounded.movePointLeft(exponent).setScale(digits, RoundingMode.UNNECESSARY).toPlainString();
    return "%se%s%02d".formatted(mantissa, exponent < 0 ? "-" : "+", Math.abs(exponent));
  }
}
