//! Tables: CSV with a head row, as Excel writes it on any machine.

use std::collections::BTreeMap;

use crate::{
    diag::{FileId, Report, Span, nearest},
    model::{Date, fold::nfc},
    say,
};

/// A row: cells by column name, with their places.
pub struct Row<'a> {
    /// The whole row.
    pub span: Span,
    cells: BTreeMap<&'static str, (String, Span)>,
    table: &'a str,
}

/// Reads a table. Columns come in any order; `,` or `;` between cells; one more column than is
/// known is a diagnostic, one fewer too.
pub fn read<'a>(
    report: &mut Report,
    file: FileId,
    text: &str,
    table: &'a str,
    columns: &[&'static str],
    optional: &[&'static str],
) -> Vec<Row<'a>> {
    let head_line = text.lines().next().unwrap_or_default();
    let delimiter =
        if head_line.matches(';').count() > head_line.matches(',').count() { b';' } else { b',' };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .has_headers(false)
        .from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    let mut head: Option<Vec<Option<&'static str>>> = None;
    let mut rows = Vec::new();
    loop {
        let start = usize::try_from(reader.position().byte()).unwrap_or(0);
        match reader.read_record(&mut record) {
            Ok(false) => break,
            Ok(true) => {}
            // The text is UTF-8 and rows may be of any length, so nothing else can fail.
            Err(_) => continue,
        }
        let end = usize::try_from(reader.position().byte()).unwrap_or(0);
        let raw = text.get(start..end).unwrap_or_default();
        let blank = raw.len() - raw.trim_start_matches(['\r', '\n']).len();
        let at = start + blank..start + raw.trim_end_matches(['\r', '\n']).len().max(blank);
        let Some(head) = &head else {
            head = Some(read_head(report, file, &at, &record, table, columns, optional));
            continue;
        };
        if record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let spans = cell_spans(file, text, &at, char::from(delimiter));
        if record.len() < head.len()
            || record.iter().skip(head.len()).any(|cell| !cell.trim().is_empty())
        {
            let (has, wants) = (record.len(), head.len());
            report.error_with_help(
                "row-cells",
                Span::new(file, at),
                say! { vi: "hàng này có {has} ô, bảng cần {wants} ô", en: "this row has {has} cells, the table {wants}" },
                say! {
                    vi: "thêm hoặc bớt dấu ngăn ô cho đủ; ô chưa biết để trống; ô có dấu phẩy đặt trong ngoặc kép",
                    en: "add or remove separators; leave unknown cells empty; put a cell with a comma in double quotes"
                },
            );
            continue;
        }
        let cells = head
            .iter()
            .zip(record.iter())
            .enumerate()
            .filter_map(|(number, (name, cell))| {
                let span =
                    spans.get(number).copied().unwrap_or_else(|| Span::new(file, at.clone()));
                name.map(|name| (name, (nfc(cell.trim()), span)))
            })
            .collect();
        rows.push(Row { span: Span::new(file, at), cells, table });
    }
    rows
}

fn read_head(
    report: &mut Report,
    file: FileId,
    at: &std::ops::Range<usize>,
    record: &csv::StringRecord,
    table: &str,
    columns: &[&'static str],
    optional: &[&'static str],
) -> Vec<Option<&'static str>> {
    let span = Span::new(file, at.clone());
    let known = || columns.iter().chain(optional).copied();
    let mut head = Vec::new();
    for cell in record {
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
        head.push(name);
    }
    for name in columns {
        if !head.contains(&Some(name)) {
            report.error_with_help(
                "column-missing",
                span,
                say! { vi: "bảng {table} thiếu cột `{name}`", en: "the table {table} lacks the column `{name}`" },
                say! { vi: "thêm cột này vào hàng đầu; ô chưa biết để trống", en: "add it to the head row; unknown cells stay empty" },
            );
        }
    }
    head
}

/// Where each cell of a row stands; quotes are honoured.
fn cell_spans(file: FileId, text: &str, at: &std::ops::Range<usize>, delimiter: char) -> Vec<Span> {
    let mut spans = Vec::new();
    let mut start = at.start;
    let mut quoted = false;
    for (offset, c) in text.get(at.clone()).unwrap_or_default().char_indices() {
        if c == '"' {
            quoted = !quoted;
        } else if c == delimiter && !quoted {
            spans.push(Span::new(file, start..at.start + offset));
            start = at.start + offset + c.len_utf8();
        }
    }
    spans.push(Span::new(file, start..at.end));
    spans
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
        let cell = self.get(column);
        if cell.is_empty() {
            let table = self.table;
            report.error_with_help(
                "cell-empty",
                self.span,
                say! { vi: "bảng {table}: ô `{column}` của hàng này còn trống", en: "table {table}: the cell `{column}` of this row is empty" },
                say! { vi: "điền ô `{column}`", en: "fill in `{column}`" },
            );
            return None;
        }
        Some(cell)
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
        let known = choices.iter().map(|(word, _)| *word).collect::<Vec<_>>().join(", ");
        report.error_with_help(
            "field-choice",
            self.span_of(column),
            say! { vi: "ô `{column}` không nhận `{cell}`", en: "`{column}` cannot be `{cell}`" },
            say! { vi: "chọn một trong: {known}", en: "choose one of: {known}" },
        );
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Sources;

    #[test]
    fn excel_files_are_read_as_they_come() {
        let text = "id;name\r\na;\"Lộc; Ninh\"\r\n\r\nb;0912\r\n";
        let mut sources = Sources::default();
        let file = sources.add("t.csv", text);
        let mut report = Report::new();
        let rows = read(&mut report, file, text, "t", &["id", "name"], &[]);
        assert!(report.diagnostics().is_empty());
        assert_eq!(rows.len(), 2);
        assert_eq!((rows[0].get("name"), rows[1].get("name")), ("Lộc; Ninh", "0912"));
        assert_eq!(sources.line_column(rows[1].span_of("name")), (4, 3));
    }
}
