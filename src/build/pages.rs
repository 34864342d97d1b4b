//! The website: holes of all places first, then files.

use std::{
    collections::BTreeMap,
    sync::atomic::{AtomicUsize, Ordering},
};

use tera::Context;

use super::{Progress, in_threads, langs, places};
use crate::{
    diag::{Failure, Report, Reported},
    model::{Artifact, Campaign, Lang, Place, Selection, place::GENERAL},
    render::shared::code,
    render::web::{self, Fault, Plate, Prints, Site, Values},
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

/// What the pages of every folder are, told by fingerprints; in the order of the folders.
pub struct Evaluated {
    folders: Vec<Prints>,
    signposts: Vec<Prints>,
    /// Printed codes, each with the number of its redirect and its place.
    codes: BTreeMap<String, (usize, String)>,
}

/// Evaluates every hole of every place, so that what only stamping can find is found before
/// anything is written.
pub fn evaluate(
    report: &mut Report,
    campaign: &Campaign,
    selection: &Selection,
    site: &Site,
    jobs: usize,
) -> Result<Evaluated, Reported> {
    let folders = folders(campaign, selection, site);
    let prints = |place: Option<&Place>, lang: &Lang, plates: &mut dyn Iterator<Item = &Plate>| {
        let mut values = Values::default();
        let context = site.context(campaign, selection, place, lang)?;
        site.evaluator.fill(&mut values, &context, &mut plates.flat_map(Plate::used))?;
        Ok(values.prints())
    };
    let found = in_threads(jobs, &folders, |folder| {
        prints(folder.place, folder.lang, &mut folder.plates())
    });
    let signposts: Vec<(&Lang, &Plate, &Place)> = signposts(campaign, selection, site);
    let ended = in_threads(jobs, &signposts, |(lang, plate, place)| {
        prints(Some(place), lang, &mut std::iter::once(*plate))
    });
    // A redirect has the same holes for every place.
    let redirects: Vec<_> = site
        .redirects
        .iter()
        .map(|redirect| prints(None, &redirect.lang, &mut std::iter::once(&redirect.plate)))
        .collect();
    let at = folders
        .iter()
        .map(|folder| (folder.id(), folder.lang))
        .chain(signposts.iter().map(|(lang, _, place)| (place.id.as_str(), *lang)))
        .chain(site.redirects.iter().map(|redirect| (GENERAL, &redirect.lang)));
    // One theme fault shows in every place; the first place is enough to find it.
    let mut faults = at
        .zip(found.iter().chain(&ended).chain(&redirects))
        .filter_map(|(at, found)| found.as_ref().err().map(|fault: &Fault| (at, fault)));
    if let Some((at, (hole, error))) = faults.next() {
        web::tell_hole(report, campaign, hole, error, Some(at));
    }
    let codes = codes(report, campaign, selection, site);
    report.so_far()?;
    Ok(Evaluated {
        codes,
        folders: found.into_iter().flatten().collect(),
        signposts: ended.into_iter().flatten().collect(),
    })
}

/// The page of every ended unit.
fn signposts<'a>(
    campaign: &'a Campaign,
    selection: &Selection,
    site: &'a Site,
) -> Vec<(&'a Lang, &'a Plate, &'a Place)> {
    let ended = campaign.ended(selection.as_of);
    let of_lang = |(lang, plate)| ended.iter().map(move |place| (lang, plate, *place));
    site.signposts.iter().map(|(lang, plate)| (lang, plate)).flat_map(of_lang).collect()
}

/// The short ids of all printed pages, also of those outside the run.
fn codes(
    report: &mut Report,
    campaign: &Campaign,
    selection: &Selection,
    site: &Site,
) -> BTreeMap<String, (usize, String)> {
    let communes = campaign.communes(selection.as_of, selection.sample);
    let mut codes: BTreeMap<String, (usize, String)> = BTreeMap::new();
    for (number, redirect) in site.redirects.iter().enumerate() {
        let places = communes
            .iter()
            .map(|place| &place.id)
            .filter(|id| redirect.only_in.is_empty() || redirect.only_in.contains(id))
            .map(String::as_str)
            .chain(redirect.only_in.is_empty().then_some(GENERAL));
        for place in places {
            let (lesson, lang) = (&redirect.lesson, &redirect.lang);
            let id = code::id(lesson, lang.as_str(), place);
            if let Some((other, there)) = codes.insert(id, (number, place.to_owned())) {
                let other = site.redirects.get(other).map_or("", |other| &other.lesson);
                report.error_with_help(
                    "code-collision",
                    None,
                    say! { vi: "mã QR của bài `{lesson}` ({lang}, {place}) trùng với bài `{other}` ({there})", en: "the printed code of `{lesson}` ({lang}, {place}) is also that of `{other}` ({there})" },
                    say! { vi: "đổi tên thư mục của bài mới hơn", en: "rename the folder of the newer lesson" },
                );
            }
        }
    }
    codes
}

