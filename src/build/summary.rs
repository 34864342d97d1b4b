//! What a build says at its end, and the manifest.

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use crate::{
    check::Reading,
    diag::{Failure, Level, Report},
    model::Selection,
    write::{Session, Tag},
};

/// The closing summary.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Summary {
    /// Pages of the site.
    pub pages: u64,
    /// Printed documents.
    pub leaflets: u64,
    /// Warnings.
    pub warnings: usize,
    /// Local data that is not known.
    pub gaps: usize,
    /// Texts and facts that await a signature.
    pub reviews: usize,
    /// How hard each lesson is to read; for a check only.
    #[serde(skip)]
    pub readings: Vec<Reading>,
    /// Files written by this run.
    #[serde(skip)]
    pub written: u64,
    /// Files that were right already.
    #[serde(skip)]
    pub skipped: u64,
    /// Files removed because nothing makes them any more.
    #[serde(skip)]
    pub removed: u64,
}

impl Summary {
    /// The counts of a report.
    pub fn of(report: &Report) -> Self {
        Self {
            warnings: report.count(Level::Warning),
            gaps: report.count(Level::Gap),
            reviews: report.count(Level::Review),
            ..Self::default()
        }
    }

    /// The same again, when nothing had to be done.
    #[must_use]
    pub fn again(mut self) -> Self {
        self.skipped = self.pages + self.leaflets;
        self
    }

    /// Counts what the output holds.
    pub fn count(&mut self, session: &Session) -> Result<(), Failure> {
        session.rows(|row| {
            for (name, _) in row.files {
                if name.ends_with(".html") {
                    self.pages += 1;
                } else if name.ends_with(".pdf") {
                    self.leaflets += 1;
                }
            }
        })
    }

    /// As kept with the keys.
    pub fn encode(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// From the keys.
    pub fn decode(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok()
    }
}

/// A row of the manifest: a printed document.
#[derive(Serialize)]
struct Document {
    path: String,
    /// Nothing if the file is gone.
    bytes: Option<u64>,
    format: String,
    language: String,
    place: String,
    lesson: String,
}

/// A row of the manifest: the pages of a place in a language, or of another folder.
#[derive(Serialize)]
struct Pages {
    path: String,
    language: String,
    place: String,
    count: usize,
    hash: String,
}

#[derive(Serialize)]
struct Manifest {
    as_of: String,
    artifacts: Vec<Document>,
    pages: Vec<Pages>,
}

/// Writes `manifest.json`: one row a document, one row a place and language.
pub fn manifest(session: &Session, selection: &Selection) -> Result<(), Failure> {
    let mut manifest =
        Manifest { as_of: selection.as_of.to_string(), artifacts: Vec::new(), pages: Vec::new() };
    session.rows(|row| {
        let Tag { format, lang, place } = row.tag;
        if format == "web" {
            let mut hash = Xxh3::new();
            for (name, key) in row.files {
                hash.update(name.as_bytes());
                hash.update(&key.to_le_bytes());
            }
            manifest.pages.push(Pages {
                path: row.path.to_owned(),
                language: lang.to_owned(),
                place: place.to_owned(),
                count: row.files.len(),
                hash: format!("{:016x}", hash.digest()),
            });
            return;
        }
        for (name, _) in row.files {
            if let Some(lesson) = name.strip_suffix(".pdf") {
                manifest.artifacts.push(Document {
                    path: format!("{}/{name}", row.path),
                    bytes: None,
                    format: format.to_owned(),
                    language: lang.to_owned(),
                    place: place.to_owned(),
                    lesson: lesson.to_owned(),
                });
            }
        }
    })?;
    for document in &mut manifest.artifacts {
        if let Some((folder, name)) = document.path.rsplit_once('/') {
            document.bytes = session.size(folder, name)?;
        }
    }
    manifest.artifacts.retain(|document| document.bytes.is_some());
    let bytes = serde_json::to_vec_pretty(&manifest).unwrap_or_default();
    // It describes the whole output, so it belongs to every run.
    let mut folder = session.folder("", Tag { format: "", lang: "", place: "" })?;
    folder.put("manifest.json", xxh3_64(&bytes), |out| out.extend_from_slice(&bytes))?;
    folder.close()
}
