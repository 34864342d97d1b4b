//! The website: pages by two stages of Tera.
//!
//! 1. [`placeholders`] marks the square-bracket tags of theme sources; [`html`] writes the blocks of a
//!    lesson; [`view`] is what templates may know. The first [`stage`] renders a [`page`] for a
//!    lesson and a language, and the [`oracle`] compares it with the same page made in one.
//! 2. The page is minified whole, and cut into a [`plate`]. [`plate_renderer`] does all that, and what came
//!    of it is remembered by everything that went in.
//! 3. For each place the placeholders are evaluated once, and its pages are copies of memory.

mod calls;
mod drawings;
mod engine;
mod faults;
mod html;
mod listing;
mod minify;
mod offline;
mod on_demand;
mod oracle;
mod page;
mod placeholders;
mod plate;
mod plate_renderer;
mod search;
mod stage;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_drawings;
mod view;

use std::{collections::BTreeMap, hash::Hash as _};

use engine::Engine;
use placeholders::Piece;
use plate_renderer::PlateRenderer;
use stage::Renderer;
use tera::{Context, Value};
use xxhash_rust::xxh3::{Xxh3, xxh3_64};

pub use faults::placeholder as tell_placeholder;
pub use html::escape;
pub use on_demand::{Of, OnDemand};
pub use oracle::OneStage;
pub use plate::{Evaluator, Fault, Plate, Values};
use view::View;

use crate::{
    diag::{Report, Reported},
    model::{
        Address, Artifact, Campaign, Lang, Memory, Place, Selection, Subject,
        address::{self, Shared, Top},
    },
    plan::{self, Kind, Plan},
    render::shared::place::{OwnLesson, PlaceView},
    say,
    text::curled_words,
};

/// The site, ready to be stamped.
pub struct Site {
    /// Pages of a place, by language.
    pub places: Vec<(Lang, Vec<Plate>)>,
    /// The page of an ended unit, by language.
    pub signposts: Vec<(Lang, Plate)>,
    /// Pages of lessons made for some places only: the places, the language, the page.
    pub own: Vec<Own>,
    /// Where the printed codes of lessons lead, whatever the run leaves out: paper outlives runs.
    pub redirects: Vec<Redirect>,
    /// Files that are the same everywhere: choosers, style sheets, pictures.
    pub fixed: Vec<Artifact>,
    /// Evaluates what pages leave open.
    pub evaluator: Evaluator,
    /// The templates for both stages at once: local notes are drawn with the place known.
    joined: Engine,
}

/// Where the printed code of a lesson leads, for every place.
pub struct Redirect {
    /// The lesson.
    pub lesson: String,
    /// What it was called when older codes were printed.
    pub was: Vec<String>,
    /// The language of the page.
    pub lang: Lang,
    /// The only places it is made for; empty for all.
    pub only_in: Vec<String>,
    /// The page.
    pub plate: Plate,
}

/// Makes the plates of a site. `memory` is what an earlier build made.
///
/// # Errors
/// When a template is at fault; it is reported with the page that showed it.
pub fn compile(
    report: &mut Report,
    campaign: &Campaign,
    selection: &Selection,
    memory: &mut Memory,
) -> Result<Site, Reported> {
    let lowered = templates(report, campaign, placeholders::lower)?;
    let mut compiler = Compiler::new(PlateRenderer::new(report, campaign, &lowered), memory);
    let plan = Plan::new(campaign, selection);
    let mut places = Vec::new();
    let mut signposts = Vec::new();
    let mut own = Vec::new();
    let mut fixed: Vec<Artifact> = assets(campaign)
        .map(|(name, bytes)| Artifact::new(Address::Asset(&name), bytes.to_vec()))
        .collect();
    // First, because a chooser takes more memory than all plates together: they lie where it was.
    for lang in plan.langs() {
        let view = View::new(campaign, selection, lang);
        fixed.extend(Shared::ALL.iter().filter_map(|file| compiler.shared(*file, &view)));
        if *lang == campaign.first_lang() {
            fixed.extend(Top::ALL.iter().filter_map(|file| compiler.top(*file, &view)));
        }
    }
    for lang in plan.langs() {
        let view = View::new(campaign, selection, lang);
        let (plates, of_some) = compiler.plates(&view);
        fixed.extend(offline::list(campaign, lang, &plates, &of_some));
        places.push(((*lang).clone(), plates));
        own.extend(of_some);
        if let Some(plate) = compiler.plate(Kind::Signpost, &view) {
            signposts.push(((*lang).clone(), plate));
        }
    }
    fixed.extend(listing::files(campaign, selection));
    fixed.extend(offline::files(campaign));
    let mut redirects = Vec::new();
    let is_coded = |pack, lesson| plan.is_coded(Subject::Lesson(pack, lesson));
    for lang in campaign.languages(selection.unreviewed) {
        let view = View::new(campaign, selection, lang);
        for (_, lesson) in campaign.lessons().filter(|(pack, lesson)| is_coded(pack, lesson)) {
            if let Some(plate) = compiler.plate(Kind::Redirect(lesson), &view) {
                redirects.push(Redirect {
                    lesson: lesson.id.clone(),
                    was: lesson.was.iter().map(|(old, _)| old.clone()).collect(),
                    lang: lang.clone(),
                    only_in: lesson.only_in.clone(),
                    plate,
                });
            }
        }
    }
    let Compiler { placeholders, .. } = compiler;
    report.so_far()?;
    let joined = templates(report, campaign, stage::join)?;
    let evaluator = placeholders.finish().map_err(|(placeholder, error)| {
        faults::placeholder(report, campaign, &placeholder, &error, None)
    })?;
    Ok(Site { places, signposts, own, redirects, fixed, evaluator, joined })
}

