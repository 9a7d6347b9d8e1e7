package rivulet.array;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import rivulet.array.Elementwise.Binary;

class StorageTest {
  /// A length that no other test asks for.
  private static final int ODD = 1_310_720;

  @Test
  void release_givesTheArrayToTheNext() {
    NDArray a = NDArray.full(Shape.of(ODD), DType.FLOAT32, Scalar.of(7L));
    Object array = a.storage().elements();
    a.storage().release();
    NDArray b = NDArray.zeros(Shape.of(ODD), DType.FLOAT32);
    assertSame(array, b.storage().elements());
    assertArrayEquals(new float[ODD], b.toFloats());
  }

  @Test
  void aSmallArray_staysWithItsThread() throws Exception {
    NDArray a = NDArray.full(Shape.of(600), DType.FLOAT32, Scalar.of(7L));
    Object array = a.storage().elements();
    a.storage().release();
    try (var other = Executors.newSingleThreadExecutor()) {
      Callable<NDArray> make = () -> NDArray.zeros(Shape.of(600), DType.FLOAT32);
      assertNotSame(array, other.submit(make).get().storage().elements());
    }
    NDArray b = NDArray.zeros(Shape.of(600), DType.FLOAT32);
    assertSame(array, b.storage().elements());
    assertArrayEquals(new float[600], b.toFloats());
  }

  @Test
  void ofSmallArrays_aThreadKeepsAFew() {
    List<NDArray> many = new ArrayList<>();
    for (int i = 0; i < 100; i++) many.add(NDArray.empty(Shape.of(700), DType.FLOAT64));
    List<Object> arrays = many.stream().map(each -> each.storage().elements()).toList();
    for (NDArray each : many) each.storage().release();
    Pool.SizeClass size = Pool.SizeClass.of(DType.FLOAT64, 700);
    int kept = 0;
    while (SmallArrays.own().take(size) instanceof double[] array && arrays.contains(array)) kept++;
    assertEquals(8, kept);
  }

  @Test
  void release_twice_givesTheArrayBackOnce() {
    NDArray a = NDArray.empty(Shape.of(ODD), DType.FLOAT64);
    a.storage().release();
    a.storage().release();
    NDArray b = NDArray.empty(Shape.of(ODD), DType.FLOAT64);
    NDArray c = NDArray.empty(Shape.of(ODD), DType.FLOAT64);
    assertNotSame(b.storage().elements(), c.storage().elements());
  }

  @Test
  void release_thenUse_throws() {
    for (int size : new int[] {3, ODD}) {
      NDArray a = NDArray.zeros(Shape.of(size), DType.FLOAT32);
      a.storage().release();
      assertThrows(IllegalStateException.class, () -> a.getDouble(0));
      assertThrows(IllegalStateException.class, a::copy);
      assertThrows(
          IllegalStateException.class, () -> Elementwise.apply(Binary.ADD, a, a, DType.FLOAT32));
    }
  }

  @Test
  @Timeout(60)
  void unreachable_comesBackAfterACollection() throws InterruptedException {
    Pool pool = new Pool(1 << 20);
    Pool.SizeClass size = Pool.SizeClass.of(DType.FLOAT32, 5000);
    float[] array = new float[size.length()];
    Pool.Lease lease = pool.lease(Storage.of(array), array, size);
    Object reused = null;
    while (reused == null) {
      System.gc();
      Thread.sleep(5);
      reused = pool.take(size);
    }
    assertSame(array, reused);
    lease.end();
    assertNull(pool.take(size));
  }

