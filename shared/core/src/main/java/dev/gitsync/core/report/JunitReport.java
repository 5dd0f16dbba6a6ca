package dev.gitsync.core.report;

import dev.gitsync.core.check.Check.Finding;
import dev.gitsync.core.check.Check.Severity;
import java.io.StringWriter;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * For CI that shows tests: a suite for each workspace, with a failed test for each problem and one
 * that passes where there is none. Warnings fail nothing, so they are left out.
 */
public final class JunitReport implements Report {

  @Override
  public String of(List<CheckedFiles> checks) {
    var text = new StringWriter();
    try {
      XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
      xml.writeStartDocument("UTF-8", "1.0");
      xml.writeStartElement("testsuites");
      for (CheckedFiles checked : checks) {
        suite(xml, checked);
      }
      xml.writeEndElement();
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("Nothing can go wrong in memory.", e);
    }
    return text + "\n";
  }

  private static void suite(XMLStreamWriter xml, CheckedFiles checked) throws XMLStreamException {
    List<Finding> errors =
        checked.check().findings().stream().filter(it -> it.severity() == Severity.ERROR).toList();
    String workspace = checked.check().workspace().value();
    xml.writeStartElement("testsuite");
    attribute(xml, "name", "Git Sync, workspace " + workspace);
    attribute(xml, "tests", String.valueOf(Math.max(1, errors.size())));
    attribute(xml, "failures", String.valueOf(errors.size()));
    for (Finding error : errors) {
      failed(xml, workspace, error);
    }
    if (errors.isEmpty()) {
      xml.writeEmptyElement("testcase");
      attribute(xml, "classname", workspace);
      attribute(xml, "name", checked.title());
    }
    xml.writeEndElement();
  }

  private static void failed(XMLStreamWriter xml, String workspace, Finding error)
      throws XMLStreamException {
    var problem = error.problem();
    String place = problem.file() + ":" + problem.position();
    xml.writeStartElement("testcase");
    attribute(xml, "classname", workspace);
    attribute(xml, "name", problem.code() + " " + place);
    attribute(xml, "file", problem.file().value());
    xml.writeStartElement("failure");
    attribute(xml, "type", problem.code());
    attribute(xml, "message", problem.message());
    xml.writeCharacters(
        legal(problem + error.affected().map(it -> " Affects " + it + ".").orElse("")));
    xml.writeEndElement();
    xml.writeEndElement();
  }

  private static void attribute(XMLStreamWriter xml, String name, String value)
      throws XMLStreamException {
    xml.writeAttribute(name, legal(value));
  }

  /** XML has no words for some characters that names of files may have. */
  private static String legal(String text) {
    return text.replaceAll("[\\p{Cc}\\p{Cs}\\x{FFFE}\\x{FFFF}]", "?");
  }
}
