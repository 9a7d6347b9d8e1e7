package rivulet.kernel.client;

import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Scanner;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import rivulet.kernel.display.Display;
import rivulet.kernel.display.Media;
import rivulet.kernel.session.CellContext;
import rivulet.kernel.session.CommChannel;
import rivulet.kernel.session.CommMessage;
import rivulet.kernel.session.Comms;
import rivulet.kernel.session.Interpreter;
import rivulet.kernel.session.Prompt;

/// An interpreter of a toy language, one command a line: what tests run in place of Java.
public final class ScriptedInterpreter implements Interpreter {
  /// Lets the threads that `later` has started go on.
  public static final String GO = "go";

  private volatile CountDownLatch gate = new CountDownLatch(1);
  private volatile @Nullable Thread running;
  private volatile boolean stop;
  private volatile boolean leavable;
  private volatile boolean slowToInterrupt;

  @Override
  public Outcome execute(String code, int number, Consumer<Object> show) {
    running = Thread.currentThread();
    stop = false;
    Object value = null;
    try {
      for (String line : code.lines().toList()) {
        value = command(line);
      }
      if (value != null) {
        show.accept(value);
      }
      return new Outcome.Value(value);
    } catch (Stop e) {
      return new Outcome.Failure("Interrupted", "interrupted", List.of("Interrupted"));
    } catch (Exception e) {
      String text = "\u001b[31m" + e.getMessage() + "\u001b[0m";
      return new Outcome.Failure(
          e.getClass().getName(),
          String.valueOf(e.getMessage()),
          List.of(text, "Cell In[" + number + "], line 1"));
    } finally {
      running = null;
    }
  }

  @Override
  public Outcome call(Code code) {
    running = Thread.currentThread();
    stop = false;
    try {
      code.run();
      return new Outcome.Value(null);
    } catch (Stop e) {
      return new Outcome.Failure("Interrupted", "interrupted", List.of("Interrupted"));
    } catch (Exception e) {
      return new Outcome.Failure(e.getClass().getName(), "", List.of(e.toString()));
    } finally {
      running = null;
    }
  }

  @Override
  public void interrupt() {
    stop = true;
    Thread thread = running;
    if (thread != null) {
      thread.interrupt();
    }
    if (slowToInterrupt) {
      slowToInterrupt = false;
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
    }
  }

  @Override
  public void stop(Thread thread) {
    interrupt();
  }

  @Override
  public @Nullable Outcome abandon(Thread thread) {
    boolean isLeft = running != null && leavable;
    leavable = false;
    return isLeft ? new Outcome.Failure("Interrupted", "deaf", List.of("It is deaf.")) : null;
  }

  @Override
  public void forgetResults() {}

