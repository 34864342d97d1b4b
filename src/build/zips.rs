//! `--zip`: the sheets of a place, in all languages, as one file for a memory stick or to be sent.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::{Cursor, Write},
    sync::atomic::{AtomicUsize, Ordering},
};

use xxhash_rust::xxh3::Xxh3;
use zip::{CompressionMethod, DateTime, System, ZipWriter, write::SimpleFileOptions};

use super::{Progress, bundles, in_threads, places, selects};
use crate::{
    diag::Failure,
    model::{Campaign, Selection, place::GENERAL},
    say,
    write::{Session, Tag},
};

/// What the folders of these files are tagged with.
pub const FORMAT: &str = "zip";

/// A sheet that is packed.
struct Member {
    /// Its path within the file.
    path: String,
    folder: String,
    name: String,
    key: u64,
    /// Its bytes are those of its key.
    sure: bool,
}

/// Packs what the output has of each place of this run, also what this run did not make: to be
/// called when all documents are in their places.
pub fn write(
    campaign: &Campaign,
    selection: &Selection,
    session: &Session,
    jobs: usize,
    progress: &Progress<'_>,
) -> Result<(), Failure> {
    let wanted: BTreeSet<&str> = places(campaign, selection)
        .into_iter()
        .map(|place| place.map_or(GENERAL, |place| &place.id))
        .collect();
    let layouts: BTreeSet<&str> =
        campaign.theme.layouts.iter().map(|layout| layout.name.as_str()).collect();
    let mut packed: BTreeMap<String, Vec<Member>> = BTreeMap::new();
    session.rows(|row| {
        let Tag { format, lang, place } = row.tag;
        if !wanted.contains(place) || !layouts.contains(format) || row.files.is_empty() {
            return;
        }
        let sure = selects(campaign, selection, row.tag) || session.believes(row.path);
        let all = row.path.strip_prefix(bundles::FOLDER).is_some_and(|rest| rest.starts_with('/'));
        let members = row.files.iter().map(|(name, key)| Member {
            path: if all { (*name).to_owned() } else { format!("{lang}/{format}/{name}") },
            folder: row.path.to_owned(),
            name: (*name).to_owned(),
            key: *key,
            sure,
        });
        packed.entry(place.to_owned()).or_default().extend(members);
    })?;
    let work: Vec<(String, Vec<Member>)> = packed.into_iter().collect();
    let done = AtomicUsize::new(0);
    let results = in_threads(jobs, &work, |(place, members)| {
        let made = pack(session, place, members);
        progress("zip", done.fetch_add(1, Ordering::Relaxed) + 1, work.len());
        made
    });
    results.into_iter().collect()
}

fn pack(session: &Session, place: &str, members: &[Member]) -> Result<(), Failure> {
    let mut there = Vec::new();
    for member in members {
        // Outside the filter of a build of a part, nobody has looked yet.
        if session.size(&member.folder, &member.name)?.is_some() {
            there.push(member);
        }
    }
    there.sort_by(|a, b| a.path.cmp(&b.path));
    let mut hash = Xxh3::new();
    hash.update(env!("CARGO_PKG_VERSION").as_bytes());
    for member in &there {
        hash.update(member.path.as_bytes());
        hash.update(&[0]);
        hash.update(&member.key.to_le_bytes());
    }
    // What holds a file that somebody changed is never believed, and packed again next time.
    let key = if there.iter().all(|member| member.sure) { hash.digest() } else { 0 };
    let folder = format!("{}/{place}", bundles::FOLDER);
    let name = format!("{place}.zip");
    let failed = |error: zip::result::ZipError| {
        let doing = say! { vi: "nén các tờ in", en: "packing the sheets" };
        Failure::new(doing, format!("{folder}/{name}"), error.into())
    };
    let mut out = session.folder(&folder, Tag { format: FORMAT, lang: "", place })?;
    out.try_put(&name, key, |bytes| {
        let mut zip = ZipWriter::new(Cursor::new(bytes));
        // The same bytes on any day and machine.
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644)
            .system(System::Unix);
        for Member { path, folder, name, .. } in there {
            let Some(sheet) = session.read(folder, name)? else { continue };
            zip.start_file(path.as_str(), options).map_err(failed)?;
            zip.write_all(&sheet).map_err(|error| failed(error.into()))?;
        }
        zip.finish().map(drop).map_err(failed)
    })?;
    out.close()
}
