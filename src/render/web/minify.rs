//! Makes a page small: without what a browser does not need.

use crate::foreign::fenced;

/// A list of more bytes than this is made small by itself. The tree of a page takes ten times the
/// room of its text, and the list of all communes is by far the longest there is.
const LONG: usize = 4096;

/// What stands for a long list while the rest of its page is made small.
const STAND_IN: &str = "<li>loa:list</li>";

/// Placeholders of `&amp;` and `&lt;` while a page is made small: characters that no text has. This release
/// of minify-html writes them without their semicolons, which is no valid HTML, and in an attribute a browser
/// takes `&amp` before a letter for what it says: `?a&reg` became `?a&ampreg`. Later releases do not, and bring
/// a compiler of JavaScript.
const KEPT: [(&str, &str); 2] = [("&amp;", "\u{fdd0}"), ("&lt;", "\u{fdd1}")];

/// Whether a template makes a page.
pub fn is_html(template: &str) -> bool {
    template.ends_with(".html")
}

/// The page made small. What is not HTML stays as it is.
pub fn minify(template: &str, html: &str) -> Vec<u8> {
    if is_html(template) {
        in_pieces(html).unwrap_or_else(|| whole(html))
    } else {
        html.as_bytes().to_vec()
    }
}

fn whole(html: &str) -> Vec<u8> {
    if KEPT.iter().any(|(_, sign)| html.contains(sign)) {
        return html.as_bytes().to_vec();
    }
    let config = minify_html::Cfg {
        keep_closing_tags: true,
        keep_html_and_head_opening_tags: true,
        ..minify_html::Cfg::spec_compliant()
    };
    let safe = KEPT.iter().fold(html.to_owned(), |html, (name, sign)| html.replace(name, sign));
    // As it was, it is larger, and otherwise the same.
    let small = fenced(|| minify_html::minify(safe.as_bytes(), &config)).ok();
    small.and_then(|small| String::from_utf8(small).ok()).map_or_else(
        || html.as_bytes().to_vec(),
        |small| KEPT.iter().fold(small, |html, (name, sign)| html.replace(sign, name)).into_bytes(),
    )
}

/// The same as [`whole`], list by list; nothing if there is no long list, or the page itself says
/// what would stand for it.
fn in_pieces(html: &str) -> Option<Vec<u8>> {
    let (page, lists) = without_long_lists(html);
    if lists.is_empty() {
        return None;
    }
    let small = String::from_utf8(whole(&page)).ok()?;
    let mut pieces = small.split(STAND_IN);
    if pieces.clone().count() != lists.len() + 1 {
        return None;
    }
    let mut made = pieces.next()?.as_bytes().to_vec();
    for (list, after) in lists.into_iter().zip(pieces) {
        let list = whole(&format!("<ul>{list}</ul>"));
        made.extend(list.strip_prefix(b"<ul>")?.strip_suffix(b"</ul>")?);
        made.extend(after.as_bytes());
    }
    // It is kept until it is written.
    made.shrink_to_fit();
    Some(made)
}

/// A page without the items of its long lists, and these. A list that holds another one stays.
fn without_long_lists(html: &str) -> (String, Vec<&str>) {
    let (mut page, mut lists) = (String::new(), Vec::new());
    let mut rest = html;
    while let Some((before, after)) = rest.split_once("</ul>") {
        let items = before
            .rsplit_once("<ul")
            .and_then(|(_, list)| list.split_once('>'))
            .map(|(_, items)| items.trim())
            .filter(|items| items.len() > LONG)
            .filter(|items| items.starts_with("<li") && items.ends_with("</li>"));
        match items.and_then(|items| Some((before.trim_end().strip_suffix(items)?, items))) {
            Some((head, items)) => {
                page += head;
                page += STAND_IN;
                lists.push(items);
            }
            None => page += before,
        }
        page += "</ul>";
        rest = after;
    }
    page += rest;
    (page, lists)
}

