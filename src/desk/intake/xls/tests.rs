//! An `.xls` that is made record by record: what no office program writes.

use super::{
    ole::wrapped,
    scan::{LABEL, NUMBER, SHARED_LABEL},
    *,
};
use crate::desk::intake::{MOST_CELLS, read as read_any};

fn record(kind: usize, data: &[u8]) -> Vec<u8> {
    let half = |number: usize| u16::try_from(number).expect("16 bits").to_le_bytes();
    [&half(kind), half(data.len()).as_slice(), data].concat()
}

fn halves(all: &[u16]) -> Vec<u8> {
    all.iter().flat_map(|half| half.to_le_bytes()).collect()
}

/// A workbook with records before its sheets and one sheet of records.
fn book(globals: &[Vec<u8>], cells: &[Vec<u8>]) -> Vec<u8> {
    let begin = |kind: u16| record(0x809, &halves(&[0x600, kind]));
    let end = record(0xA, &[]);
    let before = [begin(5), globals.concat()].concat();
    let sheet = |at: u32| {
        let name = [&[1_u8, 0], b"T".as_slice()].concat();
        record(0x85, &[&at.to_le_bytes(), [0, 0].as_slice(), &name].concat())
    };
    let start = u32::try_from(before.len() + sheet(0).len() + end.len()).expect("32 bits");
    wrapped(&[before, sheet(start), end.clone(), begin(0x10), cells.concat(), end].concat())
}

fn number(row: u16, column: u16, value: f64) -> Vec<u8> {
    record(NUMBER, &[halves(&[row, column, 0]), value.to_le_bytes().to_vec()].concat())
}

/// A cell: where it stands, what it says, and what is odd about it.
type Found = ((usize, usize), String, Option<Odd>);

fn sheet(bytes: &[u8]) -> Result<Vec<Found>, Refused> {
    let mut found = read(bytes)?.sheets;
    let (name, cells) = found.pop().expect("a sheet");
    assert_eq!(name, "T");
    Ok(cells.into_iter().map(|(at, cell)| (at, cell.text, cell.odd)).collect())
}

#[test]
fn a_cell_far_out_takes_no_room() {
    // What a sheet says of its size is for nobody.
    let size = record(0x200, &halves(&[0, 0, 0xFFFF, 0xFFFF, 0, 0xFFFF, 0]));
    let far = book(&[], &[size, number(0, 0, 1.0), number(65_535, 255, 2.5)]);
    let cell = |at, text: &str| (at, text.to_owned(), None);
    assert_eq!(sheet(&far), Ok(vec![cell((0, 0), "1"), cell((65_535, 255), "2.5")]));
    let grid = &read_any("a.xls", &far).expect("a workbook").grids[0];
    assert_eq!((grid.rows.len(), grid.cell(65_535, 255).text.as_str()), (65_536, "2.5"));
    let beyond = book(&[], &[number(0, 0, 1.0), number(65_535, 256, 2.5)]);
    assert_eq!(sheet(&beyond), Err(Refused::Far("T".into(), 65_535, 256)));
}

#[test]
fn cells_come_in_any_order_and_as_many_as_a_sheet_has() {
    let cells: Vec<Vec<u8>> =
        (0..3000_u16).rev().map(|at| number(at / 7, at % 7, f64::from(at))).collect();
    let read = sheet(&book(&[], &cells)).expect("a sheet");
    assert_eq!(read.len(), 3000);
    for (at, ((row, column), text, _)) in read.iter().enumerate() {
        assert_eq!((*row * 7 + *column, text.as_str()), (at, at.to_string().as_str()));
    }
    let many = vec![number(0, 0, 1.0); MOST_CELLS + 1];
    assert_eq!(sheet(&book(&[], &many)), Err(Refused::Many("T".into())));
}

#[test]
fn one_long_text_in_many_cells_is_refused() {
    let text = [&[0; 8], [0x20, 0x4E, 0].as_slice(), &vec![b'a'; 0x4E20]].concat();
    let texts = record(0xFC, &text);
    let cell = record(SHARED_LABEL, &[0; 10]);
    let few = book(std::slice::from_ref(&texts), &vec![cell.clone(); 9]);
    assert_eq!(sheet(&few).expect("a sheet")[0].1.len(), 0x4E20);
    assert_eq!(sheet(&book(&[texts], &vec![cell; 9000])), Err(Refused::Many("T".into())));
    let none = record(SHARED_LABEL, &[0, 0, 0, 0, 0, 0, 9, 0, 0, 0]);
    assert_eq!(sheet(&book(&[], &[none])), Err(Refused::Sheet("T".into())));
}

