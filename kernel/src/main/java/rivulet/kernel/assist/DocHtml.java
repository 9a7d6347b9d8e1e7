package rivulet.kernel.assist;

import com.sun.source.doctree.DeprecatedTree;
import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.EndElementTree;
import com.sun.source.doctree.EntityTree;
import com.sun.source.doctree.EscapeTree;
import com.sun.source.doctree.IndexTree;
import com.sun.source.doctree.InheritDocTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.doctree.RawTextTree;
import com.sun.source.doctree.ReturnTree;
import com.sun.source.doctree.SeeTree;
import com.sun.source.doctree.SinceTree;
import com.sun.source.doctree.SnippetTree;
import com.sun.source.doctree.StartElementTree;
import com.sun.source.doctree.SummaryTree;
import com.sun.source.doctree.SystemPropertyTree;
import com.sun.source.doctree.TextTree;
import com.sun.source.doctree.ThrowsTree;
import com.sun.source.doctree.UnknownBlockTagTree;
import com.sun.source.doctree.ValueTree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/// Doc comments as HTML: those in HTML and those in Markdown, with their tags. Links become what
/// they name.
final class DocHtml {
  private static final Parser MARKDOWN =
      Parser.builder().extensions(List.of(TablesExtension.create())).build();
  private static final HtmlRenderer RENDERER =
      HtmlRenderer.builder().extensions(List.of(TablesExtension.create())).build();

  /// `[String#length()]` and `[text][String#length()]`, which commonmark knows nothing of.
  private static final Pattern REFERENCE =
      Pattern.compile("(?<![\\w`\\]])\\[([\\w.#(), ]+)\\](?![(\\[:\\w])");

  private static final Pattern TITLED = Pattern.compile("\\[([^\\[\\]]+)\\]\\[[\\w.#(), ]+\\]");
  private static final Set<String> DROPPED = Set.of("a", "script", "style", "img", "div", "span");

  /// What an `{@inheritDoc}` stands for.
  private final List<DocCommentTree> inherited;

  private DocHtml(List<DocCommentTree> inherited) {
    this.inherited = inherited;
  }

  /// A comment as HTML.
  ///
  /// @param comments its own, then those that it inherits; at least one
  static String of(List<DocCommentTree> comments) {
    DocHtml html = new DocHtml(comments.subList(1, comments.size()));
    DocCommentTree own = comments.getFirst();
    return html.flow(own.getFullBody()) + html.tags(own.getBlockTags());
  }

  static String ofMarkdown(String text) {
    return RENDERER.render(MARKDOWN.parse(text)).strip();
  }

  /// Text with paragraphs and inline tags.
  private String flow(List<? extends DocTree> parts) {
    boolean markdown = parts.stream().anyMatch(RawTextTree.class::isInstance);
    if (!markdown) {
      return parts.stream().map(this::html).collect(Collectors.joining());
    }
    String text = parts.stream().map(this::markdown).collect(Collectors.joining());
    return ofMarkdown(text);
  }

  /// The same without a paragraph of its own.
  private String line(List<? extends DocTree> parts) {
    String text = flow(parts).strip();
    boolean one = text.startsWith("<p>") && text.endsWith("</p>") && text.indexOf("<p>", 1) < 0;
    return one ? text.substring(3, text.length() - 4) : text;
  }

  private String markdown(DocTree part) {
    if (part instanceof RawTextTree raw) {
      String titled = TITLED.matcher(raw.getContent()).replaceAll("$1");
      return REFERENCE.matcher(titled).replaceAll(m -> "`" + name(m.group(1)) + "`");
    }
    return html(part);
  }

