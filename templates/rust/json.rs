//! JSON without a library. A number stays the text that it was written as, so that none loses a digit.

use std::fmt;

#[derive(Clone, Debug, PartialEq)]
pub enum Json {
    Null,
    Bool(bool),
    Number(String),
    String(String),
    Array(Vec<Json>),
    /// Fields in the order in which they came.
    Object(Vec<(String, Json)>),
}

impl Json {
    /// An object of these fields.
    pub fn object<const N: usize>(fields: [(&str, Json); N]) -> Json {
        Json::Object(fields.into_iter().map(|(name, value)| (name.to_string(), value)).collect())
    }

    /// A field of an object; none of anything else.
    pub fn get(&self, name: &str) -> Option<&Json> {
        match self {
            Json::Object(fields) => fields.iter().find(|(field, _)| field == name).map(|(_, value)| value),
            _ => None,
        }
    }

    pub fn as_str(&self) -> Option<&str> {
        match self {
            Json::String(text) => Some(text),
            _ => None,
        }
    }

    /// An integer, if it fits.
    pub fn as_i64(&self) -> Option<i64> {
        match self {
            Json::Number(text) => text.parse().ok(),
            _ => None,
        }
    }

    /// The texts of an array; what is no text is left out.
    pub fn as_strings(&self) -> Vec<String> {
        match self {
            Json::Array(items) => items.iter().filter_map(|item| item.as_str().map(String::from)).collect(),
            _ => Vec::new(),
        }
    }

    pub fn parse(text: &str) -> Result<Json, String> {
        let mut parser = Parser { rest: text };
        let value = parser.value()?;
        parser.skip_blanks();
        match parser.rest {
            "" => Ok(value),
            more => Err(format!("unexpected {more:?} behind the value")),
        }
    }
}

impl From<&str> for Json {
    fn from(text: &str) -> Json {
        Json::String(text.to_string())
    }
}

impl From<i64> for Json {
    fn from(number: i64) -> Json {
        Json::Number(number.to_string())
    }
}

struct Parser<'a> {
    rest: &'a str,
}

impl Parser<'_> {
    fn next(&mut self) -> Option<char> {
        let mut chars = self.rest.chars();
        let next = chars.next();
        self.rest = chars.as_str();
        next
    }

    /// Takes a text, if it stands here.
    fn take(&mut self, text: &str) -> bool {
        let rest = self.rest.strip_prefix(text);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn skip_blanks(&mut self) {
        self.rest = self.rest.trim_start_matches([' ', '\t', '\r', '\n']);
    }

    fn expect(&mut self, wanted: &str) -> Result<(), String> {
        self.skip_blanks();
        if self.take(wanted) {
            return Ok(());
        }
        Err(format!("expected {wanted}, got {:?}", self.rest.chars().next()))
    }

    fn value(&mut self) -> Result<Json, String> {
        self.skip_blanks();
        match self.rest.chars().next() {
            Some('{') => self.object(),
            Some('[') => self.array(),
            Some('"') => self.string().map(Json::String),
            _ => self.word(),
        }
    }

    fn object(&mut self) -> Result<Json, String> {
        let mut fields = Vec::new();
        self.items("{", "}", |parser| {
            let name = parser.string()?;
            parser.expect(":")?;
            fields.push((name, parser.value()?));
            Ok(())
        })?;
        Ok(Json::Object(fields))
    }

    fn array(&mut self) -> Result<Json, String> {
        let mut items = Vec::new();
        self.items("[", "]", |parser| {
            items.push(parser.value()?);
            Ok(())
        })?;
        Ok(Json::Array(items))
    }

    /// What stands between two brackets, with commas in between.
    fn items<F>(&mut self, open: &str, close: &str, mut item: F) -> Result<(), String>
    where
        F: FnMut(&mut Self) -> Result<(), String>,
    {
        self.expect(open)?;
        self.skip_blanks();
        if self.take(close) {
            return Ok(());
        }
        loop {
            item(self)?;
            self.skip_blanks();
            if !self.take(",") {
                return self.expect(close);
            }
        }
    }

    /// A number, true, false or null.
    fn word(&mut self) -> Result<Json, String> {
        let is_inside = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.');
        let end = self.rest.find(|c| !is_inside(c)).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        match word {
            "null" => Ok(Json::Null),
            "true" => Ok(Json::Bool(true)),
            "false" => Ok(Json::Bool(false)),
            _ if word.starts_with(|c: char| c == '-' || c.is_ascii_digit()) && word.parse::<f64>().is_ok() => {
                Ok(Json::Number(word.to_string()))
            }
            _ => Err(format!("expected a value, got {word:?}")),
        }
    }

    fn string(&mut self) -> Result<String, String> {
        self.expect("\"")?;
        let mut text = String::new();
        loop {
            match self.next().ok_or("a string has no end")? {
                '"' => return Ok(text),
                '\\' => text.push(self.escaped()?),
                c => text.push(c),
            }
        }
    }

    fn escaped(&mut self) -> Result<char, String> {
        match self.next() {
            Some(c @ ('"' | '\\' | '/')) => Ok(c),
            Some('b') => Ok('\u{8}'),
            Some('f') => Ok('\u{c}'),
            Some('n') => Ok('\n'),
            Some('r') => Ok('\r'),
            Some('t') => Ok('\t'),
            Some('u') => self.code_point(),
            other => Err(format!("unknown escape {other:?}")),
        }
    }

    /// Behind `\u`: four hexadecimal digits. A character above U+FFFF is written as two such escapes, a surrogate pair.
    fn code_point(&mut self) -> Result<char, String> {
        let high = self.four_digits()?;
        if !(0xd800..0xdc00).contains(&high) || !self.take("\\u") {
            return Ok(char::from_u32(high).unwrap_or(char::REPLACEMENT_CHARACTER));
        }
        let low = self.four_digits()?;
        let both = 0x10000 + ((high & 0x3ff) << 10) + (low & 0x3ff);
        let is_pair = (0xdc00..0xe000).contains(&low);
        Ok(char::from_u32(both).filter(|_| is_pair).unwrap_or(char::REPLACEMENT_CHARACTER))
    }

    fn four_digits(&mut self) -> Result<u32, String> {
        let digits: String = (0..4).filter_map(|_| self.next()).collect();
        u32::from_str_radix(&digits, 16).map_err(|_| format!("expected four hexadecimal digits, got {digits:?}"))
    }
}

/// JSON on one line.
impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Json::Null => f.write_str("null"),
            Json::Bool(value) => write!(f, "{value}"),
            Json::Number(text) => f.write_str(text),
            Json::String(text) => write_string(f, text),
            Json::Array(items) => {
                let items: Vec<String> = items.iter().map(Json::to_string).collect();
                write!(f, "[{}]", items.join(","))
            }
            Json::Object(fields) => {
                let field = |(name, value): &(String, Json)| format!("{}:{value}", Json::from(name.as_str()));
                let fields: Vec<String> = fields.iter().map(field).collect();
                write!(f, "{{{}}}", fields.join(","))
            }
        }
    }
}

fn write_string(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
    f.write_str("\"")?;
    for c in text.chars() {
        match c {
            '"' => f.write_str("\\\"")?,
            '\\' => f.write_str("\\\\")?,
            c if c < ' ' => write!(f, "\\u{:04x}", c as u32)?,
            c => write!(f, "{c}")?,
        }
    }
    f.write_str("\"")
}