  private static final class Stop extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;
  }

  @SuppressWarnings("SystemExitOutsideMain") // a cell may do so
  private @Nullable Object command(String line) throws Exception {
    String[] words = line.split(" ", 2);
    String rest = words.length > 1 ? words[1] : "";
    switch (words[0]) {
      case "print" -> System.out.println(rest);
      case "err" -> System.err.println(rest);
      case "lines" -> lines(Integer.parseInt(rest));
      case "progress" -> progress(Integer.parseInt(rest));
      case "everywhere" -> everywhere(Integer.parseInt(rest));
      case "flood" -> flood(rest);
      case "fail" -> throw new IllegalStateException(rest);
      case "loop" -> loop();
      case "await" -> gate.await();
      case "page" -> CellContext.current().page(new DisplayData(rest));
      case "next" -> CellContext.current().setNextInput(rest, false);
      case "leave" -> CellContext.current().askExit(true);
      case "input" -> System.out.println("read: " + Prompt.input(rest));
      case "password" -> System.out.println("read: " + Prompt.password(rest));
      case "lines?" -> lines();
      case "echo" -> Comms.current().register(rest, this::echo);
      case "open" -> Comms.current().open(rest, CommMessage.of(Map.of("n", 1)));
      case "slowToInterrupt" -> slowToInterrupt = true;
      case "deaf" -> deaf();
      case "deafUntilGo" -> deafUntilGo();
      case "sleep" -> Thread.sleep(Long.parseLong(rest));
      case "later" -> later(rest);
      case GO -> gate.countDown();
      case "exit" -> Runtime.getRuntime().halt(7);
      case "folder" -> System.out.println(System.getProperty("user.dir"));
      case "show" -> Display.display(rest);
      case "html" -> html(rest);
      case "json" -> Display.display(rest, "json");
      case "chart" -> chart(rest);
      case "update" -> update(rest);
      case "clear" -> Display.clearOutput(rest.equals("wait"));
      case "bytes" -> bytes(rest);
      case "read" ->
          System.out.println("read: " + new Scanner(System.in, StandardCharsets.UTF_8).nextLine());
      case "readByte" -> System.out.println("byte: " + System.in.read());
      case "user" -> user();
      case "value" -> {
        return rest;
      }
      case "shown" -> {
        return Display.display(rest);
      }
      case "array" -> {
        return new int[][] {{1, 2}, {3}};
      }
      case "unprintable" -> {
        return new Unprintable();
      }
      default -> throw new IllegalArgumentException("no command " + words[0]);
    }
    return null;
  }

  private static final class Unprintable {
    @Override
    public String toString() {
      throw new IllegalStateException("no words");
    }
  }

  private static void lines(int count) {
    for (int i = 0; i < count; i++) {
      System.out.println("line " + i);
    }
  }

  /// Reads lines until the input ends.
  private static void lines() throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      System.out.println("line: " + line);
    }
  }

  /// Sends back what it gets, and says so.
  private void echo(CommChannel comm, CommMessage first) {
    System.out.println("opened with " + first.data());
    comm.onMessage(message -> {
      System.out.println("heard " + message.data());
      if (message.data().containsKey("loop")) {
        loop();
      }
      if (message.data().containsKey("fail")) {
        throw new IllegalStateException("deaf ear");
      }
      comm.send(message);
    });
    comm.onClose(message -> System.out.println("closed with " + message.data()));
  }

  private static void progress(int count) {
    for (int i = 0; i < count; i++) {
      System.out.print("\r" + i + " of " + count);
    }
    System.out.println();
  }

  /// Prints from platform threads, virtual threads and a parallel stream at once.
  private static void everywhere(int count) throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      threads.add(Thread.ofPlatform().start(() -> lines(count)));
      threads.add(Thread.ofVirtual().start(() -> lines(count)));
    }
    IntStream.range(0, count).parallel().forEach(i -> System.out.println("line " + i));
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private void flood(String text) {
    while (!stop) {
      System.out.println(text);
    }
    throw new Stop();
  }

  private void loop() {
    System.out.println("looping");
    while (!stop) {
      Thread.onSpinWait();
    }
    throw new Stop();
  }

  /// A cell that no interrupt stops, and that cannot be left behind.
  private static void deaf() {
    while (true) {
      Thread.onSpinWait();
    }
  }

  /// Does not stop when it is interrupted, but at the next `go`, and prints then.
  private void deafUntilGo() {
    CountDownLatch opened = gate;
    leavable = true;
    System.out.println("deaf");
    while (opened.getCount() > 0) {
      Thread.onSpinWait();
    }
    System.out.println("not deaf any more");
  }

  private void later(String text) {
    CountDownLatch opened = gate;
    Thread.ofPlatform()
        .daemon()
        .start(() -> {
          try {
            if (opened.await(1, TimeUnit.MINUTES)) {
              System.out.println(text);
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
  }

  private static void html(String text) {
    DisplayData data = new DisplayData();
    data.putHTML(text);
    data.putJSON("{\"a\": [1, 2.5, null]}");
    Display.display(data);
  }

  private static void chart(String title) {
    Map<String, @Nullable Object> specification = new HashMap<>();
    specification.put("title", title);
    specification.put("axis", null);
    Display.display(Media.vegaLite(specification));
  }

  private static void update(String text) {
    Display.updateDisplay(Display.display("old"), text);
  }

  /// Prints a text byte by byte, with something else in between.
  private static void bytes(String text) {
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      System.out.write(b);
      System.out.flush();
      System.err.print(".");
    }
  }

  /// Leaves a thread that nothing ends.
  private static void user() {
    Thread.ofPlatform()
        .start(() -> {
          while (true) {
            Thread.onSpinWait();
          }
        });
  }
}
