//! `loa import`: takes workbooks back, and Word files in. What would change is shown before it is
//! written.

use std::{
    io::IsTerminal,
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::{Args, Subcommand};

use super::{report::Output, word};
use crate::{
    desk::{
        Edit,
        places::{self, Import, changes::What},
        translations,
    },
    diag::{Report, Sources, Stop, Text, Tongue},
    model::Date,
    say,
};

/// What can be taken back or in.
#[derive(Debug, Subcommand)]
pub enum Importing {
    /// Các bảng địa phương, từ .xlsx, .xls, .ods hay .csv / the tables of places.
    #[command(
        after_help = "Ví dụ / examples:\n  loa import places places.xlsx\n  loa import places xa-a.xlsx xa-b.xlsx\n  loa import places gui-xa\n\nLệnh cho xem mọi chỗ thay đổi rồi hỏi trước khi ghi. Ô không ai sửa từ lúc xuất thì không đổi gì. / Every change is shown and asked about before it is written. A cell that nobody changed since it was exported changes nothing."
    )]
    Places {
        /// Bảng tính đã điền, hoặc thư mục của chúng / workbooks that were filled in, or a folder of them.
        #[arg(value_name = "FILE", required = true)]
        files: Vec<PathBuf>,
        #[command(flatten)]
        sure: Sure,
    },
    /// Bản dịch đã điền, từ .xlsx, .xls, .ods hay .csv / lessons, phrases and titles in a language.
    #[command(
        after_help = "Ví dụ / examples:\n  loa import translations km km.xlsx\n  loa import translations km chi-lan.xlsx anh-ba.xlsx\n\nLệnh cho xem mọi chỗ thay đổi rồi hỏi trước khi ghi. / Every change is shown and asked about before it is written."
    )]
    Translations {
        /// Ngôn ngữ, có trong campaign.yaml / the language, one of campaign.yaml.
        #[arg(value_name = "LANG")]
        lang: String,
        /// Bảng tính đã dịch, hoặc thư mục của chúng / workbooks that were filled in, or a folder of them.
        #[arg(value_name = "FILE", required = true)]
        files: Vec<PathBuf>,
        #[command(flatten)]
        sure: Sure,
        /// Ngày của bản dịch / the day of the translation, YYYY-MM-DD.
        #[arg(long, value_name = "DATE")]
        as_of: Option<Date>,
    },
    /// Một tệp Word (.docx), thành bài nháp / a Word file, as the draft of a lesson.
    Lesson(word::Word),
}

/// What is written without a question.
#[derive(Debug, Clone, Copy, Args)]
pub struct Sure {
    /// Ghi mà không hỏi / write without asking.
    #[arg(long)]
    yes: bool,
    /// Cả ô bị xóa trống, hàng bị bỏ / empty cells and remove rows too.
    #[arg(long)]
    empty: bool,
    /// Cả ô đã có chữ, từ bảng không nhớ lúc xuất có gì / replace what cells say by a workbook that does not know what it was exported with.
    #[arg(long)]
    replace: bool,
}

