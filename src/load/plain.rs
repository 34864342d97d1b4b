//! Words that are shown as they are typed. Like [characters](super::characters), marks in them are
//! looked for wherever such words come in, so that no field is forgotten.

use super::{
    unfilled,
    yaml::{Node, Value},
};
use crate::{
    diag::{Report, Span},
    model::{
        fold::nfc,
        markdown::{bullet, is_among, meant, strays, unescaped, unfilled as markdown_unfilled},
    },
    say,
};

/// Reports marks in a line of YAML.
pub fn check_node(report: &mut Report, node: &Node) {
    if let Value::Text(words) = &node.value {
        check(report, words, node.span);
    }
}

/// Words as they are shown, where marks in them are reported at their place: in quotes or without.
pub fn read(report: &mut Report, words: &str, span: Span) -> String {
    check(report, words, span);
    unescaped(words)
}

/// Reports marks in words that are at a place, in quotes or without.
fn check(report: &mut Report, words: &str, span: Span) {
    let quotes = span.range().len().saturating_sub(words.len());
    let exact = matches!(quotes, 0 | 2) && nfc(words) == words;
    let start = span.range().start + quotes / 2;
    if let Some(sign) = bullet(words).or_else(|| dashed(words)) {
        let text = say! { vi: "dấu `{sign}` hiện ra như đã gõ: chỗ này không phải danh sách", en: "the `{sign}` shows as it is typed: this is no list" };
        let help = say! { vi: "xóa dấu `{sign}`, chỉ giữ chữ", en: "delete the `{sign}` and keep the words" };
        let lead = words.len() - words.trim_start().len();
        let at = start + lead..start + lead + sign.len_utf8();
        let span = if exact { Span::new(span.file, at) } else { span };
        report.warning("mark-left", span, text).help(help);
    }
    let open = markdown_unfilled(words);
    for one in &open {
        let typed = words.get(one.at.clone()).unwrap_or_default();
        let at = start + one.at.start..start + one.at.end;
        let span = if exact { Span::new(span.file, at) } else { span };
        unfilled::refuse(report, typed, one.what, span, false);
    }
    for at in strays(words) {
        if is_among(&open, &at) {
            continue;
        }
        let typed = words.get(at.clone()).unwrap_or_default();
        let span =
            if exact { Span::new(span.file, start + at.start..start + at.end) } else { span };
        let help = match meant(typed) {
            Some(sign) => {
                say! { vi: "gõ `{sign}`; nếu đúng là dấu ấy thì gõ `\\` trước nó", en: "type `{sign}`; if the sign itself is meant, type `\\` before it" }
            }
            None => {
                say! { vi: "xóa dấu, chỉ giữ chữ; chữ đậm, liên kết và dữ liệu của nơi thì viết trong thân bài; nếu đúng là dấu ấy thì gõ `\\` trước nó", en: "delete the marks and keep the words; bold, links and values of a place belong into the body of a lesson; if the sign itself is meant, type `\\` before it" }
            }
        };
        if typed.starts_with('`') {
            let text = say! { vi: "dấu phẩy ngược này hiện ra như đã gõ", en: "this backtick shows as it is typed" };
            report.error_with_help("mark-left", span, text, help);
            continue;
        }
        report.error_with_help(
            "mark-left",
            span,
            say! { vi: "`{typed}` hiện ra như đã gõ: chỗ này chỉ nhận chữ thường", en: "`{typed}` shows as it is typed: plain words stand here" },
            help,
        );
    }
}

/// The dash of an item that opens words. A long one is that of whoever says them, and before a number it may
/// be a minus.
fn dashed(words: &str) -> Option<char> {
    let words = words.trim_start();
    let sign = words.chars().next().filter(|c| matches!(c, '-' | '–' | '+' | '·'))?;
    let rest = words.get(sign.len_utf8()..)?;
    let opens = rest.starts_with([' ', '\u{a0}'])
        && rest.trim_start().starts_with(|c: char| c.is_alphabetic() || c == '“');
    opens.then_some(sign)
}
