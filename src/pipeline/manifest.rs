//! `manifest.json`: what the output holds, one row a document, one row a place and language; and
//! all files by their names, so that what is ours is known even when the notes in `.loa` are lost.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use crate::{
    diag::Failure,
    model::{Address, Campaign, Format, Selection, theme::Of},
    write::{Note, Session, Store, Tag},
};

/// A printed document, or what holds several: that has no lesson, and a zip no language.
#[derive(Serialize)]
struct Document<'a> {
    path: &'a str,
    bytes: u64,
    format: &'a str,
    language: &'a str,
    place: &'a str,
    #[serde(flatten)]
    of: Option<Named<'a>>,
}

/// What a document is made of, by its id.
#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum Named<'a> {
    Lesson(&'a str),
    Pack(&'a str),
    Hazard(&'a str),
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

/// The files of a folder, by the number of the list that has their names.
#[derive(Serialize, Deserialize)]
struct Files<P> {
    path: P,
    format: P,
    language: P,
    place: P,
    names: usize,
}

/// What a manifest tells of the files that are ours.
#[derive(Deserialize)]
pub struct Listed {
    files: Vec<Files<String>>,
    names: Vec<Vec<String>>,
}

/// What a manifest of before it named all files has, and no other file of that name.
#[derive(Deserialize)]
struct Older {
    #[serde(rename = "as_of")]
    _as_of: String,
    #[serde(rename = "artifacts")]
    _artifacts: Vec<serde::de::IgnoredAny>,
}

impl Listed {
    /// What the manifest of the output lists, if there is one and a build of ours wrote it: many
    /// programs have a file of this name.
    pub fn find(store: &Store) -> Result<Option<Self>, Failure> {
        let Some(text) = store.read("", &Address::Manifest.name())? else { return Ok(None) };
        let older = || {
            let known = serde_json::from_slice::<Older>(&text).ok();
            known.map(|_| Self { files: Vec::new(), names: Vec::new() })
        };
        Ok(serde_json::from_slice(&text).ok().or_else(older))
    }

    /// The files, folder by folder.
    pub fn notes(&self) -> Vec<Note<'_>> {
        let listed = self.files.iter().filter_map(|files| {
            let Files { path: folder, format, language: lang, place, names } = files;
            let names = self.names.get(*names)?.iter().map(String::as_str).collect();
            Some(Note { folder, tag: Tag { format, lang, place }, names })
        });
        listed.collect()
    }
}

/// Writes the manifest. Its texts grow row by row: there may be a row for each of many thousand
/// places.
pub fn write(session: &Session, campaign: &Campaign, selection: &Selection) -> Result<(), Failure> {
    let lessons = campaign.lessons().map(|(_, lesson)| (&*lesson.slug, &*lesson.id));
    let packs = campaign.packs.iter().map(|pack| (&*pack.slug, &*pack.id));
    let ids: BTreeMap<&str, &str> = lessons.chain(packs).collect();
    let mut text = format!("{{\n\"as_of\": \"{}\",\n\"artifacts\": [", selection.as_of);
    let mut pages = "],\n\"pages\": [".to_owned();
    let mut files = "],\n\"files\": [".to_owned();
    let mut names = "],\n\"names\": [".to_owned();
    // Most places have files of the same names, so that a list is seldom written.
    let mut lists: BTreeMap<String, usize> = BTreeMap::new();
    let mut found: Vec<[String; 5]> = Vec::new();
    session.rows(|row| {
        let Tag { format, lang, place } = row.tag;
        let known = row.files.iter().map(|(name, _)| *name);
        let mut list: Vec<&str> = known.chain(row.doubtful.iter().copied()).collect();
        list.sort_unstable();
        let next = lists.len();
        let number = *lists.entry(list.join("\t")).or_insert_with(|| {
            add(&mut names, &list);
            next
        });
        add(&mut files, &Files { path: row.path, format, language: lang, place, names: number });
        if row.files.is_empty() {
            return;
        }
        match Format::of(format) {
            Some(Format::Web) => {
                let mut hash = Xxh3::new();
                for (name, key) in row.files {
                    hash.update(name.as_bytes());
                    hash.update(&key.to_le_bytes());
                }
                let hash = format!("{:016x}", hash.digest());
                let count = row.files.len();
                add(&mut pages, &Pages { path: row.path, language: lang, place, count, hash });
            }
            Some(Format::Sheet(_) | Format::Press(_) | Format::Bundle(_) | Format::Zip) => {
                let document = |(name, _): &(&str, u64)| {
                    [row.path, *name, format, lang, place].map(ToOwned::to_owned)
                };
                found.extend(row.files.iter().map(document));
            }
            // The manifest itself has no format.
            Some(Format::Cards | Format::Text | Format::Thumbnail(_)) | None => {}
        }
    })?;
    for [folder, name, format, language, place] in &found {
        // One that is gone has no size.
        let Some(bytes) = session.size(folder, name)? else { continue };
        let path = &format!("{folder}/{name}");
        let of = match Address::try_from(path.as_str()) {
            Ok(Address::Sheet { layout, name, .. } | Address::Press { layout, name, .. }) => {
                // A water is called by its id.
                let id = ids.get(name).copied().unwrap_or(name);
                let layout = campaign.theme.layouts.iter().find(|known| known.name == layout);
                Some(match layout.map_or(Of::Lesson, |layout| layout.of) {
                    Of::Lesson => Named::Lesson(id),
                    Of::Pack => Named::Pack(id),
                    Of::Hazard => Named::Hazard(id),
                })
            }
            // What holds several is of none.
            Ok(
                Address::Bundle { .. }
                | Address::Zip { .. }
                | Address::Text { .. }
                | Address::Manifest
                | Address::Top(_)
                | Address::Asset(_)
                | Address::Code(_)
                | Address::Shared { .. }
                | Address::Ended { .. }
                | Address::Card { .. }
                | Address::Thumbnail { .. }
                | Address::Page { .. },
            )
            | Err(_) => None,
        };
        let format = Format::of(format).and_then(Format::asked_as).unwrap_or(format);
        add(&mut text, &Document { path, bytes, format, language, place, of });
    }
    text += &pages;
    text += &files;
    text += &names;
    text += "]\n}\n";
    // It describes the whole output, so it belongs to every run.
    let mut folder = session.folder("", Tag { format: "", lang: "", place: "" })?;
    let key = xxh3_64(text.as_bytes());
    folder.put(&Address::Manifest.name(), key, |out| *out = text.into_bytes())?;
    folder.close()
}

/// Adds a row to the list that a text ends with, on a line of its own.
fn add(text: &mut String, row: &impl Serialize) {
    text.push_str(if text.ends_with('[') { "\n" } else { ",\n" });
    // Structs of texts and numbers always have a JSON form.
    text.push_str(&serde_json::to_string(row).unwrap_or_default());
}
