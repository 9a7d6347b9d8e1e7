package rivulet.install.bench;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;

/// A drawing of comparisons as SVG: a bar a workload, as long as PyTorch's time over ours on a
/// logarithmic scale, to the right of 1 where we are faster, and a diamond for JAX's.
final class Chart {
  private static final int WIDTH = 840;
  private static final int LEFT = 170;
  private static final int RIGHT = 660;
  private static final int TORCH_COLUMN = RIGHT + 80;
  private static final int JAX_COLUMN = RIGHT + 150;
  private static final int TOP = 96;
  private static final int ROW = 24;
  private static final int BAR = 14;

  private final String heading;
  private final List<Comparison> bars;
  private final boolean hasJax;
  private final int bottom;
  private final LogScale scale;
  private final Formatter svg = new Formatter(Locale.ROOT);

  private Chart(String heading, List<Comparison> bars) {
    this.heading = escape(heading);
    this.bars = bars;
    hasJax = bars.stream().anyMatch(Comparison::hasJax);
    bottom = TOP + bars.size() * ROW + 4;
    scale = LogScale.around(this::ratios, LEFT, RIGHT);
  }

  /// The file's text.
  static String of(String heading, List<Comparison> bars) {
    Chart chart = new Chart(heading, bars);
    chart.head();
    chart.scale.ticks().forEach(chart::tick);
    for (int i = 0; i < bars.size(); i++) {
      chart.row(bars.get(i), TOP + i * ROW);
    }
    return chart.svg.format("</svg>%n").toString();
  }

  private DoubleStream ratios() {
    DoubleStream torch = bars.stream().mapToDouble(Comparison::ratio);
    DoubleStream jax = bars.stream().filter(Comparison::hasJax).mapToDouble(Comparison::jaxRatio);
    return DoubleStream.concat(torch, jax);
  }

  private void head() {
    svg.format(
        """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" width="%1$d" height="%2$d"
            font-family="sans-serif" font-size="13" fill="#222">
        <title>%s</title>
        <rect width="100%%" height="100%%" fill="#fff"/>
        <text x="20" y="30" font-size="16">%3$s</text>
        <text x="20" y="52" fill="#555">%s</text>
        """,
        WIDTH,
        bottom + 32,
        heading,
        "Bars: PyTorch's better time of 1 and 2 threads over Rivulet's; right of 1 Rivulet is faster"
            + (hasJax ? ". Diamonds: JAX's" : ""));
    right(TORCH_COLUMN, TOP - 14, "PyTorch");
    if (hasJax) {
      right(JAX_COLUMN, TOP - 14, "JAX");
    }
  }

  private void tick(double tick) {
    svg.format(
        """
        <path d="M%.1f %d V%d" stroke="%s"/>
        <text x="%1$.1f" y="%d" text-anchor="middle" fill="#555">%s</text>
        """,
        scale.x(tick),
        TOP - 4,
        bottom,
        tick == 1 ? "#222" : "#ddd",
        bottom + 18,
        new BigDecimal(tick).round(new MathContext(1)).toPlainString());
  }

  private void row(Comparison bar, int top) {
    int text = top + ROW / 2 + 4;
    right(LEFT - 12, text, escape(bar.workload()));
    bar(bar.ratio(), top + (ROW - BAR) / 2);
    right(TORCH_COLUMN, text, decimal(bar.ratio()));
    if (bar.hasJax()) {
      diamond(bar.jaxRatio(), top + ROW / 2);
      right(JAX_COLUMN, text, decimal(bar.jaxRatio()));
    }
  }

  private void bar(double ratio, int top) {
    double from = scale.x(Math.min(1, ratio));
    double to = scale.x(Math.max(1, ratio));
    String colour = ratio < 1 ? "#c8553d" : "#2f7fb5";
    svg.format(
        "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>%n",
        from, top, to - from, BAR, colour);
  }

  private void diamond(double ratio, int middle) {
    svg.format(
        "<path d=\"M%.1f %d l6 6 l-6 6 l-6 -6 z\" fill=\"#f2b134\" stroke=\"#222\"/>%n",
        scale.x(ratio), middle - 6);
  }

  /// Text that ends at an x.
  private void right(int x, int y, String text) {
    svg.format("<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>%n", x, y, text);
  }

  private static String decimal(double ratio) {
    return String.format(Locale.ROOT, "%.2f", ratio);
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
