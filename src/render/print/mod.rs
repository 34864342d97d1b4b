//! Print: sheets of a lesson, a pack or a water for a place, as PDF/A-2a and PDF/UA-1.
//!
//! [`compile`] makes the plate of a subject, layout and language; [`prepare`] adds a place and
//! says, by a key, whether the sheet is still the same; [`make`] lays it out once for all that is
//! wanted of it: the file to print, a file for a printing house, a thumbnail. The standards are
//! the gate: a missing title, date or description of a picture fails here, not at a reader's. Sheets
//! to be folded and those for a printing house claim none: their pages stand in another order, or
//! in inks that no archive knows.

mod black;
mod boxes;
mod bundle;
mod contour;
mod copied;
mod data;
mod export;
mod faults;
mod hazard;
mod impose;
mod lesson;
mod pack;
mod photographs;
mod qr;
mod separation;
mod sheet;
pub mod sheets;
mod signs;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_codes;
#[cfg(test)]
mod tests_extremes;
#[cfg(test)]
mod tests_photographs;
#[cfg(test)]
mod tests_whole;
mod thumbnail;
mod tree;
mod trim;
mod written;

use std::{
    borrow::{Borrow, Cow},
    collections::{BTreeMap, BTreeSet, HashMap},
    sync::Arc,
};

use typst::foundations::Bytes;
use typst_layout::PagedDocument;
use typst_render::RenderOptions;
use xxhash_rust::xxh3::Xxh3;

pub use self::{
    bundle::{Bundle, bundle},
    faults::{Fault, tell},
};
use self::{lesson::Named, photographs::Photographs, sheet::Sheet};
use crate::{
    diag::{Report, Span},
    foreign::fenced,
    model::{
        Campaign, Date, Hazard, Ink, Lang, Layout, Lesson, Role, Subject, code,
        fact::in_lang,
        phrase::Askable,
        theme::{Impose, Of},
    },
    render::shared::{
        paged::{
            can_be_drawn, frames,
            world::{DocumentWorld, Files, Shop, file_id},
        },
        place::PlaceView,
    },
    say,
    text::curled_words,
};

/// Dots of a picture for each point of paper: an A4 page is 893 dots wide.
const PICTURE: f64 = 1.5;

/// What every sheet of a campaign shares: the engine's library, fonts and layouts.
pub struct Press {
    shop: Shop,
    phrases: BTreeSet<String>,
    threads: usize,
}

impl Press {
    /// Sets up the fonts and layouts of a campaign.
    pub fn new(campaign: &Campaign) -> Self {
        // Words that no layout can ask for would make a new impression of every sheet when they change.
        let askable = Askable::of(campaign.theme.print.values().map(|file| file.text.as_str()));
        let keys: BTreeSet<&String> =
            campaign.phrases.values().flat_map(|book| book.phrases.keys()).collect();
        let phrases = keys.into_iter().filter(|key| askable.has(key)).cloned().collect();
        let threads = std::thread::available_parallelism().map_or(1, usize::from);
        Self { shop: Shop::new(&campaign.theme), phrases, threads }
    }
}

/// A subject in a layout and a language: all of a sheet but the place.
pub struct Plate {
    /// Id of the lesson or pack; nothing for a water, which the place names.
    id: String,
    /// What the page of the lesson or pack is called; nothing for a water.
    pub name: String,
    /// Language of the sheet.
    pub lang: Lang,
    /// The layout of the sheet.
    pub layout: Layout,
    /// Fingerprint of everything that is the same for all places.
    pub hash: u64,
    title: String,
    summary: String,
    date: Date,
    discreet: bool,
    /// Whether it keeps to whom to tell, so that not even its code leads to what it is about.
    neutral: bool,
    /// The languages that stand on a sheet of several, its own first.
    tongues: Vec<Lang>,
    /// The language whose words stand beside those of a lesson.
    beside: Option<Lang>,
    files: Files,
    photographs: Photographs,
    span: Span,
    /// Where each part is.
    parts: BTreeMap<Role, Span>,
}

/// A sheet to be made.
pub struct Job {
    /// The name of its file, without `.pdf`: that of the page of a lesson or pack, or the id of a water.
    pub name: String,
    /// `/data.json`.
    pub data: Vec<u8>,
    /// `/beside/data.json`: the place in the language that stands beside.
    beside: Option<Vec<u8>>,
    /// Changes exactly when the sheet does.
    pub key: u64,
    qr: Option<String>,
    place: Option<String>,
    place_id: String,
    /// Where the water stands in its table.
    span: Option<Span>,
}

