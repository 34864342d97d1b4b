//! The tables as one page that needs nothing else: to read, to print, to send.

use serde::Serialize;
use tera::{Context, Tera};
use xxhash_rust::xxh3::Xxh3;

use super::{State, tables::Table};
use crate::diag::Tongue;

const TEMPLATE: &str = include_str!("page.html");

/// The mark at the head of a page from here. Behind it comes a hash of the rest of the page, so that
/// a page that somebody changed is known from one that nobody did.
const MARK: &str = "<meta name=\"generator\" content=\"loa status";
const HEAD: usize = 1024;

#[derive(Serialize)]
struct Page<'a> {
    lang: &'static str,
    title: &'a str,
    day: String,
    tables: &'a [Table],
}

/// The page.
///
/// # Errors
/// When the template fails, which no campaign can make it do.
pub fn page(state: &State, tables: &[Table], tongue: Tongue) -> Result<Vec<u8>, tera::Error> {
    let lang = match tongue {
        Tongue::Vi => "vi",
        Tongue::En => "en",
    };
    let page = Page { lang, title: &state.title, day: state.as_of.to_string(), tables };
    let mut tera = Tera::default();
    tera.add_raw_template("page.html", TEMPLATE)?;
    let text = tera.render("page.html", &Context::from_serialize(&page)?)?;
    Ok(sealed(&text))
}

/// The page with its hash behind the mark.
fn sealed(text: &str) -> Vec<u8> {
    match text.split_once(MARK) {
        Some((before, after)) => {
            format!("{before}{MARK}{}{after}", hash(before.as_bytes(), after.as_bytes()))
        }
        None => text.to_owned(),
    }
    .into_bytes()
}

/// What stands behind the mark of a page, by what is before the mark and what follows.
fn hash(before: &[u8], after: &[u8]) -> String {
    let mut hash = Xxh3::new();
    hash.update(before);
    hash.update(&[0]);
    hash.update(after);
    format!(" {:016x}", hash.digest())
}

/// Whether a file is a page that came from here and that nobody changed since.
pub fn is_own(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(HEAD)).unwrap_or_default();
    let mark = MARK.as_bytes();
    let at = head.windows(mark.len()).position(|part| part == mark);
    let Some((before, marked)) = at.and_then(|at| bytes.split_at_checked(at)) else { return false };
    let Some(rest) = marked.get(mark.len()..) else { return false };
    let length = hash(&[], &[]).len();
    let Some((seal, after)) = rest.split_at_checked(length) else { return false };
    seal == hash(before, after).as_bytes()
}
