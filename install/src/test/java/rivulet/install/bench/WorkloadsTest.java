package rivulet.install.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import rivulet.Tensors;

class WorkloadsTest {
  private static final double BOUND = 1e-3;

  /// The third step's values of PyTorch 2.13 (CPU), without the largest workloads.
  @ParameterizedTest
  @CsvSource({
    "scalar_descent, 1.999938726425171",
    "polynomial, 164.8414764404297",
    "mlp_tiny, 1.2660526037216187",
    "mlp_mnist, 2.2420284748077393",
    "cnn, 2.2100374698638916",
    "lstm, 2.2356719970703125",
    "transformer, 4.6087822914123535",
    "towers_32, -0.027164559811353683",
    "towers_64, -0.19548160582780838",
    "towers_128, -0.09678146243095398",
    "elementwise_1000, 0.07056663930416107",
    "elementwise_100000, 0.06965799629688263",
    "chain_100, 4.040205478668213",
    "chain_10000, 10.874382972717285",
    "chain_100000, 88207.5390625",
    "fan_200, -1858.887451171875"
  })
  void thirdStep_givesPyTorchsValue(String name, double expected) {
    Tensors.manualSeed(0);
    Workload workload =
        Workloads.all().stream().filter(w -> w.name().equals(name)).findFirst().orElseThrow();
    var step = workload.make().get();
    for (int i = 0; i < 2; i++) {
      var _ = step.getAsDouble();
    }
    assertEquals(expected, step.getAsDouble(), BOUND * Math.abs(expected));
  }

  @Test
  void names_areThoseOfPyTorchsSide() {
    assertEquals(
        List.of(
            "scalar_descent",
            "polynomial",
            "mlp_tiny",
            "mlp_mnist",
            "mlp_wide",
            "cnn",
            "lstm",
            "transformer",
            "towers_32",
            "towers_64",
            "towers_128",
            "towers_256",
            "elementwise_1000",
            "elementwise_100000",
            "elementwise_4000000",
            "chain_100",
            "chain_10000",
            "chain_100000",
            "fan_200"),
        Workloads.all().stream().map(Workload::name).toList());
  }

  @Test
  void aMeasurement_printsAsALineOfJson() {
    assertEquals(
        "{\"workload\": \"lstm\", \"threads\": 1, \"ms\": 1.5000, \"min_ms\": 0.2500, \"check\":"
            + " 2.5}",
        new Measurement("lstm", 1, 1.5, 0.25, 2.5).json());
  }
}