#[test]
fn a_text_that_is_not_whole_is_refused() {
    let label =
        |letters: u8| record(LABEL, &[[0; 6].as_slice(), &[letters, 0, 0], b"abc"].concat());
    assert_eq!(sheet(&book(&[], &[label(3)])).expect("a sheet")[0].1, "abc");
    assert_eq!(sheet(&book(&[], &[label(4)])), Err(Refused::Sheet("T".into())));
    let cut = book(&[], &[label(3)]);
    // The end of the sheet, and of the records.
    let at = cut.windows(3).position(|part| part == b"abc").expect("a text") + 3;
    let mut open = cut.clone();
    open[at..at + 4].copy_from_slice(&[0x99, 9, 0xFF, 0xFF]);
    assert_eq!(sheet(&open), Err(Refused::Sheet("T".into())));
}

#[test]
fn what_a_formula_gives_is_what_its_cell_says() {
    let formula = |row: u16, value: [u8; 8]| {
        // After the value comes an expression of any length: nobody reads it.
        record(6, &[halves(&[row, 0, 0]), value.to_vec(), vec![0xFF; 40]].concat())
    };
    let gives = |kind: u8, value: u8| [kind, 0, value, 0, 0, 0, 0xFF, 0xFF];
    let text = record(0x207, &[2, 0, 0, b'o', b'k']);
    let cells = [
        formula(0, 2.5_f64.to_le_bytes()),
        formula(1, gives(1, 1)),
        formula(2, gives(2, 7)),
        formula(3, gives(2, 99)),
        formula(4, gives(0, 0)),
        record(0x4BC, &[]),
        text.clone(),
        formula(5, gives(3, 0)),
        formula(6, gives(0, 0)),
        formula(7, gives(0, 0)),
        text.clone(),
        record(0x3C, &[0, b'!']),
        formula(8, gives(0, 0)),
    ];
    let said = |row: usize, text: &str, odd| ((row, 0), text.to_owned(), odd);
    assert_eq!(
        sheet(&book(&[], &cells)).expect("a sheet"),
        [
            said(0, "2.5", None),
            said(1, "true", None),
            said(2, "#DIV/0!", Some(Odd::Fault)),
            said(3, "#N/A", Some(Odd::Fault)),
            said(4, "ok", None),
            said(6, "", Some(Odd::Unreckoned)),
            said(7, "", Some(Odd::Unreckoned)),
            said(8, "", Some(Odd::Unreckoned)),
        ]
    );
}

#[test]
fn a_font_of_the_cell_or_of_words_strikes_out() {
    let font = |flags: u16| record(0x31, &halves(&[200, flags, 0]));
    // The third and the fifth font; there is no font of number 4.
    let globals = [
        [0, 0, 8, 0, 8].map(font).concat(),
        [0, 2, 5].map(|font| record(0xE0, &halves(&[font, 0]))).concat(),
        record(
            0xFC,
            &[[0; 8].as_slice(), &[2, 0, 8, 1, 0], b"ab", &halves(&[1, 5]), &[2, 0, 0], b"cd"]
                .concat(),
        ),
    ];
    let shared =
        |row: u16, style: u16, text: u16| record(SHARED_LABEL, &halves(&[row, 0, style, text, 0]));
    let rich = record(
        0xD6,
        &[&[4, 0, 0, 0, 0, 0, 2, 0, 0], b"ef".as_slice(), &halves(&[1, 0, 2])].concat(),
    );
    let cells = [shared(0, 0, 0), shared(1, 0, 1), shared(2, 1, 1), shared(3, 2, 1), rich];
    let said = sheet(&book(&globals, &cells)).expect("a sheet");
    let struck: Vec<bool> = said.iter().map(|(.., odd)| *odd == Some(Odd::Struck)).collect();
    assert_eq!(struck, [true, false, true, true, true], "{said:?}");
}

#[test]
fn a_workbook_with_a_password_or_of_charts_has_no_cells() {
    let locked = book(&[record(0x2F, &[0; 6])], &[number(0, 0, 1.0)]);
    assert_eq!(sheet(&locked), Err(Refused::Unreadable));
    let mut chart = book(&[], &[number(0, 0, 1.0)]);
    let listed = record(0x85, &[]);
    let at = chart.windows(2).position(|part| part == &listed[..2]).expect("a sheet");
    chart[at + 9] = 2;
    assert!(read(&chart).expect("a workbook").sheets.is_empty());
}