/// Values that are evaluated when the first page of a folder must be written.
struct Lazy<'a> {
    campaign: &'a Campaign,
    selection: &'a Selection,
    site: &'a Site,
    place: Option<&'a Place>,
    lang: &'a Lang,
    context: Option<Context>,
    values: Values,
}

impl Lazy<'_> {
    fn prints(&mut self, plate: &Plate) -> Prints {
        self.fill(plate);
        self.values.prints()
    }

    fn stamp(&mut self, plate: &Plate, page: &mut Vec<u8>) {
        self.fill(plate);
        plate.stamp(&self.values, page);
    }

    fn fill(&mut self, plate: &Plate) {
        let context = match self.context.take() {
            Some(context) => Ok(context),
            None => self.site.context(self.campaign, self.selection, self.place, self.lang),
        };
        // All of this was evaluated without a fault a moment ago.
        let context = self.context.insert(context.unwrap_or_default());
        let _ = self.site.evaluator.fill(&mut self.values, context, plate.used());
    }
}

/// Writes the pages of the site.
pub fn write(
    campaign: &Campaign,
    selection: &Selection,
    site: &Site,
    evaluated: &Evaluated,
    session: &Session,
    jobs: usize,
    progress: &Progress<'_>,
) -> Result<(), Failure> {
    let first = campaign.first_lang();
    let mut fixed: BTreeMap<&str, Vec<(&str, &Artifact)>> = BTreeMap::new();
    for artifact in &site.fixed {
        if let Some((folder, name)) = artifact.path.rsplit_once('/') {
            fixed.entry(folder).or_default().push((name, artifact));
        }
    }
    for (path, files) in fixed {
        // The top folder holds pages of the first language; choosers stand in their language's.
        let lang = match path.strip_prefix("site/") {
            None => first.as_str(),
            Some("assets") => "",
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
    let lazy = |place, lang| Lazy {
        campaign,
        selection,
        site,
        place,
        lang,
        context: None,
        values: Values::default(),
    };
    let signposts = signposts(campaign, selection, site);
    for lang in site.signposts.iter().map(|(lang, _)| lang) {
        let tag = Tag { format: "web", lang: lang.as_str(), place: "" };
        let mut folder = session.folder(&format!("site/{lang}/old"), tag)?;
        for ((of, plate, place), prints) in signposts.iter().zip(&evaluated.signposts) {
            if *of != lang {
                continue;
            }
            folder.put(&format!("{}.html", place.id), plate.key(prints), |page| {
                lazy(Some(*place), lang).stamp(plate, page);
            })?;
        }
        folder.close()?;
    }
    if !evaluated.codes.is_empty() {
        let mut folder = session.folder("site/q", Tag { format: "web", lang: "", place: "" })?;
        for (id, (redirect, place)) in &evaluated.codes {
            let Some(redirect) = site.redirects.get(*redirect) else { continue };
            let lazy = &mut lazy(campaign.places.get(place), &redirect.lang);
            let prints = lazy.prints(&redirect.plate);
            folder.put(&format!("{id}.html"), redirect.plate.key(&prints), |page| {
                lazy.stamp(&redirect.plate, page);
            })?;
        }
        folder.close()?;
    }
    let folders = folders(campaign, selection, site);
    let work: Vec<(&Folder<'_>, &Prints)> = folders.iter().zip(&evaluated.folders).collect();
    let done = AtomicUsize::new(0);
    let results = in_threads(jobs, &work, |(folder, prints)| -> Result<(), Failure> {
        let path = format!("site/{}/{}", folder.lang, folder.id());
        let tag = Tag { format: "web", lang: folder.lang.as_str(), place: folder.id() };
        let mut out = session.folder(&path, tag)?;
        let mut lazy = lazy(folder.place, folder.lang);
        for plate in folder.plates() {
            out.put(&plate.name, plate.key(prints), |page| lazy.stamp(plate, page))?;
        }
        out.close()?;
        progress("web", done.fetch_add(1, Ordering::Relaxed) + 1, folders.len());
        Ok(())
    });
    results.into_iter().collect()
}
