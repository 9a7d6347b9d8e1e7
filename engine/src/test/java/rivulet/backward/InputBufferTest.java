package rivulet.backward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class InputBufferTest {
  private static final int SLOTS = 64;
  private static final Random SEEDS = seeds();
  private final Random random = new Random(SEEDS.nextLong());
  private final List<Integer> order = new ArrayList<>();
  private final double[] values = random.doubles(SLOTS, -1, 1).toArray();
  private final InputBuffer<Double> buffer = new InputBuffer<>();

  private static Random seeds() {
    long seed = new Random().nextLong();
    System.out.println("InputBufferTest seed " + seed);
    return new Random(seed);
  }

  InputBufferTest() {
    for (int i = 0; i < SLOTS; i++) {
      order.add(buffer.reserve());
    }
    Collections.shuffle(order, random);
  }

  private double leftToRight() {
    double sum = values[0];
    for (int i = 1; i < SLOTS; i++) {
      sum += values[i];
    }
    return sum;
  }

  @RepeatedTest(20)
  void shuffledDelivery_foldsFromLeftToRight() {
    for (int slot : order.subList(0, SLOTS - 1)) {
      assertFalse(buffer.add(slot, values[slot], false, Passes.DOUBLES));
    }
    assertTrue(buffer.add(order.getLast(), values[order.getLast()], false, Passes.DOUBLES));
    assertEquals(leftToRight(), buffer.folded());
  }

  @RepeatedTest(20)
  void concurrentDelivery_foldsFromLeftToRight_andCompletesOnce() throws Exception {
    int threads = 4;
    CyclicBarrier start = new CyclicBarrier(threads);
    AtomicInteger completed = new AtomicInteger();
    List<Thread> running = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      int first = t;
      running.add(
          Thread.ofPlatform()
              .start(() -> {
                Passes.await(start);
                for (int i = first; i < SLOTS; i += threads) {
                  int slot = order.get(i);
                  if (buffer.addShared(slot, values[slot], false, Passes.DOUBLES)) {
                    completed.incrementAndGet();
                  }
                }
              }));
    }
    for (Thread thread : running) {
      thread.join();
    }
    assertEquals(1, completed.get());
    assertEquals(leftToRight(), buffer.folded());
  }
}
