//! A translation as a workbook, one row a paragraph, and back.
//!
//! 1. [`lines`] holds an original against its translation, paragraph by paragraph; [`records`] finds
//!    the words that stand elsewhere: of the interface, of titles, of facts.
//! 2. [`export`] writes them as a workbook.
//! 3. [`import`] reads the workbooks, [`exported`] tells what somebody changed in them; [`rebuild`] puts its words into the form of the original, and
//!    [`taken`] puts those of records in their places, which `desk/value.rs` changes.

mod export;
mod exported;
mod import;
pub mod lines;
mod rebuild;
mod records;
mod taken;
#[cfg(test)]
mod tests;
mod told;

pub use export::export;
pub use import::import;

use super::sheet::{Form, Sheet, asked, column, locked};
use crate::{
    diag::{Report, Reported},
    model::{Campaign, Lang},
    say,
};

/// A sheet of a workbook of translations; each pack has one.
pub const SHEETS: [Sheet; 1] = [Sheet {
    title: "Bản dịch",
    file: "",
    keys: &["key"],
    optional: &["part", "state", "note"],
    columns: &[
        locked(column("key", "Mã", "Đừng sửa: mã cho biết đoạn này nằm ở đâu.", 26, Form::Code)),
        locked(column(
            "part",
            "Phần",
            "Đoạn này thuộc phần nào của bài. Đừng sửa.",
            20,
            Form::Text,
        )),
        locked(column(
            "source",
            "Bản gốc",
            "Đoạn gốc. Đừng sửa; thấy sai thì ghi ở cột Ghi chú.",
            60,
            Form::Text,
        )),
        asked(column(
            "translation",
            "Bản dịch",
            "Dịch vào đây. Giữ nguyên mọi [[ … ]] và **chữ đậm**. Để trống thì đoạn này không có trong bản dịch.",
            60,
            Form::Text,
        )),
        column(
            "state",
            "Tình trạng",
            "“đã đổi”: bản gốc đã sửa sau lần dịch trước. Bản dịch vẫn đúng thì chọn “như cũ”. Cố ý bỏ đoạn này thì chọn “không dịch”.",
            14,
            lines::STATES,
        ),
        column(
            "note",
            "Ghi chú",
            "Lời nhắn cho người phụ trách. Lời nhắn được hiện ra khi nhập, không ghi vào bài.",
            30,
            Form::Text,
        ),
    ],
}];

/// The language of that name; it must be one of the campaign, planned ones included, and not its
/// first.
fn language(report: &mut Report, campaign: &Campaign, name: &str) -> Result<Lang, Reported> {
    let first = campaign.first_lang();
    let others = || {
        let all = campaign.settings.languages.iter().map(|language| &language.lang);
        all.filter(|lang| *lang != first)
    };
    if let Some(lang) = others().find(|lang| lang.as_str() == name) {
        return Ok(lang.clone());
    }
    let list: Vec<&str> = others().map(Lang::as_str).collect();
    let list = list.join(", ");
    let text = if name == first.as_str() {
        say! { vi: "`{first}` là bản gốc, không dịch sang chính nó", en: "`{first}` is the original, nothing is translated into it" }
    } else {
        say! { vi: "chiến dịch chưa có ngôn ngữ `{name}`", en: "the campaign has no language `{name}`" }
    };
    let remedy = if list.is_empty() {
        say! { vi: "thêm ngôn ngữ của bản dịch trước, ví dụ `loa new language en`", en: "add the language of the translation first, for example `loa new language en`" }
    } else {
        say! { vi: "gõ một trong: {list}; ngôn ngữ khác thì thêm trước bằng `loa new language`", en: "type one of: {list}; add another one first with `loa new language`" }
    };
    Err(report.error_with_help("language-unlisted", None, text, remedy))
}
