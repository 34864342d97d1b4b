//! What Markdown would drop or change in silence is refused, with what to type instead.

use std::ops::Range;

use pulldown_cmark::CowStr;

use super::{lines, mask::push, tree::Reader};
use crate::{
    diag::{Span, Text},
    model::{Inline, block::Alert, fold::nfc},
    say,
};

impl Reader<'_> {
    /// `[Gọi]: 115` on a line of its own is no text: Markdown takes it for the address of a link.
    pub(super) fn refuse_unused_definitions(&mut self, unused: Vec<Range<usize>>, base: usize) {
        for span in unused {
            let span = self.span_trimmed(span.start + base..span.end + base);
            self.report.error_with_help(
                "link-definition-unused",
                span,
                say! { vi: "dòng này không hiện ra: đó là địa chỉ của một liên kết không có", en: "this line is not shown: it is the address of a link that is not there" },
                say! { vi: "nếu là câu văn thì gõ `\\[` thay cho dấu `[` đầu dòng; nếu thừa thì xóa đi", en: "if it is a sentence, type `\\[` for the first `[`; if it is left over, delete it" },
            );
        }
    }

    /// Words in braces at the end of a heading are read as settings, and there are none but the
    /// name of a part.
    pub(super) fn refuse_braces(&mut self, at: Range<usize>, text: &mut Vec<Inline>) {
        let heading = self.source.get(at.clone()).unwrap_or_default();
        let Some(open) = heading.rfind('{') else { return };
        let close = heading.get(open..).and_then(|rest| rest.find('}'));
        let Some(close) = close.map(|close| open + close + 1) else { return };
        let typed = heading.get(open..close).unwrap_or_default().to_owned();
        self.report.error_with_help(
            "heading-braces",
            self.span(at.start + open..at.start + close),
            say! { vi: "`{typed}` ở cuối đề mục sẽ không hiện ra", en: "`{typed}` at the end of a heading will not be shown" },
            say! { vi: "trong ngoặc nhọn chỉ đặt tên phần, ở đề mục `##`: `{{#do}}`; chữ khác thì dùng ngoặc tròn", en: "braces hold only the name of a part, in a `##` heading: `{{#do}}`; for other words use round brackets" },
        );
        let words = format!(" {}", nfc(&typed));
        push(text, Inline::text(words, self.span(at.start + open..at.start + close)));
    }

    /// A box that is written in another way than boxes are.
    pub(super) fn refuse_box(&mut self, span: Span, text: Text) {
        let name = self.typed_at(span).trim_start_matches(['>', ' ', '[', '!']);
        let name = name.trim_end_matches(']').to_uppercase();
        let after = self.source.get(span.range().end - self.offset..).unwrap_or_default();
        let words = after.lines().next().unwrap_or_default().trim();
        let known = Alert::named(&name).is_some();
        let before = self.source.get(..span.range().start - self.offset).unwrap_or_default();
        let before = before.rsplit('\n').next().unwrap_or_default();
        let help = if before.contains(char::is_alphabetic) {
            let name = if known { name.as_str() } else { "NOTE" };
            say! {
                vi: "khung đứng riêng, không nằm trong câu: một dòng chỉ có `> [!{name}]`, chữ viết từ dòng sau, mở đầu bằng `>`; nếu là chữ trong câu thì gõ `\\[`",
                en: "a box stands by itself and not in a sentence: a line `> [!{name}]` alone, and the words from the next line on, after `>`; if it is part of the sentence, type `\\[`"
            }
        } else if known && !words.is_empty() {
            say! { vi: "tách làm hai dòng: dòng trên `> [!{name}]`, dòng dưới `> {words}`", en: "write two lines: `> [!{name}]`, and below it `> {words}`" }
        } else {
            say! {
                vi: "dòng đầu chỉ có `> [!NOTE]` (hoặc TIP, IMPORTANT, WARNING, CAUTION), chữ viết từ dòng sau, mở đầu bằng `>`",
                en: "the first line is `> [!NOTE]` alone (or TIP, IMPORTANT, WARNING, CAUTION); the words begin on the next line, after `>`"
            }
        };
        self.report.error_with_help("alert-form", span, text, help);
    }

    /// Cells beyond those of the head are dropped by Markdown.
    pub(super) fn refuse_more_cells(&mut self, rest: Range<usize>, columns: usize) {
        let more = self.masked.text.get(rest.clone()).unwrap_or_default();
        if more.trim_matches(|c: char| c == '|' || c.is_whitespace()).is_empty() {
            return;
        }
        let span = self.span_trimmed(rest);
        self.report.error_with_help(
            "row-cells",
            span,
            say! { vi: "hàng này có nhiều ô hơn hàng đầu của bảng ({columns} ô)", en: "this row has more cells than the head of the table ({columns})" },
            say! { vi: "thêm ô vào hàng đầu, hoặc gõ `\\|` nếu dấu `|` là chữ trong ô", en: "add a cell to the head, or type `\\|` if the `|` belongs to the words of a cell" },
        );
    }

    /// Cells that a row lacks are empty ones: a "do" without its "do not".
    pub(super) fn refuse_fewer_cells(&mut self, row: Range<usize>, columns: usize) {
        let has = lines::columns(self.masked.text.get(row.clone()).unwrap_or_default());
        if has >= columns {
            return;
        }
        let text = say! { vi: "hàng này có {has} ô, hàng đầu của bảng có {columns}", en: "this row has fewer cells ({has}) than the head of the table ({columns})" };
        let help = say! { vi: "viết thêm ô còn thiếu; nếu đúng là để trống thì thêm một ô trống: `| |`", en: "write the cell that is missing; if it is meant to be empty, add an empty one: `| |`" };
        let span = self.span_trimmed(row);
        self.report.warning("row-cells", span, text).help(help);
    }

    /// The title of a link shows under a mouse, never on a phone or on paper.
    pub(super) fn refuse_title(&mut self, title: &CowStr<'_>, span: Span) {
        if title.is_empty() {
            return;
        }
        self.report.error_with_help(
            "link-title",
            span,
            say! { vi: "chữ trong ngoặc kép này không hiện trên điện thoại và giấy in", en: "these words in quotes show neither on a phone nor on paper" },
            say! { vi: "viết chúng vào câu văn, và bỏ phần trong ngoặc kép", en: "write them into the sentence, and take the quoted words out" },
        );
    }

    pub(super) fn refuse_html(&mut self, at: Range<usize>) {
        let span = self.span_trimmed(at);
        let first_line = self
            .source
            .get(span.range().start - self.offset..span.range().end - self.offset)
            .and_then(|text| text.lines().next())
            .map_or(0, str::len);
        let span = Span { end: span.start + u32::try_from(first_line).unwrap_or(0), ..span };
        self.report.error_with_help(
            "raw-html",
            span,
            say! { vi: "bài không nhận mã HTML: giấy in và loa không đọc được", en: "lessons take no HTML: paper and loudspeakers cannot carry it" },
            say! {
                vi: "dùng `**đậm**`, bảng `| … |`, khung `> [!NOTE]`, ảnh `![chữ thay ảnh](tên.svg)`; để viết dấu `<` thì gõ `\\<`",
                en: "use `**bold**`, a table `| … |`, a box `> [!NOTE]`, a picture `![alternative text](name.svg)`; for a plain `<` type `\\<`"
            },
        );
    }
}
