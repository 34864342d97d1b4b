//! Words that are shown as they are typed. Like [characters](super::characters), marks in them are
//! looked for wherever such words come in, so that no field is forgotten.

use super::yaml::{Node, Value};
use crate::{
    diag::{Report, Span},
    model::{fold::nfc, markdown::marked},
    say,
};

/// Reports marks in a line of YAML.
pub fn check_node(report: &mut Report, node: &Node) {
    if let Value::Text(words) = &node.value {
        check(report, words, node.span);
    }
}

/// Reports marks in words that are at a place, in quotes or without.
pub fn check(report: &mut Report, words: &str, span: Span) {
    let Some(at) = marked(words) else { return };
    let typed = words.get(at.clone()).unwrap_or_default().to_owned();
    let quotes = span.range().len().saturating_sub(words.len());
    let exact = matches!(quotes, 0 | 2) && nfc(words) == words;
    let start = span.range().start + quotes / 2;
    let span = if exact { Span::new(span.file, start + at.start..start + at.end) } else { span };
    report.error_with_help(
        "mark-left",
        span,
        say! { vi: "`{typed}` hiện ra như đã gõ: chỗ này chỉ nhận chữ thường", en: "`{typed}` shows as it is typed: plain words stand here" },
        say! { vi: "xóa dấu, chỉ giữ chữ; chữ đậm, liên kết và dữ liệu của nơi thì viết trong thân bài", en: "delete the marks and keep the words; bold, links and values of a place belong into the body of a lesson" },
    );
}
