//! A translation as a workbook, one row a paragraph, and back.
//!
//! 1. [`lines`] holds an original against its translation, paragraph by paragraph; [`records`] finds
//!    the words that stand elsewhere: of the interface, of titles, of facts.
//! 2. [`export`] writes them as a workbook.
//! 3. [`import`] reads the workbooks, [`exported`] tells what somebody changed in them; [`rebuild`] puts its words into the form of the original, block by block ([`body`]): what nobody changed keeps its bytes, and
//!    [`taken`] puts those of records in their places, which `desk/value.rs` changes.

mod body;
mod export;
mod exported;
mod import;
pub mod lines;
mod messages;
mod rebuild;
mod records;
mod taken;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_kept;
#[cfg(test)]
mod tests_merged;

pub use export::{Which, export};
pub use import::import;

use super::sheet::Sheet;
use crate::{
    diag::{Report, Reported},
    model::{Campaign, Lang},
    say,
    tables::{Column, Kind, Words},
};

/// A sheet of a workbook of translations; each pack has one. It is made of lessons, so there is no
/// table of it in the campaign.
pub const SHEETS: [Sheet; 1] = [Sheet {
    path: "",
    file: "",
    most: 200_000,
    title: Words::new("Bản dịch", "Translation"),
    keys: &["key"],
    columns: &[
        Column::new(
            "key",
            Kind::Text,
            26,
            Words::new("Mã", "Key"),
            Words::new(
                "Đừng sửa: mã cho biết đoạn này nằm ở đâu.",
                "Leave it as it is: it says where the paragraph stands.",
            ),
        )
        .locked(),
        Column::new(
            "part",
            Kind::Text,
            20,
            Words::new("Phần", "Part"),
            Words::new(
                "Đoạn này thuộc phần nào của bài. Đừng sửa.",
                "The part of the lesson that the paragraph is of. Leave it as it is.",
            ),
        )
        .optional()
        .locked(),
        Column::new(
            "source",
            Kind::Text,
            60,
            Words::new("Bản gốc", "Original"),
            Words::new(
                "Đoạn gốc. Đừng sửa; thấy sai thì ghi ở cột Ghi chú.",
                "The original. Leave it as it is; if it is wrong, say so in the column Note.",
            ),
        )
        .locked(),
        Column::new(
            "translation",
            Kind::Text,
            60,
            Words::new("Bản dịch", "Translation"),
            Words::new(
                "Dịch vào đây. Giữ nguyên mọi [[ … ]] và **chữ đậm**. Để trống thì đoạn này không có trong bản dịch.",
                "Translate here. Keep every [[ … ]] and **bold words**. Where it is empty, the translation lacks the paragraph.",
            ),
        )
        .asked(),
        Column::new(
            "state",
            lines::STATES,
            14,
            Words::new("Tình trạng", "State"),
            Words::new(
                "“đã đổi”: bản gốc đã sửa sau lần dịch trước. Bản dịch vẫn đúng thì chọn “như cũ”. Cố ý bỏ đoạn này thì chọn “không dịch”.",
                "“changed”: the original changed since it was translated. If the translation still holds, choose “as it was”; if the paragraph is left out on purpose, “not translated”.",
            ),
        )
        .optional(),
        Column::new(
            "note",
            Kind::Text,
            30,
            Words::new("Ghi chú", "Note"),
            Words::new(
                "Lời nhắn cho người phụ trách. Lời nhắn được hiện ra khi nhập, không ghi vào bài.",
                "A word to whoever takes the workbook back. It is shown then, and written into no lesson.",
            ),
        )
        .optional(),
    ],
}];

/// The languages of a campaign, planned ones included, without its first.
fn others(campaign: &Campaign) -> impl Iterator<Item = &Lang> {
    let all = campaign.settings.languages.iter().map(|language| &language.lang);
    all.filter(|lang| *lang != campaign.first_lang())
}

/// The language of that name; it must be one of the campaign, planned ones included, and not its
/// first.
fn language(report: &mut Report, campaign: &Campaign, name: &str) -> Result<Lang, Reported> {
    let first = campaign.first_lang();
    if let Some(lang) = others(campaign).find(|lang| lang.as_str() == name) {
        return Ok(lang.clone());
    }
    let list: Vec<&str> = others(campaign).map(Lang::as_str).collect();
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
