//! The square code on a sheet, and the short id it leads to.

use std::fmt::Write;

use fast_qr::{ECL, QRBuilder};
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

/// Digits and letters without I, L, O and U, so that no id is misread or spells a word.
const LETTERS: [char; 32] = [
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'J',
    'K', 'M', 'N', 'P', 'Q', 'R', 'S', 'T', 'V', 'W', 'X', 'Y', 'Z',
];

/// Light rows and columns around the code, without which telephones do not find it.
const QUIET: usize = 4;

/// The first `count` letters of a number in base 32.
pub fn letters(number: u128, count: u32) -> String {
    (0..count)
        .filter_map(|at| LETTERS.get(usize::try_from((number >> (123 - 5 * at)) & 31).unwrap_or(0)))
        .collect()
}

/// The same for a hash of 64 bits.
pub fn letters64(hash: u64, count: u32) -> String {
    letters(u128::from(hash) << 64, count)
}

/// The id of a printed thing. It depends on what the thing is, not on what it says: a sheet on
/// a wall leads to the newest text for years.
pub fn id(lesson: &str, layout: &str, lang: &str, place: &str) -> String {
    let mut hash = Xxh3::new();
    for part in [lesson, layout, lang, place] {
        hash.update(part.as_bytes());
        hash.update(&[0]);
    }
    letters(hash.digest128(), 8)
}

/// The code as a drawing, or `None` for an address that is too long for any.
///
/// Level Q survives a quarter of the code being lost to a fold or a bad copier. One path and no
/// opacity keep the file small.
pub fn svg(address: &str) -> Option<String> {
    let code = QRBuilder::new(address).ecl(ECL::Q).build().ok()?;
    let size = code.size + 2 * QUIET;
    let mut path = String::new();
    for (y, row) in code.data.chunks(code.size).take(code.size).enumerate() {
        let mut x = 0;
        for run in row.chunk_by(|a, b| a.value() == b.value()) {
            let wide = run.len();
            if run.first().is_some_and(|module| module.value()) {
                let _ = write!(path, "M{} {}h{wide}v1h-{wide}z", x + QUIET, y + QUIET);
            }
            x += wide;
        }
    }
    Some(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {size} {size}\" width=\"{size}\" height=\"{size}\">\
         <path fill=\"#fff\" d=\"M0 0h{size}v{size}h-{size}z\"/><path fill=\"#000\" d=\"{path}\"/></svg>"
    ))
}

/// The address that the code of `id` holds, and the same as people type it.
pub fn addresses(base_url: &str, id: &str) -> Option<(String, String)> {
    if base_url.is_empty() {
        return None;
    }
    let whole = format!("{}/q/{id}.html", base_url.trim_end_matches('/'));
    let typed = whole.split_once("://").map_or(whole.as_str(), |(_, rest)| rest).to_owned();
    Some((whole, typed))
}

/// Fingerprint of any bytes.
pub fn hash(bytes: &[u8]) -> u64 {
    xxh3_64(bytes)
}
