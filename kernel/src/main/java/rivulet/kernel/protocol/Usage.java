package rivulet.kernel.protocol;

import java.util.Map;

/// `usage_request`, an extension of ipykernel's that monitors of resources send on control, and its
/// reply.
public interface Usage {
  /// `usage_request`.
  record Request() implements Content {}

  /// `usage_reply`.
  ///
  /// @param hostname the computer's name
  /// @param pid the kernel's process
  /// @param kernelCpu per cent of one core
  /// @param kernelMemory bytes
  /// @param hostCpuPercent per cent of all cores
  /// @param cpuCount how many cores there are
  /// @param hostVirtualMemory the computer's memory: `total`, `available`, `used`, `free` in bytes,
  ///   and `percent`
  record Reply(
      String hostname,
      long pid,
      double kernelCpu,
      long kernelMemory,
      double hostCpuPercent,
      int cpuCount,
      Map<String, Object> hostVirtualMemory)
      implements Content {}
}
