//! Files that are no Word file, and what is said of them.

use super::{
    read,
    refused::Refused,
    tests::{archive, docx, p},
};

#[test]
fn other_files_are_refused_with_what_they_are() {
    let refused = |bytes: &[u8]| read::document(bytes, false).expect_err("no document");
    let locked: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let ole = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
    for (bytes, wanted) in [
        (Vec::new(), Refused::Broken),
        (b"%PDF-1.7".to_vec(), Refused::Pdf),
        (b"{\\rtf1 a}".to_vec(), Refused::Rtf),
        (b"<html>".to_vec(), Refused::Plain),
        (ole.to_vec(), Refused::Old),
        ([ole.as_slice(), &locked].concat(), Refused::Locked),
        (archive(&[("mimetype", "application/vnd.oasis.opendocument.text")]), Refused::Odt),
        (archive(&[("xl/workbook.xml", "<a/>")]), Refused::Other),
        (archive(&[("word/document.xml", "<a")]), Refused::Broken),
        (archive(&[("word/document.xml", "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>")]), Refused::Broken),
        (docx(""), Refused::Empty),
        (docx(&["<w:sdt>".repeat(300), "</w:sdt>".repeat(300)].concat()), Refused::TooMuch),
    ] {
        assert_eq!(refused(&bytes), wanted);
    }
    let bomb = format!("<a>{}</a>", " ".repeat(50 << 20));
    assert_eq!(refused(&archive(&[("word/document.xml", &bomb)])), Refused::TooMuch);
}

#[test]
fn a_file_that_ends_early_is_refused() {
    let whole = docx(&p("", "chữ"));
    for end in 0..whole.len() {
        assert!(read::document(&whole[..end], false).is_err(), "{end}");
    }
}
