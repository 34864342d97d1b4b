//! `--zip`: the sheets of a place, in all languages, as one file for a memory stick or to be sent.

use std::{
    collections::{BTreeMap, BTreeSet},
    io::{Cursor, Write},
    sync::atomic::{AtomicUsize, Ordering},
};

use xxhash_rust::xxh3::Xxh3;
use zip::{CompressionMethod, DateTime, System, ZipWriter, write::SimpleFileOptions};

use super::{Progress, in_threads, selects};
use crate::{
    diag::Failure,
    model::{Address, Campaign, Format, Selection, place::GENERAL},
    plan::Plan,
    say,
    write::{Session, Tag},
};

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
/// called when all documents are in their places. One that somebody took away fails: a zip that lacks a
/// sheet looks like one that is whole.
pub fn write(
    campaign: &Campaign,
    selection: &Selection,
    session: &Session,
    jobs: usize,
    progress: &Progress<'_>,
) -> Result<(), Failure> {
    let plan = Plan::new(campaign, selection);
    let wanted: BTreeSet<&str> =
        plan.places().iter().map(|place| place.map_or(GENERAL, |place| &place.id)).collect();
    let mut packed: BTreeMap<String, Vec<Member>> = BTreeMap::new();
    session.rows(|row| {
        let Tag { format, lang, place } = row.tag;
        if !wanted.contains(place) || row.files.is_empty() {
            return;
        }
        let within = match Format::of(format) {
            Some(Format::Sheet(layout)) => format!("{lang}/{layout}/"),
            Some(Format::Bundle(_)) => String::new(),
            None
            | Some(
                Format::Web
                | Format::Cards
                | Format::Text
                | Format::Thumbnail(_)
                | Format::Press(_)
                | Format::Zip,
            ) => return,
        };
        let sure = selects(campaign, selection, row.tag) || session.believes(row.path);
        let members = row.files.iter().map(|(name, key)| Member {
            path: format!("{within}{name}"),
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
    for Member { folder, name, .. } in members {
        // Outside the filter of a build of a part, nobody has looked yet.
        if session.size(folder, name)?.is_none() {
            return Err(session.damaged(folder, name));
        }
    }
    let mut there: Vec<&Member> = members.iter().collect();
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
    let address = Address::Zip { place };
    let (format, folder, name) = (Format::Zip.to_string(), address.folder(), address.name());
    let failed = |error: zip::result::ZipError| {
        let doing = say! { vi: "nén các tờ in", en: "packing the sheets" };
        Failure::new(doing, address.to_string(), error.into())
    };
    let mut out = session.folder(&folder, Tag { format: &format, lang: "", place })?;
    out.try_put(&name, key, |bytes| {
        let mut zip = ZipWriter::new(Cursor::new(bytes));
        // The same bytes on any day and machine.
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644)
            .system(System::Unix);
        for Member { path, folder, name, .. } in there {
            let Some(sheet) = session.read(folder, name)? else {
                return Err(session.damaged(folder, name));
            };
            zip.start_file(path.as_str(), options).map_err(failed)?;
            zip.write_all(&sheet).map_err(|error| failed(error.into()))?;
        }
        zip.finish().map(drop).map_err(failed)
    })?;
    out.close()
}
