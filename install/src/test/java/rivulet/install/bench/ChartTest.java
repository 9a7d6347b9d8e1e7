package rivulet.install.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class ChartTest {
  private static final double NO_JAX = Double.NaN;

  static Document parsed(String svg) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(svg)));
  }

  private static List<Element> elements(Document svg, String name) {
    NodeList nodes = svg.getElementsByTagName(name);
    return IntStream.range(0, nodes.getLength()).mapToObj(i -> (Element) nodes.item(i)).toList();
  }

  /// Without the background, which is drawn first.
  private static List<Element> bars(Document svg) {
    List<Element> all = elements(svg, "rect");
    return all.subList(1, all.size());
  }

  private static List<String> texts(Document svg) {
    return elements(svg, "text").stream().map(Element::getTextContent).toList();
  }

  private static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }

  @Test
  void aBar_startsAtOne_andGrowsWithTheLogarithm() throws Exception {
    Document svg =
        parsed(
            Chart.of(
                "x",
                List.of(
                    ComparisonTest.ratio("cnn", 2, NO_JAX),
                    ComparisonTest.ratio("lstm", 4, NO_JAX),
                    ComparisonTest.ratio("fan_200", 0.5, NO_JAX))));
    List<Element> bars = bars(svg);
    double unit = number(bars.get(0), "width");
    assertEquals(2 * unit, number(bars.get(1), "width"), 0.2);
    assertEquals(unit, number(bars.get(2), "width"), 0.2);
    assertEquals(number(bars.get(0), "x"), number(bars.get(1), "x"));
    assertEquals(number(bars.get(0), "x"), number(bars.get(2), "x") + unit, 0.2);
    assertTrue(texts(svg).containsAll(List.of("cnn", "2.00", "lstm", "4.00", "fan_200", "0.50")));
  }

  @Test
  void aDiamond_standsForJax_whereItIs() throws Exception {
    Comparison without = ComparisonTest.ratio("chain_10000", 2, NO_JAX);
    Document one = parsed(Chart.of("x", List.of(without)));
    Document two = parsed(Chart.of("x", List.of(without, ComparisonTest.ratio("cnn", 2, 0.65))));
    assertEquals(elements(one, "path").size() + 1, elements(two, "path").size());
    assertTrue(texts(two).containsAll(List.of("JAX", "0.65")));
    assertTrue(texts(one).stream().noneMatch(text -> text.contains("JAX")));
  }

  @Test
  void everyRatio_liesOnTheAxis() throws Exception {
    Comparison extreme = ComparisonTest.ratio("chain_100", 2345, 0.0123);
    Document svg = parsed(Chart.of("x", List.of(extreme)));
    Element bar = bars(svg).getFirst();
    assertTrue(number(bar, "x") + number(bar, "width") < number(svg.getDocumentElement(), "width"));
    assertTrue(texts(svg).containsAll(List.of("0.01", "0.5", "1", "5000")), texts(svg)::toString);
  }

  @Test
  void heading_isEscaped() throws Exception {
    Document svg = parsed(Chart.of("a < b & c", List.of(ComparisonTest.ratio("cnn", 2, NO_JAX))));
    assertEquals("a < b & c", elements(svg, "title").getFirst().getTextContent());
  }
}
