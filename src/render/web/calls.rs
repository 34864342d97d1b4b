//! Links to call on finished pages: each dials digits, whatever the theme is made of.

use super::placeholders::{Tag, Tags};
use crate::model::Phone;

/// How an address opens that a telephone dials or writes to.
const SCHEMES: [&str; 4] = ["tel:", "sms:", "smsto:", "callto:"];

/// The first link of a page that dials anything but one number in digits, with its tags as they were
/// typed.
pub fn undialled(words: &str, tags: &Tags) -> Option<String> {
    // Names of attributes and schemes are the same in capitals; letters keep their places.
    let small = words.to_ascii_lowercase();
    let found = small.match_indices("href").find_map(|(at, name)| {
        let address = address(&small, words, at, at + name.len())?;
        let number = SCHEMES.iter().find_map(|scheme| {
            address.get(..scheme.len())?.eq_ignore_ascii_case(scheme).then_some(scheme.len())
        });
        let number = address.get(number?..)?;
        (!is_dialled(number, tags)).then_some(address)
    });
    found.map(|address| tags.shown(address))
}

/// The value of an attribute whose name is at these bytes, if they are one.
fn address<'a>(small: &str, words: &'a str, start: usize, end: usize) -> Option<&'a str> {
    let before = small.get(..start)?;
    let in_tag = before.rfind('<') > before.rfind('>');
    if !in_tag || !before.ends_with(|c: char| c.is_whitespace()) {
        return None;
    }
    let value = words.get(end..)?.trim_start().strip_prefix('=')?.trim_start();
    let ends: &[char] = match value.chars().next()? {
        '"' => &['"'],
        '\'' => &['\''],
        _ => return value.split(|c: char| c.is_whitespace() || c == '>').next(),
    };
    value.get(1..)?.split(ends).next().map(str::trim)
}

/// Whether an address dials digits: typed ones, or those that a telephone dials of a contact. Between
/// `[% if %]` and `[% else %]` there may be one of each.
fn is_dialled(number: &str, tags: &Tags) -> bool {
    let (between, tags) = tags.parts(number);
    let mut values = 0;
    let mut blocks = 0;
    for tag in tags {
        match tag {
            Tag::Value(text) if text.ends_with(".tel") => values += 1,
            Tag::Value(_) => return false,
            Tag::Block(_) => blocks += 1,
        }
    }
    match (values, blocks) {
        (0, 0) => Phone::is_tel(&between),
        (1, 0) => between.is_empty(),
        (_, 0) => false,
        (0, _) => !between.is_empty() && between.bytes().all(|b| b.is_ascii_digit()),
        (_, _) => between.bytes().all(|b| b.is_ascii_digit()),
    }
}

#[cfg(test)]
mod tests {
    use super::{super::placeholders, *};

    #[test]
    fn a_link_on_a_page_dials_digits_alone() {
        let wrong = |source: &str| {
            let mut tags = Tags::default();
            let words = tags.insert_words(&placeholders::lower(source));
            undialled(&words, &tags)
        };
        for sound in [
            "<a href=\"tel:115\">115</a>",
            "<a href=tel:02713123456>x</a>",
            "<a class=tel href='tel:[[ place.police.tel ]]'>[[ place.police.phone ]]</a>",
            "<a href=\"sms:[[ number.tel ]]\">x</a>",
            "<a href=\"tel:[% if place.police.tel %][[ place.police.tel ]][% else %]113[% endif %]\">x</a>",
            "<a href=\"https://vidu.example/tel:x\">tel:x</a>",
            "<p>href=\"tel:x\"</p>",
            "<a data-href=\"tel:x\">x</a>",
            "<a href=\"tel:+85523123456\">x</a>",
        ] {
            assert_eq!(wrong(sound), None, "{sound}");
        }
        for (faulty, said) in [
            ("<a href=\"tel:[[ place.police.phone ]]\">x</a>", "tel:[[ place.police.phone ]]"),
            ("<A HREF='TEL: [[place.police.name]]'>x</A>", "TEL: [[ place.police.name ]]"),
            ("<a href=\"tel:1800 1567\">x</a>", "tel:1800 1567"),
            ("<a href=tel:(+84)271-3123.456>x</a>", "tel:(+84)271-3123.456"),
            ("<a href=\"tel:\">x</a>", "tel:"),
            ("<a href=\"tel:115114\">x</a>", "tel:115114"),
            ("<a href=\"tel:0085523123456\">x</a>", "tel:0085523123456"),
            ("<a href=\"tel:+84912345678\">x</a>", "tel:+84912345678"),
            ("<a href=\"tel:[[ a.tel ]][[ b.tel ]]\">x</a>", "tel:[[ a.tel ]][[ b.tel ]]"),
            ("<a href=\"tel:[[ a.tel ]];ext=1\">x</a>", "tel:[[ a.tel ]];ext=1"),
            ("<a href=\"smsto:[[ a.phone ]]\">x</a>", "smsto:[[ a.phone ]]"),
            (
                "<a href=\"tel:[% if a %][[ a.phone ]][% endif %]\">x</a>",
                "tel:[% if a %][[ a.phone ]][% endif %]",
            ),
        ] {
            assert_eq!(wrong(faulty).as_deref(), Some(said), "{faulty}");
        }
    }
}
