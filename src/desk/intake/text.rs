//! A CSV file, or what Excel calls Unicode text.

use super::{LONGEST_TEXT, MOST_CELLS, MOST_COLUMNS, MOST_ROWS, Refused};
use crate::{
    desk::{
        grid::{Cell, Grid},
        text::tidy,
    },
    foreign::csv::Records,
};

/// Reads a file of that name.
///
/// # Errors
/// When its letters are not those of UTF-8 or UTF-16, or it has more cells than people fill in.
pub fn read(file: &str, bytes: &[u8]) -> Result<Grid, Refused> {
    if bytes.len() > LARGEST {
        return Err(Refused::Large(LARGEST_MEGABYTES));
    }
    table(file, &decode(bytes).ok_or(Refused::Encoding)?)
}

/// The text of a CSV file: UTF-8, or UTF-16 as Excel writes "Unicode text".
fn decode(bytes: &[u8]) -> Option<String> {
    let wide = |order: fn([u8; 2]) -> u16| {
        let units: Vec<u16> = bytes
            .chunks_exact(2)
            .skip(1)
            .filter_map(|pair| pair.try_into().ok())
            .map(order)
            .collect();
        String::from_utf16(&units).ok()
    };
    match bytes {
        [0xFF, 0xFE, ..] => wide(u16::from_le_bytes),
        [0xFE, 0xFF, ..] => wide(u16::from_be_bytes),
        _ => {
            let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
            std::str::from_utf8(bytes).ok().map(str::to_owned)
        }
    }
}

/// All of a file is text, which a workbook has less of.
const LARGEST: usize = 24 * 1024 * 1024;
const LARGEST_MEGABYTES: u64 = 24;

/// What is in one row of a file, most of it nothing: a sheet of Excel has 16,384 columns.
const LONGEST_ROW: usize = 100_000;

fn table(name: &str, text: &str) -> Result<Grid, Refused> {
    let first = text.lines().next().unwrap_or_default();
    let delimiter = [b',', b';', b'\t']
        .into_iter()
        .rev()
        .max_by_key(|mark| first.matches(char::from(*mark)).count())
        .unwrap_or(b',');
    // A row is read as a whole, and each of its cells takes room however empty it is.
    let cells = |line: &str| line.bytes().filter(|byte| *byte == delimiter).count();
    if text.lines().any(|line| cells(line) > LONGEST_ROW) {
        return Err(Refused::Many(String::new()));
    }
    if let Some(line) = open_quote(text, delimiter) {
        return Err(Refused::Quote(line));
    }
    let one = |text: &str| Cell { text: tidy(text), ..Cell::default() };
    let (mut rows, mut count) = (Vec::new(), 0);
    for (_, row) in Records::new(text, 0, delimiter) {
        count += row.len();
        if count > MOST_CELLS {
            return Err(Refused::Many(String::new()));
        }
        let at = rows.len();
        let mut row: Vec<Cell> = row.iter().map(one).collect();
        // Excel ends each row where the widest one ends.
        let wide = row.iter().rposition(|cell| !cell.text.is_empty()).map_or(0, |last| last + 1);
        row.truncate(wide);
        if let Some(long) = row.iter().position(|cell| cell.text.len() > LONGEST_TEXT) {
            return Err(Refused::Long(String::new(), at, long));
        }
        if wide > MOST_COLUMNS || (at >= MOST_ROWS && wide > 0) {
            return Err(Refused::Far(String::new(), at, wide - 1));
        }
        rows.push(row);
    }
    Ok(Grid { file: name.to_owned(), name: String::new(), first: (0, 0), rows })
}

/// The line, from 1, of the first cell that begins with a quote and does not end with one. A reader takes
/// all that follows for a part of it, up to the next quote.
fn open_quote(text: &str, delimiter: u8) -> Option<usize> {
    let mut letters = text.bytes().peekable();
    let (mut line, mut begins) = (1, true);
    while let Some(letter) = letters.next() {
        if letter == b'"' && begins {
            let first = line;
            loop {
                match letters.next() {
                    // Two of them are one letter.
                    Some(b'"') if letters.next_if_eq(&b'"').is_some() => {}
                    Some(b'"') => break,
                    Some(letter) => line += usize::from(letter == b'\n'),
                    None => return Some(first),
                }
            }
            let ends = letters.peek().is_none_or(|next| [delimiter, b'\r', b'\n'].contains(next));
            if !ends {
                return Some(first);
            }
        }
        begins = [delimiter, b'\r', b'\n'].contains(&letter);
        line += usize::from(letter == b'\n');
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn excel_writes_text_in_several_ways() {
        let text = "id;tên\r\na;Lộc\r\n";
        let wide: Vec<u8> = "\u{FEFF}id\ttên".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read("t", text.as_bytes()).expect("a table").rows[1][1].text, "Lộc");
        assert_eq!(read("t", &wide).expect("a table").rows[0][1].text, "tên");
        assert_eq!(read("t", b"t\xean").err(), Some(Refused::Encoding));
    }

    #[test]
    fn a_quote_that_is_not_closed_swallows_no_rows() {
        for (text, line) in [
            ("id,tên\na,\"Lộc\nb,Ninh\n", 2),
            ("id,tên\na,\"Lộc\nb,\"Ninh\"\n", 2),
            ("id,tên\na,\"Lộc \"\"x\nb,Ninh\n", 2),
            ("id,tên\r\na,Lộc\r\n\"b\" c,Ninh\r\n", 3),
            ("id,tên\na,\"x\ny\"\nb,\"", 4),
        ] {
            assert_eq!(read("t", text.as_bytes()).err(), Some(Refused::Quote(line)), "{text:?}");
        }
        let sound = "id,tên\na,\"Lộc, \"\"Ninh\"\"\nhai dòng\"\r\nb,\"\"\nc,5\" ống\n\"d\",\"e\"";
        let rows = read("t", sound.as_bytes()).expect("a table").rows;
        assert_eq!(rows.len(), 5);
        assert_eq!(rows[3][1].text, "5\" ống");
    }

    #[test]
    fn a_cell_far_out_is_named_and_empty_ones_are_nothing() {
        let wide = format!("id;tên{}\na;Lộc\n", ";".repeat(20_000));
        assert_eq!(read("t", wide.as_bytes()).expect("a table").width(), 2);
        let far = read("t", format!("{wide}b{}x\n", ";".repeat(300)).as_bytes());
        assert_eq!(far.err(), Some(Refused::Far(String::new(), 2, 300)));
        let open = read("t", format!("id;tên\na;\"{}", "b\n".repeat(200_000)).as_bytes());
        assert_eq!(open.err(), Some(Refused::Quote(2)));
        let long = read("t", format!("id;tên\na;\"{}\"", "b\n".repeat(200_000)).as_bytes());
        assert_eq!(long.err(), Some(Refused::Long(String::new(), 1, 1)));
        let many = read("t", ";".repeat(3_000_000).as_bytes());
        assert_eq!(many.err(), Some(Refused::Many(String::new())));
    }
}
