//! Tables: CSV with a head row, as Excel writes it on any machine.

use std::collections::BTreeMap;

use super::cell::{self, Value};
use crate::{
    diag::{FileId, Report, Span, Text, Tongue},
    foreign::csv,
    model::{Date, Phone, fold::nfc},
    say,
    tables::{Column, Table},
};

/// A row: cells by column name, with their places.
pub struct Row<'a> {
    /// The whole row.
    pub span: Span,
    /// Whether it has a cell for every column; if not, that is reported.
    pub whole: bool,
    cells: BTreeMap<&'static str, (String, Span)>,
    table: &'a Table,
}

/// The rows of a table, read one at a time: all cells at once take ten times the memory of their
/// text. Columns come in any order; `,` or `;` between cells; one more column than is known is a
/// diagnostic, one fewer too.
pub struct Rows<'a> {
    file: FileId,
    text: &'a str,
    table: &'a Table,
    delimiter: char,
    head: Vec<Option<&'static str>>,
    records: csv::Records<'a>,
    /// How many rows were read.
    read: usize,
}

impl<'a> Rows<'a> {
    /// Reads the head of a table.
    pub fn new(report: &mut Report, file: FileId, text: &'a str, table: &'a Table) -> Self {
        let head_line = text.lines().next().unwrap_or_default();
        let delimiter =
            if head_line.matches(';').count() > head_line.matches(',').count() { ';' } else { ',' };
        let mut records = records(text, 0, delimiter);
        let (at, cells) = records.next().unwrap_or_default();
        let (spans, _) = cell_spans(file, text, &trimmed(text, at), delimiter);
        let head = read_head(report, file, &cells, &spans, table);
        Self { file, text, table, delimiter, head, records, read: 0 }
    }

