package rivulet.kernel.cell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import rivulet.kernel.session.Interpreter.Completeness;

class CompletionTest {
  private final Completion completion = new Completion();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1 + 1",
        "int x = 5",
        "int x = 5;",
        "undefined(x)",
        "class A {}",
        "void f() { }",
        "for (int i = 0; i < 3; i++) { }",
        "import java.util.*",
        "// comment",
        "\"}{\"",
        "x -> x"
      })
  void wholeCells(String code) {
    assertEquals(new Completeness("complete", null), completion.of(code));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "class A {|4",
        "void f() {|4",
        "void f() { if (x) {|8",
        "int x =|0",
        "1 +|0",
        "foo(|0",
        "foo(1,|0",
        "for (int i = 0; i < 3; i++)|0",
        "if (x) { y(); } else {|4",
        "/* open|0",
        "list.|0",
        "Runnable r = () -> {|4",
        "new int[] {1,|4",
        "String s = \"{\" +|0"
      })
  void unfinishedCells_sayHowFarToIndent(String code, int indent) {
    assertEquals(new Completeness("incomplete", " ".repeat(indent)), completion.of(code));
  }

  @Test
  void openTextBlock_isUnfinished() {
    assertEquals("incomplete", completion.of("String s = \"\"\"\n  abc").status());
    assertEquals("incomplete", completion.of("String s = \"\"\"").status());
    assertEquals("invalid", completion.of("String s = \"\"\" abc").status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"int = 5;", "foo(]", "}", "class 5 {}", "String s = \"open"})
  void wrongCells(String code) {
    assertEquals(new Completeness("invalid", null), completion.of(code));
  }
}
