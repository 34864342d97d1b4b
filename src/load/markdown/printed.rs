//! Marks that would be printed as they were typed are reported where they are.

use std::ops::Range;

use super::{
    labels,
    left::{Kind, Left},
    tree::Reader,
};
use crate::{diag::Text, load::unfilled, model::markdown::meant, say};

impl Reader<'_> {
    /// Reports what is left over of a text that begins at a byte of this one, but for pictures that are
    /// reported among the links whose form is wrong.
    pub(super) fn refuse_left(&mut self, all: Vec<Left>, base: usize, links: &[Range<usize>]) {
        for Left { at, kind } in all {
            let at = at.start + base..at.end + base;
            let link = links.partition_point(|link| link.end <= at.start);
            let may_be = matches!(kind, Kind::Picture | Kind::Sign);
            if may_be && links.get(link).is_some_and(|link| link.start <= at.start) {
                continue;
            }
            let span = self.span(at);
            let typed = self.typed_at(span).lines().next().unwrap_or_default().trim_end();
            match kind {
                Kind::Box => self.refuse_box(span, say! { vi: "khung này viết chưa đúng nên chỉ hiện ra như chữ thường", en: "this box is not written as one, so it shows as plain words" }),
                Kind::Picture => {
                    self.report.error_with_help(
                        "link-form",
                        span,
                        say! { vi: "chỗ này không thành ảnh hay liên kết, mà hiện ra đúng như đã gõ", en: "this is no picture and no link: it is shown as it is typed" },
                        say! { vi: "viết tên tệp ngay sau chữ thay ảnh, trong ngoặc tròn: `![Ao có rào](ao.svg)`; nếu là câu văn thì gõ `\\[` thay cho dấu `[`", en: "write the name of the file right after the words, in round brackets: `![A fenced pond](pond.svg)`; if it is a sentence, type `\\[` for the `[`" },
                    );
                }
                Kind::Table => {
                    self.report.error_with_help(
                        "table-form",
                        span,
                        say! { vi: "dòng này trông như hàng của bảng mà không thành bảng", en: "this line looks like a row of a table and is none" },
                        say! { vi: "mở và đóng mỗi hàng bằng dấu `|`, và dưới hàng đầu thêm một dòng `|---|---|`, mỗi cột một ô; nếu là câu văn thì gõ `\\|`", en: "open and close each row with `|`, and below the first row add a line `|---|---|` with a cell for each column; in a sentence type `\\|`" },
                    );
                }
                Kind::Star => {
                    let sign = typed.chars().next().unwrap_or('*');
                    let text = say! { vi: "dấu `{sign}` này hiện ra như đã gõ", en: "this `{sign}` shows as it is typed" };
                    let help = say! { vi: "nếu muốn chữ nhấn thì đặt dấu ở cả hai đầu, sát chữ; nếu đúng là dấu ấy thì gõ `\\{sign}`; nếu thừa thì xóa đi", en: "for emphasis put it at both ends, close to the words; if the sign itself is meant, type `\\{sign}`; if it is left over, delete it" };
                    self.report.warning("mark-left", span, text).help(help);
                }
                Kind::Within => {
                    let text = say! { vi: "dấu `_` trong `{typed}` hiện ra như đã gõ", en: "the `_` in `{typed}` shows as it is typed" };
                    let help = say! { vi: "gõ dấu cách thay cho `_`; tên tệp thì đặt giữa hai dấu phẩy ngược; nếu đúng là dấu ấy thì gõ `\\_`", en: "type a blank for the `_`; put the name of a file between two backticks; if the sign itself is meant, type `\\_`" };
                    self.report.warning("mark-left", span, text).help(help);
                }
                Kind::Dashes => {
                    let text = say! { vi: "`{typed}` ở đầu dòng hiện ra như đã gõ, không thành một mục", en: "`{typed}` at the start of the line shows as it is typed: it is no item" };
                    let help = say! { vi: "mở mỗi mục bằng `- `; mục con thì thụt vào hai dấu cách rồi `- `; nếu đúng là dấu ấy thì gõ `\\` trước nó", en: "open each item with `- `, one below another with two blanks and `- `; if the signs themselves are meant, type `\\` before them" };
                    self.report.warning("mark-left", span, text).help(help);
                }
                Kind::Tick => {
                    let text = say! { vi: "dấu phẩy ngược này hiện ra như đã gõ", en: "this backtick shows as it is typed" };
                    let help = say! { vi: "xóa đi; nếu đúng là dấu ấy thì gõ `\\` trước nó", en: "delete it; if the sign itself is meant, type `\\` before it" };
                    self.report.warning("mark-left", span, text).help(help);
                }
                Kind::Joined => {
                    let typed = typed.trim();
                    self.report.warning(
                        "line-joined",
                        span,
                        say! { vi: "dòng này mở đầu bằng `{typed}` như một mục mới, mà hiện ra liền với dòng trên", en: "this line begins with `{typed}` like a new item, and is shown as one line with the one above" },
                    )
                    .help(say! { vi: "để trống một dòng phía trên; muốn thành danh sách thì mở mỗi mục bằng `- ` hoặc `1. `; nếu là câu văn thì đưa lên cuối dòng trên", en: "leave an empty line above it; for a list open each item with `- ` or `1. `; if it is one sentence, move it up to the line before" });
                }
                Kind::Number(printed) => {
                    self.report.warning(
                        "list-number",
                        span,
                        say! { vi: "mục này gõ số {typed} mà sẽ in ra số {printed}: danh sách được đếm lại từ mục đầu", en: "this item is typed as {typed} and printed as {printed}: a list is counted from its first item" },
                    )
                    .help(say! { vi: "gõ `{printed}.`, hoặc thêm mục còn thiếu; muốn giữ số đã gõ thì để một câu giữa hai danh sách", en: "type `{printed}.`, or add the item that is missing; to keep the number as typed, put a sentence between two lists" });
                }
                Kind::Unfilled(what) => {
                    let typed = typed.to_owned();
                    unfilled::refuse(self.report, &typed, what, span, true);
                }
                Kind::Empty => {
                    let text = say! { vi: "mục này không có chữ nào, nên sẽ in ra một mục trống", en: "this item has no words, and is printed as an empty one" };
                    let help = say! { vi: "viết chữ ngay sau `{typed}`, trên cùng một dòng, hoặc xóa dòng này", en: "write the words right after `{typed}`, on the same line, or delete the line" };
                    self.report.warning("item-empty", span, text).help(help);
                }
                Kind::Pasted => {
                    let text = say! { vi: "“{typed}” trông như chép lẫn vào từ trang in, Zalo hay Facebook", en: "“{typed}” looks as if it came along from a printed page, Zalo or Facebook" };
                    let help = say! { vi: "xóa dòng này; nếu đúng là chữ của bài thì viết thành câu", en: "delete the line; if it belongs to the text, make a sentence of it" };
                    self.report.warning("line-pasted", span, text).help(help);
                }
                Kind::Parted => {
                    let text = say! { vi: "`{typed}` bị ngắt ở cuối dòng, nên hiện ra có dấu gạch và dấu cách giữa từ", en: "`{typed}` is parted at the end of the line, and shows with a hyphen and a blank within the word" };
                    let help = say! { vi: "xóa dấu gạch và nối với chữ ở đầu dòng dưới", en: "delete the hyphen, and join the word with the rest of it on the next line" };
                    self.report.warning("line-joined", span, text).help(help);
                }
                Kind::Label if labels::is_caption(typed) => {
                    let text = say! { vi: "“{typed}” đứng một mình mà không có lời chú thích", en: "“{typed}” stands alone, without what the caption says" };
                    let help = say! { vi: "viết lời chú thích ngay sau, trên cùng một dòng, hoặc xóa đi: bài không đánh số hình và bảng", en: "write what it shows right after it, on the same line, or delete it: lessons do not number pictures and tables" };
                    self.report.warning("label-alone", span, text).help(help);
                }
                Kind::Label => {
                    let name = typed.trim_end_matches([':', '.', ' ']);
                    let text = say! { vi: "“{typed}” đứng một mình như một đề mục chưa có tên", en: "“{typed}” stands alone, like a heading without its words" };
                    let help = say! { vi: "viết thành đề mục, có tên trên cùng một dòng: `### {name}: …`; nếu thừa thì xóa đi", en: "make it a heading, with its words on the same line: `### {name}: …`; if it is left over, delete it" };
                    self.report.warning("label-alone", span, text).help(help);
                }
                Kind::Bullets => {
                    self.report.warning(
                        "mark-left",
                        span,
                        say! { vi: "dấu `{typed}` nằm giữa dòng, như nhiều mục dồn vào một dòng", en: "this `{typed}` is in the middle of a line, like items that were put into one line" },
                    )
                    .help(say! { vi: "viết mỗi mục một dòng, mở đầu bằng `- `; nếu thừa thì xóa đi", en: "write each item on a line of its own that opens with `- `; if it is left over, delete it" });
                }
                Kind::Sign => {
                    let text = say! { vi: "dấu `{typed}` này hiện ra như đã gõ", en: "this `{typed}` shows as it is typed" };
                    let help = match meant(typed) {
                        Some(sign) => {
                            say! { vi: "gõ `{sign}`; nếu đúng là dấu ấy thì gõ `\\` trước nó", en: "type `{sign}`; if the sign itself is meant, type `\\` before it" }
                        }
                        None => {
                            say! { vi: "nếu thừa thì xóa đi; nếu đúng là dấu ấy thì gõ `\\` trước nó", en: "delete it if it is left over; if the sign itself is meant, type `\\` before it" }
                        }
                    };
                    self.report.warning("mark-left", span, text).help(help);
                }
                kind => {
                    let (text, help) = said(kind, typed);
                    self.report.error_with_help("mark-left", span, text, help);
                }
            }
        }
    }
}

