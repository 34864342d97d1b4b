//! The oracle: a page made in two stages must be the page made in one.
//!
//! Without it a theme could filter, compare or measure a placeholder in the first stage, where only
//! its mark is known, and nobody would see that the page is wrong. The built-in theme is held
//! against it by the tests and by `loa check`; a campaign's own templates in every build.

use std::collections::BTreeMap;

use super::{
    engine::Engine,
    faults,
    stage::{self, Renderer},
    value,
    view::View,
};
use crate::{
    diag::{Report, Reported},
    model::{Campaign, Lang, Place, Selection, place::Spot},
    plan::Kind,
    render::shared::{
        map::MapView,
        place::{Before, HazardView, Now, OwnLesson, PlaceView},
    },
};

/// Two made-up places of a language: of one everything is known, of the other nothing.
pub struct Specimens([tera::Value; 2]);

impl Specimens {
    /// The places, with the words of a language.
    pub fn new(campaign: &Campaign, lang: &Lang) -> Self {
        Self([value(&full(campaign, lang)), value(&bare(campaign, lang))])
    }

    /// What is different between the page in two stages and in one; `None` when nothing is.
    /// `html` is the page after the first of two stages, `joined` the templates for one.
    pub fn differ(
        &self,
        joined: &Engine,
        view: &View<'_>,
        kind: Kind<'_>,
        html: &str,
    ) -> Option<String> {
        self.0.iter().find_map(|place| {
            let two = match stage::fill_in(html, place) {
                Ok(two) => two,
                Err(error) => return Some(faults::said(&error).0),
            };
            match one_stage(joined, view, kind, place) {
                Ok(one) => difference(&two, &one),
                Err(error) => Some(faults::said(&error).0),
            }
        })
    }
}

/// A page made in one stage, the place known from the start.
pub fn one_stage(
    joined: &Engine,
    view: &View<'_>,
    kind: Kind<'_>,
    place: &tera::Value,
) -> tera::TeraResult<String> {
    let renderer = Renderer::whole(joined, place);
    let page = kind.context(view, renderer)?;
    renderer.render(kind.template(), &renderer.context(&view.shared, &page)?)
}

/// The website without plates: each page rendered and minified for its place alone. Nothing is
/// built this way; the benchmarks hold the two stages against it.
pub struct OneStage<'a> {
    campaign: &'a Campaign,
    selection: &'a Selection,
    joined: Engine,
}

impl<'a> OneStage<'a> {
    /// The templates of the campaign's theme.
    ///
    /// # Errors
    /// When a template is at fault.
    pub fn new(
        report: &mut Report,
        campaign: &'a Campaign,
        selection: &'a Selection,
    ) -> Result<Self, Reported> {
        let joined = super::templates(report, campaign, stage::join)?;
        Ok(Self { campaign, selection, joined })
    }

    /// The pages of a place in a language, each handed over with its file name.
    ///
    /// # Errors
    /// When a page cannot be rendered.
    pub fn pages(
        &self,
        lang: &Lang,
        place: &Place,
        each: &mut dyn FnMut(&str, &[u8]),
    ) -> tera::TeraResult<()> {
        let view = View::new(self.campaign, self.selection, lang);
        let known = PlaceView::new(self.campaign, place, lang, self.selection.as_of);
        let known = value(&known);
        for kind in Kind::of_place(self.campaign) {
            let html = one_stage(&self.joined, &view, kind, &known)?;
            let html = super::drawings::distinct(&html);
            let name = kind.page().map(|page| page.to_string()).unwrap_or_default();
            each(&name, &super::minify::minify(kind.template(), &html));
        }
        Ok(())
    }
}

/// The first words in which two pages part.
fn difference(two: &str, one: &str) -> Option<String> {
    if two == one {
        return None;
    }
    let same = two.chars().zip(one.chars()).take_while(|(a, b)| a == b).count();
    let near =
        |page: &str| -> String { page.chars().skip(same.saturating_sub(20)).take(50).collect() };
    let words = |page: &str| near(page).split_whitespace().collect::<Vec<_>>().join(" ");
    Some(format!("`{}` ≠ `{}`", words(two), words(one)))
}

/// Nothing is known of it, not even its name.
fn bare(campaign: &Campaign, lang: &Lang) -> PlaceView {
    let mut view = PlaceView::general(campaign, lang);
    view.general = false;
    for text in [&mut view.id, &mut view.name, &mut view.full, &mut view.inline, &mut view.ascii] {
        text.clear();
    }
    view
}

/// Everything is known of it. Capital and small letters, so that a filter of case shows.
fn full(campaign: &Campaign, lang: &Lang) -> PlaceView {
    let some = || "Aa".to_owned();
    let mut view = PlaceView::general(campaign, lang);
    view.general = false;
    view.sample = true;
    for text in [
        &mut view.id,
        &mut view.name,
        &mut view.full,
        &mut view.inline,
        &mut view.kind,
        &mut view.ascii,
        &mut view.province,
        &mut view.before_text,
        &mut view.since,
        &mut view.district,
    ] {
        *text = some();
    }
    view.before = vec![Before { full: some(), district: some() }];
    view.now = vec![Now { full: some(), inline: some(), id: some(), url: some() }; 2];
    view.lessons = vec![OwnLesson { title: some(), action: some(), url: some() }; 2];
    let water = |known| HazardView {
        id: some(),
        number: 1,
        name: some(),
        kind: some(),
        depth: some(),
        sign: known,
        barrier: known,
        responsible: some(),
        note: some(),
    };
    view.hazards = ["yes", "no", "unknown"].into_iter().map(water).collect();
    view.hazards_total = 3;
    view.hazards_signed = 1;
    view.hazards_fenced = 1;
    view.map = MapView::new(&[(1, Spot { lat: 11.0, lon: 106.0 })]);
    view.notes = campaign
        .lessons()
        .map(|(_, lesson)| (lesson.id.clone(), "<p>Aa</p>".to_owned()))
        .collect::<BTreeMap<_, _>>();
    for contact in view.contacts.values_mut() {
        for text in [
            &mut contact.name,
            &mut contact.phone,
            &mut contact.tel,
            &mut contact.hours,
            &mut contact.note,
            &mut contact.of,
        ] {
            *text = some();
        }
    }
    view
}

#[cfg(test)]
mod tests {
    use super::difference;

    #[test]
    fn the_difference_is_shown_where_it_begins() {
        assert_eq!(difference("same", "same"), None);
        assert_eq!(difference("ở xã Lộc", "ở XÃ Lộc").unwrap(), "`ở xã Lộc` ≠ `ở XÃ Lộc`");
    }
}
