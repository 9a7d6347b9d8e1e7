package rivulet.kernel.magic;

import java.lang.management.ManagementFactory;
import java.util.Locale;

/// What has passed since it was made: of the calling thread's processor time, and of the wall
/// clock's.
final class Stopwatch {
  private final long wall = System.nanoTime();
  private final long cpu = cpuNow();

  private static long cpuNow() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  @Override
  public String toString() {
    long passed = System.nanoTime() - wall;
    return "CPU time: " + text((double) (cpuNow() - cpu)) + ", wall time: " + text((double) passed);
  }

  /// A duration in the unit that suits it.
  ///
  /// @param nanos in nanoseconds
  static String text(double nanos) {
    String[] units = {"ns", "µs", "ms", "s"};
    double value = nanos;
    int unit = 0;
    while (unit + 1 < units.length && value >= 999.5) {
      value /= 1000;
      unit++;
    }
    String format =
        value >= 99.95 || value == 0 ? "%.0f %s" : value >= 9.995 ? "%.1f %s" : "%.2f %s";
    return String.format(Locale.ROOT, format, value, units[unit]);
  }
}
