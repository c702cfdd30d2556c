import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * JSON without a library: objects are Map, arrays List, strings String, numbers BigDecimal (so that none loses a digit), then Boolean
 * and null.
 */
final class Json {
  private final String text;
  private int at = 0;

  private Json(String text) {
    this.text = text;
  }

  /** Throws an IllegalArgumentException that says where the text is no JSON. */
  static Object parse(String text) {
    Json parser = new Json(text);
    Object value = parser.value();
    if (parser.peek() != '\0') throw parser.unexpected("nothing behind the value");
    return value;
  }

  private IllegalArgumentException unexpected(String expected) {
    return new IllegalArgumentException("expected " + expected + " at character " + at + " of " + text);
  }

  /** The next character that is no blank; '\0' at the end. */
  private char peek() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) at++;
    return at < text.length() ? text.charAt(at) : '\0';
  }

  private boolean take(char wanted) {
    boolean isThere = peek() == wanted;
    if (isThere) at++;
    return isThere;
  }

  private void expect(char wanted) {
    if (!take(wanted)) throw unexpected("'" + wanted + "'");
  }

  private Object value() {
    switch (peek()) {
      case '{':
        return object();
      case '[':
        return array();
      case '"':
        return string();
      default:
        return word();
    }
  }

  private Map<String, Object> object() {
    Map<String, Object> fields = new LinkedHashMap<>();
    expect('{');
    if (take('}')) return fields;
    do {
      String name = string();
      expect(':');
      fields.put(name, value());
    } while (take(','));
    expect('}');
    return fields;
  }

  private List<Object> array() {
    List<Object> items = new ArrayList<>();
    expect('[');
    if (take(']')) return items;
    do {
      items.add(value());
    } while (take(','));
    expect(']');
    return items;
  }

  /** A number, true, false or null. */
  private Object word() {
    int start = at;
    while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || "+-.".indexOf(text.charAt(at)) >= 0)) at++;
    String word = text.substring(start, at);
    switch (word) {
      case "null":
        return null;
      case "true":
        return true;
      case "false":
        return false;
      default:
        try {
          return new BigDecimal(word);
        } catch (NumberFormatException e) {
          at = start;
          throw unexpected("a value");
        }
    }
  }

  private String string() {
    expect('"');
    StringBuilder string = new StringBuilder();
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c == '"') return string.toString();
      string.append(c == '\\' ? escaped() : c);
    }
    throw unexpected("the end of a string");
  }

  /** A character above U+FFFF is two escapes, and two chars in Java too: nothing is to be done about that. */
  private char escaped() {
    char c = at < text.length() ? text.charAt(at++) : '\0';
    switch (c) {
      case '"':
      case '\\':
      case '/':
        return c;
      case 'b':
        return '\b';
      case 'f':
        return '\f';
      case 'n':
        return '\n';
      case 'r':
        return '\r';
      case 't':
        return '\t';
      case 'u':
        if (at + 4 > text.length()) throw unexpected("four hexadecimal digits");
        at += 4;
        return (char) Integer.parseInt(text.substring(at - 4, at), 16);
      default:
        throw unexpected("an escape");
    }
  }

  /** On one line. Any Number will do, and any Iterable for an array. */
  static String write(Object value) {
    StringBuilder out = new StringBuilder();
    write(value, out);
    return out.toString();
  }

  private static void write(Object value, StringBuilder out) {
    String comma = "";
    if (value instanceof Map<?, ?> fields) {
      out.append('{');
      for (Map.Entry<?, ?> field : fields.entrySet()) {
        out.append(comma);
        quote(field.getKey().toString(), out);
        out.append(':');
        write(field.getValue(), out);
        comma = ",";
      }
      out.append('}');
    } else if (value instanceof Iterable<?> items) {
      out.append('[');
      for (Object item : items) {
        out.append(comma);
        write(item, out);
        comma = ",";
      }
      out.append(']');
    } else if (value instanceof String string) {
      quote(string, out);
    } else {
      out.append(value); // a number, true, false or null
    }
  }

  private static void quote(String string, StringBuilder out) {
    out.append('"');
    for (char c : string.toCharArray()) {
      if (c == '"' || c == '\\') out.append('\\').append(c);
      else if (c < ' ' || Character.isSurrogate(c)) out.append(String.format("\\u%04x", (int) c));
      else out.append(c);
    }
    out.append('"');
  }
}
