//! `loa status`: the campaign at a glance.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::{Args, ValueEnum};

use super::report::Output;
use crate::{
    desk::{
        self,
        status::{self, State},
    },
    diag::{Failure, Level, Report, Reported, Sources, Tongue, shell::typed},
    load::{self, files::Files, own},
    model::{Date, Selection},
    say,
};

/// What to show, and how.
#[derive(Debug, Args)]
#[command(after_help = "Ví dụ / examples:\n  loa status\n  loa status tinh-hinh.xlsx")]
pub struct Showing {
    /// Cách báo: trên màn hình, cho phần mềm, bảng tính, trang / how to report: on the terminal, for programs, a workbook, a page.
    #[arg(long, value_enum)]
    report: Option<Shape>,
    /// Tệp sẽ ghi, cho xlsx và html / the file to write, for xlsx and html [mặc định / default: status.xlsx, status.html].
    #[arg(value_name = "FILE")]
    file: Option<PathBuf>,
    /// Ghi đè cả tệp không do lệnh này ghi / replace a file that did not come from this command, too.
    #[arg(long)]
    yes: bool,
    /// Tính vào ngày này / as on this day, YYYY-MM-DD.
    #[arg(long, value_name = "DATE")]
    as_of: Option<Date>,
    /// Tính cả nơi mẫu / count made-up places too.
    #[arg(long)]
    sample: bool,
}

/// How `status` reports.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Shape {
    /// Cho người đọc, ngay trên màn hình / for people, on the terminal.
    Human,
    /// Cho phần mềm / for programs.
    Json,
    /// Bảng tính / a workbook.
    Xlsx,
    /// Một trang để đọc, in hay gửi / a page to read, print or send.
    Html,
}

impl Shape {
    /// The file that it is written to: the one that was named, or its own.
    fn file(self, named: Option<&Path>) -> Option<&Path> {
        let own = match self {
            Self::Human | Self::Json => return None,
            Self::Xlsx => "status.xlsx",
            Self::Html => "status.html",
        };
        Some(named.unwrap_or_else(|| Path::new(own)))
    }
}

impl Showing {
    /// The shape that was asked for, or else that of the file; they must fit each other.
    fn shape(&self, report: &mut Report) -> Result<Shape, Reported> {
        let Some(file) = &self.file else { return Ok(self.report.unwrap_or(Shape::Human)) };
        let ends = |end: &str| file.extension().is_some_and(|name| name.eq_ignore_ascii_case(end));
        let of_file = [(Shape::Xlsx, "xlsx"), (Shape::Html, "html")];
        let of_file = of_file.into_iter().find(|(_, end)| ends(end)).map(|(shape, _)| shape);
        match (of_file, self.report) {
            (Some(shape), None) => Ok(shape),
            (Some(shape), Some(asked)) if shape == asked => Ok(shape),
            _ => {
                let file = file.display();
                Err(report.error_with_help(
                    "option-value",
                    None,
                    say! { vi: "không ghi được tình hình vào tệp `{file}`", en: "the state cannot be written to `{file}`" },
                    say! { vi: "đặt tên tệp tận cùng bằng .xlsx cho bảng tính, .html cho trang", en: "give the file a name that ends in .xlsx for a workbook, .html for a page" },
                ))
            }
        }
    }
}

/// Runs `loa status`.
pub fn run(out: &mut Output, root: &Path, what: &Showing, tongue: Tongue) -> ExitCode {
    let mut sources = Sources::default();
    let mut report = Report::new();
    let Ok(shape) = what.shape(&mut report) else {
        out.diagnostics(&report, &sources, tongue);
        return ExitCode::from(2);
    };
    let file = shape.file(what.file.as_deref());
    if file.is_some_and(|file| own::refuse(&mut report, root, file).is_err()) {
        out.diagnostics(&report, &sources, tongue);
        return ExitCode::from(1);
    }
    if let Some(file) = file.filter(|file| !what.yes && !status::is_free(file)) {
        let (name, typed) = (file.display(), typed(file));
        report.error_with_help(
            "file-foreign",
            None,
            say! { vi: "tệp `{name}` đã có, và không phải do `loa status` ghi, hoặc đã có người sửa", en: "there is a file `{name}`, and `loa status` did not write it, or somebody changed it" },
            say! { vi: "ghi ra tên khác; hoặc gõ `loa status --yes {typed}` để bỏ nó", en: "write to another name; or type `loa status --yes {typed}` to lose it" },
        );
        out.diagnostics(&report, &sources, tongue);
        return ExitCode::from(1);
    }
    let files = match Files::scan(root) {
        Ok(files) => files,
        Err(failure) => return failed(out, &failure, tongue),
    };
    // What cannot be read is left out and counted; the rest is worth a glance all the same.
    let campaign = match load::campaign(&mut report, &mut sources, &files) {
        Ok(campaign) => campaign,
        Err(failure) => return failed(out, &failure, tongue),
    };
    let as_of = what.as_of.or(campaign.settings.as_of);
    let selection = Selection {
        as_of: as_of.unwrap_or_else(|| jiff::Zoned::now().date()),
        places: Vec::new(),
        langs: Vec::new(),
        formats: Vec::new(),
        sample: what.sample,
        unreviewed: true,
    };
    let state = status::state(&campaign, &selection);
    if let Err(failure) = show(out, (shape, file), &state, tongue) {
        return failed(out, &failure, tongue);
    }
    let errors = report.count(Level::Error);
    if errors == 0 {
        return ExitCode::SUCCESS;
    }
    let text = say! {
        vi: "{errors} lỗi khi đọc; điều không đọc được thì không tính. Chạy `loa check` để xem.",
        en: "{errors} errors while reading; what cannot be read is not counted. Run `loa check` to see them."
    };
    out.error(text.in_tongue(tongue));
    ExitCode::from(1)
}

fn show(
    out: &mut Output,
    (shape, file): (Shape, Option<&Path>),
    state: &State,
    tongue: Tongue,
) -> Result<(), Failure> {
    let tables = status::tables::tables(state, tongue);
    let bytes = match shape {
        Shape::Human => {
            let (title, day) = (&state.title, state.as_of);
            out.text(&format!("{title}, {day}\n\n{}", status::text(&tables, tongue).trim_end()));
            return Ok(());
        }
        Shape::Json => {
            out.text(&serde_json::to_string_pretty(state).unwrap_or_default());
            return Ok(());
        }
        Shape::Xlsx => status::workbook(&tables).map_err(std::io::Error::other),
        Shape::Html => status::page(state, &tables, tongue).map_err(std::io::Error::other),
    };
    let file = file.unwrap_or_else(|| Path::new(""));
    let fail = |error| Failure::new(say! { vi: "ghi tệp", en: "writing a file" }, file, error);
    desk::put(file, bytes.map_err(fail)?)?;
    let file = file.display();
    out.text(say! { vi: "Đã ghi {file}.", en: "{file} is written." }.in_tongue(tongue));
    Ok(())
}

fn failed(out: &mut Output, failure: &Failure, tongue: Tongue) -> ExitCode {
    out.failed(failure, tongue);
    ExitCode::from(2)
}
