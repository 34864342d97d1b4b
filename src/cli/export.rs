//! `loa export`: hands content out as workbooks.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::{
    Args, Subcommand,
    builder::{PathBufValueParser, TypedValueParser},
};

use super::{
    report::{Output, counted},
    shell::typed,
};
use crate::{
    desk::{
        self,
        places::{Which, changes::What},
    },
    diag::{Report, Reported, Sources, Stop, Tongue},
    load::files::Files,
    model::Date,
    say,
};

/// What can be handed out.
#[derive(Debug, Subcommand)]
pub enum Exporting {
    /// Các bảng địa phương: liên lạc, nước sâu, điểm phát, đơn vị / the tables of places.
    #[command(
        after_help = "Ví dụ / examples:\n  loa export places places.xlsx\n  loa export places --place loc-ninh loc-ninh.xlsx\n  loa export places --each gui-xa"
    )]
    Places {
        /// Bảng tính sẽ ghi / the workbook to write.
        #[arg(value_name = "FILE.xlsx", required_unless_present = "each", value_parser = PathBufValueParser::new().try_map(workbook))]
        file: Option<PathBuf>,
        /// Chỉ các hàng của nơi này / only the rows of this place.
        #[arg(long, value_name = "ID", conflicts_with = "each")]
        place: Option<String>,
        /// Mỗi xã, phường một bảng tính, trong thư mục này / a workbook for each commune, in this folder.
        #[arg(long, value_name = "DIR", conflicts_with = "file")]
        each: Option<PathBuf>,
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
    let made = Files::scan(root).map_err(Stop::from);
    let made = made.and_then(|files| made_of(&mut report, &mut sources, &files, what));
    let (over, words) = match what {
        Exporting::Places { over, .. } => (over, "places".to_owned()),
        Exporting::Translations { lang, over, .. } => (over, format!("translations {lang}")),
    };
    let written = made.and_then(|made| {
        // All are looked at before the first is written.
        for (file, _) in made.iter().filter(|_| !over.yes) {
            // What several lack is told of each.
            let _ = loses_nothing(&mut report, root, what, file, &words);
        }
        report.so_far()?;
        let files: Vec<PathBuf> = made.iter().map(|(file, _)| file.clone()).collect();
        desk::put_all(made)?;
        Ok(files)
    });
    out.ended(written, &mut report, &sources, tongue, |files| {
        if let Exporting::Places { each: Some(folder), .. } = what {
            let (count, name) = (files.len(), folder.display());
            let (counted, folder) = (counted(count, "workbook"), typed(folder));
            return say! {
                vi: "Đã ghi {count} bảng tính trong {name}, mỗi nơi một tệp. Gửi đi, thu về, rồi chạy: loa import places {folder}",
                en: "{counted} written to {name}, one for each place. Send them, get them back, then run: loa import places {folder}"
            };
        }
        let file = files.first().map_or_else(|| Path::new(""), PathBuf::as_path);
        let (name, file) = (file.display(), typed(file));
        say! {
            vi: "Đã ghi {name}. Điền các ô vàng, lưu lại, rồi chạy: loa import {words} {file}",
            en: "{name} is written. Fill in the yellow cells, save it, then run: loa import {words} {file}"
        }
    })
}

/// The workbooks and their bytes.
fn made_of(
    report: &mut Report,
    sources: &mut Sources,
    files: &Files,
    what: &Exporting,
) -> Result<Vec<(PathBuf, Vec<u8>)>, Stop> {
    match what {
        Exporting::Places { file, place, each, as_of, .. } => {
            let day = as_of.unwrap_or_else(|| jiff::Zoned::now().date());
            let which = match (place, each) {
                (_, Some(_)) => Which::Each,
                (Some(id), None) => Which::Place(id),
                (None, None) => Which::All,
            };
            let made = desk::places::export(report, sources, files, day, which)?;
            let path = |id: &str| match (each, file) {
                (Some(folder), _) => folder.join(format!("{id}.xlsx")),
                (None, file) => file.clone().unwrap_or_default(),
            };
            Ok(made.into_iter().map(|(id, bytes)| (path(&id), bytes)).collect())
        }
        Exporting::Translations { lang, file, .. } => {
            let bytes = desk::translations::export(report, sources, files, lang)?;
            Ok(vec![(file.clone(), bytes)])
        }
    }
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
    // A link that leads nowhere is there too.
    if file.symlink_metadata().is_err() {
        return Ok(());
    }
    let (unsaid, unseen) = (&mut Report::new(), &mut Sources::default());
    let files = [file.to_owned()];
    let import = match what {
        Exporting::Places { .. } => desk::places::import(unsaid, unseen, root, &files),
        Exporting::Translations { lang, .. } => {
            desk::translations::import(unsaid, unseen, root, lang, &files, Date::MIN)
        }
    };
    // A row that it lacks came to the campaign since, or goes again when it is filled in again. What
    // somebody wrote beside a cell is lost as well.
    let says_nothing_new = import.is_ok_and(|import| {
        let mut changes = import.tables.iter().flat_map(|(_, _, changes)| changes);
        changes.all(|change| change.what == What::Removed) && import.notes.is_empty()
    });
    if says_nothing_new {
        return Ok(());
    }
    let (name, file) = (file.display(), typed(file));
    Err(report.error_with_help(
        "workbook-unimported",
        None,
        say! { vi: "tệp `{name}` đã có, và có điều chưa nhập vào chiến dịch", en: "there is a file `{name}`, and it holds what was not imported" },
        say! { vi: "nhập nó trước: `loa import {words} {file}`; hoặc ghi ra tên khác; hoặc thêm `--yes` để bỏ nó", en: "import it first: `loa import {words} {file}`; or write to another name; or add `--yes` to lose it" },
    ))
}
