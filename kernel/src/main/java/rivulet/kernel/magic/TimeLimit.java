package rivulet.kernel.magic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import rivulet.kernel.session.Interpreter.Outcome;

/// How long a cell may run, as `RIVULET_TIMEOUT` and its like say: `30 SECONDS`, or milliseconds.
///
/// @param variable what says so
record TimeLimit(Duration most, String variable) {
  private static final Pattern WRITTEN = Pattern.compile("(-?\\d{1,15})\\s*([A-Za-z]*)");

  /// The limit; null where there is none.
  ///
  /// @throws WrongUse if a variable holds something else
  static @Nullable TimeLimit of(Environment environment) {
    Map<String, String> found = environment.ofKernel("TIMEOUT");
    found.putAll(environment.ofKernel("TIMEOUT_MILLIS"));
    return found.entrySet().stream()
        .map(entry -> new TimeLimit(duration(entry.getKey(), entry.getValue()), entry.getKey()))
        .filter(limit -> limit.most().isPositive())
        .findFirst()
        .orElse(null);
  }

  private static Duration duration(String variable, String value) {
    Matcher written = WRITTEN.matcher(value.strip());
    try {
      if (written.matches()) {
        String unit = written.group(2).isEmpty() ? "MILLISECONDS" : written.group(2);
        TimeUnit known = TimeUnit.valueOf(unit.toUpperCase(Locale.ROOT));
        return Duration.ofMillis(known.toMillis(Long.parseLong(written.group(1))));
      }
    } catch (IllegalArgumentException e) {
      // told of below
    }
    throw new WrongUse(variable + " is written 30 SECONDS or 30000, but is: " + value);
  }

  /// Runs a cell, and stops it when its time is over.
  Outcome within(Supplier<Outcome> run, Runnable stop) {
    Alarm alarm = new Alarm(most, stop);
    Outcome outcome;
    try {
      outcome = run.get();
    } finally {
      alarm.end();
    }
    return alarm.rang() && outcome instanceof Outcome.Failure failure ? told(failure) : outcome;
  }

  private Outcome told(Outcome.Failure stopped) {
    String message =
        "the cell took more than %s, which %s allows"
            .formatted(Stopwatch.text((double) most.toNanos()), variable);
    List<String> lines = new ArrayList<>(List.of(MagicErrors.head("Timeout", message)));
    lines.addAll(stopped.traceback());
    return new Outcome.Failure("Timeout", message, lines);
  }

  /// Rings once, if it is not ended before.
  private static final class Alarm {
    private final Thread clock;
    private boolean ended;
    private boolean rang;

    Alarm(Duration after, Runnable then) {
      clock =
          Thread.ofVirtual().inheritInheritableThreadLocals(false).start(() -> count(after, then));
    }

    private void count(Duration after, Runnable then) {
      try {
        Thread.sleep(after);
        ring(then);
      } catch (InterruptedException e) {
        // ended
      }
    }

    private synchronized void ring(Runnable then) {
      if (!ended) {
        rang = true;
        then.run();
      }
    }

    synchronized void end() {
      ended = true;
      clock.interrupt();
    }

    synchronized boolean rang() {
      return rang;
    }
  }
}
