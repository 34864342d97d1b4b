//! `loa export`: hands content out as workbooks.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::Subcommand;

use super::report::Output;
use crate::{
    desk,
    diag::{Failure, Report, Sources, Stop, Tongue},
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
        #[arg(value_name = "FILE.xlsx")]
        file: PathBuf,
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
        #[arg(value_name = "FILE.xlsx")]
        file: PathBuf,
    },
}

/// Runs `loa export`.
pub fn run(out: &mut Output, root: &Path, what: &Exporting, tongue: Tongue) -> ExitCode {
    let mut sources = Sources::default();
    let mut report = Report::new();
    let files = Files::scan(root).map_err(Stop::from);
    let (file, words, made) = match what {
        Exporting::Places { file, as_of } => {
            let day = as_of.unwrap_or_else(|| jiff::Zoned::now().date());
            let made = files
                .and_then(|files| desk::places::export(&mut report, &mut sources, &files, day));
            (file, "places".to_owned(), made)
        }
        Exporting::Translations { lang, file } => {
            let made = files.and_then(|files| {
                desk::translations::export(&mut report, &mut sources, &files, lang)
            });
            (file, format!("translations {lang}"), made)
        }
    };
    let made = made.and_then(|bytes| Ok(write(file, &bytes)?));
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
