//! Lessons as plain text, to be sent by Zalo or e-mail: each for every place and language, with its
//! numbers and waters.

mod lesson;
#[cfg(test)]
mod tests;

pub use lesson::Lost;
use xxhash_rust::xxh3::xxh3_64;

use super::{Entry, File, Made, Output, Staged};
use crate::{
    diag::Report,
    model::{Address, Campaign, Format, Lang, Lesson, Pack, Place, Selection, place::GENERAL},
    plan::Plan,
    render::shared::place::PlaceView,
    say,
};

/// The lessons that a run makes texts of.
pub struct Texts<'a> {
    campaign: &'a Campaign,
    selection: &'a Selection,
    lessons: Vec<(&'a Pack, &'a Lesson)>,
}

/// The text of a lesson for a place in a language.
#[derive(Clone, Copy)]
pub struct Job<'a> {
    lesson: (&'a Pack, &'a Lesson),
    lang: &'a Lang,
    place: Option<&'a Place>,
}

/// Lists the lessons of a run.
pub fn compile<'a>(campaign: &'a Campaign, selection: &'a Selection) -> Texts<'a> {
    let made = Plan::new(campaign, selection).makes(Format::Text);
    let lessons = campaign.lessons().filter(|_| made);
    Texts { campaign, selection, lessons: lessons.collect() }
}

impl Texts<'_> {
    fn view(&self, place: Option<&Place>, lang: &Lang) -> PlaceView {
        match place {
            Some(place) => PlaceView::new(self.campaign, place, lang, self.selection.as_of),
            None => PlaceView::general(self.campaign, lang),
        }
    }

    fn written(&self, job: Job<'_>, view: &PlaceView) -> Result<Vec<u8>, Lost> {
        let text = lesson::write(self.campaign, job.lesson, job.lang, job.place, view)?;
        Ok(text.into_bytes())
    }
}

impl<'a> Staged<'a> for Texts<'a> {
    type Job = Job<'a>;
    type Fault = Lost;

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
        let here = |(_, lesson): &&(&Pack, &Lesson)| lesson.is_made_for(place);
        let entry = |lesson: &(&'a Pack, &'a Lesson)| {
            let job = Job { lesson: *lesson, lang, place };
            // What cannot be written is reported when it is made, and no file has its key.
            let key = self.written(job, &view).map_or(0, |text| xxh3_64(&text));
            let address = Address::Text { lang: lang.as_str(), place: id, name: &lesson.1.slug };
            Entry { job, files: vec![Output { address, lang, key }] }
        };
        self.lessons.iter().filter(here).map(entry).collect()
    }

    fn group(&self, _: Job<'a>) -> usize {
        0
    }

    fn make(&self, job: Job<'a>, _: &[bool]) -> Made<Self::Fault> {
        let written = self.written(job, &self.view(job.place, job.lang));
        let bytes = written.map_err(|lost| vec![lost])?;
        Ok((vec![File { bytes, lasts: true }], Vec::new()))
    }
}

/// Tells what a text names that is not there, once of each place where it is named.
pub fn report(report: &mut Report, Lost { span, name }: &Lost) {
    if report.has("protocol-unknown", *span) {
        return;
    }
    report.error_with_help(
        "protocol-unknown",
        *span,
        say! { vi: "tệp chữ của bài cần `{name}`, nhưng không tìm thấy khi viết", en: "the text of the lesson takes `{name}`, which was not found when it was to be written" },
        say! { vi: "chạy `loa check` và sửa những gì được nêu; nếu không nêu gì thì đây là lỗi của chương trình, hãy báo cho người phụ trách", en: "run `loa check` and correct what it tells; if it tells nothing, the program is at fault: report it" },
    );
}
