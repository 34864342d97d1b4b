//! A file of the site made when it is asked for, the same bytes as in a whole site.

// A new kind of output must be decided on wherever kinds are told apart.
#![deny(clippy::wildcard_enum_match_arm)]

use super::{
    Compiler, Engine, PlateRenderer, Values, assets, faults, known, listing, offline, placeholders,
    stage, templates, view::View,
};
use crate::{
    diag::{Report, Reported},
    model::{
        Address, Campaign, Lang, Memory, Place, Selection,
        address::{Shared, Top},
        code,
    },
    plan::{Kind, Plan},
    render::shared::place::GENERAL,
};

/// The templates of a theme, ready to make any page.
pub struct OnDemand {
    lowered: Engine,
    joined: Engine,
}

/// What is asked of: a campaign and what a run makes of it.
#[derive(Clone, Copy)]
pub struct Of<'a> {
    /// The campaign.
    pub campaign: &'a Campaign,
    /// What a run makes.
    pub selection: &'a Selection,
}

/// A page of a place, a file without a place, or nothing.
enum Wanted<'a> {
    Stamped(Lang, Kind<'a>, Option<&'a Place>),
    Shared(Lang, Shared),
    Top(Top),
    Asset(&'a str),
}

impl OnDemand {
    /// Reads the templates of a campaign's theme.
    ///
    /// # Errors
    /// When a template cannot be read, which is reported.
    pub fn new(report: &mut Report, campaign: &Campaign) -> Result<Self, Reported> {
        let lowered = templates(report, campaign, placeholders::lower)?;
        let joined = templates(report, campaign, stage::join)?;
        Ok(Self { lowered, joined })
    }

    /// The file of the site at an address; nothing if the site has no such file.
    ///
    /// # Errors
    /// When a template is at fault, which is reported.
    pub fn file(
        &self,
        report: &mut Report,
        of: Of<'_>,
        at: Address<'_>,
    ) -> Result<Option<Vec<u8>>, Reported> {
        let campaign = of.campaign;
        let Some(wanted) = find(of, at) else { return Ok(None) };
        let memory = &mut Memory::default();
        let first = PlateRenderer::new(report, campaign, &self.lowered);
        let mut compiler = Compiler::new(first, memory);
        let (lang, kind, place) = match wanted {
            Wanted::Stamped(lang, kind, place) => (lang, kind, place),
            Wanted::Asset(name) => return Ok(asset(campaign, name)),
            Wanted::Shared(lang, Shared::Kept) => {
                let (plates, own) = compiler.plates(&View::new(campaign, of.selection, &lang));
                let file = offline::list(campaign, &lang, &plates, &own);
                report.so_far()?;
                return Ok(file.map(|file| file.bytes));
            }
            Wanted::Shared(lang, file) => {
                let file = compiler.shared(file, &View::new(campaign, of.selection, &lang));
                report.so_far()?;
                return Ok(file.map(|file| file.bytes));
            }
            Wanted::Top(file) => {
                let view = View::new(campaign, of.selection, campaign.first_lang());
                let made = compiler.top(file, &view);
                report.so_far()?;
                let listed = listing::files(campaign, of.selection);
                let mut files = made.into_iter().chain(listed).chain(offline::files(campaign));
                let path = at.to_string();
                return Ok(files.find(|file| file.path == path).map(|file| file.bytes));
            }
        };
        let plate = compiler.plate(kind, &View::new(campaign, of.selection, &lang));
        let Compiler { placeholders, .. } = compiler;
        report.so_far()?;
        let Some(plate) = plate else { return Ok(None) };
        let evaluator = placeholders.finish().map_err(|(placeholder, error)| {
            faults::placeholder(report, campaign, &placeholder, &error, None)
        })?;
        let mut values = Values::default();
        known(&self.joined, campaign, of.selection, place, &lang)
            .and_then(|known| evaluator.fill(&mut values, &known.context(), plate.used()))
            .map_err(|(placeholder, error)| {
                let at = (place.map_or(GENERAL, |place| &place.id), &lang);
                faults::placeholder(report, campaign, &placeholder, &error, Some(at))
            })?;
        let mut page = Vec::new();
        plate.stamp(&values, &mut page);
        Ok(Some(page))
    }
}

