//! `loa import`: takes workbooks back, and Word files in. What would change is shown before it is
//! written.

use std::{
    io::IsTerminal,
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::Subcommand;

use super::{report::Output, word};
use crate::{
    desk::{
        Edit,
        places::{self, Import, changes::What},
        translations,
    },
    diag::{Report, Sources, Text, Tongue},
    model::Date,
    say,
};

/// What can be taken back or in.
#[derive(Debug, Subcommand)]
pub enum Importing {
    /// Các bảng địa phương, từ .xlsx, .xls, .ods hay .csv / the tables of places.
    #[command(
        after_help = "Ví dụ / example:\n  loa import places places.xlsx\n\nLệnh cho xem mọi chỗ thay đổi rồi hỏi trước khi ghi. / Every change is shown and asked about before it is written."
    )]
    Places {
        /// Bảng tính đã điền / the workbook that was filled in.
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// Ghi mà không hỏi / write without asking.
        #[arg(long)]
        yes: bool,
    },
    /// Bản dịch đã điền, từ .xlsx, .xls, .ods hay .csv / lessons, phrases and titles in a language.
    #[command(
        after_help = "Ví dụ / example:\n  loa import translations km km.xlsx\n\nLệnh cho xem mọi chỗ thay đổi rồi hỏi trước khi ghi. / Every change is shown and asked about before it is written."
    )]
    Translations {
        /// Ngôn ngữ, có trong campaign.yaml / the language, one of campaign.yaml.
        #[arg(value_name = "LANG")]
        lang: String,
        /// Bảng tính đã dịch / the workbook that was filled in.
        #[arg(value_name = "FILE")]
        file: PathBuf,
        /// Ghi mà không hỏi / write without asking.
        #[arg(long)]
        yes: bool,
        /// Ngày của bản dịch / the day of the translation, YYYY-MM-DD.
        #[arg(long, value_name = "DATE")]
        as_of: Option<Date>,
    },
    /// Một tệp Word (.docx), thành bài nháp / a Word file, as the draft of a lesson.
    Lesson(word::Word),
}

/// Runs `loa import`.
pub fn run(out: &mut Output, root: &Path, what: &Importing, tongue: Tongue) -> ExitCode {
    let mut sources = Sources::default();
    let mut report = Report::new();
    let (import, yes) = match what {
        Importing::Lesson(asked) => return word::run(out, root, asked, tongue),
        Importing::Places { file, yes } => {
            (places::import(&mut report, &mut sources, root, file), yes)
        }
        Importing::Translations { lang, file, yes, as_of } => {
            let today = as_of.unwrap_or_else(|| jiff::Zoned::now().date());
            let (report, sources) = (&mut report, &mut sources);
            (translations::import(report, sources, root, lang, file, today), yes)
        }
    };
    let import = match import {
        Ok(import) => import,
        Err(stop) => {
            return out.ended::<()>(Err(stop), &mut report, &sources, tongue, |()| nothing());
        }
    };
    out.text(&shown(&import, tongue));
    if import.edits.is_empty() {
        return out.ended(Ok(()), &mut report, &sources, tongue, |()| nothing());
    }
    out.diagnostics(&report, &sources, tongue);
    let mut said = Report::new();
    if !yes && !agreed(out, tongue) {
        return out.ended(Ok(()), &mut said, &sources, tongue, |()| {
            say! { vi: "Chưa ghi gì. Thêm `--yes` để ghi.", en: "Nothing was written. Add `--yes` to write." }
        });
    }
    let ended = import.edits.iter().try_for_each(Edit::write);
    out.ended(ended.map_err(Into::into), &mut said, &sources, tongue, |()| {
        say! { vi: "Đã ghi. Chạy `loa check` để soát lại.", en: "Written. Run `loa check` to look it over." }
    })
}

fn nothing() -> Text {
    say! { vi: "Không có gì thay đổi.", en: "Nothing changes." }
}

/// Asks on a terminal; elsewhere nobody can answer.
fn agreed(out: &mut Output, tongue: Tongue) -> bool {
    if !std::io::stdin().is_terminal() || !std::io::stdout().is_terminal() {
        return false;
    }
    let question = say! { vi: "Ghi những thay đổi này? Gõ c rồi Enter để ghi:", en: "Write these changes? Type y and Enter to write:" };
    out.text(question.in_tongue(tongue));
    let mut answer = String::new();
    std::io::stdin().read_line(&mut answer).is_ok()
        && matches!(answer.trim().to_lowercase().as_str(), "c" | "có" | "co" | "y" | "yes")
}

/// Every row that changes, cell by cell.
fn shown(import: &Import, tongue: Tongue) -> String {
    let mut lines = Vec::new();
    for (title, file, changes) in &import.tables {
        let count = |what: What| changes.iter().filter(|change| change.what == what).count();
        let (added, changed, removed) =
            (count(What::Added), count(What::Changed), count(What::Removed));
        let head = say! {
            vi: "{title} ({file}): thêm {added}, sửa {changed}, bỏ {removed} hàng",
            en: "{title} ({file}): {added} added, {changed} changed, {removed} removed"
        };
        lines.push(head.in_tongue(tongue).to_owned());
        for change in changes {
            let mark = match change.what {
                What::Added => '+',
                What::Changed => '~',
                What::Removed => '-',
            };
            lines.push(format!("  {mark} {}", change.row));
            for cell in &change.cells {
                let (column, old, new) = (cell.column, quoted(&cell.old), quoted(&cell.new));
                lines.push(match change.what {
                    What::Added => format!("      {column}: {new}"),
                    What::Changed => format!("      {column}: {old} → {new}"),
                    What::Removed => format!("      {column}: {old}"),
                });
            }
        }
    }
    for (row, note) in &import.notes {
        let text = say! { vi: "Ghi chú ở {row}: {note}", en: "Note at {row}: {note}" };
        lines.push(text.in_tongue(tongue).to_owned());
    }
    if !import.absent.is_empty() && !import.tables.is_empty() {
        let names = import.absent.join(", ");
        let text = say! {
            vi: "Không có trong bảng tính, giữ nguyên: {names}",
            en: "Not in the workbook, left as it is: {names}"
        };
        lines.push(text.in_tongue(tongue).to_owned());
    }
    lines.join("\n")
}

fn quoted(cell: &str) -> String {
    if cell.is_empty() { "∅".to_owned() } else { format!("“{cell}”") }
}
