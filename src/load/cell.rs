//! What a cell of a table says, by the kind of its column.

use super::{
    id, long, mark,
    phone::{self, Typed},
    plain,
    yaml::one_of,
};
use crate::{
    diag::{Report, Span, Text},
    model::{Date, Phone},
    say,
    tables::{Choice, Column, Kind},
};

/// What a cell says.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Words, a code or an id.
    Text(String),
    /// Ids.
    Ids(Vec<String>),
    /// A number to call.
    Phone(Phone),
    /// A day.
    Day(Date),
    /// A number.
    Number(f64),
    /// How many.
    Count(u32),
    /// One of the words of the column.
    Choice(&'static str),
}

/// Reads a cell that is not empty; nothing if it is not what its column holds, which is reported.
/// Whether there is such a place is not asked here.
pub fn read(report: &mut Report, column: &Column, cell: &str, span: Span) -> Option<Value> {
    long::check(report, cell, span);
    match column.kind {
        Kind::Id => id::check(report, cell, span).then(|| Value::Text(cell.to_owned())),
        Kind::Place => Some(Value::Text(cell.to_owned())),
        Kind::Code | Kind::Text => {
            words(report, column, cell, span);
            Some(Value::Text(plain::read(report, cell, span)))
        }
        Kind::Places => {
            let ids = cell.split(';').map(str::trim).filter(|id| !id.is_empty());
            Some(Value::Ids(ids.map(str::to_owned).collect()))
        }
        Kind::Phone => phone::read(report, cell, span, Typed::Cell).map(Value::Phone),
        Kind::Day => day(report, column, cell, span).map(Value::Day),
        Kind::Number => number(report, column, cell, span, 0.0).map(Value::Number),
        // Whether it is on the earth is asked of both together.
        Kind::Degrees { .. } => number(report, column, cell, span, f64::MIN).map(Value::Number),
        Kind::Count => count(report, column, cell, span).map(Value::Count),
        Kind::Choice(choices) => choice(report, column, cell, span, choices).map(Value::Choice),
    }
}

/// Reports a cell that should say something in words and holds a mark: a tick says yes to a question
/// that no column of words asks.
fn words(report: &mut Report, column: &Column, cell: &str, span: Span) {
    if !mark::is_mark(cell) {
        return;
    }
    let help = match column.name {
        "hours" => {
            say! { vi: "viết giờ, ví dụ `24/7` hay `7:00–17:00`; chưa biết thì để trống", en: "write the hours, for example `24/7` or `7:00–17:00`; leave it empty while unknown" }
        }
        "source" | "responsible" => {
            say! { vi: "viết ai hay nơi nào, ví dụ `UBND xã`; chưa biết thì để trống", en: "write who or which office, for example `UBND xã`; leave it empty while unknown" }
        }
        "name" => {
            say! { vi: "viết tên như người dân quen gọi", en: "write the name that people know it by" }
        }
        _ => {
            say! { vi: "viết ra điều cần ghi; không có thì để trống", en: "write out what is meant; leave it empty if there is nothing to say" }
        }
    };
    let Text { vi, en } = column.called();
    report.error_with_help(
        "cell-mark",
        span,
        say! { vi: "ô {vi} cần chữ; chỉ ghi `{cell}` thì không ai hiểu là gì", en: "{en} needs words; `{cell}` alone says nothing" },
        help,
    );
}

fn day(report: &mut Report, column: &Column, cell: &str, span: Span) -> Option<Date> {
    // Excel shows days as 30/04/2026; both ways of writing are plain.
    let iso = match cell.split('/').collect::<Vec<_>>().as_slice() {
        [day, month, year] if year.len() == 4 => format!("{year}-{month:0>2}-{day:0>2}"),
        _ => cell.to_owned(),
    };
    let day = iso.parse().ok();
    if day.is_none() {
        let Text { vi, en } = column.called();
        let text = say! { vi: "ô {vi} phải là một ngày, không phải `{cell}`", en: "{en} must be a day, not `{cell}`" };
        let help = say! { vi: "viết năm-tháng-ngày, ví dụ `2026-11-23`", en: "write year-month-day, for example `2026-11-23`" };
        let (text, help) = turned(cell).unwrap_or((text, help));
        report.error_with_help("date-malformed", span, text, help);
    }
    day
}

/// What is said of a day whose month is none: it was typed as Americans do, the month first.
fn turned(cell: &str) -> Option<(Text, Text)> {
    let parts: Vec<&str> = cell.split(['/', '.', '-']).map(str::trim).collect();
    let (month, day, year) = match parts.as_slice() {
        [day, month, year] if year.len() == 4 => (*month, *day, *year),
        [year, month, day] if year.len() == 4 => (*month, *day, *year),
        _ => return None,
    };
    let number = |part: &str| part.parse::<i8>().ok();
    number(month).filter(|month| *month > 12)?;
    let text =
        say! { vi: "`{cell}`: không có tháng {month}", en: "`{cell}`: there is no month {month}" };
    let meant = Date::new(year.parse().ok()?, number(day)?, number(month)?).ok();
    let help = match meant {
        Some(meant) => {
            say! { vi: "ngày viết trước tháng: nếu là ngày {month} tháng {day} thì gõ `{meant}`", en: "the day stands before the month: if it is day {month} of month {day}, type `{meant}`" }
        }
        None => {
            say! { vi: "viết năm-tháng-ngày, ví dụ `2026-11-23`", en: "write year-month-day, for example `2026-11-23`" }
        }
    };
    Some((text, help))
}

/// A number that is not less than `least`.
fn number(report: &mut Report, column: &Column, cell: &str, span: Span, least: f64) -> Option<f64> {
    let cell = cell.replace(',', ".");
    let number = cell.parse::<f64>().ok();
    let number = number.filter(|number| number.is_finite() && *number >= least);
    if number.is_none() {
        let Text { vi, en } = column.called();
        report.error_with_help(
            "number-malformed",
            span,
            say! { vi: "ô {vi} phải là một số, không phải `{cell}`", en: "{en} must be a number, not `{cell}`" },
            say! { vi: "viết bằng chữ số, ví dụ `2.5`; chưa biết thì để trống", en: "write digits, for example `2.5`; leave it empty while unknown" },
        );
    }
    number
}

fn count(report: &mut Report, column: &Column, cell: &str, span: Span) -> Option<u32> {
    let number = cell.parse().ok();
    if number.is_none() {
        let Text { vi, en } = column.called();
        report.error_with_help(
            "number-malformed",
            span,
            say! { vi: "ô {vi} phải là một số nguyên, không phải `{cell}`", en: "{en} must be a whole number, not `{cell}`" },
            say! { vi: "viết bằng chữ số, ví dụ `186`; chưa biết thì để trống", en: "write digits, for example `186`; leave it empty while unknown" },
        );
    }
    number
}

fn choice(
    report: &mut Report,
    column: &Column,
    cell: &str,
    span: Span,
    choices: &'static [Choice],
) -> Option<&'static str> {
    let found = column.kind.key(cell);
    if found.is_none() {
        let words = choices.iter().map(|choice| (choice.key, choice.words.vi));
        let Text { vi, en } = column.called();
        let meant = one_of(report, ("field-choice", span), cell, words);
        report.error_with_help(
            "field-choice",
            span,
            say! { vi: "ô {vi} không nhận `{cell}`", en: "{en} cannot be `{cell}`" },
            meant,
        );
    }
    found
}
