//! Lessons as plain text, to be sent by Zalo or e-mail: each for every place and language, with its
//! numbers and waters.

mod lesson;

use xxhash_rust::xxh3::xxh3_64;

use super::{Entry, File, Made, Output, Staged};
use crate::{
    model::{Address, Campaign, Format, Lang, Lesson, Place, Selection, place::GENERAL},
    plan::Plan,
    render::shared::place::PlaceView,
};

/// The lessons that a run makes texts of.
pub struct Texts<'a> {
    campaign: &'a Campaign,
    selection: &'a Selection,
    lessons: Vec<&'a Lesson>,
}

/// The text of a lesson for a place in a language.
#[derive(Clone, Copy)]
pub struct Job<'a> {
    lesson: &'a Lesson,
    lang: &'a Lang,
    place: Option<&'a Place>,
}

/// Lists the lessons of a run.
pub fn compile<'a>(campaign: &'a Campaign, selection: &'a Selection) -> Texts<'a> {
    let made = Plan::new(campaign, selection).makes(Format::Text);
    let lessons = campaign.lessons().map(|(_, lesson)| lesson).filter(|_| made);
    Texts { campaign, selection, lessons: lessons.collect() }
}

impl Texts<'_> {
    fn view(&self, place: Option<&Place>, lang: &Lang) -> PlaceView {
        match place {
            Some(place) => PlaceView::new(self.campaign, place, lang, self.selection.as_of),
            None => PlaceView::general(self.campaign, lang),
        }
    }

    fn written(&self, job: Job<'_>, view: &PlaceView) -> Vec<u8> {
        lesson::write(self.campaign, job.lesson, job.lang, job.place, view).into_bytes()
    }
}

impl<'a> Staged<'a> for Texts<'a> {
    type Job = Job<'a>;
    type Fault = std::convert::Infallible;

    const NAME: &'static str = "text";

    fn enter(
        &self,
        place: Option<&'a Place>,
        lang: &'a Lang,
        printed: bool,
    ) -> Vec<Entry<'a, Job<'a>>> {
        if !printed || self.lessons.is_empty() {
            return Vec::new();
        }
        let view = self.view(place, lang);
        let id = place.map_or(GENERAL, |place| &place.id);
        let here = |lesson: &&&Lesson| lesson.is_made_for(place);
        let entry = |lesson: &&'a Lesson| {
            let job = Job { lesson, lang, place };
            let key = xxh3_64(&self.written(job, &view));
            let address = Address::Text { lang: lang.as_str(), place: id, name: &lesson.slug };
            Entry { job, files: vec![Output { address, lang, key }] }
        };
        self.lessons.iter().filter(here).map(entry).collect()
    }

    fn group(&self, _: Job<'a>) -> usize {
        0
    }

    fn make(&self, job: Job<'a>, _: &[bool]) -> Made<Self::Fault> {
        let bytes = self.written(job, &self.view(job.place, job.lang));
        Ok((vec![File { bytes, lasts: true }], Vec::new()))
    }
}
