//! What a reader sees of a stretch of HTML.

use html5gum::{Token, Tokenizer};
use loa::model::fold::nfc;

/// The text of a stretch of HTML, and the alternative text of its pictures, which a sheet keeps
/// where no eye sees it. A link without words shows its address.
pub fn of_html(html: &str, pictures: bool) -> String {
    let mut text = String::new();
    let mut bare: Option<String> = None;
    for token in Tokenizer::new(html) {
        let Ok(token) = token;
        match token {
            Token::String(string) => {
                bare = None;
                text.push_str(&String::from_utf8_lossy(&string.value));
            }
            Token::StartTag(tag) => {
                let value = |name: &str| {
                    let value = tag.attributes.get(name.as_bytes());
                    value.map(|value| String::from_utf8_lossy(value).into_owned())
                };
                let is = |name: &str| tag.name.as_slice() == name.as_bytes();
                if is("a") {
                    bare = value("href");
                    continue;
                }
                bare = None;
                let picture = is("img") || value("role").as_deref() == Some("img");
                let alt = value("alt").or_else(|| value("aria-label"));
                text.push_str(&alt.filter(|_| picture && pictures).unwrap_or_default());
            }
            Token::EndTag(tag) => {
                if tag.name.as_slice() == b"a" {
                    text.push_str(&bare.take().unwrap_or_default());
                }
            }
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    text
}

/// The same text without its blanks, which pages and sheets set as they need, in form C and with the
/// quotes of a keyboard.
pub fn solid(text: &str) -> String {
    let straight = |c| match c {
        '“' | '”' => '"',
        '‘' | '’' => '\'',
        _ => c,
    };
    nfc(text).chars().filter(|c| !c.is_whitespace()).map(straight).collect()
}
