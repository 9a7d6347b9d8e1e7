package rivulet.kernel.client;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import org.zeromq.SocketType;
import org.zeromq.ZMQ;
import rivulet.kernel.protocol.Channel;
import rivulet.kernel.protocol.ConnectionFile;
import rivulet.kernel.protocol.Execute;
import rivulet.kernel.protocol.KernelInfo;

/// How long a kernel in a process of its own takes to answer, while it rests and while a cell
/// computes. Run `main` with the test class path.
public final class RoundTrips {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final int WARM_UP = 300;
  private static final int COUNT = 1000;

  private RoundTrips() {}

  private interface Trip {
    void make() throws IOException, TimeoutException;
  }

  /// Prints median and worst of each, in milliseconds.
  public static void main(String[] args) throws IOException, TimeoutException {
    try (KernelProcess kernel = new KernelProcess(ScriptedKernel.command(), Path.of("."))) {
      kernel.awaitReady(SOON);
      measure("at rest", kernel);
      kernel.client().send(Channel.SHELL, Execute.Request.of("deaf"), message -> {});
      measure("beside a cell", kernel);
    }
  }

  private static void measure(String when, KernelProcess kernel)
      throws IOException, TimeoutException {
    KernelClient client = kernel.client();
    report(
        "kernel_info " + when,
        () ->
            client.await(
                client.send(Channel.SHELL, new KernelInfo.Request(), message -> {}), SOON));
    ConnectionFile file = kernel.connection();
    try (ZMQ.Context context = ZMQ.context(1);
        ZMQ.Socket heartbeat = context.socket(SocketType.REQ)) {
      heartbeat.setLinger(0);
      heartbeat.connect(file.heartbeat());
      report(
          "heartbeat " + when,
          () -> {
            heartbeat.send("ping");
            heartbeat.recv();
          });
    }
  }

  private static void report(String name, Trip trip) throws IOException, TimeoutException {
    for (int i = 0; i < WARM_UP; i++) {
      trip.make();
    }
    long[] nanos = new long[COUNT];
    for (int i = 0; i < COUNT; i++) {
      long start = System.nanoTime();
      trip.make();
      nanos[i] = System.nanoTime() - start;
    }
    Arrays.sort(nanos);
    System.out.printf(
        Locale.ROOT,
        "%s: median %.2f ms, worst %.2f ms%n",
        name,
        nanos[COUNT / 2] / 1e6,
        nanos[COUNT - 1] / 1e6);
  }
}