  private String html(DocTree part) {
    return switch (part) {
      case EscapeTree escape -> escaped(escape.getBody());
      case TextTree text -> text.getBody();
      case LiteralTree literal -> literal(literal);
      case LinkTree link -> link(link);
      case EntityTree entity -> entity.toString();
      case StartElementTree start -> tag("<", start.getName().toString());
      case EndElementTree end -> tag("</", end.getName().toString());
      case InheritDocTree all -> inheritedBody();
      case SnippetTree snippet -> snippet(snippet);
      case ValueTree value ->
          value.getReference() == null ? "" : code(value.getReference().getSignature());
      case IndexTree index -> html(index.getSearchTerm());
      case SystemPropertyTree property -> code(property.getPropertyName().toString());
      case SummaryTree summary -> flow(summary.getSummary());
      case ReturnTree returned -> "Returns " + line(returned.getDescription()) + ".";
      default -> escaped(part.toString());
    };
  }

  private static String literal(LiteralTree literal) {
    String text = literal.getBody().getBody();
    return literal.getKind() == DocTree.Kind.CODE ? code(text) : escaped(text);
  }

  private String link(LinkTree link) {
    String label = line(link.getLabel());
    String name = label.isEmpty() ? escaped(name(link.getReference().getSignature())) : label;
    return link.getKind() == DocTree.Kind.LINK ? "<code>" + name + "</code>" : name;
  }

  /// A reference as it is called: `String.length()` for `java.lang.String#length()`.
  private static String name(String reference) {
    String plain = reference.replaceAll("\\b(?:[a-z]\\w*\\.)+(?=[A-Z])", "");
    return (plain.startsWith("#") ? plain.substring(1) : plain).replace('#', '.');
  }

  private static String tag(String opening, String name) {
    return DROPPED.contains(name) ? "" : opening + name + ">";
  }

  private static String snippet(SnippetTree snippet) {
    return snippet.getBody() == null
        ? ""
        : "<pre>" + escaped(snippet.getBody().getBody().stripIndent().strip()) + "</pre>";
  }

  private String inheritedBody() {
    return inherited.isEmpty()
        ? ""
        : new DocHtml(inherited.subList(1, inherited.size()))
            .flow(inherited.getFirst().getFullBody());
  }

  private String tags(List<? extends DocTree> tags) {
    Map<String, StringBuilder> sections = new LinkedHashMap<>();
    for (DocTree tag : tags) {
      String title = title(tag);
      if (!title.isEmpty()) {
        sections
            .computeIfAbsent(title, t -> new StringBuilder())
            .append("<dd>")
            .append(text(tag))
            .append("</dd>");
      }
    }
    return sections.isEmpty()
        ? ""
        : sections.entrySet().stream()
            .map(s -> "<dt>" + s.getKey() + "</dt>" + s.getValue())
            .collect(Collectors.joining("", "<dl>", "</dl>"));
  }

  private static String title(DocTree tag) {
    return switch (tag) {
      case ParamTree param when param.isTypeParameter() -> "Type parameters";
      case ParamTree param -> "Parameters";
      case ReturnTree returned -> "Returns";
      case ThrowsTree thrown -> "Throws";
      case DeprecatedTree deprecated -> "Deprecated";
      case SinceTree since -> "Since";
      case SeeTree see -> "See also";
      case UnknownBlockTagTree other -> other.getTagName().equals("apiNote") ? "Note" : "";
      default -> "";
    };
  }

  private String text(DocTree tag) {
    return switch (tag) {
      case ParamTree param -> named(param.getName().toString(), param.getDescription());
      case ReturnTree returned -> line(returned.getDescription());
      case ThrowsTree thrown ->
          named(name(thrown.getExceptionName().getSignature()), thrown.getDescription());
      case DeprecatedTree deprecated -> line(deprecated.getBody());
      case SinceTree since -> line(since.getBody());
      case SeeTree see -> escaped(name(reference(see)));
      case UnknownBlockTagTree other -> line(other.getContent());
      default -> "";
    };
  }

  private static String reference(SeeTree see) {
    return see.getReference().stream()
        .map(DocTree::toString)
        .collect(Collectors.joining())
        .replaceAll("<[^>]*>", "");
  }

  private String named(String name, List<? extends DocTree> description) {
    return code(name) + " - " + line(description);
  }

  private static String code(String text) {
    return "<code>" + escaped(text) + "</code>";
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