    /// The next row that has anything in it.
    pub fn next(&mut self, report: &mut Report) -> Option<Row<'a>> {
        let Self { file, text, table, delimiter, .. } = *self;
        loop {
            self.read += 1;
            if self.read > table.most {
                self.refuse_rest(report);
                return None;
            }
            if let Some(quote) = open_quote(file, text, self.records.at(), delimiter) {
                self.refuse_quote(report, quote);
                continue;
            }
            let (at, cells) = self.records.next()?;
            if cells.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            let at = trimmed(text, at);
            let (spans, open) = cell_spans(file, text, &at, delimiter);
            if let Some(quote) = open {
                self.refuse_quote(report, quote);
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

impl Rows<'_> {
    /// Reports that there are more rows than people fill in, once.
    fn refuse_rest(&mut self, report: &mut Report) {
        let at = self.records.at();
        if at >= self.text.len() {
            return;
        }
        let line = self.text.get(at..).and_then(|rest| rest.lines().next());
        let Table { file, most, .. } = *self.table;
        report.error_with_help(
            "file-enormous",
            Span::new(self.file, at..at + line.map_or(0, str::len)),
            say! { vi: "bảng {file} có hơn {most} hàng", en: "the table {file} has more than {most} rows" },
            say! { vi: "có lẽ đây là tệp khác bị đổi tên, hoặc các hàng bị chép lặp lại: xóa hàng thừa", en: "it may be another file under a wrong name, or its rows were copied many times: delete what is not needed" },
        );
        self.records = records(self.text, self.text.len(), self.delimiter);
    }

    /// Reports a quote that nothing closes, and goes on with the line after it. The rest of the table
    /// would be one cell, and its mistakes would not be seen.
    fn refuse_quote(&mut self, report: &mut Report, quote: usize) {
        let line = self.text.get(quote..).and_then(|rest| rest.lines().next());
        let end = quote + line.map_or(0, str::len);
        report.error_with_help(
            "quote-open",
            Span::new(self.file, quote..end),
            say! { vi: "dấu ngoặc kép mở ra mà không đóng lại trên dòng này", en: "the quote is opened and not closed on this line" },
            say! { vi: "thêm dấu `\"` ở cuối ô, hoặc bỏ dấu `\"` ở đầu ô; mỗi ô viết trên một dòng, không xuống dòng bằng Alt+Enter trong Excel", en: "add a `\"` at the end of the cell, or remove the one at its start; write each cell on one line, without Alt+Enter in Excel" },
        );
        self.records = records(self.text, end, self.delimiter);
    }
}

/// A stretch of text without the ends of lines around it.
fn trimmed(text: &str, at: std::ops::Range<usize>) -> std::ops::Range<usize> {
    let raw = text.get(at.clone()).unwrap_or_default();
    let blank = raw.len() - raw.trim_start_matches(['\r', '\n']).len();
    at.start + blank..at.start + raw.trim_end_matches(['\r', '\n']).len().max(blank)
}

/// The quote that opens a cell of the next line and that nothing closes there. It is looked for before
/// the line is read as a row, which would be all that follows.
fn open_quote(file: FileId, text: &str, from: usize, delimiter: char) -> Option<usize> {
    let rest = text.get(from..)?;
    let from = from + (rest.len() - rest.trim_start_matches(['\r', '\n']).len());
    // With its end, at which a quote that is open is given up.
    let line = text.get(from..)?.split_inclusive('\n').next()?;
    if !line.contains('"') {
        return None;
    }
    cell_spans(file, text, &(from..from + line.len()), delimiter).1
}

fn records(text: &str, base: usize, delimiter: char) -> csv::Records<'_> {
    csv::Records::new(text, base, u8::try_from(delimiter).unwrap_or(b','))
}

fn read_head(
    report: &mut Report,
    file: FileId,
    record: &csv::Record,
    spans: &[Span],
    table: &Table,
) -> Vec<Option<&'static str>> {
    // Each column is held against all before it, and nobody reads more.
    const MOST: usize = 256;
    let known = || table.columns.iter().map(|column| column.name);
    let file_name = table.file;
    let mut head: Vec<Option<&'static str>> = Vec::new();
    // Columns that are misspelt are not missing too.
    let mut meant: Vec<&str> = Vec::new();
    let row = match (spans.first(), spans.last()) {
        (Some(first), Some(last)) => Span::new(file, first.range().start..last.range().end),
        _ => Span::new(file, 0..0),
    };
    for (number, cell) in record.iter().take(MOST).enumerate() {
        let span = spans.get(number).copied().unwrap_or(row);
        let cell = nfc(cell.trim()).to_lowercase();
        let by_heading = || table.column(&cell).and_then(|at| table.columns.get(at));
        let name = known().find(|name| *name == cell).or_else(|| by_heading().map(|c| c.name));
        if name.is_none() && !cell.is_empty() {
            let list = known().collect::<Vec<_>>().join(", ");
            let near = report.nearest("column-unknown", span, &cell, known());
            meant.extend(near);
            let tabs = cell.contains('\t');
            meant.extend(known().filter(|_| tabs));
            let help = match near {
                _ if tabs => {
                    say! { vi: "các ô đang cách nhau bằng dấu Tab: trong Excel chọn Lưu thành…, kiểu “CSV UTF-8”", en: "the cells are parted by tabs: in Excel choose Save as…, “CSV UTF-8”" }
                }
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
                say! { vi: "bảng {file_name} không có cột `{cell}`", en: "the table {file_name} has no column `{cell}`" },
                help,
            );
        }
        if let Some(first) = head.iter().position(|earlier| earlier.is_some() && *earlier == name) {
            let first = spans.get(first).copied().unwrap_or(row);
            report.error_with_related(
                "listed-twice",
                span,
                say! { vi: "bảng {file_name} có hai cột `{cell}`", en: "the table {file_name} has two columns `{cell}`" },
                say! { vi: "bỏ một cột", en: "remove one of them" },
                [(first, say! { vi: "cột đầu ở đây", en: "first here" })],
            );
        }
        head.push(name);
    }
    let missing: Vec<Text> = table
        .columns
        .iter()
        .filter(|column| !column.optional && !head.contains(&Some(column.name)))
        .filter(|column| !meant.contains(&column.name))
        .map(Column::called)
        .collect();
    if !missing.is_empty() {
        let [vi, en] = [Tongue::Vi, Tongue::En].map(|tongue| {
            let names = missing.iter().map(|called| called.in_tongue(tongue));
            names.collect::<Vec<_>>().join(", ")
        });
        report.error_with_help(
            "column-missing",
            row,
            say! { vi: "bảng {file_name} thiếu cột {vi}", en: "the table {file_name} lacks {en}" },
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

    /// Where the words of a cell are, without the quotes around them if they are shown as they are.
    pub fn words_at(&self, column: &str) -> Span {
        let (span, words) = (self.span_of(column), self.get(column));
        let quotes = span.range().len().saturating_sub(words.len());
        if quotes == 2 { Span { start: span.start + 1, end: span.end - 1, ..span } } else { span }
    }

    /// What a cell says, by the kind of its column; nothing if it is empty or is not what the column
    /// holds. Both are reported, an empty cell where the table requires it.
    fn value(&self, report: &mut Report, column: &str) -> Option<Value> {
        // That the table has no such column, or the row no such cell, is reported already.
        let (cell, span) = self.cells.get(column)?;
        let column = self.table.named(column)?;
        if !cell.is_empty() {
            return cell::read(report, column, cell, *span);
        }
        if column.required {
            let Text { vi, en } = column.called();
            let Text { vi: table, en: table_en } = self.table.called();
            report.error_with_help(
                "cell-empty",
                self.span,
                say! { vi: "ô {vi} của hàng này còn trống", en: "the cell {en} of this row is empty" },
                say! { vi: "điền ô {vi} trong bảng {table}", en: "fill in {en} in the table {table_en}" },
            );
        }
        None
    }

    /// Words, a code or an id.
    pub fn text(&self, report: &mut Report, column: &str) -> Option<String> {
        match self.value(report, column)? {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Ids; none if the cell is empty.
    pub fn ids(&self, report: &mut Report, column: &str) -> Vec<String> {
        match self.value(report, column) {
            Some(Value::Ids(ids)) => ids,
            _ => Vec::new(),
        }
    }

    /// A number to call.
    pub fn phone(&self, report: &mut Report, column: &str) -> Option<Phone> {
        match self.value(report, column)? {
            Value::Phone(phone) => Some(phone),
            _ => None,
        }
    }

    /// A day.
    pub fn day(&self, report: &mut Report, column: &str) -> Option<Date> {
        match self.value(report, column)? {
            Value::Day(day) => Some(day),
            _ => None,
        }
    }

    /// A number.
    pub fn number(&self, report: &mut Report, column: &str) -> Option<f64> {
        match self.value(report, column)? {
            Value::Number(number) => Some(number),
            _ => None,
        }
    }

    /// How many.
    pub fn count(&self, report: &mut Report, column: &str) -> Option<u32> {
        match self.value(report, column)? {
            Value::Count(count) => Some(count),
            _ => None,
        }
    }

    /// One of the words of the column.
    pub fn choice(&self, report: &mut Report, column: &str) -> Option<&'static str> {
        match self.value(report, column)? {
            Value::Choice(word) => Some(word),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        diag::Sources,
        tables::{Kind, Words},
    };

    const TABLE: Table = Table {
        path: "t.csv",
        file: "t.csv",
        most: 100,
        title: Words::NONE,
        keys: &[],
        columns: &[
            Column::new("id", Kind::Id, 1, Words::NONE, Words::NONE),
            Column::new("name", Kind::Text, 1, Words::NONE, Words::NONE),
        ],
    };

    fn read<'a>(report: &mut Report, file: FileId, text: &'a str) -> Vec<Row<'a>> {
        let mut rows = Rows::new(report, file, text, &TABLE);
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
