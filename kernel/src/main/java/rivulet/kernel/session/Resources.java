package rivulet.kernel.session;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import rivulet.kernel.protocol.Usage;

/// What the kernel and its computer use.
final class Resources {
  private Resources() {}

  static Usage.Reply now() throws IOException {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    int cores = system.getAvailableProcessors();
    return new Usage.Reply(
        InetAddress.getLocalHost().getHostName(),
        ProcessHandle.current().pid(),
        percent(system.getProcessCpuLoad()) * cores,
        memory(),
        percent(system.getCpuLoad()),
        cores,
        memoryOf(system));
  }

  /// The first load of all is unknown, which Java says by a negative number.
  private static double percent(double load) {
    return Math.max(0, load) * 100;
  }

  private static Map<String, Object> memoryOf(OperatingSystemMXBean system) {
    long total = system.getTotalMemorySize();
    long free = system.getFreeMemorySize();
    long used = total - free;
    return Map.of(
        "total", total,
        "available", free,
        "free", free,
        "used", used,
        "percent", 100.0 * used / total);
  }

  /// What Linux says that the process holds; elsewhere the heap.
  private static long memory() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.isReadable(status)) {
      return Runtime.getRuntime().totalMemory();
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .findFirst()
        .orElse(0);
  }
}