/// What is wrong with marks, and what to type instead.
fn said(kind: Kind, typed: &str) -> (Text, Text) {
    match kind {
        Kind::Struck => (
            say! { vi: "bài không có chữ gạch ngang: `{typed}` hiện ra như đã gõ, như chữ còn giá trị", en: "lessons have no struck words: `{typed}` shows as it is typed, as if it held" },
            say! { vi: "xóa hẳn chữ đã bỏ; nếu chữ vẫn đúng thì xóa dấu `~`", en: "delete the words that no longer hold; if they do, delete the `~`" },
        ),
        Kind::Lit => (
            say! { vi: "bài không có chữ tô màu: `{typed}` hiện ra như đã gõ", en: "lessons have no coloured words: `{typed}` shows as it is typed" },
            say! { vi: "dùng chữ đậm: `**chữ đậm**`", en: "use bold: `**bold**`" },
        ),
        Kind::Footnote => (
            say! { vi: "bài không có chú thích cuối trang: `{typed}` hiện ra như đã gõ", en: "lessons have no footnotes: `{typed}` shows as it is typed" },
            say! { vi: "viết lời chú vào câu, trong ngoặc tròn; nguồn thì ghi vào content/sources.yaml và `sources` của bài", en: "write the note into the sentence, in round brackets; a source goes into content/sources.yaml and the `sources` of the lesson" },
        ),
        Kind::Fence => (
            say! { vi: "dòng này trông như mở hay đóng một khối, mà hiện ra như đã gõ", en: "this looks like the opening or the end of a block, and shows as it is typed" },
            say! { vi: "gõ ba dấu phẩy ngược (phím dưới Esc) ở đầu dòng, rồi tên khối: ```` ```steps ````; đóng khối bằng một dòng chỉ có ```` ``` ````", en: "type three backticks (the key below Esc) at the start of the line, then the name of the block: ```` ```steps ````; close it with a line of ```` ``` ```` alone" },
        ),
        Kind::Brackets => (
            say! { vi: "`[[` mở mà không có `]]` đóng trên cùng dòng, nên hiện ra như đã gõ", en: "`[[` has no `]]` on its line, so it shows as it is typed" },
            say! { vi: "viết cả trên một dòng: `[[ place.full ]]`", en: "write all of it on one line: `[[ place.full ]]`" },
        ),
        Kind::Field => {
            let name = typed.trim_matches(|c: char| "[]{} ".contains(c));
            (
                say! { vi: "`{typed}` hiện ra như đã gõ: dữ liệu của nơi nằm giữa hai dấu ngoặc vuông", en: "`{typed}` shows as it is typed: a value stands between two square brackets" },
                say! { vi: "viết `[[ {name} ]]`", en: "write `[[ {name} ]]`" },
            )
        }
        Kind::Braces => (
            say! { vi: "`{typed}` hiện ra như đã gõ: dòng này không phải đề mục của một phần", en: "`{typed}` shows as it is typed: this line is no heading of a part" },
            say! { vi: "mở dòng bằng `## ` và đặt tên phần ở cuối dòng: `## Cần làm gì? {{#do}}`", en: "open the line with `## ` and put the name of the part at its end: `## What to do {{#do}}`" },
        ),
        Kind::Heading if typed == "#" => (
            say! { vi: "`#` ở đầu dòng hiện ra như đã gõ, không thành đề mục", en: "`#` at the start of the line shows as it is typed: it is no heading" },
            say! { vi: "đề mục nhỏ mở đầu bằng ba dấu thăng và một dấu cách: `### Đề mục`; thẻ để tìm trên mạng (`#antoan`) thì gõ `\\#`", en: "a small heading opens with three signs and a blank: `### A heading`; for a word that people look for (`#watersafety`) type `\\#`" },
        ),
        Kind::Heading => (
            say! { vi: "`{typed}` ở đầu dòng hiện ra như đã gõ, không thành đề mục", en: "`{typed}` at the start of the line shows as it is typed: it is no heading" },
            say! { vi: "đề mục nhỏ mở đầu bằng ba dấu thăng và một dấu cách: `### Đề mục`; nếu là chữ thì gõ `\\#`", en: "a small heading opens with three signs and a blank: `### A heading`; if words are meant, type `\\#`" },
        ),
        Kind::Colons => (
            say! { vi: "`{typed}` hiện ra như đã gõ, không thành khung", en: "`{typed}` shows as it is typed: it is no box" },
            say! { vi: "viết `> [!NOTE]` (hoặc TIP, IMPORTANT, WARNING, CAUTION), chữ viết từ dòng sau, mở đầu bằng `>`", en: "write `> [!NOTE]` (or TIP, IMPORTANT, WARNING, CAUTION), and the words from the next line on, after `>`" },
        ),
        Kind::Line => (
            say! { vi: "dòng dấu này hiện ra như đã gõ", en: "this line of signs shows as it is typed" },
            say! { vi: "muốn kẻ ngang thì để trống một dòng rồi gõ `---`; nếu thừa thì xóa đi", en: "for a rule leave a line empty and type `---`; if it is left over, delete it" },
        ),
        Kind::Backslash => (
            say! { vi: "dấu `\\` ở cuối đoạn hiện ra như đã gõ", en: "the `\\` at the end of the paragraph shows as it is typed" },
            say! { vi: "xóa đi: cuối đoạn đã xuống dòng rồi", en: "delete it: a paragraph ends its line by itself" },
        ),
        Kind::Bold
        | Kind::Star
        | Kind::Within
        | Kind::Dashes
        | Kind::Tick
        | Kind::Picture
        | Kind::Box
        | Kind::Table
        | Kind::Sign
        | Kind::Joined
        | Kind::Unfilled(_)
        | Kind::Empty
        | Kind::Label
        | Kind::Bullets
        | Kind::Parted
        | Kind::Pasted
        | Kind::Number(_) => (
            say! { vi: "dấu `{typed}` này hiện ra như đã gõ, không thành chữ đậm", en: "this `{typed}` shows as it is typed: nothing becomes bold" },
            if typed.starts_with('_') {
                say! { vi: "chữ đậm thì gõ `**` sát chữ ở cả hai đầu: `**Lưu ý:** gọi ngay`; nếu đúng là dấu ấy thì gõ `\\_`", en: "for bold type `**` close to the words, at both ends: `**Mind:** call now`; if the sign itself is meant, type `\\_`" }
            } else {
                say! { vi: "đặt dấu sát chữ ở cả hai đầu chỗ cần đậm: `**Lưu ý:** gọi ngay`; nếu đúng là dấu sao thì gõ `\\*`", en: "put the marks close to the words, at both ends of what shall be bold: `**Mind:** call now`; if stars are meant, type `\\*`" }
            },
        ),
    }
}
