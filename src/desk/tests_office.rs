//! What people do to a workbook, for tests.

use std::{
    fs,
    io::{Cursor, Read, Write},
    path::Path,
};

use calamine::{Reader, Xlsx};

/// The cells of a sheet.
pub type Cells = Vec<Vec<String>>;

/// Opens a workbook, changes the cells of each sheet, which stand under its name, and saves it as
/// `to`.
pub fn refill(from: &Path, to: &Path, change: impl Fn(&str, &mut Cells)) {
    let mut old: Xlsx<_> = calamine::open_workbook(from).expect("a workbook");
    let mut new = rust_xlsxwriter::Workbook::new();
    for name in old.sheet_names() {
        let range = old.worksheet_range(&name).expect("a sheet");
        let mut cells: Cells =
            range.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect();
        change(&name, &mut cells);
        let page = new.add_worksheet().set_name(&name).expect("a name");
        for (number, row) in (0..).zip(&cells) {
            for (column, cell) in (0..).zip(row).filter(|(_, cell)| !cell.is_empty()) {
                page.write_string(number, column, cell).expect("a cell");
            }
        }
    }
    new.save(to).expect("a workbook");
}

/// The members of an archive.
pub fn members(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("an archive");
    let mut all = Vec::new();
    for at in 0..zip.len() {
        let mut entry = zip.by_index(at).expect("a member");
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).expect("its bytes");
        all.push((entry.name().expect("a name").into_owned(), bytes));
    }
    all
}

/// An archive of members.
pub fn packed(members: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        let options = zip::write::SimpleFileOptions::default();
        zip.start_file(name.as_str(), options).expect("a member");
        zip.write_all(bytes).expect("its bytes");
    }
    zip.finish().expect("an archive").into_inner()
}

/// A workbook in which a text of a part is another one; it must stand there.
pub fn patched(bytes: &[u8], part: &str, from: &str, to: &str) -> Vec<u8> {
    let mut all = members(bytes);
    let found = all.iter_mut().find(|(name, _)| name == part).expect("a part");
    let text = String::from_utf8(found.1.clone()).expect("letters");
    assert!(text.contains(from), "{part} does not hold {from}: {text}");
    found.1 = text.replace(from, to).into_bytes();
    packed(&all)
}

/// A workbook of one sheet.
pub fn book(fill: impl Fn(&mut rust_xlsxwriter::Worksheet)) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    fill(book.add_worksheet());
    book.save_to_buffer().expect("a workbook")
}

/// Writes a file and gives its path.
pub fn file(folder: &Path, name: &str, bytes: &[u8]) -> std::path::PathBuf {
    let path = folder.join(name);
    fs::write(&path, bytes).expect("a file");
    path
}