/// Makes the plate of a subject in a language, falling back to the first language's text. `beside`
/// are the other languages that a sheet of several may have.
pub fn compile(
    report: &mut Report,
    campaign: &Campaign,
    press: &Press,
    subject: Subject<'_>,
    (lang, beside): (&Lang, &[&Lang]),
    layout: &Layout,
) -> Plate {
    let first = campaign.first_lang();
    let mut plate = Plate {
        id: String::new(),
        name: String::new(),
        lang: lang.clone(),
        layout: layout.clone(),
        hash: 0,
        title: String::new(),
        summary: String::new(),
        date: newest(campaign),
        discreet: false,
        neutral: false,
        tongues: vec![lang.clone()],
        beside: None,
        files: Files::default(),
        photographs: Photographs::default(),
        span: layout.span,
        parts: BTreeMap::new(),
    };
    let sheet = Sheet { campaign, lang, layout, phrases: &press.phrases };
    let mut beside_json = None;
    let (json, named) = match subject {
        Subject::Lesson(pack, lesson) => {
            plate.id.clone_from(&lesson.id);
            plate.name.clone_from(&lesson.slug);
            plate.discreet = lesson.discreet;
            plate.neutral = layout.is_neutral(lesson);
            plate.span = Span::new(pack.file, 0..0);
            let Some((text, fallback)) = lesson.text(lang, first) else {
                let id = &lesson.id;
                report.error("typst-error", plate.span, say! { vi: "bài `{id}` không có chữ để in", en: "the lesson `{id}` has no text to print" });
                return plate;
            };
            missing(report, lesson, text, layout);
            plate.title = curled_words(&text.title).into_owned();
            plate.summary = curled_words(&text.summary).into_owned();
            plate.date = text.revised;
            plate.span = text.span;
            plate.parts = text.parts.iter().map(|part| (part.role, part.span)).collect();
            let text_lang = if fallback { first } else { lang };
            let (json, mut named) = lesson::json(&sheet, pack, lesson, (text, text_lang));
            let original = lesson.texts.get(first).filter(|_| layout.beside_first);
            if let Some(original) = original {
                plate.beside = Some(first.clone());
                beside_json = Some(lesson::json_beside(
                    &Sheet { lang: first, ..sheet },
                    (pack, lesson),
                    (original, first),
                    "/beside/figure",
                    &mut named,
                ));
            }
            (json, named)
        }
        Subject::Pack(pack) => {
            plate.id.clone_from(&pack.id);
            plate.name.clone_from(&pack.slug);
            plate.discreet = pack.discreet;
            plate.span = Span::new(pack.file, 0..0);
            in_lang(&pack.title, lang, first).clone_into(&mut plate.title);
            in_lang(&pack.promise, lang, first).clone_into(&mut plate.summary);
            let texts = pack.of_all_places().filter_map(|lesson| lesson.text(lang, first));
            plate.date = texts.map(|(text, _)| text.revised).max().unwrap_or(plate.date);
            pack::json(&sheet, pack, plate.date)
        }
        Subject::Hazard => {
            in_lang(&layout.label, lang, first).clone_into(&mut plate.title);
            let facts = layout.facts.iter().filter_map(|(id, _)| campaign.facts.get(id));
            plate.date = facts.map(|fact| fact.checked_on).max().unwrap_or(plate.date);
            plate.tongues.extend(beside.iter().copied().filter(|other| *other != lang).cloned());
            (hazard::json(&sheet, &plate.tongues, plate.date), Named::default())
        }
    };
    lost(report, &named, layout);
    let mut hash = Xxh3::new();
    hash.update(env!("CARGO_PKG_VERSION").as_bytes());
    hash.update(&press.shop.hash.to_le_bytes());
    for part in [&layout.name, layout.ink.key(), lang.as_str(), &plate.date.to_string()] {
        hash.update(part.as_bytes());
        hash.update(&[0]);
    }
    hash.update(&json);
    hash.update(beside_json.as_deref().unwrap_or_default());
    // A figure that was not drawn to be coloured becomes lines.
    let outlined = match subject {
        Subject::Lesson(_, lesson) if layout.lines && lesson.colouring.is_none() => {
            lesson.text(lang, first).map(|(text, _)| text.figure.path.as_str())
        }
        _ => None,
    };
    let mut files = HashMap::new();
    for (name, path) in named.pictures {
        if let (Some(id), Some(picture)) = (file_id(&name), campaign.pictures.get(path)) {
            hash.update(name.as_bytes());
            hash.update(&picture.bytes);
            let bytes = if outlined == Some(path) { contour::of(&picture.bytes) } else { None };
            files.insert(id, Bytes::new(bytes.unwrap_or_else(|| picture.bytes.clone())));
        }
    }
    let json = [("/lesson.json", Some(json)), ("/beside/lesson.json", beside_json)];
    for (name, json) in json {
        if let (Some(id), Some(json)) = (file_id(name), json) {
            files.insert(id, Bytes::new(json));
        }
    }
    plate.hash = hash.digest();
    plate.files = Arc::new(files);
    plate
}

