//! Pieces of files that are made to do harm.

use std::io::{Cursor, Write};

use super::{members, packed, run::here};

/// A Word file whose body is this.
pub fn word(body: &str) -> Vec<u8> {
    let document =
        format!("<w:document xmlns:w=\"w\" xmlns:r=\"r\"><w:body>{body}</w:body></w:document>");
    word_with(&[("word/document.xml", document.into_bytes())], "")
}

/// A Word file in which parts are others, and its document is related to more.
pub fn word_with(parts: &[(&str, Vec<u8>)], relations: &str) -> Vec<u8> {
    const RELATIONS: &str = "word/_rels/document.xml.rels";
    let sound = "tests/sites/a-word-file-becomes-the-draft-of-a-lesson.in/bep.docx";
    let mut all = members(&std::fs::read(here(sound)).expect(sound));
    for (name, bytes) in parts {
        all.retain(|(known, _)| known != name);
        all.push(((*name).to_owned(), bytes.clone()));
    }
    let known = all.iter_mut().find(|(name, _)| name == RELATIONS).expect("relations");
    let text = String::from_utf8(known.1.clone()).expect("letters");
    known.1 =
        text.replace("</Relationships>", &format!("{relations}</Relationships>")).into_bytes();
    packed(&all)
}

/// A relation of the document of a Word file to one of its parts.
pub fn relation(id: usize, kind: &str, target: &str) -> String {
    format!("<Relationship Id=\"rId9{id}\" Type=\"x/{kind}\" Target=\"{target}\"/>")
}

/// A paragraph of Word.
pub fn paragraph(words: &str) -> String {
    format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>")
}

/// An archive whose list says of a part that it is as small as nothing.
pub fn lying(mut archive: Vec<u8>, part: &str) -> Vec<u8> {
    let number = |bytes: &[u8], at: usize, length: usize| -> usize {
        bytes[at..at + length].iter().rev().fold(0, |number, byte| number << 8 | usize::from(*byte))
    };
    let listed = (0..archive.len() - 46).find(|at| {
        archive[*at..].starts_with(b"PK\x01\x02") && archive[at + 46..].starts_with(part.as_bytes())
    });
    let listed = listed.expect("the part is listed");
    let begins = number(&archive, listed + 42, 4);
    for at in [listed + 24, begins + 22] {
        archive[at..at + 4].copy_from_slice(&1000_u32.to_le_bytes());
    }
    archive
}

/// A lesson whose text is this.
pub fn lesson(text: &str) -> Vec<u8> {
    let sound = "tests/sites/_minimal/content/packs/water/near/lesson.vi.md";
    let head = std::fs::read_to_string(here(sound)).expect(sound);
    format!("{head}\n{text}\n").into_bytes()
}

/// A drawing whose shapes are these.
pub fn drawing(shapes: &str) -> Vec<u8> {
    format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 100 100\">{shapes}</svg>")
        .into_bytes()
}

/// A PNG of so many pixels that says it has these, and has more chunks before them.
pub fn png(says: (u32, u32), has: (u32, u32), more: &[u8]) -> Vec<u8> {
    use image::{ExtendedColorType, ImageEncoder, codecs::png};
    let pixels = vec![0; has.0 as usize * has.1 as usize];
    let mut bytes = Vec::new();
    let (compression, filter) = (png::CompressionType::Fast, png::FilterType::NoFilter);
    png::PngEncoder::new_with_quality(&mut bytes, compression, filter)
        .write_image(&pixels, has.0, has.1, ExtendedColorType::L8)
        .expect("a picture");
    bytes[16..20].copy_from_slice(&says.0.to_be_bytes());
    bytes[20..24].copy_from_slice(&says.1.to_be_bytes());
    let sum = sum(&bytes[12..29]).to_be_bytes();
    bytes[29..33].copy_from_slice(&sum);
    bytes.splice(33..33, more.iter().copied());
    bytes
}

/// A chunk of a PNG.
pub fn chunk(kind: [u8; 4], data: &[u8]) -> Vec<u8> {
    let length = u32::try_from(data.len()).expect("a length").to_be_bytes();
    let named = [&kind[..], data].concat();
    [&length[..], &named, &sum(&named).to_be_bytes()].concat()
}

/// The sum of a chunk of a PNG.
fn sum(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            if sum & 1 == 1 { sum >> 1 ^ 0xEDB8_8320 } else { sum >> 1 }
        })
    })
}

/// So many zeros, as small as they get: what a PNG packs its data into.
pub fn zeros(count: usize) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("a", zip::write::SimpleFileOptions::default()).expect("a part");
    let piece = vec![0; 1 << 20];
    for _ in 0..count >> 20 {
        zip.write_all(&piece).expect("its bytes");
    }
    let archive = zip.finish().expect("an archive").into_inner();
    let mut archive = zip::ZipArchive::new(Cursor::new(archive)).expect("an archive");
    let mut deflated = Vec::new();
    let mut raw = archive.by_index_raw(0).expect("a part");
    std::io::Read::read_to_end(&mut raw, &mut deflated).expect("its bytes");
    let long = u32::try_from((count >> 20 << 20) % 65_521).expect("a number");
    [&[0x78, 0x9C][..], &deflated, &(long << 16 | 1).to_be_bytes()].concat()
}

/// A JPEG with more segments before all others.
pub fn jpeg(more: &[u8]) -> Vec<u8> {
    let sound = std::fs::read(here("tests/browser/photograph.jpg")).expect("a photograph");
    [&sound[..2], more, &sound[2..]].concat()
}

/// A PNG that packs no smaller, as a photograph does not.
pub fn noise(width: u32, height: u32) -> Vec<u8> {
    use image::{ExtendedColorType, ImageEncoder, codecs::png};
    let mut state = 7_u32;
    let pixels: Vec<u8> = (0..width * height * 3)
        .map(|_| {
            state ^= state << 13;
            state ^= state >> 17;
            state ^= state << 5;
            state.to_be_bytes()[0]
        })
        .collect();
    let mut bytes = Vec::new();
    let (compression, filter) = (png::CompressionType::Fast, png::FilterType::NoFilter);
    png::PngEncoder::new_with_quality(&mut bytes, compression, filter)
        .write_image(&pixels, width, height, ExtendedColorType::Rgb8)
        .expect("a picture");
    bytes
}

/// A font of which every byte of a table is this one.
pub fn font_with(table: [u8; 4], byte: u8) -> Vec<u8> {
    let sound = here("themes/base/fonts/NotoSans-Regular.ttf");
    let mut bytes = std::fs::read(sound).expect("a font");
    let record = (12..).step_by(16).find(|at| bytes[*at..at + 4] == table).expect("the table");
    let number = |at: usize| {
        let bytes = bytes[record + at..record + at + 4].try_into().expect("four bytes");
        usize::try_from(u32::from_be_bytes(bytes)).expect("a number")
    };
    let (start, length) = (number(8), number(12));
    bytes[start..start + length].fill(byte);
    bytes
}
