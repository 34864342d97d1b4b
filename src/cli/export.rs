//! `loa export`: hands content out as workbooks.

use std::{
    env,
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::{
    Args, Subcommand,
    builder::{PathBufValueParser, TypedValueParser},
};

use super::report::{Output, counted};
use crate::{
    desk::{
        self,
        places::{Which, changes::What},
        translations,
    },
    diag::{Report, Reported, Sources, Stop, Text, Tongue, shell::typed},
    load::{files::Files, own},
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
    #[command(
        after_help = "Ví dụ / examples:\n  loa export translations km km.xlsx\n  loa export translations km --each gui-dich\n  loa export translations --each gui-dich"
    )]
    Translations {
        /// Ngôn ngữ, có trong campaign.yaml / the language, one of campaign.yaml.
        #[arg(value_name = "LANG", required_unless_present = "each")]
        lang: Option<String>,
        /// Bảng tính sẽ ghi / the workbook to write.
        #[arg(value_name = "FILE.xlsx", required_unless_present = "each", value_parser = PathBufValueParser::new().try_map(workbook))]
        file: Option<PathBuf>,
        /// Mỗi chủ đề của ngôn ngữ một bảng tính, trong thư mục này; không ghi ngôn ngữ thì mỗi ngôn ngữ một bảng / a workbook for each pack of the language, in this folder; without a language one for each.
        #[arg(long, value_name = "DIR", conflicts_with = "file")]
        each: Option<PathBuf>,
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
    let (Exporting::Places { over, .. } | Exporting::Translations { over, .. }) = what;
    let written = made.and_then(|made| {
        // All are looked at before the first is written.
        for made in &made {
            own::refuse(&mut report, root, &made.file)?;
        }
        for made in made.iter().filter(|_| !over.yes) {
            // What several lack is reported of each.
            let _ = loses_nothing(&mut report, root, made);
        }
        report.so_far()?;
        let shown: Vec<(PathBuf, String)> =
            made.iter().map(|made| (made.file.clone(), made.words())).collect();
        desk::put_all(made.into_iter().map(|made| (made.file, made.bytes)).collect())?;
        Ok(shown)
    });
    let at = at(root);
    out.ended(written, &mut report, &sources, tongue, |files| {
        if let Exporting::Places { each: Some(folder), .. }
        | Exporting::Translations { each: Some(folder), .. } = what
        {
            return all_in(what, folder, &files, &at);
        }
        let (file, words) = files.first().cloned().unwrap_or_default();
        let (name, file) = (file.display(), typed(&file));
        say! {
            vi: "Đã ghi {name}. Điền các ô vàng, lưu lại, rồi chạy: loa import {words} {file}{at}",
            en: "{name} is written. Fill in the yellow cells, save it, then run: loa import {words} {file}{at}"
        }
    })
}

/// The option that names the campaign again, with a blank before it; nothing where it is found without.
fn at(root: &Path) -> String {
    let here = env::current_dir().ok();
    let found = here.iter().flat_map(|here| here.ancestors()).any(|folder| folder == root);
    if found { String::new() } else { format!(" --root {}", typed(root)) }
}

/// What is said of workbooks that were made together: how they are taken back.
fn all_in(what: &Exporting, folder: &Path, files: &[(PathBuf, String)], at: &str) -> Text {
    let (count, name) = (files.len(), folder.display());
    let (counted, typed_folder) = (counted(count, "workbook"), typed(folder));
    match what {
        Exporting::Places { .. } => say! {
            vi: "Đã ghi {count} bảng tính trong {name}, mỗi nơi một tệp. Gửi đi, thu về, rồi chạy: loa import places {typed_folder}{at}",
            en: "{counted} written to {name}, one for each place. Send them, get them back, then run: loa import places {typed_folder}{at}"
        },
        Exporting::Translations { lang: Some(lang), .. } => say! {
            vi: "Đã ghi {count} bảng tính trong {name}, mỗi chủ đề một tệp. Gửi đi, thu về, rồi chạy: loa import translations {lang} {typed_folder}{at}",
            en: "{counted} written to {name}, one for each pack. Send them, get them back, then run: loa import translations {lang} {typed_folder}{at}"
        },
        Exporting::Translations { lang: None, .. } => {
            let again =
                files.iter().map(|(file, words)| format!("loa import {words} {}{at}", typed(file)));
            let again = again.collect::<Vec<_>>().join("; ");
            say! {
                vi: "Đã ghi {count} bảng tính trong {name}, mỗi ngôn ngữ một tệp. Gửi đi, thu về, rồi chạy: {again}",
                en: "{counted} written to {name}, one for each language. Send them, get them back, then run: {again}"
            }
        }
    }
}