#[cfg(test)]
mod tests {
    use html5gum::{Token, Tokenizer, emitters::default::DefaultEmitter};
    use proptest::prelude::*;

    use super::*;

    /// The tags of a page with their attributes, and its words between single blanks, as a browser
    /// reads them.
    fn read(html: &[u8]) -> Vec<String> {
        let mut emitter = DefaultEmitter::default();
        emitter.naively_switch_states(true);
        let mut all = vec![String::new()];
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("a text");
        for token in Tokenizer::new_with_emitter(html, emitter) {
            match token.expect("a page") {
                Token::StartTag(tag) => {
                    let attributes: Vec<String> = tag
                        .attributes
                        .iter()
                        .map(|(name, value)| format!("{}={:?}", text(name), text(value)))
                        .collect();
                    all.push(format!("<{} {}>", text(&tag.name), attributes.join(" ")));
                    all.push(String::new());
                }
                Token::EndTag(tag) => {
                    all.push(format!("</{}>", text(&tag.name)));
                    all.push(String::new());
                }
                Token::String(words) => {
                    let last = all.last_mut().expect("one");
                    last.push_str(&text(&words));
                }
                _ => {}
            }
        }
        let blank = |c: char| c.is_ascii_whitespace();
        let words = |line: &String| {
            line.split(blank).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
        };
        all.iter().map(words).filter(|line| !line.is_empty()).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(3000))]

        /// Whatever words a page shows, in its title, its text and its attributes, it shows them when it is
        /// made small.
        #[test]
        fn words_stay_what_they_are(words in prop::collection::vec(prop::sample::select(vec![
            "a", "ế", "ក", " ", "<", ">", "&", "\"", "'", "`", "=", ";", "#", "/", "lt;", "amp", "amp;", "&lt", "&#60;",
            "&amp;lt;", "</title>", "</p>", "<b>", "<!--", "-->", "\u{a0}", "not", "&notit;", "x26;",
        ]), 1..8)) {
            let words = words.concat();
            let safe = words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;");
            let html = format!(
                "<!doctype html><html lang=\"vi\"><head><title>x{safe}x</title><meta name=\"a\" content=\"{safe}\"></head>\
                 <body><p title=\"{safe}x\">x{safe}x</p><ul><li data-b=\"x{safe}\"><b>{safe}</b> <i>x{safe}</i></li></ul></body></html>"
            );
            prop_assert_eq!(read(&minify("lesson.html", &html)), read(html.as_bytes()));
        }
    }

    fn list(items: usize) -> String {
        let item =
            |at| format!("\n  <li><a href=\"{at}/index.html\">Xã <b>số</b> {at}</a> cũ</li>\n");
        (0..items).map(item).collect()
    }

    fn page(long: usize, words: &str) -> String {
        let (long, short) = (list(long), list(3));
        format!(
            "<!doctype html><html lang=vi><head><title>Xã</title></head><body>\n<p> {words} </p>\n\
             <ul class=\"names\">{long}</ul>\n<p>Và</p>\n<ul>{short}</ul>\n<div> <ul id=\"b\"> {long} </ul></div>\n\
             <ul><li>Trong <ul>{long}</ul></li></ul> <p>Hết</body></html>"
        )
    }

    #[test]
    fn a_page_of_long_lists_comes_out_as_if_made_small_at_once() {
        for long in [0, 1, 60, 200, 1000] {
            let html = page(long, "Chọn xã");
            assert_eq!(minify("chooser.html", &html), whole(&html), "{long} items");
            assert_eq!(in_pieces(&html).is_some(), long > 60, "{long} items");
        }
    }

    #[test]
    fn a_page_that_says_what_stands_for_a_list_is_made_small_at_once() {
        let html = page(200, "<ul><li>loa:list</li></ul>");
        assert_eq!(in_pieces(&html), None);
        assert_eq!(minify("chooser.html", &html), whole(&html));
    }
}