  @Test
  @Timeout(60)
  void manyLargeArrays_areLookedAtBeforeANewOneIsMade() {
    Pool pool = new Pool(1L << 40);
    Pool.SizeClass size = Pool.SizeClass.of(DType.FLOAT32, 1 << 24);
    List<Object> lent = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Object array = new float[1]; // the pool believes what the size says
      lent.add(array);
      pool.lease(Storage.of(array), array, size);
    }
    Object reused = pool.take(size);
    assertTrue(reused != null && lent.contains(reused));
  }

  @Test
  void uninitializedArray_hasTypeAndLength() {
    for (DType dtype : DType.values()) {
      Object zeros = Elements.of(dtype).allocate(5_000);
      Object any = UninitializedArrays.allocate(dtype, 5_000);
      assertSame(zeros.getClass(), any.getClass());
      assertEquals(5_000, Array.getLength(any));
    }
    assertNotNull(UninitializedArrays.ALLOCATE);
  }

  @Test
  void freeArrays_stayBelowTheBound_andTheLongestUnusedGoFirst() {
    Pool pool = new Pool(100_000);
    Pool.SizeClass old = Pool.SizeClass.of(DType.FLOAT32, 10_240);
    Pool.SizeClass recent = Pool.SizeClass.of(DType.FLOAT64, 6_144);
    Pool.SizeClass huge = Pool.SizeClass.of(DType.FLOAT64, 20_000);
    give(pool, old);
    give(pool, old);
    assertEquals(81_920, pool.freeBytes());
    give(pool, recent);
    assertEquals(90_112, pool.freeBytes());
    give(pool, huge);
    assertEquals(90_112, pool.freeBytes());
    give(pool, recent);
    assertEquals(98_304, pool.freeBytes());
    assertNull(pool.take(old));
    assertNotNull(pool.take(recent));
  }

  private static void give(Pool pool, Pool.SizeClass size) {
    Object array = Elements.of(size.dtype()).allocate(size.length());
    Storage storage = Storage.of(array);
    pool.lease(storage, array, size).end();
  }

  @Test
  void sizeClass_wastesAtMostAFifth() {
    for (int numel = 512; numel < 100_000; numel += 37) {
      int length = Pool.SizeClass.of(DType.FLOAT32, numel).length();
      assertTrue(length >= numel && length <= numel * 1.25, numel + " in " + length);
    }
    int most = Integer.MAX_VALUE - 8;
    assertEquals(most, Pool.SizeClass.of(DType.BOOL, most).length());
  }

  @Test
  @Timeout(120)
  void noReuse_whileAnythingCanSeeTheArray() throws Exception {
    try (var threads = Executors.newFixedThreadPool(4)) {
      List<Future<Void>> futures = new ArrayList<>();
      for (int thread = 0; thread < 4; thread++) {
        int id = thread + 1;
        futures.add(threads.submit((Callable<Void>) () -> churn(id)));
      }
      for (Future<Void> future : futures) future.get();
    }
  }

  /// Views and temporaries lose their handles while loops still run over them.
  private static @Nullable Void churn(int id) {
    int n = 6000;
    for (int round = 0; round < 400; round++) {
      NDArray view = NDArray.full(Shape.of(n), DType.FLOAT32, Scalar.of(id)).slice(0, 1, n, 1);
      NDArray sum =
          Elementwise.apply(
              Binary.ADD,
              Elementwise.apply(Binary.MUL, view, Scalar.of(2.0), DType.FLOAT32),
              NDArray.full(Shape.of(n - 1), DType.FLOAT32, Scalar.of(round)),
              DType.FLOAT32);
      if (round % 40 == 0 && id == 1) System.gc();
      for (float x : sum.toFloats()) assertEquals(2f * id + round, x);
      if (round % 3 == 0) sum.storage().release();
    }
    return null;
  }

  @Test
  void noRoom_saysWhatWasWantedAndWhatHelps() {
    int most = Integer.MAX_VALUE - 8;
    Pool.SizeClass size = Pool.SizeClass.of(DType.FLOAT64, most);
    String message = Pool.noRoom(size, Shape.of(most));
    assertTrue(
        message.startsWith(
            "cannot allocate a tensor of shape [2147483639]: it takes 17179869112 bytes, "),
        message);
    assertTrue(message.contains("RIVULET_JVM_OPTS"), message);
  }

  @Test
  void shape_ofTooManyElements_isRefused() {
    Exception e = assertThrows(IllegalArgumentException.class, () -> Shape.of(100_000, 100_000));
    assertEquals("shape [100000, 100000] has more than 2147483647 elements", e.getMessage());
    assertEquals(0, Shape.of(100_000, 100_000, 0).numel());
  }
}
