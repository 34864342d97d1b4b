//! Tables: CSV with a head row, as Excel writes it on any machine.

use std::collections::BTreeMap;

use crate::{
    diag::{FileId, Report, Span, nearest},
    load::{mark, yaml::one_of},
    model::{Date, fold::nfc},
    say,
};

/// A row: cells by column name, with their places.
pub struct Row<'a> {
    /// The whole row.
    pub span: Span,
    /// Whether it has a cell for every column; if not, that is told.
    pub whole: bool,
    cells: BTreeMap<&'static str, (String, Span)>,
    table: &'a str,
}

/// The rows of a table, read one at a time: all cells at once take ten times the memory of their
/// text. Columns come in any order; `,` or `;` between cells; one more column than is known is a
/// diagnostic, one fewer too.
pub struct Rows<'a> {
    file: FileId,
    text: &'a str,
    table: &'a str,
    delimiter: char,
    head: Vec<Option<&'static str>>,
    records: Records<'a>,
}

impl<'a> Rows<'a> {
    /// Reads the head of a table.
    pub fn new(
        report: &mut Report,
        file: FileId,
        text: &'a str,
        table: &'a str,
        columns: &[&'static str],
        optional: &[&'static str],
    ) -> Self {
        let head_line = text.lines().next().unwrap_or_default();
        let delimiter =
            if head_line.matches(';').count() > head_line.matches(',').count() { ';' } else { ',' };
        let mut records = Records::new(text, 0, delimiter);
        let (at, cells) = records.next().unwrap_or_default();
        let (spans, _) = cell_spans(file, text, &trimmed(text, at), delimiter);
        let head = read_head(report, file, &cells, &spans, table, columns, optional);
        Self { file, text, table, delimiter, head, records }
    }

    /// The next row that has anything in it.
    pub fn next(&mut self, report: &mut Report) -> Option<Row<'a>> {
        let Self { file, text, table, delimiter, .. } = *self;
        loop {
            let (at, cells) = self.records.next()?;
            if cells.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            let at = trimmed(text, at);
            let (spans, open) = cell_spans(file, text, &at, delimiter);
            if let Some(quote) = open {
                let line =
                    text.get(quote..).and_then(|rest| rest.lines().next()).map_or(0, str::len);
                report.error_with_help(
                    "quote-open",
                    Span::new(file, quote..quote + line),
                    say! { vi: "dấu ngoặc kép mở ra mà không đóng lại trên dòng này", en: "the quote is opened and not closed on this line" },
                    say! { vi: "thêm dấu `\"` ở cuối ô, hoặc bỏ dấu `\"` ở đầu ô; mỗi ô viết trên một dòng", en: "add a `\"` at the end of the cell, or remove the one at its start; write each cell on one line" },
                );
                // The rest of the table would be one cell, and its mistakes would not be seen.
                self.records = Records::new(text, quote + line, delimiter);
                continue;
            }
            let wants = self.head.len();
            let more = cells.iter().skip(wants).any(|cell| !cell.trim().is_empty());
            let whole = cells.len() >= wants && !more;
            if !whole {
                let has = cells.len();
                report.error_with_help(
                    "row-cells",
                    Span::new(file, at.clone()),
                    say! { vi: "hàng này có {has} ô, bảng cần {wants} ô", en: "this row has {has} cells, the table {wants}" },
                    say! {
                        vi: "thêm hoặc bớt dấu `{delimiter}` cho đủ ô; ô chưa biết để trống; ô có dấu `{delimiter}` đặt trong ngoặc kép",
                        en: "add or remove a `{delimiter}`; leave unknown cells empty; put a cell with a `{delimiter}` in double quotes"
                    },
                );
            }
            let span = Span::new(file, at);
            let cells = self
                .head
                .iter()
                .zip(&cells)
                .enumerate()
                .filter_map(|(number, (name, cell))| {
                    let span = spans.get(number).copied().unwrap_or(span);
                    name.map(|name| (name, (nfc(cell.trim()), span)))
                })
                .collect();
            return Some(Row { span, whole, cells, table });
        }
    }
}

/// A stretch of text without the ends of lines around it.
fn trimmed(text: &str, at: std::ops::Range<usize>) -> std::ops::Range<usize> {
    let raw = text.get(at.clone()).unwrap_or_default();
    let blank = raw.len() - raw.trim_start_matches(['\r', '\n']).len();
    at.start + blank..at.start + raw.trim_end_matches(['\r', '\n']).len().max(blank)
}

/// The records of a text from a byte on.
struct Records<'a> {
    reader: csv::Reader<&'a [u8]>,
    base: usize,
}

