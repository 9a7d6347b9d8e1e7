package rivulet.oracle;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.gson.JsonParser;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import rivulet.Tensors;
import rivulet.array.DType;

/// The reader, the binding of arguments and the comparison, by themselves.
class HarnessTest {
  /// `[1, 2]` in float64.
  private static final TensorData ONE_TWO =
      TensorData.of(
          JsonParser.parseString(
                  "{\"dtype\": \"float64\", \"shape\": [2], \"data\": \"AAAAAAAA8D8AAAAAAAAAQA==\"}")
              .getAsJsonObject());

  private static @Nullable String difference(double... values) {
    return Closeness.FIRST.difference("x", ONE_TWO, Tensors.tensor(values, DType.FLOAT64));
  }

  @Test
  void closeness_isRelativeToTheLargestMagnitude() {
    assertNull(difference(1, 2));
    assertNull(difference(1 + 1.9e-9, 2));
    assertNotNull(difference(1 + 2.1e-9, 2));
    assertNotNull(difference(1, Double.NaN));
    assertNotNull(difference(1, 2, 3));
    assertNotNull(Closeness.FIRST.difference("x", ONE_TWO, Tensors.tensor(new double[] {1, 2})));
  }

  @Test
  void strides_makeAViewOfTheStorage() {
    TensorData every =
        TensorData.of(
            JsonParser.parseString(
                    "{\"dtype\": \"bool\", \"shape\": [2], \"strides\": [2], \"data\": \"AQAA\"}")
                .getAsJsonObject());
    assertArrayEquals(new long[] {1, 0}, every.tensor().toLongArray());
    assertEquals(2, every.tensor().stride()[0]);
  }

  @Test
  void signature_bindsInOrderAndByName() {
    Signature signature = Signature.of("input, *size; dtype?");
    Arguments loose = bound(signature.bind(List.of("x", 2L, 3L), Map.of()));
    assertArrayEquals(new int[] {2, 3}, loose.sizes("size"));
    Arguments listed = bound(signature.bind(List.of("x", List.of(4L)), Map.of()));
    assertArrayEquals(new int[] {4}, listed.sizes("size"));
    assertNull(signature.bind(List.of("x"), Map.of()));
    assertNull(signature.bind(List.of("x", 2L), Map.of("other", 1L)));
    assertNull(signature.bind(List.of("x", 2L), Map.of("input", 1L)));
  }

  private static Arguments bound(@Nullable Arguments arguments) {
    return Objects.requireNonNull(arguments);
  }

  @Test
  void arguments_ofAnotherKind_areNotApplicable() {
    Arguments arguments = new Arguments(Map.of("dim", 1.5, "dtype", "float32"));
    assertThrows(Outcome.NotApplicable.class, () -> arguments.tensor("dim"));
    assertThrows(Outcome.NotApplicable.class, () -> arguments.size("dim"));
    assertThrows(Outcome.NotApplicable.class, arguments::dtype);
  }

  @Test
  void firstSentence_endsAtAFullStopOutsideBrackets() {
    assertEquals("mean(): no dtype", Failures.firstSentence("mean(): no dtype. Got: Long"));
    assertEquals(
        "a (b. c) d", Failures.firstSentence("a (b. c) d. Specify retain_graph=True if you must."));
    assertEquals("only one", Failures.firstSentence("only one"));
  }

  @Test
  void outcome_ofWhatACaseThrows_isTheReason() {
    Report report = new Report();
    report.run("f", "op", "1", () -> Outcome.PASS);
    report.run("f", "op", "2", () -> Outcome.failed("a\n\tb"));
    report.run(
        "f",
        "op",
        "3",
        () -> {
          throw new Outcome.Unmapped("dtype");
        });
    assertEquals(List.of("a b"), report.failures().stream().map(l -> l.outcome().text()).toList());
    assertEquals(Outcome.UNMAPPED, report.lines().get(2).outcome());
  }
}
