//! The bytes of a workbook on every system. An archive says on which system it was made, and the
//! writer of workbooks says the one that it runs on.

/// What an archive made on Unix says of each of its files.
const UNIX: u8 = 3;
/// The record that ends an archive, which is followed by nothing in a workbook.
const END: usize = 22;
/// What is always there of a file in the list of files.
const ENTRY: usize = 46;

/// Makes an archive one that was made on Unix. Bytes that are no archive stay as they are.
pub fn as_on_unix(mut archive: Vec<u8>) -> Vec<u8> {
    let end = archive.len().checked_sub(END).and_then(|at| archive.get(at..));
    let Some(end) = end.filter(|end| end.starts_with(b"PK\x05\x06")) else { return archive };
    let (count, mut at) = (number(end, 10, 2), number(end, 16, 4));
    for _ in 0..count {
        let Some(entry) = archive.get_mut(at..at.saturating_add(ENTRY)) else { break };
        let [b'P', b'K', 1, 2, _, system, ..] = entry else { break };
        *system = UNIX;
        at += ENTRY + [28, 30, 32].map(|field| number(entry, field, 2)).iter().sum::<usize>();
    }
    archive
}

/// A number of some bytes, the least first.
fn number(bytes: &[u8], at: usize, length: usize) -> usize {
    let bytes = bytes.get(at..at + length).unwrap_or_default();
    bytes.iter().rev().fold(0, |number, byte| number << 8 | usize::from(*byte))
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Write};

    use zip::{System, ZipWriter, write::SimpleFileOptions};

    use super::*;

    fn made_on(system: System) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default().unix_permissions(0o644).system(system);
        for name in ["[Content_Types].xml", "xl/trang.xml"] {
            zip.start_file(name, options).expect("a file");
            zip.write_all(name.repeat(40).as_bytes()).expect("its bytes");
        }
        zip.finish().expect("an archive").into_inner()
    }

    #[test]
    fn an_archive_is_the_same_wherever_it_was_made() {
        assert_ne!(made_on(System::Dos), made_on(System::Unix));
        assert_eq!(as_on_unix(made_on(System::Dos)), made_on(System::Unix));
        assert_eq!(as_on_unix(made_on(System::Unix)), made_on(System::Unix));
    }

    #[test]
    fn what_is_no_archive_is_left_alone() {
        let archive = made_on(System::Dos);
        for length in 0..archive.len() {
            let part = archive[..length].to_vec();
            assert_eq!(as_on_unix(part.clone()), part);
        }
    }
}
