package rivulet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static rivulet.Tensors.arange;
import static rivulet.Tensors.bool;
import static rivulet.Tensors.int32;
import static rivulet.Tensors.int64;
import static rivulet.Tensors.linspace;

import org.junit.jupiter.api.Test;

class CreationTest {
  private static void assertRefused(String message, Runnable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call::run).getMessage());
  }

  @Test
  void arange_int64_dropsTheFractionsFirst() {
    assertEquals("tensor([0, 1])", arange(0.001, 2.5, 1.0, int64).toString());
    assertEquals("tensor([0, 1, 2], dtype=torch.int32)", arange(0.001, 2.5, 1.0, int32).toString());
    assertEquals("tensor([5, 4, 3, 2, 1, 0])", arange(5.0, -1.5, -1.2, int64).toString());
    assertRefused("step must be nonzero", () -> arange(0.5, 3.0, 0.7, int64));
  }

  @Test
  void range_ofTruthValues_isRefused() {
    assertRefused("\"arange_cpu\" not implemented for 'Bool'", () -> arange(0.0, 1.0, 1.0, bool));
    assertRefused("\"linspace_cpu\" not implemented for 'Bool'", () -> linspace(0, 1, 5, bool));
    assertEquals("tensor([False])", linspace(0, 1, 1, bool).toString());
  }

  @Test
  void linspace_beyondTheDtype_isRefused() {
    assertRefused(
        "value cannot be converted to type uint8_t without overflow",
        () -> linspace(-5.5, 1, 3, Tensors.uint8));
  }

  @Test
  void linspace_ofIntegers_isFused() {
    assertEquals(-1, linspace(10, -50, 101, int64).get(20).itemLong());
    assertEquals(253, linspace(-3, 2, 3, Tensors.uint8).get(0).itemLong());
  }
}
