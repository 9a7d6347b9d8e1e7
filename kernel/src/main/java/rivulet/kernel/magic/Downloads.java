package rivulet.kernel.magic;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.aether.transfer.AbstractTransferListener;
import org.eclipse.aether.transfer.TransferEvent;

/// Waits for a resolver, and says on standard error what it loads: one line that is written over.
final class Downloads extends AbstractTransferListener {
  private static final long LOOK_MILLIS = 150;

  private final AtomicLong bytes = new AtomicLong();
  private final AtomicInteger files = new AtomicInteger();
  private final Map<String, Boolean> open = new ConcurrentHashMap<>();

  @Override
  public void transferInitiated(TransferEvent event) {
    open.put(event.getResource().getResourceName(), true);
  }

  @Override
  public void transferProgressed(TransferEvent event) {
    bytes.addAndGet(event.getDataLength());
  }

  @Override
  public void transferSucceeded(TransferEvent event) {
    open.remove(event.getResource().getResourceName());
    files.incrementAndGet();
  }

  @Override
  public void transferFailed(TransferEvent event) {
    open.remove(event.getResource().getResourceName());
  }

  /// Runs a task on a thread of its own, since what it does does not notice an interrupt.
  ///
  /// @throws InterruptedException if the calling thread is interrupted; the task then ends on its
  ///   own
  <T> T await(Callable<T> task) throws Exception {
    bytes.set(0);
    files.set(0);
    FutureTask<T> future = new FutureTask<>(task);
    Thread thread = Thread.ofPlatform().daemon().name("rivulet-libraries").unstarted(future);
    thread.setContextClassLoader(Downloads.class.getClassLoader()); // not that of the libraries
    thread.start();
    String told = "";
    try {
      while (true) {
        try {
          return future.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
          told = tell(told);
        }
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    } finally {
      future.cancel(true);
      System.err.print(told.isEmpty() ? "" : "\r" + " ".repeat(told.length()) + "\r");
    }
  }

  private String tell(String told) {
    if (open.isEmpty() && files.get() == 0) {
      return told;
    }
    String line =
        String.format(
            Locale.ROOT,
            "Downloading: %d files, %.1f MB %s",
            files.get(),
            bytes.get() / 1e6,
            open.keySet().stream().findFirst().map(Downloads::fileName).orElse(""));
    if (line.equals(told)) {
      return told;
    }
    System.err.print("\r" + line + " ".repeat(Math.max(0, told.length() - line.length())));
    return line;
  }

  private static String fileName(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
