package rivulet.kernel.magic;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/// Makes a whole POM of what people paste: a `<project>`, the parts of one, or loose `<dependency>`
/// and `<repository>` elements.
final class Pom {
  private static final Map<String, String> REQUIRED =
      Map.of(
          "modelVersion", "4.0.0",
          "groupId", "notebook",
          "artifactId", "notebook",
          "version", "1");
  private static final Map<String, String> LISTS =
      Map.of("dependency", "dependencies", "repository", "repositories", "profile", "profiles");

  private final Document document;
  private final Element project;

  private Pom(Document document, Element project) {
    this.document = document;
    this.project = project;
  }

  /// The text of a whole POM.
  ///
  /// @throws WrongUse if it is not XML
  static String whole(String pasted) {
    String text = pasted.strip().replaceFirst("^<\\?xml[^>]*\\?>", "");
    try {
      Document document = parse("<pasted>" + text + "</pasted>");
      List<Element> parts = elements(document.getDocumentElement());
      boolean isWhole = parts.size() == 1 && parts.getFirst().getTagName().equals("project");
      Element project = isWhole ? parts.getFirst() : document.createElement("project");
      Pom pom = new Pom(document, project);
      if (!isWhole) {
        parts.forEach(pom::add);
      }
      return pom.complete();
    } catch (SAXParseException e) {
      throw new WrongUse(
          "the cell is no XML: line " + (e.getLineNumber() + 1) + ": " + e.getMessage());
    } catch (ParserConfigurationException | SAXException | IOException | TransformerException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Document parse(String text)
      throws ParserConfigurationException, SAXException, IOException {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    DocumentBuilder builder = factory.newDocumentBuilder();
    builder.setErrorHandler(new Strict());
    return builder.parse(new InputSource(new StringReader(text)));
  }

  private static List<Element> elements(Node parent) {
    List<Element> elements = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element) {
        elements.add(element);
      }
    }
    return elements;
  }

  private static @Nullable Element child(Element parent, String name) {
    return elements(parent).stream()
        .filter(element -> element.getTagName().equals(name))
        .findFirst()
        .orElse(null);
  }

  /// A loose element joins the list of its kind, and lists of one kind become one.
  private void add(Element part) {
    String list = LISTS.get(part.getTagName());
    if (list != null) {
      list(list).appendChild(part);
    } else if (LISTS.containsValue(part.getTagName())) {
      elements(part).forEach(list(part.getTagName())::appendChild);
    } else {
      project.appendChild(part);
    }
  }

  private Element list(String name) {
    Element known = child(project, name);
    return known == null ? (Element) project.appendChild(document.createElement(name)) : known;
  }

  private String complete() throws TransformerException {
    boolean hasParent = child(project, "parent") != null;
    REQUIRED.forEach((name, value) -> {
      boolean inherited = hasParent && (name.equals("groupId") || name.equals("version"));
      if (child(project, name) == null && !inherited) {
        project.appendChild(document.createElement(name)).setTextContent(value);
      }
    });
    Element repositories = child(project, "repositories");
    for (Element repository : repositories == null ? List.<Element>of() : elements(repositories)) {
      if (child(repository, "id") == null) {
        String id = "pasted-" + Integer.toHexString(repository.getTextContent().hashCode());
        repository.appendChild(document.createElement("id")).setTextContent(id);
      }
    }
    return text();
  }

  private String text() throws TransformerException {
    Transformer transformer = TransformerFactory.newDefaultInstance().newTransformer();
    transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
    StringWriter text = new StringWriter();
    transformer.transform(new DOMSource(project), new StreamResult(text));
    return text.toString();
  }

  /// The parser's own handler would print.
  private static final class Strict implements ErrorHandler {
    @Override
    public void warning(SAXParseException e) {
      // of no meaning to what is read here
    }

    @Override
    public void error(SAXParseException e) throws SAXParseException {
      throw e;
    }

    @Override
    public void fatalError(SAXParseException e) throws SAXParseException {
      throw e;
    }
  }
}
