//! Which sheets a run makes of what.

use super::Plan;
use crate::model::{Campaign, Format, Lang, Layout, Subject};

/// The layouts whose sheets the page of a subject offers: those of the campaign's own list, so that a
/// run that leaves some out makes the same page; in the order of that list.
pub fn offered<'a>(campaign: &'a Campaign, subject: Subject<'_>) -> Vec<&'a Layout> {
    let settings = &campaign.settings;
    let listed = |name: &str| settings.formats.iter().position(|(id, _)| id == name);
    let layouts = campaign.theme.layouts.iter();
    let mut found: Vec<&Layout> = layouts
        .filter(|layout| settings.makes(Format::Sheet(&layout.name)))
        .filter(|layout| layout.offers(subject))
        .collect();
    found.sort_by_key(|layout| listed(&layout.name).unwrap_or(usize::MAX));
    found
}

/// The sheets of a subject in a layout and a language, whatever their places.
#[derive(Debug, Clone, Copy)]
pub struct Sheets<'a> {
    /// What they are of.
    pub subject: Subject<'a>,
    /// Their layout.
    pub layout: &'a Layout,
    /// Their language.
    pub lang: &'a Lang,
    /// Whether they are printed.
    pub printed: bool,
    /// Whether a page of the site shows what they look like. That is drawn of the general edition,
    /// and made with its sheets, whatever their places.
    pub shown: bool,
}

impl<'a> Plan<'a> {
    /// The sheets of the run, by subject, layout and language.
    pub fn sheets(&self) -> impl Iterator<Item = Sheets<'a>> {
        let campaign = self.campaign;
        let lessons = campaign.lessons().map(|(pack, lesson)| Subject::Lesson(pack, lesson));
        let packs = campaign.packs.iter().map(Subject::Pack);
        let subjects = lessons.chain(packs).chain([Subject::Hazard]);
        let wanted = |layout: &&Layout| self.makes(Format::Sheet(&layout.name));
        subjects.flat_map(move |subject| {
            let offered = offered(campaign, subject);
            let layouts = campaign.theme.layouts.iter().filter(wanted);
            layouts.flat_map(move |layout| {
                let offered = offered.iter().any(|other| other.name == layout.name);
                self.langs().iter().filter_map(move |lang| {
                    let printed = self.prints(subject, layout, lang, offered);
                    let suits = layout.suits(subject, lang, campaign.first_lang());
                    let shown = offered && suits && subject.is_pictured();
                    (printed || shown).then_some(Sheets { subject, layout, lang, printed, shown })
                })
            })
        })
    }

    /// Whether sheets of a subject are printed. A plain run follows the lesson; a layout that the
    /// command line asks for is made of every subject that has what it takes.
    fn prints(&self, subject: Subject<'_>, layout: &Layout, lang: &Lang, offered: bool) -> bool {
        let asked = || self.selection.asks_for(Format::Sheet(&layout.name));
        // What a lesson asks for must be there; a layout that lacks a part then reports it.
        let demanded = matches!(subject, Subject::Lesson(_, lesson) if layout.is_asked_by(lesson));
        demanded && offered
            || layout.suits(subject, lang, self.campaign.first_lang()) && (offered || asked())
    }

    /// Whether a lesson is printed with a code, in any of its languages.
    pub fn is_coded(&self, subject: Subject<'_>) -> bool {
        let Subject::Lesson(_, lesson) = subject else { return false };
        if self.campaign.settings.base_url.is_empty() {
            return false;
        }
        let offered = offered(self.campaign, subject);
        self.campaign.theme.layouts.iter().any(|layout| {
            let offered = offered.iter().any(|other| other.name == layout.name);
            lesson.texts.keys().any(|lang| self.prints(subject, layout, lang, offered))
        })
    }
}