/// What is named on a sheet and is not there. A rule told it before, or the program is at fault; a
/// sheet with a hole in its place is made of neither.
fn lost(report: &mut Report, named: &Named<'_>, layout: &Layout) {
    let sheet = &layout.name;
    for (span, name) in &named.lost {
        report.error_with_help(
            "typst-error",
            *span,
            say! { vi: "tờ `{sheet}` cần `{name}`, nhưng không tìm thấy khi in", en: "the sheet `{sheet}` takes `{name}`, which was not found when it was to be printed" },
            say! { vi: "chạy `loa check` và sửa những gì được nêu; nếu không nêu gì thì đây là lỗi của chương trình, hãy báo cho người phụ trách", en: "run `loa check` and correct what it tells; if it tells nothing, the program is at fault: report it" },
        );
    }
}

/// The day on which any lesson was last changed.
fn newest(campaign: &Campaign) -> Date {
    let texts = campaign.lessons().flat_map(|(_, lesson)| lesson.texts.values());
    texts.map(|text| text.revised).max().unwrap_or_default()
}

/// What the layout takes and the lesson has not. `here` may always be left out: not every lesson
/// is about something that lies in a place.
fn missing(report: &mut Report, lesson: &Lesson, text: &crate::model::LessonText, layout: &Layout) {
    let parts = layout
        .parts
        .iter()
        .filter(|role| **role != Role::Here && text.part(**role).is_none())
        .map(|role| role.key());
    let shorts = layout
        .shorts
        .iter()
        .filter(|short| !text.shorts.contains_key(short))
        .map(|short| short.key());
    let (id, name) = (&lesson.id, &layout.name);
    for key in parts {
        report.error_with_help(
            "part-missing",
            text.span,
            say! { vi: "tờ `{name}` cần phần `{key}`, bài `{id}` chưa có", en: "the sheet `{name}` takes the part `{key}`, which the lesson `{id}` has not" },
            say! { vi: "thêm đề mục `## … {{#{key}}}` và viết nội dung bên dưới", en: "add a heading `## … {{#{key}}}` and write below it" },
        );
    }
    for key in shorts {
        report.error_with_help(
            "part-missing",
            text.span,
            say! { vi: "tờ `{name}` cần phần ngắn `{key}`, bài `{id}` chưa có", en: "the sheet `{name}` takes the short part `{key}`, which the lesson `{id}` has not" },
            say! { vi: "thêm khối ```` ```{key} ```` ở cuối bài", en: "add a block ```` ```{key} ```` at the end" },
        );
    }
}