impl<'a> Records<'a> {
    fn new(text: &'a str, base: usize, delimiter: char) -> Self {
        let reader = csv::ReaderBuilder::new()
            .delimiter(u8::try_from(delimiter).unwrap_or(b','))
            .flexible(true)
            .has_headers(false)
            .from_reader(text.get(base..).unwrap_or_default().as_bytes());
        Self { reader, base }
    }

    fn at(&self) -> usize {
        self.base + usize::try_from(self.reader.position().byte()).unwrap_or(0)
    }

    /// The next record, and where it stands.
    fn next(&mut self) -> Option<(std::ops::Range<usize>, csv::StringRecord)> {
        let mut record = csv::StringRecord::new();
        let start = self.at();
        // The text is UTF-8 and rows may be of any length, so nothing can fail.
        let found = self.reader.read_record(&mut record).unwrap_or(false);
        found.then(|| (start..self.at(), record))
    }
}

fn read_head(
    report: &mut Report,
    file: FileId,
    record: &csv::StringRecord,
    spans: &[Span],
    table: &str,
    columns: &[&'static str],
    optional: &[&'static str],
) -> Vec<Option<&'static str>> {
    let known = || columns.iter().chain(optional).copied();
    let mut head: Vec<Option<&'static str>> = Vec::new();
    let row = match (spans.first(), spans.last()) {
        (Some(first), Some(last)) => Span::new(file, first.range().start..last.range().end),
        _ => Span::new(file, 0..0),
    };
    for (number, cell) in record.iter().enumerate() {
        let span = spans.get(number).copied().unwrap_or(row);
        let cell = nfc(cell.trim()).to_lowercase();
        let name = known().find(|name| *name == cell);
        if name.is_none() && !cell.is_empty() {
            let list = known().collect::<Vec<_>>().join(", ");
            let help = match nearest(&cell, known()) {
                Some(near) => {
                    say! { vi: "có phải bạn muốn viết `{near}`?", en: "did you mean `{near}`?" }
                }
                None => {
                    say! { vi: "các cột có thể dùng: {list}", en: "the columns there are: {list}" }
                }
            };
            report.error_with_help(
                "column-unknown",
                span,
                say! { vi: "bảng {table} không có cột `{cell}`", en: "the table {table} has no column `{cell}`" },
                help,
            );
        }
        if let Some(first) = head.iter().position(|earlier| earlier.is_some() && *earlier == name) {
            let first = spans.get(first).copied().unwrap_or(row);
            report.error_with_related(
                "listed-twice",
                span,
                say! { vi: "bảng {table} có hai cột `{cell}`", en: "the table {table} has two columns `{cell}`" },
                say! { vi: "bỏ một cột", en: "remove one of them" },
                [(first, say! { vi: "cột đầu ở đây", en: "first here" })],
            );
        }
        head.push(name);
    }
    let missing: Vec<String> = columns
        .iter()
        .filter(|name| !head.contains(&Some(**name)))
        .map(|name| format!("`{name}`"))
        .collect();
    if !missing.is_empty() {
        let missing = missing.join(", ");
        report.error_with_help(
            "column-missing",
            row,
            say! { vi: "bảng {table} thiếu cột {missing}", en: "the table {table} lacks {missing}" },
            say! { vi: "thêm vào hàng đầu; ô chưa biết để trống", en: "add it to the head row; unknown cells stay empty" },
        );
    }
    head
}

/// Where each cell of a row stands, and where a quote is that nothing closes. As in the `csv`
/// crate, a quote opens a cell only if it is its first letter.
fn cell_spans(
    file: FileId,
    text: &str,
    at: &std::ops::Range<usize>,
    delimiter: char,
) -> (Vec<Span>, Option<usize>) {
    let mut spans = Vec::new();
    let mut start = at.start;
    let mut open = None;
    for (offset, c) in text.get(at.clone()).unwrap_or_default().char_indices() {
        let here = at.start + offset;
        match (open, c) {
            (None, '"') if here == start => open = Some(here),
            // Two quotes are one letter: the cell closes and opens again at once.
            (None, '"')
                if text.get(start..=start) == Some("\"")
                    && text.get(here - 1..here) == Some("\"") =>
            {
                open = Some(start);
            }
            (Some(_), '"') => open = None,
            // No cell here needs two lines, and a quote that is forgotten would hide rows.
            (Some(_), '\n') => break,
            (None, c) if c == delimiter => {
                spans.push(Span::new(file, start..here));
                start = here + c.len_utf8();
            }
            _ => {}
        }
    }
    spans.push(Span::new(file, start..at.end));
    (spans, open)
}

impl Row<'_> {
    /// A cell, trimmed; empty if unknown.
    pub fn get(&self, column: &str) -> &str {
        self.cells.get(column).map_or("", |(text, _)| text)
    }

    /// Where a cell stands.
    pub fn span_of(&self, column: &str) -> Span {
        self.cells.get(column).map_or(self.span, |(_, span)| *span)
    }

    /// A cell that must be filled.
    pub fn required(&self, report: &mut Report, column: &str) -> Option<&str> {
        // That the table has no such column, or the row no such cell, is told.
        let (cell, _) = self.cells.get(column)?;
        if cell.is_empty() {
            let table = self.table;
            report.error_with_help(
                "cell-empty",
                self.span,
                say! { vi: "ô `{column}` của hàng này còn trống", en: "the cell `{column}` of this row is empty" },
                say! { vi: "điền ô `{column}` trong bảng {table}", en: "fill in `{column}` in the table {table}" },
            );
            return None;
        }
        Some(cell)
    }

    /// Reports cells that should say something in words and hold a mark: a tick says yes to a
    /// question that no column of words asks.
    pub fn words(&self, report: &mut Report, columns: &[&str]) {
        for column in columns {
            let cell = self.get(column);
            if !mark::is_mark(cell) {
                continue;
            }
            let help = match *column {
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
            report.error_with_help(
                "cell-mark",
                self.span_of(column),
                say! { vi: "ô `{column}` cần chữ; chỉ ghi `{cell}` thì không ai hiểu là gì", en: "`{column}` needs words; `{cell}` alone says nothing" },
                help,
            );
        }
    }

    /// A day, absent if the cell is empty.
    pub fn date(&self, report: &mut Report, column: &str) -> Option<Date> {
        let cell = self.get(column);
        if cell.is_empty() {
            return None;
        }
        // Excel shows days as 30/04/2026; both ways of writing are plain.
        let iso = match cell.split('/').collect::<Vec<_>>().as_slice() {
            [day, month, year] if year.len() == 4 => format!("{year}-{month:0>2}-{day:0>2}"),
            _ => cell.to_owned(),
        };
        match iso.parse() {
            Ok(date) => Some(date),
            Err(_) => {
                report.error_with_help(
                    "date-malformed",
                    self.span_of(column),
                    say! { vi: "ô `{column}` phải là một ngày, không phải `{cell}`", en: "`{column}` must be a day, not `{cell}`" },
                    say! { vi: "viết năm-tháng-ngày, ví dụ `2026-11-23`", en: "write year-month-day, for example `2026-11-23`" },
                );
                None
            }
        }
    }

    /// One of a fixed list of words.
    pub fn choice<T: Copy>(
        &self,
        report: &mut Report,
        column: &str,
        choices: &[(&str, T)],
    ) -> Option<T> {
        let cell = self.required(report, column)?.to_lowercase();
        if let Some((_, value)) = choices.iter().find(|(word, _)| *word == cell) {
            return Some(*value);
        }
        report.error_with_help(
            "field-choice",
            self.span_of(column),
            say! { vi: "ô `{column}` không nhận `{cell}`", en: "`{column}` cannot be `{cell}`" },
            one_of(&cell, choices),
        );
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Sources;

    fn read<'a>(report: &mut Report, file: FileId, text: &'a str) -> Vec<Row<'a>> {
        let mut rows = Rows::new(report, file, text, "t", &["id", "name"], &[]);
        std::iter::from_fn(|| rows.next(report)).collect()
    }

    #[test]
    fn a_quote_that_is_never_closed_hides_no_row() {
        let text = "id,name\na,\"Lộc\nb,Ninh \"x\"\nc,\"a \"\"b\"\", c\"\nd\n";
        let mut sources = Sources::default();
        let file = sources.add("t.csv", text);
        let mut report = Report::new();
        let rows = read(&mut report, file, text);
        let codes: Vec<_> =
            report.diagnostics().iter().map(|d| (d.code, sources.slice(d.span.unwrap()))).collect();
        assert_eq!(codes, [("quote-open", "\"Lộc"), ("row-cells", "d")]);
        let names: Vec<_> = rows.iter().map(|row| (row.get("name"), row.whole)).collect();
        assert_eq!(names, [("Ninh \"x\"", true), ("a \"b\", c", true), ("", false)]);
        assert_eq!(sources.slice(rows[1].span_of("name")), "\"a \"\"b\"\", c\"");
    }

    #[test]
    fn excel_files_are_read_as_they_come() {
        let text = "id;name\r\na;\"Lộc; Ninh\"\r\n\r\nb;0912\r\n";
        let mut sources = Sources::default();
        let file = sources.add("t.csv", text);
        let mut report = Report::new();
        let rows = read(&mut report, file, text);
        assert!(report.diagnostics().is_empty());
        assert_eq!(rows.len(), 2);
        assert_eq!((rows[0].get("name"), rows[1].get("name")), ("Lộc; Ninh", "0912"));
        assert_eq!(sources.line_column(rows[1].span_of("name")), (4, 3));
    }
}
