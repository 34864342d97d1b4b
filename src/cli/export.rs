//! `loa export`: hands content out as workbooks.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::{
    Args, Subcommand,
    builder::{PathBufValueParser, TypedValueParser},
};

use super::report::Output;
use crate::{
    desk::{self, places::changes::What},
    diag::{Failure, Report, Reported, Sources, Stop, Tongue},
    load::files::Files,
    model::Date,
    say,
};

/// What can be handed out.
#[derive(Debug, Subcommand)]
pub enum Exporting {
    /// Các bảng địa phương: liên lạc, nước sâu, điểm phát, đơn vị / the tables of places.
    #[command(after_help = "Ví dụ / example:\n  loa export places places.xlsx")]
    Places {
        /// Bảng tính sẽ ghi / the workbook to write.
        #[arg(value_name = "FILE.xlsx", value_parser = PathBufValueParser::new().try_map(workbook))]
        file: PathBuf,
        #[command(flatten)]
        over: Over,
        /// Xem nơi nào còn thiếu vào ngày này / list what is missing on this day, YYYY-MM-DD.
        #[arg(long, value_name = "DATE")]
        as_of: Option<Date>,
    },
    /// Bản dịch: bài (mỗi đoạn một hàng), chữ giao diện, tên gọi / a language: lessons, a row a paragraph, phrases and titles.
    #[command(after_help = "Ví dụ / example:\n  loa export translations km km.xlsx")]
    Translations {
        /// Ngôn ngữ, có trong campaign.yaml / the language, one of campaign.yaml.
        #[arg(value_name = "LANG")]
        lang: String,
        /// Bảng tính sẽ ghi / the workbook to write.
        #[arg(value_name = "FILE.xlsx", value_parser = PathBufValueParser::new().try_map(workbook))]
        file: PathBuf,
        #[command(flatten)]
        over: Over,
    },
}

/// What becomes of an older workbook.
#[derive(Debug, Args)]
pub struct Over {
    /// Ghi đè cả khi tệp cũ có điều chưa nhập / replace a workbook that holds what was not imported.
    #[arg(long)]
    yes: bool,
}

/// Runs `loa export`.
pub fn run(out: &mut Output, root: &Path, what: &Exporting, tongue: Tongue) -> ExitCode {
    let mut sources = Sources::default();
    let mut report = Report::new();
    let (file, over, words) = match what {
        Exporting::Places { file, over, .. } => (file, over, "places".to_owned()),
        Exporting::Translations { lang, file, over } => {
            (file, over, format!("translations {lang}"))
        }
    };
    let files = Files::scan(root).map_err(Stop::from);
    let made = files.and_then(|files| match what {
        Exporting::Places { as_of, .. } => {
            let day = as_of.unwrap_or_else(|| jiff::Zoned::now().date());
            desk::places::export(&mut report, &mut sources, &files, day)
        }
        Exporting::Translations { lang, .. } => {
            desk::translations::export(&mut report, &mut sources, &files, lang)
        }
    });
    let made = made.and_then(|bytes| {
        if !over.yes {
            loses_nothing(&mut report, root, what, file, &words)?;
        }
        Ok(write(file, &bytes)?)
    });
    out.ended(made, &mut report, &sources, tongue, |()| {
        let file = file.display();
        say! {
            vi: "Đã ghi {file}. Điền các ô vàng, lưu lại, rồi chạy: loa import {words} {file}",
            en: "{file} is written. Fill in the yellow cells, save it, then run: loa import {words} {file}"
        }
    })
}

/// Writes what was asked for; an older workbook of that name is replaced as a whole.
fn write(file: &Path, bytes: &[u8]) -> Result<(), Failure> {
    std::fs::write(file, bytes)
        .map_err(|error| Failure::new(say! { vi: "ghi tệp", en: "writing a file" }, file, error))
}

/// Excel opens no workbook under another name.
fn workbook(file: PathBuf) -> Result<PathBuf, &'static str> {
    let named = file.extension().is_some_and(|name| name.eq_ignore_ascii_case("xlsx"));
    if named { Ok(file) } else { Err("the name does not end in .xlsx") }
}

/// What somebody filled in and nobody imported is not to be replaced by what was there before.
fn loses_nothing(
    report: &mut Report,
    root: &Path,
    what: &Exporting,
    file: &Path,
    words: &str,
) -> Result<(), Reported> {
    if !file.exists() {
        return Ok(());
    }
    let (unsaid, unseen) = (&mut Report::new(), &mut Sources::default());
    let import = match what {
        Exporting::Places { .. } => desk::places::import(unsaid, unseen, root, file),
        Exporting::Translations { lang, .. } => {
            desk::translations::import(unsaid, unseen, root, lang, file, Date::MIN)
        }
    };
    // A row that it lacks came to the campaign since, or goes again when it is filled in again.
    let says_nothing_new = import.is_ok_and(|import| {
        let mut changes = import.tables.iter().flat_map(|(_, _, changes)| changes);
        changes.all(|change| change.what == What::Removed)
    });
    if says_nothing_new {
        return Ok(());
    }
    let file = file.display();
    Err(report.error_with_help(
        "workbook-unimported",
        None,
        say! { vi: "tệp `{file}` đã có, và có điều chưa nhập vào chiến dịch", en: "there is a file `{file}`, and it holds what was not imported" },
        say! { vi: "nhập nó trước: `loa import {words} {file}`; hoặc ghi ra tên khác; hoặc thêm `--yes` để bỏ nó", en: "import it first: `loa import {words} {file}`; or write to another name; or add `--yes` to lose it" },
    ))
}