/// A workbook that is handed out.
struct Made {
    file: PathBuf,
    bytes: Vec<u8>,
    /// Its language, if it is one of translations.
    lang: Option<String>,
}

impl Made {
    /// What it is of, as it is typed behind `loa import`.
    fn words(&self) -> String {
        match &self.lang {
            Some(lang) => format!("translations {lang}"),
            None => "places".to_owned(),
        }
    }
}

/// The workbooks and their bytes.
fn made_of(
    report: &mut Report,
    sources: &mut Sources,
    files: &Files,
    what: &Exporting,
) -> Result<Vec<Made>, Stop> {
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
            let made = made.into_iter();
            Ok(made.map(|(id, bytes)| Made { file: path(&id), bytes, lang: None }).collect())
        }
        Exporting::Translations { lang, file, each, .. } => {
            let which = match (lang, each) {
                (Some(lang), Some(_)) => translations::Which::Packs(lang),
                (Some(lang), None) => translations::Which::Whole(lang),
                (None, _) => translations::Which::Languages,
            };
            let made = translations::export(report, sources, files, which)?;
            let path = |name: &str| match (each, file) {
                (Some(folder), _) => folder.join(format!("{name}.xlsx")),
                (None, file) => file.clone().unwrap_or_default(),
            };
            // Without a language a workbook is called by its own.
            let made = made.into_iter().map(|(name, bytes)| Made {
                file: path(&name),
                bytes,
                lang: Some(lang.clone().unwrap_or(name)),
            });
            Ok(made.collect())
        }
    }
}

/// Excel opens no workbook under another name.
fn workbook(file: PathBuf) -> Result<PathBuf, &'static str> {
    let named = file.extension().is_some_and(|name| name.eq_ignore_ascii_case("xlsx"));
    if named { Ok(file) } else { Err("the name does not end in .xlsx") }
}

/// What somebody filled in and nobody imported is not to be replaced by what was there before.
fn loses_nothing(report: &mut Report, root: &Path, made: &Made) -> Result<(), Reported> {
    let file = made.file.as_path();
    // A link that leads nowhere is there too.
    if file.symlink_metadata().is_err() {
        return Ok(());
    }
    let (unsaid, unseen) = (&mut Report::new(), &mut Sources::default());
    let files = [file.to_owned()];
    let import = match &made.lang {
        None => desk::places::import(unsaid, unseen, root, &files),
        Some(lang) => translations::import(unsaid, unseen, root, lang, &files, Date::MIN),
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
    let (name, file, words, at) = (file.display(), typed(file), made.words(), at(root));
    let foreign = unsaid.diagnostics().iter().any(|said| said.code == "workbook-unreadable");
    let text = say! { vi: "tệp `{name}` đã có, và có điều chưa nhập vào chiến dịch", en: "there is a file `{name}`, and it holds what was not imported" };
    let help = if foreign {
        say! { vi: "tệp ấy không phải bảng tính của Loa: ghi ra tên khác; hoặc thêm `--yes` để bỏ nó", en: "it is no workbook that can be imported: write to another name; or add `--yes` to lose it" }
    } else {
        say! { vi: "nhập nó trước: `loa import {words} {file}{at}`; hoặc ghi ra tên khác; hoặc thêm `--yes` để bỏ nó", en: "import it first: `loa import {words} {file}{at}`; or write to another name; or add `--yes` to lose it" }
    };
    Err(report.error_with_help("workbook-unimported", None, text, help))
}
