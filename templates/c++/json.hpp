// JSON without a library. A number stays the text that it was written as, so that none loses a digit.

#pragma once

#include <cctype>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <utility>
#include <variant>
#include <vector>

class Json {
 public:
  struct Number {
    std::string text;
    bool operator==(const Number& other) const { return text == other.text; }
  };
  using Array = std::vector<Json>;
  using Object = std::vector<std::pair<std::string, Json>>;  // fields in the order in which they came

  Json() : value_(nullptr) {}
  Json(bool value) : value_(value) {}
  Json(int value) : value_(Number{std::to_string(value)}) {}
  Json(long value) : value_(Number{std::to_string(value)}) {}
  Json(const char* text) : value_(std::string(text)) {}
  Json(std::string text) : value_(std::move(text)) {}
  Json(Number number) : value_(std::move(number)) {}
  Json(Array items) : value_(std::move(items)) {}
  Json(Object fields) : value_(std::move(fields)) {}

  bool operator==(const Json& other) const { return value_ == other.value_; }

  // What it is; throws std::bad_variant_access if it is something else.
  const std::string& string() const { return std::get<std::string>(value_); }
  const Array& array() const { return std::get<Array>(value_); }
  Object& object() { return std::get<Object>(value_); }
  long integer() const { return std::stol(std::get<Number>(value_).text); }

  // A field of an object; nullptr if there is none of this name, or this is no object.
  const Json* find(const std::string& name) const {
    if (const Object* fields = std::get_if<Object>(&value_))
      for (const auto& [field, value] : *fields)
        if (field == name) return &value;
    return nullptr;
  }

  // Throws std::invalid_argument if the text is no JSON.
  static Json parse(const std::string& text);

  // On one line.
  std::string write() const;

 private:
  std::variant<std::nullptr_t, bool, Number, std::string, Array, Object> value_;
};

class JsonParser {
 public:
  explicit JsonParser(const std::string& text) : text_(text) {}

  Json whole() {
    Json value = this->value();
    if (peek() != '\0') fail("nothing behind the value");
    return value;
  }

 private:
  [[noreturn]] void fail(const std::string& expected) const {
    throw std::invalid_argument("expected " + expected + " at byte " + std::to_string(at_) + " of " + text_);
  }

  char next() { return at_ < text_.size() ? text_[at_++] : '\0'; }

  // The next character that is no blank; '\0' at the end.
  char peek() {
    while (at_ < text_.size() && std::string(" \t\r\n").find(text_[at_]) != std::string::npos) at_++;
    return at_ < text_.size() ? text_[at_] : '\0';
  }

  bool take(char wanted) {
    const bool is_there = peek() == wanted;
    if (is_there) at_++;
    return is_there;
  }

  void expect(char wanted) {
    if (!take(wanted)) fail(std::string("'") + wanted + "'");
  }

  Json value() {
    switch (peek()) {
      case '{': return object();
      case '[': return array();
      case '"': return string();
      default: return word();
    }
  }

  Json object() {
    Json::Object fields;
    expect('{');
    if (take('}')) return fields;
    do {
      std::string name = string();
      expect(':');
      fields.emplace_back(std::move(name), value());
    } while (take(','));
    expect('}');
    return fields;
  }

  Json array() {
    Json::Array items;
    expect('[');
    if (take(']')) return items;
    do items.push_back(value());
    while (take(','));
    expect(']');
    return items;
  }

  // A number, true, false or null.
  Json word() {
    const size_t start = at_;
    while (at_ < text_.size() && (isalnum(static_cast<unsigned char>(text_[at_])) ||
                                  std::string("+-.").find(text_[at_]) != std::string::npos))
      at_++;
    const std::string word = text_.substr(start, at_ - start);
    if (word == "null") return Json();
    if (word == "true") return true;
    if (word == "false") return false;
    char* end = nullptr;
    std::strtod(word.c_str(), &end);
    const bool begins = !word.empty() && (word[0] == '-' || isdigit(static_cast<unsigned char>(word[0])));
    if (!begins || *end != '\0') fail("a value");
    return Json::Number{word};
  }

  std::string string() {
    expect('"');
    std::string text;
    while (at_ < text_.size()) {
      const char c = next();
      if (c == '"') return text;
      if (c == '\\')
        escaped(text);
      else
        text += c;
    }
    fail("the end of a string");
  }

  void escaped(std::string& text) {
    switch (const char c = next()) {
      case '"': case '\\': case '/': text += c; break;
      case 'b': text += '\b'; break;
      case 'f': text += '\f'; break;
      case 'n': text += '\n'; break;
      case 'r': text += '\r'; break;
      case 't': text += '\t'; break;
      case 'u': utf8(text, code_point()); break;
      default: fail("an escape");
    }
  }

  // Behind \u: four hexadecimal digits. A character above U+FFFF is written as two such escapes, a surrogate pair; half of one is
  // replaced by U+FFFD.
  unsigned code_point() {
    const unsigned high = four_digits();
    if (high < 0xd800 || high > 0xdfff) return high;
    if (high > 0xdbff || text_.compare(at_, 2, "\\u") != 0) return 0xfffd;
    at_ += 2;
    const unsigned low = four_digits();
    return low < 0xdc00 || low > 0xdfff ? 0xfffd : 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
  }

  unsigned four_digits() {
    const std::string digits = text_.substr(at_, 4);
    if (digits.size() < 4 || digits.find_first_not_of("0123456789abcdefABCDEF") != std::string::npos)
      fail("four hexadecimal digits");
    at_ += 4;
    return static_cast<unsigned>(std::stoul(digits, nullptr, 16));
  }

  static void utf8(std::string& text, unsigned code) {
    const auto add = [&text](unsigned byte) { text += static_cast<char>(byte); };
    if (code < 0x80) return add(code);
    if (code < 0x800) {
      add(0xc0 | code >> 6);
    } else {
      if (code < 0x10000) {
        add(0xe0 | code >> 12);
      } else {
        add(0xf0 | code >> 18);
        add(0x80 | (code >> 12 & 0x3f));
      }
      add(0x80 | (code >> 6 & 0x3f));
    }
    add(0x80 | (code & 0x3f));
  }

  const std::string& text_;
  size_t at_ = 0;
};

inline Json Json::parse(const std::string& text) { return JsonParser(text).whole(); }

inline std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    char escape[8];
    if (c == '"' || c == '\\') (out += '\\') += c;
    else if (static_cast<unsigned char>(c) >= ' ') out += c;
    else out.append(escape, std::snprintf(escape, sizeof escape, "\\u%04x", c));
  }
  return out + '"';
}

inline std::string Json::write() const {
  if (const bool* truth = std::get_if<bool>(&value_)) return *truth ? "true" : "false";
  if (const Number* number = std::get_if<Number>(&value_)) return number->text;
  if (const std::string* text = std::get_if<std::string>(&value_)) return quoted(*text);
  std::string out;
  if (const Array* items = std::get_if<Array>(&value_)) {
    for (const Json& item : *items) out += (out.empty() ? "" : ",") + item.write();
    return "[" + out + "]";
  }
  if (const Object* fields = std::get_if<Object>(&value_)) {
    for (const auto& [name, value] : *fields)
      out += (out.empty() ? "" : ",") + quoted(name) + ":" + value.write();
    return "{" + out + "}";
  }
  return "null";
}
