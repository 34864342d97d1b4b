//! The website: placeholders of all places first, then files.

use std::{
    collections::BTreeMap,
    sync::atomic::{AtomicUsize, Ordering},
};

use tera::Context;

use super::{Progress, in_threads};
use crate::{
    diag::{Failure, Report, Reported},
    model::{
        Address, Artifact, Campaign, Format, Lang, Place, Selection, address::Page, code,
        place::GENERAL,
    },
    plan::Plan,
    render::web::{self, Fault, Plate, Site, Values},
    say,
    write::{Aside, Session, Store, Tag, There},
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

    fn path(&self) -> String {
        home(self.lang, self.id()).folder()
    }

    fn plates(&self) -> impl Iterator<Item = &Plate> {
        self.plates.iter().chain(self.own.iter().copied())
    }
}

fn folders<'a>(
    campaign: &'a Campaign,
    selection: &'a Selection,
    site: &'a Site,
) -> Vec<Folder<'a>> {
    let plan = Plan::new(campaign, selection);
    site.places
        .iter()
        .flat_map(|(lang, plates)| {
            plan.places().iter().map(move |place| Folder {
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

/// What is known of the place of every folder, told by fingerprints, and where it lies what the
/// placeholders of its pages are; in the order of the folders.
pub struct Evaluated {
    folders: Vec<(u64, Option<Aside>)>,
    signposts: Vec<(u64, Option<Aside>)>,
    /// Printed codes, each with the number of its redirect and its place.
    codes: BTreeMap<String, (usize, String)>,
}

/// Evaluates every placeholder of every page that will be written, so that what only stamping can find
/// is found before anything is. Without a store that is every page.
pub fn evaluate(
    report: &mut Report,
    campaign: &Campaign,
    selection: &Selection,
    site: &Site,
    store: Option<&Store>,
    jobs: usize,
) -> Result<Evaluated, Reported> {
    let folders = folders(campaign, selection, site);
    let try_out = |place: Option<&Place>,
                   lang: &Lang,
                   there: Option<There<'_>>,
                   pages: &mut dyn Iterator<Item = (&str, &Plate)>| {
        let known = site.known(campaign, selection, place, lang)?;
        let print = known.print();
        let same = |name, key| there.as_ref().is_some_and(|there| there.key(name) == Some(key));
        let mut changed = pages.filter(|(name, plate)| !same(name, plate.key(print))).peekable();
        if changed.peek().is_none() {
            return Ok((print, None));
        }
        let placeholders = &mut changed.flat_map(|(_, plate)| plate.used());
        let mut values = Values::default();
        site.evaluator.fill(&mut values, &known.context(), placeholders)?;
        let aside = store.and_then(|store| store.put_aside(&values.to_bytes()));
        // Faults are large.
        Ok::<(u64, Option<Aside>), Box<Fault>>((print, aside))
    };
    let found = in_threads(jobs, &folders, |folder| {
        let there = store.map(|store| store.there(&folder.path()));
        let pages = &mut folder.plates().map(|plate| (&*plate.name, plate));
        try_out(folder.place, folder.lang, there, pages)
    });
    let signposts: Vec<(&Lang, &Plate, &Place)> = signposts(campaign, selection, site);
    let ended = in_threads(jobs, &signposts, |(lang, plate, place)| {
        let page = ended(lang, &place.id);
        let there = store.map(|store| store.there(&page.folder()));
        let name = page.name();
        try_out(Some(place), lang, there, &mut std::iter::once((&*name, *plate)))
    });
    // A redirect has the same placeholders for every place.
    let redirects: Vec<_> = site
        .redirects
        .iter()
        .map(|redirect| {
            try_out(None, &redirect.lang, None, &mut std::iter::once(("", &redirect.plate)))
        })
        .collect();
    let at = folders
        .iter()
        .map(|folder| (folder.id(), folder.lang))
        .chain(signposts.iter().map(|(lang, _, place)| (place.id.as_str(), *lang)))
        .chain(site.redirects.iter().map(|redirect| (GENERAL, &redirect.lang)));
    // One theme fault shows in every place; the first place is enough to find it.
    let mut faults = at
        .zip(found.iter().chain(&ended).chain(&redirects))
        .filter_map(|(at, found)| found.as_ref().err().map(|fault| (at, &**fault)));
    if let Some((at, (placeholder, error))) = faults.next() {
        web::tell_placeholder(report, campaign, placeholder, error, Some(at));
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
            let lang = &redirect.lang;
            for lesson in std::iter::once(&redirect.lesson).chain(&redirect.was) {
                let id = code::id(lesson, lang.as_str(), place);
                let Some((other, there)) = codes.insert(id, (number, place.to_owned())) else {
                    continue;
                };
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

/// The home of a place, in whose folder its other pages lie.
fn home<'a>(lang: &'a Lang, place: &'a str) -> Address<'a> {
    Address::Page { lang: lang.as_str(), place, page: Page::Home }
}

/// The page of a unit that ended.
fn ended<'a>(lang: &'a Lang, place: &'a str) -> Address<'a> {
    Address::Ended { lang: lang.as_str(), place }
}

/// What a folder of pages is for.
fn tag<'a>(lang: &'a str, place: &'a str) -> Tag<'a> {
    Tag { format: Format::Web.asked_as().unwrap_or_default(), lang, place }
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
    /// The placeholder that could not be filled in, and why. No page may be written without it.
    fault: Option<Failure>,
}

impl Lazy<'_> {
    fn known(&mut self) -> Option<web::Known> {
        let known = self.site.known(self.campaign, self.selection, self.place, self.lang);
        known.map_err(|fault| self.failed(fault)).ok()
    }

    fn failed(&mut self, (placeholder, error): Fault) {
        let doing = say! { vi: "điền `{placeholder}` vào trang", en: "filling `{placeholder}` into a page" };
        let id = self.place.map_or(GENERAL, |place| &place.id);
        let path = home(self.lang, id).folder();
        let error = std::io::Error::other(error.to_string());
        self.fault.get_or_insert(Failure::new(doing, path, error));
    }

    /// Passes if every page so far was filled in.
    fn sound(&mut self) -> Result<(), Failure> {
        self.fault.take().map_or(Ok(()), Err)
    }

    fn stamp(&mut self, plate: &Plate, page: &mut Vec<u8>) {
        if !self.values.suffice(plate) {
            // All of this was evaluated without a fault, a moment ago or in the build before; if
            // it has one now, the build ends rather than leave a placeholder on a page.
            let context = match self.context.take() {
                Some(context) => context,
                None => self.known().map(|known| known.context()).unwrap_or_default(),
            };
            let filled = self.site.evaluator.fill(&mut self.values, &context, plate.used());
            self.context = Some(context);
            if let Err(fault) = filled {
                self.failed(fault);
            }
        }
        plate.stamp(&self.values, page);
    }
}

/// Writes what is the same for all places, and keeps none of it: lists of all communes are long.
pub fn write_fixed(
    campaign: &Campaign,
    selection: &Selection,
    artifacts: Vec<Artifact>,
    session: &Session,
) -> Result<(), Failure> {
    let first = campaign.first_lang();
    let plan = Plan::new(campaign, selection);
    let mut fixed: BTreeMap<&str, Vec<(&str, &Artifact)>> = BTreeMap::new();
    for artifact in &artifacts {
        if let Some((folder, name)) = artifact.path.rsplit_once('/') {
            fixed.entry(folder).or_default().push((name, artifact));
        }
    }
    for (path, files) in fixed {
        let any = files.first().and_then(|(_, file)| Address::try_from(&*file.path).ok());
        let lang = match any {
            // The pages at the top are in the first language.
            Some(Address::Top(_)) if plan.langs().contains(&first) => first.as_str(),
            Some(Address::Top(_)) => continue,
            any => any.and_then(Address::lang).unwrap_or_default(),
        };
        let mut folder = session.folder(path, tag(lang, ""))?;
        for (name, artifact) in files {
            let key = xxhash_rust::xxh3::xxh3_64(&artifact.bytes);
            folder.put(name, key, |bytes| bytes.extend_from_slice(&artifact.bytes))?;
        }
        folder.close()?;
    }
    Ok(())
}

/// Writes the pages of places.
pub fn write(
    campaign: &Campaign,
    selection: &Selection,
    site: &Site,
    evaluated: &Evaluated,
    session: &Session,
    jobs: usize,
    progress: &Progress<'_>,
) -> Result<(), Failure> {
    let lazy = |place, lang, aside: &Option<Aside>| Lazy {
        campaign,
        selection,
        site,
        place,
        lang,
        context: None,
        fault: None,
        values: aside
            .and_then(|aside| session.aside(aside))
            .and_then(|bytes| Values::from_bytes(&bytes))
            .unwrap_or_default(),
    };
    let signposts = signposts(campaign, selection, site);
    for lang in site.signposts.iter().map(|(lang, _)| lang) {
        let tag = tag(lang.as_str(), "");
        let mut folder = session.folder(&ended(lang, GENERAL).folder(), tag)?;
        for ((of, plate, place), (known, aside)) in signposts.iter().zip(&evaluated.signposts) {
            if *of != lang {
                continue;
            }
            let mut lazy = lazy(Some(*place), lang, aside);
            let key = plate.key(*known);
            let name = ended(lang, &place.id).name();
            folder.put(&name, key, |page| lazy.stamp(plate, page))?;
            lazy.sound()?;
        }
        folder.close()?;
    }
    if !evaluated.codes.is_empty() {
        let path = Address::Code("").folder();
        let mut folder = session.folder(&path, tag("", ""))?;
        let mut prints: BTreeMap<(&Lang, &str), u64> = BTreeMap::new();
        for (id, (redirect, place)) in &evaluated.codes {
            let Some(redirect) = site.redirects.get(*redirect) else { continue };
            let mut lazy = lazy(campaign.places.get(place), &redirect.lang, &None);
            let known = prints
                .entry((&redirect.lang, place))
                .or_insert_with(|| lazy.known().map_or(0, |known| known.print()));
            folder.put(&Address::Code(id).name(), redirect.plate.key(*known), |page| {
                lazy.stamp(&redirect.plate, page);
            })?;
            lazy.sound()?;
        }
        folder.close()?;
    }
    let folders = folders(campaign, selection, site);
    let work: Vec<(&Folder<'_>, &(u64, Option<Aside>))> =
        folders.iter().zip(&evaluated.folders).collect();
    let done = AtomicUsize::new(0);
    let results = in_threads(jobs, &work, |(folder, (known, aside))| -> Result<(), Failure> {
        let tag = tag(folder.lang.as_str(), folder.id());
        let mut out = session.folder(&folder.path(), tag)?;
        let mut lazy = lazy(folder.place, folder.lang, aside);
        for plate in folder.plates() {
            out.put(&plate.name, plate.key(*known), |page| lazy.stamp(plate, page))?;
        }
        lazy.sound()?;
        out.close()?;
        progress("web", done.fetch_add(1, Ordering::Relaxed) + 1, folders.len());
        Ok(())
    });
    results.into_iter().collect()
}
