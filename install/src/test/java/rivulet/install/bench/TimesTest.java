package rivulet.install.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TimesTest {
  @Test
  void ofFew_allCount() {
    Times times = new Times();
    for (long nanos : new long[] {9, 4, 7, 5, 6}) times.add(nanos);
    assertEquals(6, times.median());
    assertEquals(4, times.least());
    assertEquals(5, times.count());
  }

  @Test
  void ofMany_thoseKeptAreEvenlySpaced() {
    Times times = new Times();
    int count = 5 * Times.MOST + 3;
    for (int i = 0; i < count; i++) times.add(1000 + i);
    assertEquals(1000, times.least());
    assertEquals(count, times.count());
    long median = times.median();
    assertTrue(Math.abs(median - 1000 - count / 2) < 16, "median " + median);
  }
}
