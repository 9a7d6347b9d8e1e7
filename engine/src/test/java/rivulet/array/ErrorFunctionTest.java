package rivulet.array;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ErrorFunctionTest {
  /// Values of C's `erf` and `erfc`.
  @ParameterizedTest
  @CsvSource({
    "1e-09, 1.1283791670955127e-09, 0.49999999960105773",
    "0.1, 0.1124629160182849, 0.460172162722971",
    "0.5, 0.5204998778130465, 0.3085375387259869",
    "1.0, 0.8427007929497149, 0.15865525393145707",
    "1.9, 0.9927904292352575, 0.02871655981600182",
    "2.0, 0.9953222650189527, 0.02275013194817922",
    "2.1, 0.997020533343667, 0.017864420562816563",
    "3.0, 0.9999779095030014, 0.0013498980316300957",
    "5.5, 0.9999999999999927, 1.8989562465887738e-08"
  })
  void values_areThoseOfTables(double x, double erf, double above) {
    assertEquals(erf, ErrorFunction.erf(x), 4e-16 * erf);
    assertEquals(-erf, ErrorFunction.erf(-x), 4e-16 * erf);
    assertEquals(above, ErrorFunction.normal(-x), 1e-14 * above);
    assertEquals(1 - above, ErrorFunction.normal(x), 4e-16);
  }

  @Test
  void limits_areExact() {
    assertEquals(1, ErrorFunction.erf(Double.POSITIVE_INFINITY));
    assertEquals(-1, ErrorFunction.erf(Double.NEGATIVE_INFINITY));
    assertEquals(0, ErrorFunction.normal(Double.NEGATIVE_INFINITY));
    assertTrue(Double.isNaN(ErrorFunction.erf(Double.NaN)));
  }
}