/// Adds a place to a plate, and the water that its sheet is of, if it is of one. `place_in` gives the
/// place in a language. Cheap, and always the same for the same input: whoever knows the key from
/// last time need not call [`stamp`].
pub fn prepare<V: Borrow<PlaceView>>(
    campaign: &Campaign,
    plate: &Plate,
    place_in: impl Fn(&Lang) -> V,
    hazard: Option<&Hazard>,
) -> Job {
    let place = place_in(&plate.lang);
    let place = place.borrow();
    let name = hazard.map_or(&plate.name, |hazard| &hazard.id).clone();
    // A code leads to a lesson, whatever its page is called.
    let code = code::id(&plate.id, plate.lang.as_str(), &place.id);
    let base_url = &campaign.settings.base_url;
    let address = match plate.layout.of {
        Of::Lesson if plate.neutral => qr::start(base_url),
        Of::Lesson => qr::address(base_url, &code),
        Of::Pack | Of::Hazard => None,
    };
    let svg = address.as_ref().and_then(|address| qr::svg(&address.whole));
    let data = |place: &PlaceView| {
        data::json(campaign, plate, (place, hazard), address.as_ref(), svg.is_some())
    };
    let beside = plate.beside.as_ref().map(|lang| data(place_in(lang).borrow()));
    let data = data(place);
    let mut hash = Xxh3::new();
    hash.update(&plate.hash.to_le_bytes());
    hash.update(&data);
    hash.update(beside.as_deref().unwrap_or_default());
    // The identity of the file; see `stamp`.
    for part in [&name, &place.id] {
        hash.update(part.as_bytes());
        hash.update(&[0]);
    }
    hash.update(svg.as_deref().unwrap_or_default().as_bytes());
    Job {
        name,
        data,
        beside,
        key: hash.digest(),
        qr: svg,
        place: (!place.general).then(|| place.full.clone()),
        place_id: place.id.clone(),
        span: hazard.map(|hazard| hazard.span),
    }
}

/// What is to be made of a sheet.
#[derive(Debug, Clone, Copy)]
pub struct Wanted {
    /// The file to print.
    pub pdf: bool,
    /// The file for a printing house: with bleed and marks, in the colours of a press.
    pub press: bool,
    /// What it looks like, as WebP.
    pub thumbnail: bool,
}

/// What was made of a sheet; empty where it was not wanted.
#[derive(Debug, Default)]
pub struct Stamped {
    /// The file to print.
    pub pdf: Vec<u8>,
    /// The file for a printing house.
    pub press: Vec<u8>,
    /// What is to be reported of that file, and does not keep it from being made.
    pub told: Vec<Fault>,
    /// What it looks like, as WebP.
    pub thumbnail: Vec<u8>,
}

/// Lays out a sheet and writes it as PDF.
///
/// # Errors
/// Everything that is wrong with the sheet: nothing of it may be published then.
pub fn stamp(press: &Press, plate: &Plate, job: &Job) -> Result<Vec<u8>, Vec<Fault>> {
    let wanted = Wanted { pdf: true, press: false, thumbnail: false };
    make(press, plate, job, wanted).map(|stamped| stamped.pdf)
}

/// Lays out a sheet once, for all that is wanted of it.
///
/// # Errors
/// Everything that is wrong with the sheet: nothing of it may be published then.
pub fn make(
    press: &Press,
    plate: &Plate,
    job: &Job,
    wanted: Wanted,
) -> Result<Stamped, Vec<Fault>> {
    typeset(press, plate, job, || {
        let document = sound(press, plate, job)?;
        let mut stamped = Stamped::default();
        if wanted.pdf {
            stamped.pdf = export::export(press, plate, job, &document)?;
        }
        if wanted.press {
            let ink = plate.layout.ink;
            let printed = plate.photographs.printed(&document, ink, photographs::PRESS);
            let printed = printed.map_err(|said| unfitted(press, plate, job, &said))?;
            let trim::Trimmed { document, separated } = trim::trim(&printed, ink);
            stamped.press = export::for_press(press, plate, job, &document)?;
            if !separated {
                stamped.told.push(faults::screen(job, &plate.layout));
            }
        }
        if wanted.thumbnail {
            let front = shown(press, plate, job, &document)?;
            let front = front.pages().first().and_then(thumbnail::draw);
            stamped.thumbnail =
                front.ok_or_else(|| failed(press, plate, job, "no picture was drawn"))?;
        }
        Ok(stamped)
    })
}

/// Runs the typesetter, which gives up with a panic on some layouts, drawings and fonts.
fn typeset<T>(
    press: &Press,
    plate: &Plate,
    job: &Job,
    work: impl FnOnce() -> Result<T, Vec<Fault>>,
) -> Result<T, Vec<Fault>> {
    let made = fenced(work);
    // Ages count calls since the last use, for all threads together: two rounds of every thread
    // keep what the next place needs, and memory stays flat.
    typst::comemo::evict(2 * press.threads);
    made.unwrap_or_else(|panic| Err(vec![faults::stopped(press, job, &plate.layout, panic)]))
}

