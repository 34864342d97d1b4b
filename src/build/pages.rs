//! The website: holes of all places first, then files.

use std::sync::atomic::{AtomicUsize, Ordering};

use super::{Progress, in_threads, langs, places};
use crate::{
    diag::{Failure, Report, Reported},
    model::{Artifact, Campaign, Lang, Place, Selection, place::GENERAL},
    render::web::{Plate, Site, Values},
    say,
    write::{Session, Tag},
};

/// A folder of pages: a place in a language.
struct Folder<'a> {
    lang: &'a Lang,
    place: Option<&'a Place>,
    plates: &'a [Plate],
    own: Vec<&'a Plate>,
}

impl Folder<'_> {
    fn id(&self) -> &str {
        self.place.map_or(GENERAL, |place| &place.id)
    }

    fn plates(&self) -> impl Iterator<Item = &Plate> {
        self.plates.iter().chain(self.own.iter().copied())
    }

    fn used(&self) -> Vec<u32> {
        let mut used: Vec<u32> = self.plates().flat_map(Plate::used).collect();
        used.sort_unstable();
        used.dedup();
        used
    }

    fn values(
        &self,
        campaign: &Campaign,
        selection: &Selection,
        site: &Site,
        used: &[u32],
    ) -> Result<Values, (String, tera::Error)> {
        site.values(campaign, selection, self.place, self.lang, used)
    }
}

fn folders<'a>(campaign: &'a Campaign, selection: &Selection, site: &'a Site) -> Vec<Folder<'a>> {
    let places = places(campaign, selection);
    site.places
        .iter()
        .flat_map(|(lang, plates)| {
            places.iter().map(move |place| Folder {
                lang,
                place: *place,
                plates,
                own: site
                    .own
                    .iter()
                    .filter(|(only_in, of, _)| {
                        of == lang && place.is_some_and(|place| only_in.contains(&place.id))
                    })
                    .map(|(_, _, plate)| plate)
                    .collect(),
            })
        })
        .collect()
}

/// Evaluates every hole of every place, so that what only stamping can find is found before
/// anything is written.
pub fn evaluate(
    report: &mut Report,
    campaign: &Campaign,
    selection: &Selection,
    site: &Site,
    jobs: usize,
) -> Result<(), Reported> {
    let folders = folders(campaign, selection, site);
    let faults = in_threads(jobs, &folders, |folder| {
        folder.values(campaign, selection, site, &folder.used()).err().map(|(hole, error)| {
            (folder.id().to_owned(), folder.lang.clone(), hole, error.to_string())
        })
    });
    // One theme fault shows in every place; the first place is enough to find it.
    if let Some((place, lang, hole, said)) = faults.into_iter().flatten().next() {
        report.error_with_help(
            "template-error",
            None,
            say! { vi: "thẻ `{hole}` của giao diện hỏng ở nơi `{place}` ({lang}): {said}", en: "the theme tag `{hole}` fails for the place `{place}` ({lang}): {said}" },
            say! { vi: "kiểm tra tên sau `place.` trong giao diện", en: "check the name after `place.` in the theme" },
        );
    }
    for (lang, plate) in &site.signposts {
        let used: Vec<u32> = plate.used().collect();
        for place in campaign.ended(selection.as_of).into_iter().take(1) {
            if let Err((hole, error)) = site.values(campaign, selection, Some(place), lang, &used) {
                let said = error.to_string();
                report.error(
                    "template-error",
                    None,
                    say! { vi: "thẻ `{hole}` của giao diện hỏng ở trang chỉ đường ({lang}): {said}", en: "the theme tag `{hole}` fails on the signpost page ({lang}): {said}" },
                );
            }
        }
    }
    report.so_far()
}

/// Writes the pages of the site.
pub fn write(
    campaign: &Campaign,
    selection: &Selection,
    site: &Site,
    redirects: &[Artifact],
    session: &Session,
    jobs: usize,
    progress: &Progress<'_>,
) -> Result<(), Failure> {
    let first = campaign.first_lang();
    let mut fixed: std::collections::BTreeMap<&str, Vec<(&str, &Artifact)>> =
        std::collections::BTreeMap::new();
    for artifact in site.fixed.iter().chain(redirects) {
        if let Some((folder, name)) = artifact.path.rsplit_once('/') {
            fixed.entry(folder).or_default().push((name, artifact));
        }
    }
    for (path, files) in fixed {
        // The top folder holds pages of the first language; choosers stand in their language's.
        let lang = match path.strip_prefix("site/") {
            None => first.as_str(),
            Some("assets" | "q") => "",
            Some(lang) => lang,
        };
        if lang == first.as_str() && path == "site" && !langs(campaign, selection).contains(&first)
        {
            continue;
        }
        let mut folder = session.folder(path, Tag { format: "web", lang, place: "" })?;
        for (name, artifact) in files {
            let key = xxhash_rust::xxh3::xxh3_64(&artifact.bytes);
            folder.put(name, key, |bytes| bytes.extend_from_slice(&artifact.bytes))?;
        }
        folder.close()?;
    }
    if selection.places.is_empty() {
        for (lang, plate) in &site.signposts {
            let used: Vec<u32> = plate.used().collect();
            let mut folder = session.folder(
                &format!("site/{lang}/old"),
                Tag { format: "web", lang: lang.as_str(), place: "" },
            )?;
            for place in campaign.ended(selection.as_of) {
                let values =
                    site.values(campaign, selection, Some(place), lang, &used).unwrap_or_default();
                folder.put(&format!("{}.html", place.id), plate.key(&values), |page| {
                    plate.stamp(&values, page)
                })?;
            }
            folder.close()?;
        }
    }
    let folders = folders(campaign, selection, site);
    let done = AtomicUsize::new(0);
    let results = in_threads(jobs, &folders, |folder| -> Result<(), Failure> {
        // Evaluated without a fault a moment ago.
        let values = folder.values(campaign, selection, site, &folder.used()).unwrap_or_default();
        let path = format!("site/{}/{}", folder.lang, folder.id());
        let mut out = session
            .folder(&path, Tag { format: "web", lang: folder.lang.as_str(), place: folder.id() })?;
        for plate in folder.plates() {
            out.put(&plate.name, plate.key(&values), |page| plate.stamp(&values, page))?;
        }
        out.close()?;
        progress("web", done.fetch_add(1, Ordering::Relaxed) + 1, folders.len());
        Ok(())
    });
    results.into_iter().collect()
}
