//! The tables as one page that needs nothing else: to read, to print, to send.

use serde::Serialize;
use tera::{Context, Tera};

use super::{State, tables::Table};
use crate::diag::Tongue;

const TEMPLATE: &str = include_str!("page.html");

/// Stands at the head of the page, in so many bytes.
const MARK: &str = "<meta name=\"generator\" content=\"loa status\">";
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
    Ok(tera.render("page.html", &Context::from_serialize(&page)?)?.into_bytes())
}

/// Whether a file is a page that came from here.
pub fn is_own(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(HEAD)).unwrap_or_default();
    let mark = MARK.as_bytes();
    head.windows(mark.len()).any(|part| part == mark)
}