/// An asset by the name it has now, or by one it had before it was changed: a page that is still
/// open may ask for that.
fn asset(campaign: &Campaign, asked: &str) -> Option<Vec<u8>> {
    let bare = |name: &str| {
        let (stem, ending) = name.rsplit_once('.')?;
        Some((stem.rsplit_once('-')?.0.to_owned(), ending.to_owned()))
    };
    let mut older = None;
    for (name, bytes) in assets(campaign) {
        if name == asked {
            return Some(bytes.to_vec());
        }
        if older.is_none() && bare(&name).is_some() && bare(&name) == bare(asked) {
            older = Some(bytes);
        }
    }
    older.map(<[u8]>::to_vec)
}

fn find<'a>(of: Of<'a>, at: Address<'a>) -> Option<Wanted<'a>> {
    let Of { campaign, selection } = of;
    let plan = Plan::new(campaign, selection);
    let lang = |tag: &str| plan.langs().iter().find(|lang| lang.as_str() == tag).copied();
    match at {
        Address::Top(file) => Some(Wanted::Top(file)),
        Address::Asset(name) => Some(Wanted::Asset(name)),
        Address::Code(id) => printed(of, id),
        Address::Shared { lang: tag, file } => Some(Wanted::Shared(lang(tag)?.clone(), file)),
        Address::Ended { lang: tag, place: id } => {
            let ended = campaign.ended(selection.as_of);
            let place = ended.into_iter().find(|place| place.id == id)?;
            Some(Wanted::Stamped(lang(tag)?.clone(), Kind::Signpost, Some(place)))
        }
        Address::Page { lang: tag, place: id, page } => {
            let place = match id {
                GENERAL => None,
                id => {
                    let communes = campaign.communes(selection.as_of, selection.sample);
                    Some(communes.into_iter().find(|place| place.id == id)?)
                }
            };
            let here = |only_in: &[String]| {
                only_in.is_empty() || place.is_some_and(|place| only_in.contains(&place.id))
            };
            let mut kinds = Kind::of_place(campaign);
            let kind = kinds.find(|kind| kind.page() == Some(page) && here(kind.only_in()))?;
            Some(Wanted::Stamped(lang(tag)?.clone(), kind, place))
        }
        Address::Manifest
        | Address::Card { .. }
        | Address::Thumbnail { .. }
        | Address::Sheet { .. }
        | Address::Text { .. }
        | Address::Press { .. }
        | Address::Bundle { .. }
        | Address::Zip { .. } => None,
    }
}

/// Where a printed code leads.
fn printed<'a>(of: Of<'a>, id: &str) -> Option<Wanted<'a>> {
    let communes = of.campaign.communes(of.selection.as_of, of.selection.sample);
    let places: Vec<Option<&Place>> =
        std::iter::once(None).chain(communes.into_iter().map(Some)).collect();
    for lang in of.campaign.languages(of.selection.unreviewed) {
        for (_, lesson) in of.campaign.lessons() {
            for place in &places {
                let name = place.map_or(GENERAL, |place| &place.id);
                let made = lesson.only_in.is_empty() || lesson.only_in.iter().any(|id| id == name);
                let was = lesson.was.iter().map(|(old, _)| old);
                let mut ids = std::iter::once(&lesson.id).chain(was);
                if made && ids.any(|lesson| code::id(lesson, lang.as_str(), name) == id) {
                    return Some(Wanted::Stamped(lang.clone(), Kind::Redirect(lesson), *place));
                }
            }
        }
    }
    None
}