/// Compares every page in two stages with the same page in one, for two made-up places of each
/// language. A theme that works on a placeholder in the first stage shows here and nowhere else.
///
/// # Errors
/// When pages differ, or a template is at fault.
pub fn compare(
    report: &mut Report,
    campaign: &Campaign,
    selection: &Selection,
) -> Result<(), Reported> {
    let lowered = templates(report, campaign, placeholders::lower)?;
    let joined = templates(report, campaign, stage::join)?;
    let mut first = PlateRenderer::new(report, campaign, &lowered);
    for lang in Plan::new(campaign, selection).langs() {
        let view = View::new(campaign, selection, lang);
        let specimens = oracle::Specimens::new(campaign, lang);
        for kind in Kind::of_place(campaign).chain([Kind::Signpost]) {
            let Some(page) = first.page(kind, &view) else { continue };
            let Some(html) = first.html(kind, &view, &page) else { continue };
            if let Some(said) = specimens.differ(&joined, &view, kind, &html) {
                let name = kind.shown();
                first.too_early(kind, None, say! { vi: "trang `{name}`: giao diện xử lý `[[ ]]` quá sớm: {said}", en: "page `{name}`: the theme works on a `[[ ]]` too early: {said}" });
            }
        }
    }
    report.so_far()
}

/// A plate for some places only: their ids, and its language.
type Own = (Vec<String>, Lang, Plate);

struct Compiler<'a> {
    first: PlateRenderer<'a>,
    placeholders: plate::Placeholders,
    memory: &'a mut Memory,
}

impl<'a> Compiler<'a> {
    fn new(first: PlateRenderer<'a>, memory: &'a mut Memory) -> Self {
        Self { first, placeholders: plate::Placeholders::default(), memory }
    }

    /// The pages of a place in a language: those of every place, and those of some.
    fn plates(&mut self, view: &View<'_>) -> (Vec<Plate>, Vec<Own>) {
        let (mut all, mut some) = (Vec::new(), Vec::new());
        for kind in Kind::of_place(self.first.campaign) {
            let Some(plate) = self.plate(kind, view) else { continue };
            match kind.only_in() {
                [] => all.push(plate),
                only_in => some.push((only_in.to_vec(), view.lang.clone(), plate)),
            }
        }
        (all, some)
    }

    /// One page, made now or in an earlier build from the same templates that knew the same.
    fn plate(&mut self, kind: Kind<'_>, view: &View<'_>) -> Option<Plate> {
        let Self { first, placeholders, memory } = self;
        let page = first.page(kind, view)?;
        let from = first.all_that_goes_into(kind.template(), view, &page);
        let make = || first.pieces(kind, view, &page).map(|pieces| Piece::to_bytes(&pieces));
        let pieces = Piece::from_bytes(&memory.recall("page", &from, make)?)?;
        let name = kind.page().map(|page| page.to_string());
        Some(placeholders.plate(name.unwrap_or_default(), pieces))
    }

    /// A file of a language that belongs to no place; nothing for what is made of all pages.
    fn shared(&mut self, file: Shared, view: &View<'_>) -> Option<Artifact> {
        let at = Address::Shared { lang: view.lang.as_str(), file };
        match file {
            Shared::Chooser => self.first.fixed("chooser.html", at, &view.chooser(at), view),
            Shared::Safety => self.first.fixed(file.name(), at, &view.safety(), view),
            Shared::Tables => self.first.fixed(file.name(), at, &view.tables(), view),
            Shared::Search => {
                let script = search::script(view, self.memory);
                Some(Artifact::new(at, script.into_bytes()))
            }
            Shared::Kept => None,
        }
    }