/// Runs `loa import`.
pub fn run(out: &mut Output, root: &Path, what: &Importing, tongue: Tongue) -> ExitCode {
    let mut sources = Sources::default();
    let mut report = Report::new();
    let (import, sure) = match what {
        Importing::Lesson(asked) => return word::run(out, root, asked, tongue),
        Importing::Places { files, sure } => {
            (places::import(&mut report, &mut sources, root, files), *sure)
        }
        Importing::Translations { lang, files, sure, as_of } => {
            let today = as_of.unwrap_or_else(|| jiff::Zoned::now().date());
            let (report, sources) = (&mut report, &mut sources);
            (translations::import(report, sources, root, lang, files, today), *sure)
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
    if let Err(stop) = agreed(out, &mut said, &import, sure, tongue) {
        let ended = if said.so_far().is_err() { Err(Stop::Reported) } else { Ok(()) };
        return out.ended(ended, &mut said, &sources, tongue, |()| stop);
    }
    let ended = Edit::write_all(&import.edits);
    out.ended(ended.map_err(Into::into), &mut said, &sources, tongue, |()| {
        say! { vi: "Đã ghi. Chạy `loa check` để soát lại.", en: "Written. Run `loa check` to look it over." }
    })
}

/// Whether all may be written: what is new, and apart from it what is lost. Asks on a terminal;
/// elsewhere nobody can answer.
fn agreed(
    out: &mut Output,
    report: &mut Report,
    import: &Import,
    sure: Sure,
    tongue: Tongue,
) -> Result<(), Text> {
    let there = std::io::stdin().is_terminal() && std::io::stdout().is_terminal();
    let (cells, rows) = import.lost();
    let loses = cells + rows > 0;
    if !sure.yes {
        let question = say! { vi: "Ghi những thay đổi này? Gõ c rồi Enter để ghi:", en: "Write these changes? Type y and Enter to write:" };
        if !there && loses && !sure.empty {
            return Err(
                say! { vi: "Chưa ghi gì. Thêm `--yes --empty` để ghi cả {cells} ô bị xóa trống, {rows} hàng bị bỏ.", en: "Nothing was written. Add `--yes --empty` to write, emptied cells ({cells}) and removed rows ({rows}) too." },
            );
        }
        if !there || !answered(out, question, tongue) {
            return Err(
                say! { vi: "Chưa ghi gì. Thêm `--yes` để ghi.", en: "Nothing was written. Add `--yes` to write." },
            );
        }
    }
    if sure.yes && !sure.replace && import.replaced() > 0 {
        let (count, names) = (import.replaced(), import.unknowing.join(", "));
        let question = say! { vi: "{count} ô đã có chữ sẽ mang chữ khác, có thể cũ hơn, từ {names}. Thay thật? Gõ c rồi Enter:", en: "Cells that say something and will say something else, which may be older, from {names}: {count}. Replace it? Type y and Enter:" };
        if !there || !answered(out, question, tongue) {
            report.error_with_help(
                "cell-replaced",
                None,
                say! { vi: "{names} không ghi lại lúc xuất có gì, và {count} ô trong đó khác với chiến dịch: xem dấu → ở trên", en: "{names} does not know what it was exported with, and cells in it differ from the campaign: {count}; see → above" },
                say! { vi: "nếu chiến dịch mới hơn, xuất bảng mới rồi chép sang; nếu bảng này đúng, thêm `--replace`", en: "if the campaign is newer, export a new workbook and copy into it; if this workbook is right, add `--replace`" },
            );
            return Err(nothing());
        }
    }
    if !loses || sure.empty {
        return Ok(());
    }
    let question = say! { vi: "Trong đó có {cells} ô bị xóa trống, {rows} hàng bị bỏ. Bỏ thật? Gõ c rồi Enter:", en: "Of these, emptied cells: {cells}, removed rows: {rows}. Lose them? Type y and Enter:" };
    if there && answered(out, question, tongue) {
        return Ok(());
    }
    report.error_with_help(
        "cell-emptied",
        None,
        say! { vi: "{cells} ô bị xóa trống, {rows} hàng bị bỏ: xem dấu ∅ và dấu - ở trên", en: "emptied cells: {cells}, removed rows: {rows}; see ∅ and - above" },
        say! { vi: "nếu không định bỏ, điền lại trong bảng tính; nếu đúng là bỏ, thêm `--empty`", en: "if they are not to go, fill them in again in the workbook; if they are, add `--empty`" },
    );
    Err(nothing())
}

fn nothing() -> Text {
    say! { vi: "Không có gì thay đổi.", en: "Nothing changes." }
}

fn answered(out: &mut Output, question: Text, tongue: Tongue) -> bool {
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
    if !import.unknowing.is_empty() && !import.tables.is_empty() {
        let names = import.unknowing.join(", ");
        let text = say! {
            vi: "{names} không ghi lại lúc xuất có gì (tệp cũ, CSV hay bảng tự làm): mọi ô khác với chiến dịch đều coi là đã sửa.",
            en: "{names} does not know what it was exported with (an older file, CSV, or one of your own): each cell that differs from the campaign counts as changed."
        };
        lines.push(text.in_tongue(tongue).to_owned());
    }
    lines.join("\n")
}

fn quoted(cell: &str) -> String {
    if cell.is_empty() { "∅".to_owned() } else { format!("“{cell}”") }
}
