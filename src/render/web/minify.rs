//! Makes a page small: without what a browser does not need.

/// A list of more bytes than this is made small by itself. The tree of a page takes ten times the
/// room of its text, and the list of all communes is by far the longest there is.
const LONG: usize = 4096;

/// What stands for a long list while the rest of its page is made small.
const STAND_IN: &str = "<li>loa:list</li>";

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
    let config = minify_html::Cfg {
        keep_closing_tags: true,
        keep_html_and_head_opening_tags: true,
        ..minify_html::Cfg::spec_compliant()
    };
    minify_html::minify(html.as_bytes(), &config)
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
    use super::*;

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
