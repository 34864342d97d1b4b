//! Lines that nobody typed: a name of a million letters would be laid out on every sheet of its place.

use crate::{
    diag::{Report, Span},
    say,
};

/// A note about a pond has some hundred letters; two pages have so many.
const MOST: usize = 5000;

/// Reports a value of YAML or a cell of a table that is longer than anybody writes it.
pub fn check(report: &mut Report, words: &str, span: Span) {
    if words.len() <= MOST {
        return;
    }
    let has = words.chars().count();
    if has > MOST {
        report.error_with_help(
            "text-too-long",
            span,
            say! { vi: "chỗ này dài {has} ký tự, nhiều nhất là {MOST}", en: "{has} characters stand here, at most {MOST} fit" },
            say! { vi: "có lẽ bị dán nhầm hay dán lặp: xóa bớt; chữ dài thì viết trong thân bài", en: "something may have been pasted by mistake, or many times: delete it; what is long belongs into the body of a lesson" },
        );
    }
}
