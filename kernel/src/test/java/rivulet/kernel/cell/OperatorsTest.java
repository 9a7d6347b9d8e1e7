package rivulet.kernel.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OperatorsTest {
  private Cells cells = new Cells();

  @BeforeEach
  void variables() {
    cells = new Cells();
    cells.value("var x = vec(1, 2, 3); var y = vec(10, 20, 30);");
  }

  private void shows(String expected, String code) {
    assertEquals(expected, String.valueOf(cells.value(code)), code);
  }

  @Test
  void binary_operators_callTheHolder() {
    shows("vec[11.0, 22.0, 33.0]", "x + y");
    shows("vec[9.0, 18.0, 27.0]", "y - x");
    shows("vec[10.0, 40.0, 90.0]", "x * y");
    shows("vec[10.0, 10.0, 10.0]", "y / x");
    shows("vec[1.0, 0.0, 1.0]", "x % 2");
    shows("vec[1.0, 0.0, 0.0]", "x < 2");
    shows("vec[1.0, 1.0, 0.0]", "x <= 2");
    shows("vec[0.0, 0.0, 1.0]", "x > 2");
    shows("vec[0.0, 1.0, 1.0]", "x >= 2");
    shows("vec[0.0, 1.0, 0.0]", "(x > 1) & (x < 3)");
    shows("vec[1.0, 0.0, 1.0]", "x < 2 | x > 2");
  }

  @Test
  void unary_operators_callTheHolder() {
    shows("vec[-1.0, -2.0, -3.0]", "-x");
    shows("vec[0.0, 1.0, 1.0]", "!(x < 2)");
    shows("vec[-2.0, -3.0, -4.0]", "~x");
    shows("vec[1.0, 2.0, 3.0]", "+x");
  }

  @Test
  void precedence_isJavas() {
    shows("vec[4.0, 9.0, 16.0]", "x * x + 2 * x + 1");
    shows("vec[-3.0, -6.0, -9.0]", "x - 2 * (x + x)");
  }

  @Test
  void numbers_ofEveryKind_areOperands() {
    shows("vec[2.0, 4.0, 6.0]", "Integer n = 2; n * x");
    shows("vec[2.0, 4.0, 6.0]", "x * 2L");
    shows("vec[1.5, 2.5, 3.5]", "x + 0.5f");
    shows("vec[98.0, 99.0, 100.0]", "'a' + x");
  }

  @Test
  void assignment_changesInPlace_andAssignsNothing() {
    cells.value("var same = x; x += y; x -= 1; x *= 2; x /= 4");
    shows("vec[5.0, 10.5, 16.0]", "x");
    shows("true", "same == x");
  }

  @Test
  void assignment_showsNothing_butHasAValue() {
    assertEquals(null, cells.value("x -= 1;"));
    shows("vec[1.0, 2.0, 3.0]", "var z = (x += 1); z");
  }

  @Test
  void assignment_evaluatesItsTargetOnce() {
    cells.value("int asked = 0; Vec[] all = {x, y}; int at() { return asked++; }");
    cells.value("all[at()] -= 1;");
    shows("1", "asked");
    shows("vec[0.0, 1.0, 2.0]", "all[0]");
    cells.value("int i = 0; all[i++] *= 10; Vec[][] deep = {{x}, {y, x}}; deep[1][0] /= 2;");
    shows("1", "i");
    shows("vec[5.0, 10.0, 15.0]", "y");
  }

  @Test
  void assignment_throughCallsAndFields() {
    cells.value("x.next = y; y.next = x; int calls = 0; Vec get() { calls++; return x; }");
    cells.value("get().next -= 10; x.next().next += 1;");
    shows("vec[0.0, 10.0, 20.0]", "y");
    shows("vec[2.0, 3.0, 4.0]", "x");
    shows("1", "calls");
  }

  @Test
  void lambdas_andInference() {
    shows("vec[14.0]", "Stream.of(1, 2, 3).map(v -> vec(v) * v).reduce((p, q) -> p + q).get()");
    shows("vec[2.0, 4.0, 6.0]", "Function<Vec, Vec> twice = v -> v * 2; twice.apply(x)");
    shows(
        "vec[3.0, 6.0, 9.0]",
        "BinaryOperator<Vec> f = (a, b) -> { var c = a + b; return c + a; }; f.apply(x, x)");
  }

  @Test
  void classes_initializersAndConstructorArguments() {
    cells.value(
        """
        class Base { final Vec v; Base(Vec v) { this.v = v; } }
        class Derived extends Base {
          static Vec shared = vec(1) + 1;
          Vec field = shared * 3;
          { field += 1; }
          Derived(Vec w) { super(w * 2); }
          Derived() { this(-x); }
          Supplier<Vec> later = () -> field - 1;
        }
        enum Level { LOW(x + 1); final Vec v; Level(Vec v) { this.v = v; } }
        """);
    shows("vec[-2.0, -4.0, -6.0]", "new Derived().v");
    shows("vec[6.0]", "new Derived().later.get()");
    shows("vec[2.0, 3.0, 4.0]", "Level.LOW.v");
  }

  @Test
  void statements_switchTernaryLoops() {
    shows(
        "vec[2.0, 4.0, 6.0]",
        "var r = switch (1) { case 1 -> x * 2; default -> { yield -x; } }; r");
    shows("vec[-1.0, -2.0, -3.0]", "x == y ? x + 1 : -x");
    shows("vec[-2.0, -1.0, 0.0]", "for (int k = 0; k < 3; k++, x -= 1) {} x");
    shows("vec[7.0, 8.0, 9.0]", "Object o = x + 9; o instanceof Vec w ? w * 1 : x");
  }

  @Test
  void generics_boundedByTheType() {
    shows("vec[2.0, 4.0, 6.0]", "<T extends Vec> Vec dbl(T t) { return t + t; } dbl(x)");
    shows("vec[1.0, 2.0, 3.0]", "List<Vec> l = new ArrayList<>(List.of(x)); l.get(0) + 0");
  }

  @Test
  void plainJava_keepsItsMeaning() {
    shows("l=vec[2.0, 4.0, 6.0]", "\"l=\" + x * 2");
    shows("vec[1.0, 2.0, 3.0]!", "x + \"!\"");
    shows("false", "x == y");
    shows("7", "Integer a = 3, b = 4; a + b");
  }

  @Test
  void var_hasTheOperatorsType() {
    assertInstanceOf(Vec.class, cells.value("var z = x * x + 1; var w = z / 2; w.next = z; w"));
  }

  @Test
  void wrongOperand_isJavacsError_atTheOperator() {
    assertEquals(
        """
        Cell In[2], line 2
              x * "a";
                ^
        error: bad operand types for binary operator '*'
          first type:  Vec
          second type: String\
        """,
        cells.traceback("int ok = 1;\n  x * \"a\";"));
  }

  @Test
  void wrongPrograms_getJavacsMessages() {
    assertEquals(
        "incompatible types: Vec cannot be converted to boolean",
        cells.failure("if (x > 0) {}").message());
    assertEquals("bad operand type Vec for unary operator '++'", cells.failure("x++").message());
    assertEquals(
        "bad operand types for binary operator '*'; first type: Vec; second type: <null>",
        cells.failure("x * null").message());
    assertEquals(
        "bad operand types for binary operator '%'; first type: Vec; second type: int",
        cells.failure("x %= 2").message());
    assertEquals(
        "incompatible types: Vec cannot be converted to double",
        cells.failure("double d = 1; d += x;").message());
  }

  @Test
  void assignment_isOneInNameOnly_soFinalsCapturesAndResultsMayStandOnItsLeft() {
    cells.value("class M { final Vec w = vec(1); void step() { w -= 0.5; this.w *= 4; } }");
    shows("vec[2.0]", "M m = new M(); m.step(); m.w");
    shows(
        "vec[2.0]",
        "Vec local() { Vec w = vec(1); Runnable r = () -> w += 1; r.run(); return w; } local()");
    shows(
        "{w=vec[3.0]}", "var map = new TreeMap<>(Map.of(\"w\", vec(1))); map.get(\"w\") *= 3; map");
    assertEquals(null, cells.value("map.get(\"w\") *= 3"));
    shows("vec[3.0]", "record R(Vec v) { R { v += 1; } } new R(vec(2)).v()");
  }

  @Test
  void assignment_toWhatIsNoVariable_ofAnotherType_isJavasError() {
    cells.value(
        "var numbers = new ArrayList<>(List.of(1)); var map = new TreeMap<>(Map.of(1, x));");
    assertEquals(
        "unexpected type; required: variable; found: value",
        cells.failure("map.get(1) *= 3; numbers.get(0) += 1;").message());
    assertEquals(
        "cannot assign a value to final variable n",
        cells.failure("class F { final int n = 1; void f(Vec v) { v += 1; n += 1; } }").message());
  }

  @Test
  void nullOperand_isNamedByItsOperator() {
    cells.value("Vec none = null;");
    assertEquals("an operand of * is null", cells.failure("none * 2").message());
    assertEquals("an operand of += is null", cells.failure("x += none").message());
  }
}
