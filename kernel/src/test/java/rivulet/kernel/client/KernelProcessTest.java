package rivulet.kernel.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import rivulet.kernel.protocol.Execute;

@Timeout(120)
class KernelProcessTest {
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir Path folder;

  @Test
  void shutdown_withAUserThreadThatNeverEnds_endsTheProcess() throws Exception {
    try (KernelProcess kernel = new KernelProcess(ScriptedKernel.command(), folder)) {
      kernel.awaitReady(SOON);
      kernel.client().execute(Execute.Request.of("user"), SOON, message -> {});
      kernel.client().await(kernel.client().shutdown(false), SOON);
      long end = System.nanoTime() + SOON.toNanos();
      while (kernel.isAlive() && System.nanoTime() < end) {
        Thread.onSpinWait();
      }
      assertFalse(kernel.isAlive());
      assertTrue(kernel.epitaph().startsWith("exit code 0"), kernel.epitaph());
    }
  }

  @Test
  void kernelThatDoesNotStart_saysWhatItPrinted() throws Exception {
    try (KernelProcess kernel = new KernelProcess(ScriptedKernel.command("broken"), folder)) {
      IOException e = assertThrows(IOException.class, () -> kernel.awaitReady(SOON));
      String message = String.valueOf(e.getMessage());
      assertTrue(message.contains("exit code 3"), message);
      assertTrue(message.contains("this kernel is broken"), message);
    }
  }

  @Test
  void kernelWithoutInterpreter_endsWithOneMessage() throws Exception {
    try (KernelProcess kernel = new KernelProcess(ScriptedKernel.command("lame"), folder)) {
      assertThrows(
          IOException.class,
          () -> kernel.client().execute(Execute.Request.of("value 1"), SOON, message -> {}));
      assertEquals(
          "exit code 1\n"
              + "  rivulet: the kernel cannot start: "
              + "java.lang.IllegalStateException: no compiler here",
          kernel.epitaph());
    }
  }

  @Test
  void commandThatDoesNotExist_fails() {
    assertThrows(
        IOException.class,
        () -> new KernelProcess(List.of("/no/such/java", "{connection_file}"), folder));
  }

  @Test
  void request_thatWaitsForTheInterpreter_isAnsweredWhenItIsThere() throws Exception {
    try (KernelProcess kernel = new KernelProcess(ScriptedKernel.command(), folder)) {
      assertEquals("complete", kernel.client().isComplete("x", SOON).status());
    }
  }
}
