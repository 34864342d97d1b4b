//! `manifest.json`: what the output holds, one row a document, one row a place and language.

use serde::Serialize;
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use crate::{
    diag::Failure,
    model::Selection,
    write::{Session, Tag},
};

/// A printed document.
#[derive(Serialize)]
struct Document<'a> {
    path: &'a str,
    bytes: u64,
    format: &'a str,
    language: &'a str,
    place: &'a str,
    lesson: &'a str,
}

/// The pages of a place in a language, or of another folder.
#[derive(Serialize)]
struct Pages<'a> {
    path: &'a str,
    language: &'a str,
    place: &'a str,
    count: usize,
    hash: String,
}

/// Writes the manifest. Its text grows row by row: there may be a row for each of many thousand
/// places.
pub fn write(session: &Session, selection: &Selection) -> Result<(), Failure> {
    let mut pages = Rows::new("pages");
    let mut found: Vec<[String; 5]> = Vec::new();
    session.rows(|row| {
        let Tag { format, lang, place } = row.tag;
        if format == "web" {
            let mut hash = Xxh3::new();
            for (name, key) in row.files {
                hash.update(name.as_bytes());
                hash.update(&key.to_le_bytes());
            }
            let hash = format!("{:016x}", hash.digest());
            let count = row.files.len();
            pages.add(&Pages { path: row.path, language: lang, place, count, hash });
            return;
        }
        let documents = row.files.iter().filter(|(name, _)| name.ends_with(".pdf"));
        found.extend(
            documents.map(|(name, _)| [row.path, name, format, lang, place].map(ToOwned::to_owned)),
        );
    })?;
    let mut artifacts = Rows::new("artifacts");
    for [folder, name, format, language, place] in &found {
        // One that is gone has no size.
        let Some(bytes) = session.size(folder, name)? else { continue };
        let path = &format!("{folder}/{name}");
        let lesson = name.trim_end_matches(".pdf");
        artifacts.add(&Document { path, bytes, format, language, place, lesson });
    }
    let (artifacts, pages) = (artifacts.finish(), pages.finish());
    let text = format!("{{\n\"as_of\": \"{}\",\n{artifacts},\n{pages}\n}}\n", selection.as_of);
    // It describes the whole output, so it belongs to every run.
    let mut folder = session.folder("", Tag { format: "", lang: "", place: "" })?;
    let key = xxh3_64(text.as_bytes());
    folder.put("manifest.json", key, |out| *out = text.into_bytes())?;
    folder.close()
}

/// A list in JSON, a line each.
struct Rows(String);

impl Rows {
    fn new(name: &str) -> Self {
        Self(format!("\"{name}\": ["))
    }

    fn add(&mut self, row: &impl Serialize) {
        self.0.push_str(if self.0.ends_with('[') { "\n" } else { ",\n" });
        // Structs of texts and numbers always have a JSON form.
        self.0.push_str(&serde_json::to_string(row).unwrap_or_default());
    }

    fn finish(self) -> String {
        self.0 + "]"
    }
}