    /// A page at the top of the site, in the first language; nothing for what is no page.
    fn top(&mut self, file: Top, view: &View<'_>) -> Option<Artifact> {
        let at = Address::Top(file);
        match file {
            Top::Chooser => self.first.fixed("chooser.html", at, &view.chooser(at), view),
            Top::Lost => self.first.fixed(file.name(), at, &view.lost(), view),
            Top::Sitemaps | Top::Robots | Top::Worker | Top::App => None,
        }
    }
}

/// Style sheets, scripts and photographs: what each is called among the assets, and its bytes. A
/// photograph that was copied to several lessons is one file.
fn assets(campaign: &Campaign) -> impl Iterator<Item = (String, &[u8])> {
    plan::assets(campaign).map(|(name, bytes)| (asset_name(&name, bytes), bytes))
}

/// Where the style sheets of the theme lie below the site, by name.
pub fn styles(campaign: &Campaign) -> BTreeMap<String, String> {
    let assets = campaign.theme.assets.iter().filter(|(name, _)| name.ends_with(".css"));
    let path = |name: &str, bytes: &[u8]| Address::Asset(&asset_name(name, bytes)).in_site();
    assets.filter_map(|(name, bytes)| Some((name.clone(), path(name, bytes)?))).collect()
}

/// What an asset is called.
fn asset_name(name: &str, bytes: &[u8]) -> String {
    address::hashed(name, xxh3_64(bytes))
}

/// The templates of the theme, their square brackets marked or made ordinary.
fn templates(
    report: &mut Report,
    campaign: &Campaign,
    translate: fn(&str) -> String,
) -> Result<Engine, Reported> {
    let mut engine = stage::first_stage();
    let sources: Vec<(String, String)> = campaign
        .theme
        .web
        .iter()
        .map(|(name, source)| (name.clone(), translate(&source.text)))
        .collect();
    engine.add(sources).map_err(|error| faults::template(report, campaign, &error, None))?;
    Ok(engine)
}

/// What templates may say of a place, as Tera wants it.
fn value(view: &PlaceView) -> Value {
    Value::from_serializable(view)
}

/// All that the pages of a place may say of it in a language.
pub struct Known {
    view: PlaceView,
}

impl Known {
    /// Changes whenever anything of it does.
    pub fn print(&self) -> u64 {
        let mut hash = Xxh3::new();
        self.view.hash(&mut hash);
        hash.digest()
    }

    /// What placeholders may say.
    pub fn context(&self) -> Context {
        let mut context = Context::new();
        context.insert_value("place", value(&self.view));
        context
    }
}

impl Site {
    /// What is known of a place, or of the general edition.
    ///
    /// # Errors
    /// When a block of a local note cannot be drawn.
    pub fn known(
        &self,
        campaign: &Campaign,
        selection: &Selection,
        place: Option<&Place>,
        lang: &Lang,
    ) -> Result<Known, Fault> {
        known(&self.joined, campaign, selection, place, lang)
    }
}

/// What is known of a place, or of the general edition; `joined` draws its local notes.
fn known(
    joined: &Engine,
    campaign: &Campaign,
    selection: &Selection,
    place: Option<&Place>,
    lang: &Lang,
) -> Result<Known, Fault> {
    let view = match place {
        Some(place) => place_view(joined, campaign, selection, place, lang)
            .map_err(|error| (format!("notes/{}", place.id), error))?,
        None => PlaceView::general(campaign, lang),
    };
    Ok(Known { view })
}

fn place_view(
    joined: &Engine,
    campaign: &Campaign,
    selection: &Selection,
    place: &Place,
    lang: &Lang,
) -> tera::TeraResult<PlaceView> {
    let mut view = PlaceView::new(campaign, place, lang, selection.as_of);
    for (_, lesson) in campaign.lessons().filter(|(_, lesson)| lesson.only_in.contains(&place.id)) {
        if let Some((text, _)) = lesson.text(lang, campaign.first_lang()) {
            view.lessons.push(OwnLesson {
                title: curled_words(&text.title).into_owned(),
                action: curled_words(&text.action).into_owned(),
                url: address::Page::Named(&lesson.slug).to_string(),
            });
        }
    }
    let notes: Vec<_> = place.notes.iter().filter(|((_, of), _)| of == lang).collect();
    if !notes.is_empty() {
        let known = value(&view);
        let page = View::new(campaign, selection, lang);
        for ((lesson, _), note) in notes {
            let html = page.note(Renderer::whole(joined, &known), &note.blocks)?;
            view.notes.insert(lesson.clone(), stage::fill_in(&html, &known)?);
        }
    }
    Ok(view)
}
