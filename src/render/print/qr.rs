//! The square code on a sheet, and its address.

use std::fmt::Write;

use fast_qr::{ECL, QRBuilder};
use xxhash_rust::xxh3::xxh3_64;

use crate::model;

/// Light rows and columns around the code, without which telephones do not find it.
const QUIET: usize = 4;

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

/// Where a printed code leads.
pub struct Address {
    /// What the code holds.
    pub whole: String,
    /// The same as people type it.
    pub typed: String,
}

/// The address of the site itself, if it has one.
pub fn start(base_url: &str) -> Option<Address> {
    let whole = base_url.trim_end_matches('/').to_owned();
    let (_, typed) = whole.split_once("://")?;
    let typed = typed.to_owned();
    Some(Address { whole, typed })
}

/// The address of the code of `id`, if the campaign has an address.
pub fn address(base_url: &str, id: &str) -> Option<Address> {
    if base_url.is_empty() {
        return None;
    }
    let path = model::Address::Code(id).in_site()?;
    let whole = format!("{}/{path}", base_url.trim_end_matches('/'));
    let typed = whole.split_once("://").map_or(whole.as_str(), |(_, rest)| rest).to_owned();
    Some(Address { whole, typed })
}

/// Fingerprint of any bytes.
pub fn hash(bytes: &[u8]) -> u64 {
    xxh3_64(bytes)
}
