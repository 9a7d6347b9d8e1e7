package rivulet.kernel.assist;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.source.doctree.DocCommentTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Doc comments, old and new, as HTML and as text.
class DocHtmlTest {
  @Test
  void tagsOfOldComments() {
    assertEquals(
        "Adds <code>a &lt; b</code>, a &gt; b, <code>List.add(Object)</code>, <code>the list</code>"
            + "\nand x&lt;y.\n<p>\nSecond <b>bold</b>.",
        html(
            """
            /**
             * Adds {@code a < b}, {@literal a > b}, {@link java.util.List#add(Object)}, {@link String the list}
             * and x&lt;y.
             * <p>
             * Second <b>bold</b>.
             */
            """));
  }

  @Test
  void blockTags_areGathered() {
    assertEquals(
        """
        Text.

        Parameters
            a - the first
            b - the second

        Type parameters
            T - a type

        Returns
            a value

        Throws
            IOException - if it fails

        Deprecated
            use <that>

        Since
            1.2

        See also
            String.length()\
        """,
        text(
            """
            /**
             * Text.
             *
             * @param a the first
             * @param b the second
             * @param <T> a type
             * @return a value
             * @throws java.io.IOException if it fails
             * @deprecated use {@code <that>}
             * @since 1.2
             * @see java.lang.String#length()
             */
            """));
  }

  @Test
  void markdown_listsCodeTablesAndReferences() {
    String comment =
        """
        /// Product of *two* matrices.
        ///
        /// - Shape: `(n, k)`
        /// - As [String#length()], [the text][String], {@link List#of}, {@code a<b}
        ///
        /// | a | b |
        /// |---|---|
        /// | 1 | 2 |
        ///
        /// @param x a [List]
        """;
    assertEquals(
        """
        Product of two matrices.

        - Shape: (n, k)
        - As String.length(), the text, List.of, a<b

        a  b
        1  2

        Parameters
            x - a List\
        """,
        text(comment));
    assertTrue(html(comment).contains("<li>Shape: <code>(n, k)</code></li>"), html(comment));
  }

  @Test
  void codeBlocks_keepTheirLines() {
    assertEquals(
        "Text\n\nint x = 1;\n  int y = \"<\";",
        text("/// Text\n/// ```java\n/// int x = 1;\n///   int y = \"<\";\n/// ```\n"));
    assertEquals(
        "Text\n\nint x = 1;\n int y = 2;",
        text("/** Text\n * {@snippet :\n * int x = 1;\n *  int y = 2;\n * }\n */\n"));
  }

  @Test
  void inheritDoc_standsForWhatIsInherited() {
    assertEquals("As it is. And more.", text("/** {@inheritDoc} And more. */", "/** As it is. */"));
  }

  private static String html(String... comments) {
    List<DocCommentTree> trees = new ArrayList<>();
    for (String comment : comments) {
      SourceText file = SourceText.parse(comment + "class A {}");
      trees.add(Objects.requireNonNull(file.comment(file.firstType())));
    }
    return DocHtml.of(trees);
  }

  private static String text(String... comments) {
    return PlainText.of(html(comments));
  }
}
