package rivulet.install.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static Measurement of(double ms, double check) {
    return new Measurement("lstm", 1, ms, ms / 2, check);
  }

  private static Round round(double ours, double one, double two) {
    return round(ours, one, two, null);
  }

  private static Round round(double ours, double one, double two, @Nullable Measurement jax) {
    return new Round(of(ours, 2.5), of(one, 2.5), of(two, 2.5), jax);
  }

  private static Round checked(double ours, double one, double two) {
    return new Round(of(1, ours), of(1, one), of(1, two), null);
  }

  /// A workload that PyTorch takes so many times longer for.
  static Comparison ratio(String workload, double ratio, double jaxRatio) {
    Measurement jax = Double.isNaN(jaxRatio) ? null : of(jaxRatio, 0);
    return new Comparison(workload, List.of(round(1, ratio, 2 * ratio, jax)));
  }

  @Test
  void roundsRatio_isOfPyTorchsBetterTime() {
    assertEquals(3, round(2, 6, 8).ratio());
    assertEquals(2, round(2, 6, 4).ratio());
  }

  @Test
  void workloadsRatio_isTheMedianOfTheRounds_notTheRatioOfMedians() {
    List<Round> rounds = List.of(round(1, 4, 9), round(10, 20, 90), round(2, 6, 9));
    assertEquals(3, new Comparison("lstm", rounds).ratio());
  }

  @Test
  void median_ofAnEvenNumber_isTheMeanOfTheTwoInTheMiddle() {
    assertEquals(2.5, Averages.median(List.of(9.0, 2.0, 3.0, 1.0), x -> x));
  }

  @Test
  void geometricMean_weighsTwiceAsFastAndHalfAsFastAlike() {
    assertEquals(1, Averages.geometricMean(List.of(2.0, 0.5), x -> x), 1e-12);
    assertEquals(4, Averages.geometricMean(List.of(2.0, 4.0, 8.0), x -> x), 1e-12);
  }

  @Test
  void checkValues_agreeToAThousandth_atBothNumbersOfThreads() {
    assertTrue(checked(1000.9, 1000, 1000).agrees());
    assertTrue(checked(-0.9995, -1, -1).agrees());
    assertFalse(checked(1001.1, 1000, 1001).agrees());
    assertFalse(checked(1000, 1000, 1002).agrees());
    assertFalse(checked(1, -1, -1).agrees());
    assertFalse(checked(Double.NaN, 1, 1).agrees());
    assertFalse(checked(1, Double.NaN, 1).agrees());
  }

  @Test
  void aLine_holdsOursAndTheirs() {
    List<Round> rounds = List.of(round(3, 6, 9), round(1, 4, 9), round(2, 8, 7));
    assertEquals(
        "{\"workload\": \"lstm\", \"threads\": 1, \"ms\": 2.0000, \"min_ms\": 0.5000, \"check\":"
            + " 2.5, \"torch_1_ms\": 6.0000, \"torch_2_ms\": 9.0000, \"torch_check\": 2.5,"
            + " \"agrees\": true, \"ratio\": 3.500}",
        new Comparison("lstm", rounds).json());
  }

  @Test
  void aLine_holdsJaxWhereItIs() {
    String line = new Comparison("lstm", List.of(round(2, 6, 9, of(1, 7)))).json();
    assertTrue(line.endsWith("\"ratio\": 3.000, \"jax_ms\": 1.0000, \"jax_ratio\": 0.500}"), line);
  }

  @Test
  void aRow_saysWhatDiffers() {
    assertFalse(new Comparison("lstm", List.of(checked(1, 1, 1))).row().contains("differ"));
    String row = new Comparison("lstm", List.of(checked(1, 1, 1), checked(1, 2, 1))).row();
    assertTrue(row.endsWith("  check values differ"), row);
  }

  @Test
  void summary_isTheGeometricMean() {
    assertEquals(
        "{\"workloads\": 2, \"agree\": true, \"geometric_mean\": 4.000}",
        Comparison.summary(List.of(ratio("cnn", 2, Double.NaN), ratio("lstm", 8, Double.NaN))));
  }

  @Test
  void summary_countsWhatJaxIsNoFasterAt_amongWhatItHas() {
    assertEquals(
        "{\"workloads\": 3, \"agree\": true, \"geometric_mean\": 4.000, \"jax_workloads\": 2,"
            + " \"jax_no_slower\": 1, \"jax_geometric_mean\": 0.500}",
        Comparison.summary(
            List.of(ratio("cnn", 2, 1), ratio("lstm", 4, 0.25), ratio("chain", 8, Double.NaN))));
  }
}
