package rivulet.kernel.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import rivulet.kernel.display.Surface;
import rivulet.kernel.session.Interpreter.Outcome;

/// What libraries give to workers that are older than the cell that calls them.
@Timeout(120)
class LibraryTasksTest {
  private static final String LIBRARY =
      """
      package lib;

      import java.util.*;
      import java.util.concurrent.*;
      import java.util.function.*;

      public class Pool {
        static final ScheduledThreadPoolExecutor POOL = new ScheduledThreadPoolExecutor(1);
        public static volatile long beats;

        public static <T> T submit(Supplier<T> s) throws Exception {
          return POOL.submit(() -> s.get()).get();
        }

        public static <T> T schedule(Supplier<T> s) throws Exception {
          int before = 1;
          long late = before;
          if (late > before) {
            return null;
          }
          T got = POOL.schedule(() -> s.get(), late, TimeUnit.MILLISECONDS).get();
          return late == before ? got : null;
        }

        public static <T> T anonymous(Supplier<T> s) throws Exception {
          return POOL.submit(new Callable<T>() {
            public T call() {
              return s.get();
            }
          }).get();
        }

        public static <T> T all(Supplier<T> s) throws Exception {
          Callable<T> one = () -> s.get();
          return POOL.invokeAll(List.of(one)).getFirst().get();
        }

        public static <T> T future(Supplier<T> s) {
          return CompletableFuture.supplyAsync(() -> 1, POOL)
              .thenCombineAsync(CompletableFuture.completedFuture(2), (a, b) -> s.get(), POOL)
              .join();
        }

        public static void spin() throws Exception {
          POOL.submit(() -> {
            while (true) {
              beats++;
            }
          }).get();
        }

        static class Job implements Runnable {
          boolean seen;

          public void run() {}
        }

        static class Own extends ThreadPoolExecutor {
          Own() {
            super(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
          }

          @Override
          protected void beforeExecute(Thread thread, Runnable task) {
            ((Job) task).seen = true;
          }
        }

        public static boolean own() throws Exception {
          Job job = new Job();
          ExecutorService own = new Own();
          own.execute(job);
          own.shutdown();
          own.awaitTermination(1, TimeUnit.MINUTES);
          return job.seen;
        }

        public static boolean remove() {
          ThreadPoolExecutor idle =
              new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
          CountDownLatch end = new CountDownLatch(1);
          idle.execute(() -> {
            try {
              end.await();
            } catch (InterruptedException e) {
            }
          });
          Runnable task = () -> {};
          idle.execute(task);
          boolean removed = idle.remove(task);
          end.countDown();
          idle.shutdown();
          return removed;
        }
      }
      """;

  private final Cells cells = new Cells();

  @TempDir Path folder;

  private static final class Text extends SimpleJavaFileObject {
    Text() {
      super(URI.create("text:///Pool.java"), Kind.SOURCE);
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return LIBRARY;
    }
  }

  @BeforeEach
  void addLibrary() throws IOException {
    Path classes = Files.createDirectories(folder.resolve("classes"));
    assertTrue(
        ToolProvider.getSystemJavaCompiler()
            .getTask(null, null, null, List.of("-d", classes.toString()), null, List.of(new Text()))
            .call());
    cells.interpreter.classPath().add(List.of(classes));
    cells.value("lib.Pool.submit(() -> 1)");
  }

  private static Surface surface() {
    return (Surface)
        Proxy.newProxyInstance(
            Surface.class.getClassLoader(),
            new Class<?>[] {Surface.class},
            (proxy, method, arguments) -> null);
  }

  @ParameterizedTest
  @ValueSource(strings = {"submit", "schedule", "anonymous", "all", "future"})
  void tasks_showWhereTheCellDoesThatCalls(String method) {
    String cell = "lib.Pool." + method + "(() -> rivulet.kernel.display.Surface.current())";
    try (var _ = Surface.lend(surface())) {
      cells.value(cell);
    }
    Surface second = surface();
    try (var _ = Surface.lend(second)) {
      assertSame(second, cells.value(cell));
    }
  }

  @Test
  void tasks_stopWithTheCellThatCalls() throws Exception {
    CompletableFuture<Outcome> outcome =
        CompletableFuture.supplyAsync(() -> cells.run("lib.Pool.spin()"));
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!outcome.isDone()) {
      cells.interpreter.interrupt();
      Thread.sleep(20);
    }
    assertEquals("Interrupted", assertInstanceOf(Outcome.Failure.class, outcome.join()).name());
    @Nullable Object before;
    do {
      assertTrue(System.nanoTime() < end, "the task runs on");
      before = cells.value("lib.Pool.beats");
    } while (!Objects.equals(before, cells.value("Thread.sleep(100); lib.Pool.beats")));
    assertEquals(1, cells.value("lib.Pool.submit(() -> 1)"));
  }

  @Test
  void tasksOfItsOwnKind_stayWhatTheyAre() {
    assertEquals(true, cells.value("lib.Pool.own()"));
  }

  @Test
  void tasks_areFoundToBeRemoved() {
    assertEquals(true, cells.value("lib.Pool.remove()"));
    assertEquals(
        true,
        cells.value(
            """
            var idle = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
            var end = new CountDownLatch(1);
            idle.submit(() -> { end.await(); return 1; });
            Runnable task = () -> {};
            idle.execute(task);
            boolean removed = idle.remove(task);
            end.countDown();
            idle.shutdown();
            removed
            """));
  }
}