/// A page of a sheet, counted from nought, as a picture in PNG; nothing if there is no such page.
///
/// # Errors
/// Everything that is wrong with the sheet, as in [`stamp`].
pub fn picture(
    press: &Press,
    plate: &Plate,
    job: &Job,
    page: usize,
) -> Result<Vec<u8>, Vec<Fault>> {
    typeset(press, plate, job, || {
        let document = sound(press, plate, job)?;
        let options = RenderOptions { pixel_per_pt: PICTURE.into(), render_bleed: false };
        let shown = shown(press, plate, job, &document)?;
        let Some(page) = shown.pages().get(page).filter(|page| can_be_drawn(page, PICTURE)) else {
            return Ok(Vec::new());
        };
        let drawn = typst_render::render(page, &options).encode_png();
        drawn.map_err(|error| failed(press, plate, job, &error.to_string()))
    })
}

/// A sheet as it comes out of the printer, for whoever looks at it on a screen.
fn shown<'a>(
    press: &Press,
    plate: &Plate,
    job: &Job,
    document: &'a PagedDocument,
) -> Result<Cow<'a, PagedDocument>, Vec<Fault>> {
    let printed = plate.photographs.printed(document, plate.layout.ink, photographs::SHOWN);
    printed.map_err(|said| unfitted(press, plate, job, &said))
}

/// What a sheet says, in reading order, without making the file: to be held against its lesson.
///
/// # Errors
/// When the sheet cannot be laid out.
pub fn words(press: &Press, plate: &Plate, job: &Job) -> Result<String, Vec<Fault>> {
    typeset(press, plate, job, || lay_out(press, plate, job).map(|(_, sight, _)| sight.text))
}

/// A sheet with nothing wrong on its pages, as it is printed.
fn sound(press: &Press, plate: &Plate, job: &Job) -> Result<PagedDocument, Vec<Fault>> {
    let (document, sight, breaches) = lay_out(press, plate, job)?;
    let faults = faults::seen(press, job, &plate.layout, &sight, &breaches);
    if !faults.is_empty() {
        return Err(faults);
    }
    Ok(match plate.layout.impose {
        Some(Impose::Saddle) => impose::saddle(&document),
        None => document,
    })
}

type LaidOut = (PagedDocument, frames::Sight, Vec<copied::Breach>);

fn lay_out(press: &Press, plate: &Plate, job: &Job) -> Result<LaidOut, Vec<Fault>> {
    let layout = &plate.layout;
    let told = |found: &typst::diag::SourceDiagnostic| faults::typst(press, job, layout, found);
    let Some(main) = file_id(&format!("/print/{}.typ", layout.name)) else {
        // Only a name that was refused when it was read is no path.
        let message = layout.name.as_str();
        let detached = typst::syntax::Span::detached();
        return Err(vec![told(&typst::diag::SourceDiagnostic::error(detached, message))]);
    };
    let mut place = HashMap::new();
    if let Some(id) = file_id("/data.json") {
        place.insert(id, Bytes::new(job.data.clone()));
    }
    if let (Some(id), Some(data)) = (file_id("/beside/data.json"), &job.beside) {
        place.insert(id, Bytes::new(data.clone()));
    }
    if let (Some(id), Some(svg)) = (file_id("/qr.svg"), &job.qr) {
        place.insert(id, Bytes::from_string(svg.clone()));
    }
    let document = DocumentWorld { shop: &press.shop, main, lesson: &plate.files, place: &place };
    let compiled = typst::compile::<PagedDocument>(&document);
    let mut faults: Vec<Fault> = compiled.warnings.iter().map(told).collect();
    match compiled.output {
        Ok(document) if faults.is_empty() => {
            let sight = frames::look(&document, job.qr.as_deref());
            let black = layout.ink == Ink::Black;
            let breaches = if black { copied::look(&document, layout) } else { Vec::new() };
            Ok((document, sight, breaches))
        }
        Ok(_) => Err(faults),
        Err(errors) => {
            faults.extend(errors.iter().map(told));
            Err(faults)
        }
    }
}

/// What failed and no line of a layout is to blame for.
fn failed(press: &Press, plate: &Plate, job: &Job, message: &str) -> Vec<Fault> {
    let at = typst::syntax::Span::detached();
    let found = typst::diag::SourceDiagnostic::error(at, message);
    vec![faults::typst(press, job, &plate.layout, &found)]
}

/// A photograph that could not be made as it is printed.
fn unfitted(press: &Press, plate: &Plate, job: &Job, said: &str) -> Vec<Fault> {
    failed(press, plate, job, &format!("a photograph cannot be made as it is printed: {said}"))
}
