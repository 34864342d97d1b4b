//! Stage 1: disk → [`Campaign`].
//!
//! 1. [`files`] lists what there is; nothing else reads the disk.
//! 2. [`yaml`], [`table`] and [`markdown`] turn text into values with places.
//! 3. One file a content kind turns values into the model, and says what is wrong with them.
//!
//! Whatever can be read is read, so that one run tells every mistake.
#![expect(
    clippy::disallowed_methods,
    reason = "this is the one stage that reads the disk, and the clock to judge file times"
)]

mod again;
mod called;
mod cell;
pub mod characters;
mod consents;
mod facts;
pub mod files;
mod head;
mod id;
mod largest;
mod legible;
mod lesson;
mod long;
mod mark;
pub mod markdown;
mod misplaced;
mod needs;
mod not_utf8;
pub mod own;
mod packs;
mod parked;
mod parts;
pub mod passages;
mod phone;
mod phrases;
mod pictures;
mod places;
mod plain;
mod protocols;
mod refused;
mod script;
mod settings;
mod signature;
mod style;
mod table;
pub mod tables;
mod theme;
mod unfilled;
mod unread;
mod unthemed;
mod yaml;

use std::{
    collections::{BTreeMap, BTreeSet},
    mem,
};

use called::Calls;

pub use again::lesson_again;
pub use called::called as place_called;
pub use id::{check as check_id, from_title as id_from_title};
pub use largest::LESSON as LARGEST_LESSON;
pub use mark::is_sign;
pub use misplaced::settings_in;
pub use parked::{TEXT as PARKED, spare};
pub use pictures::{View, anew as picture_anew, pixels as picture_pixels};
pub use settings::is_language_tag;
pub use theme::{BasePhrases, built_in_layouts};
pub use yaml::{Node, Value, tree};

use crate::{
    diag::{Failure, FileId, Report, Reported, Sources, Span, Stop},
    load::files::Files,
    model::{
        Campaign, Date, Inline, InlineKind, Lang, Language, LessonText, Memory, Pack, Picture,
        Place, Settings, Status,
        block::each_inline,
        fold,
        lesson::Figure,
        picture::{Photograph, PictureKind, Statement},
        place::Note,
    },
    say,
    tables::units,
};

/// The pictures that are shown, and those of them that are photographs.
type Shown = (BTreeMap<String, Picture>, BTreeMap<String, Photograph>);

/// The file by which a campaign is known.
pub const SETTINGS: &str = "campaign.yaml";
const FACTS: &str = "content/facts.yaml";
const PACKS: &str = "content/packs";
const PROTOCOLS: &str = "content/protocols";
const PICTURES: &str = "content/pictures.yaml";
const REFERENCES: &str = "content/sources.yaml";
const NEEDS: &str = "content/search.yaml";
const UNITS: &str = units::TABLE.path;

/// Reads a campaign. Where something is wrong, it is reported and a plain value stands for it, so that
/// every other mistake is found in the same run; whoever goes on asks the report first.
///
/// # Errors
/// When the machine failed.
pub fn campaign(
    report: &mut Report,
    sources: &mut Sources,
    files: &Files,
) -> Result<Campaign, Failure> {
    campaign_with(report, sources, files, &mut Memory::default())
}

/// The same for whoever remembers what an earlier run made of the pictures.
///
/// # Errors
/// When the machine failed.
pub fn campaign_with(
    report: &mut Report,
    sources: &mut Sources,
    files: &Files,
    memory: &mut Memory,
) -> Result<Campaign, Failure> {
    files.report_refused(report, sources);
    let vietnamese = Lang::new("vi");
    let mut loader = Loader::new(report, sources, files, &vietnamese);
    let read = match loader.text(SETTINGS)? {
        Some((file, text)) => settings::read(loader.report, file, &text),
        None => settings::plain(loader.sources.add(SETTINGS, "")),
    };
    let settings::Read { mut settings, theme, packs: order, unread } = read;
    let first = settings.first.clone();
    let mut loader = Loader::new(report, sources, files, &first);
    loader.unread.extend(unread.then_some(SETTINGS));

    let theme_name = theme.0.clone();
    let theme = theme::read(loader.report, loader.sources, files, &theme, &first)?;
    let records = loader.optional(FACTS, facts::facts)?;
    let references = loader.optional(REFERENCES, facts::references)?;
    let needs = loader.optional(NEEDS, needs::read)?;
    let mut places = loader.places()?;
    let langs: Vec<Lang> = settings
        .languages
        .iter()
        .filter(|language| language.status != Status::Planned)
        .map(|language| language.lang.clone())
        .collect();
    let mut phrases = BTreeMap::new();
    let known = phrases::Known::of(&theme);
    for lang in &langs {
        if let Some(book) = loader.phrases(lang, &known)? {
            phrases.insert(lang.clone(), book);
        }
    }
    let protocols = loader.protocols(records.protocols, &settings.languages, &langs)?;
    let mut packs = loader.packs(&order, &langs)?;
    // A name that is not known may be of what is there and not read.
    let lost = [PACKS, PROTOCOLS].into_iter().filter(|folder| files.has_lost(folder));
    loader.unread.extend(lost);
    loader.by_any_name(&mut settings, &mut packs, &places);
    loader.foreign(&settings);
    loader.notes(&mut places, &packs, &settings.languages)?;
    let statements = loader.optional(PICTURES, consents::read)?;
    consents::nowhere(loader.report, files, &statements);
    let (pictures, photographs) = loader.pictures(&mut packs, &places, &statements, memory)?;
    let known = unread::Known {
        settings: &settings,
        packs: &packs,
        places: &places,
        protocols: &protocols,
        theme: (&theme, &theme_name),
    };
    // Which languages and which theme there are says `campaign.yaml`.
    if !unread {
        unread::check(loader.report, loader.sources, files, &known);
    }
    let unread = loader.unread;
    let campaign = Campaign {
        settings,
        packs,
        facts: records.facts,
        protocols,
        references,
        needs,
        places,
        phrases,
        pictures,
        photographs,
        theme,
        unread,
    };
    spare(report, sources, &campaign);
    Ok(campaign)
}

/// The ids of those of some places that `campaign.yaml` lists as made up; `None` if it cannot be
/// read. What is wrong in the file is for whoever loads the campaign.
///
/// # Errors
/// When the machine failed.
pub fn samples(
    sources: &mut Sources,
    files: &Files,
    places: &BTreeMap<String, Place>,
) -> Result<Option<BTreeSet<String>>, Failure> {
    let mut report = Report::new();
    let vietnamese = Lang::new("vi");
    let Some((file, text)) =
        Loader::new(&mut report, sources, files, &vietnamese).text("campaign.yaml")?
    else {
        return Ok(None);
    };
    if yaml::parse(&mut report, file, &text, 0).is_err() {
        return Ok(None);
    }
    let settings = settings::read(&mut report, file, &text).settings;
    let calls = Calls::default();
    let listed = settings.sample.into_iter();
    let ids = listed.filter_map(|(typed, span)| calls.id(&mut report, &typed, span, places));
    Ok(Some(ids.collect()))
}

/// Reads the text of a lesson in a language that is not its first, on its own.
///
/// # Errors
/// When it has no front matter. Whatever is wrong with it is reported.
pub fn translation(
    report: &mut Report,
    file: FileId,
    text: &str,
    folder: &str,
) -> Result<LessonText, Reported> {
    characters::check(report, file, text);
    lesson::read(report, file, text, folder, false).map(|(text, _)| text)
}

/// Each name of a list once; one that stands twice is reported.
fn once(report: &mut Report, names: Vec<(String, Span)>) -> Vec<(String, Span)> {
    let (mut kept, mut seen) = (Vec::new(), BTreeMap::new());
    for (name, span) in names {
        match seen.get(&name) {
            Some(first) => {
                report.error_with_related(
                    "listed-twice",
                    span,
                    say! { vi: "`{name}` có hai lần trong danh sách", en: "`{name}` stands twice in the list" },
                    say! { vi: "bỏ một lần", en: "remove one of them" },
                    [(*first, say! { vi: "lần đầu ở đây", en: "first here" })],
                );
            }
            None => {
                seen.insert(name.clone(), span);
                kept.push((name, span));
            }
        }
    }
    kept
}

/// The first language that a `campaign.yaml` names, if the file can be read at all.
pub fn first_language(settings: &str) -> Option<Lang> {
    let (mut report, mut sources) = (Report::new(), Sources::default());
    let file = sources.add(SETTINGS, settings);
    let read = settings::read(&mut report, file, settings);
    (!read.unread).then_some(read.settings.first)
}

/// The names of the first and the last day of most records.
const VALID: [&str; 2] = ["valid_from", "valid_to"];

/// Says that a record ends before it begins. Its days have names.
fn validity(
    report: &mut Report,
    from: Option<Date>,
    to: Option<Date>,
    span: Span,
    [first, last]: [&str; 2],
) {
    if let (Some(from), Some(to)) = (from, to)
        && to < from
    {
        report.error_with_help(
            "validity-backwards",
            span,
            say! { vi: "ngày cuối {to} trước ngày đầu {from}", en: "the last day {to} is before the first day {from}" },
            say! { vi: "sửa `{first}` hoặc `{last}`", en: "correct `{first}` or `{last}`" },
        );
    }
}

struct Loader<'a> {
    report: &'a mut Report,
    sources: &'a mut Sources,
    files: &'a Files,
    first: &'a Lang,
    unread: Vec<&'static str>,
}

impl<'a> Loader<'a> {
    fn new(
        report: &'a mut Report,
        sources: &'a mut Sources,
        files: &'a Files,
        first: &'a Lang,
    ) -> Self {
        Self { report, sources, files, first, unread: Vec::new() }
    }

    /// The text of a file; what is wrong with it is already reported.
    fn text(&mut self, path: &str) -> Result<Option<(FileId, String)>, Failure> {
        if !self.files.has(path) {
            return Ok(None);
        }
        match self.files.text(self.report, self.sources, path) {
            Ok((file, text)) => {
                characters::check(self.report, file, &text);
                legible::check(self.report, file, path, &text);
                Ok(Some((file, text)))
            }
            Err(Stop::Reported) => Ok(None),
            Err(Stop::Failed(failure)) => Err(failure),
        }
    }

    /// What a file holds that need not be there.
    fn optional<T: Default>(
        &mut self,
        path: &'static str,
        read: impl Fn(&mut Report, FileId, &str, &Lang) -> Result<T, Reported>,
    ) -> Result<T, Failure> {
        if !self.files.has(path) {
            self.unread.extend(self.files.is_lost(path).then_some(path));
            return Ok(T::default());
        }
        let read = match self.text(path)? {
            Some((file, text)) => read(self.report, file, &text, self.first).ok(),
            None => None,
        };
        Ok(read.unwrap_or_else(|| {
            self.unread.push(path);
            T::default()
        }))
    }

    fn places(&mut self) -> Result<BTreeMap<String, Place>, Failure> {
        let mut places =
            self.optional(UNITS, |report, file, text, _| Ok(places::units(report, file, text)))?;
        let calls = Calls::default();
        for (table, read) in &places::TABLES {
            let Some((file, text)) = self.text(table.path)? else { continue };
            let mut found = Report::new();
            read(&mut found, file, &text, &mut places, &calls);
            if self.unread.contains(&UNITS) {
                found.leave_out("place-unknown");
                found.leave_out("place-ambiguous");
            }
            self.report.append(found);
        }
        places.values_mut().for_each(Place::fit);
        // A map that grew in order has its leaves half full; made of a whole list it is packed.
        Ok(places.into_iter().collect())
    }

    /// Gives the places that settings and lessons name their ids.
    fn by_any_name(
        &mut self,
        settings: &mut Settings,
        packs: &mut [Pack],
        places: &BTreeMap<String, Place>,
    ) {
        if self.unread.contains(&UNITS) {
            return;
        }
        let calls = Calls::default();
        for (typed, span) in mem::take(&mut settings.sample) {
            // What is no place is reported, and harms nobody.
            let id = calls.id(self.report, &typed, span, places).unwrap_or(typed);
            settings.sample.entry(id).or_insert(span);
        }
        for lesson in packs.iter_mut().flat_map(|pack| &mut pack.lessons) {
            for (named, span) in lesson.only_in.iter_mut().zip(&lesson.spans.only_in) {
                if let Some(id) = calls.id(self.report, named, *span, places) {
                    *named = id;
                }
            }
        }
    }

    /// The campaign's phrases of a language over those of the base theme.
    fn phrases(
        &mut self,
        lang: &Lang,
        known: &phrases::Known<'_>,
    ) -> Result<Option<crate::model::Phrasebook>, Failure> {
        let name = format!("{lang}.yaml");
        let path = format!("i18n/{name}");
        let base =
            BasePhrases::get(&name).and_then(|file| String::from_utf8(file.data.into_owned()).ok());
        let own = self.text(&path)?;
        let mut book = None;
        if let Some(text) = base {
            let file = self.sources.add(path.clone(), text.clone());
            book = phrases::read(self.report, file, &text, known).ok();
        }
        if let Some((file, text)) = own
            && let Ok(own) = phrases::read(self.report, file, &text, known)
        {
            match &mut book {
                Some(book) => {
                    book.file = own.file;
                    book.needs_review = own.needs_review;
                    book.phrases.extend(own.phrases);
                }
                None => book = Some(own),
            }
        }
        if book.is_none() && !self.files.has(&path) && !self.files.is_lost(&path) {
            let file = self.sources.add(path.clone(), "");
            self.report.error_with_help(
                "phrases-missing",
                Span::new(file, 0..0),
                say! { vi: "chưa có tệp chữ giao diện của `{lang}`", en: "there is no file with the phrases of `{lang}`" },
                say! { vi: "chép i18n/vi.yaml thành `{path}` rồi dịch, hoặc ghi ngôn ngữ này là `planned`", en: "copy i18n/vi.yaml to `{path}` and translate it, or mark the language `planned`" },
            );
        }
        Ok(book)
    }

    /// Lessons in a language that the campaign does not name: nobody would ever read them.
    fn foreign(&mut self, settings: &Settings) {
        if self.unread.contains(&SETTINGS) {
            return;
        }
        let known: Vec<&str> =
            settings.languages.iter().map(|language| language.lang.as_str()).collect();
        for path in self.files.below("content/packs") {
            let name = path.rsplit('/').next().unwrap_or_default();
            let Some(tag) = name.strip_prefix("lesson.").and_then(|rest| rest.strip_suffix(".md"))
            else {
                continue;
            };
            if known.contains(&tag) {
                continue;
            }
            self.files.mark(path);
            // Capitals, and what systems add to the name of a copy.
            let right = unread::without_copy_marks(&unread::plain(name));
            let listed = right.strip_prefix("lesson.").and_then(|rest| rest.strip_suffix(".md"));
            if right != name && listed.is_some_and(|tag| known.contains(&tag)) {
                let right = format!("{}{right}", path.strip_suffix(name).unwrap_or_default());
                let there = self.files.has(&right);
                // A copy beside its original is in nobody's way, and is reported as such.
                unread::misnamed(self.report, self.sources, path, &right, there, true);
                continue;
            }
            let list = known.join(", ");
            let file = self.sources.add(path, "");
            self.report.error_with_help(
                "language-unlisted",
                Span::new(file, 0..0),
                say! { vi: "chiến dịch không có ngôn ngữ `{tag}`", en: "the campaign has no language `{tag}`" },
                match self.report.nearest("language-unlisted", Span::new(file, 0..0), tag, known.iter().copied()) {
                    Some(near) => {
                        say! { vi: "có phải tệp này là `lesson.{near}.md`?", en: "is this file `lesson.{near}.md`?" }
                    }
                    None => {
                        say! { vi: "thêm `{tag}` vào `languages` trong campaign.yaml; đang có: {list}", en: "add `{tag}` to `languages` in campaign.yaml; there are: {list}" }
                    }
                },
            );
        }
    }

    /// Local notes: `content/places/ID/notes/LESSON.LANG.md`.
    fn notes(
        &mut self,
        places: &mut BTreeMap<String, Place>,
        packs: &[Pack],
        listed: &[Language],
    ) -> Result<(), Failure> {
        let all: Vec<String> = self.files.below("content/places").map(str::to_owned).collect();
        // What lies beside the tables is for people, not for pages.
        let is_for_people =
            |path: &str| unread::is_harmless(path.rsplit('/').next().unwrap_or(path));
        let is_note = |path: &&String| {
            path.ends_with(".md") && path.matches('/').count() > 2 && !is_for_people(path)
        };
        for path in all.iter().filter(is_note) {
            let Some((file, text)) = self.text(path)? else { continue };
            let parts: Vec<&str> = path.trim_end_matches(".md").split('/').skip(2).collect();
            let named = match parts[..] {
                [place, "notes", name] => {
                    name.rsplit_once('.').map(|(lesson, lang)| (place, lesson, lang))
                }
                _ => None,
            };
            let lessons = || packs.iter().flat_map(|pack| &pack.lessons).map(|lesson| &lesson.id);
            let named = named.filter(|(place, lesson, lang)| {
                (places.contains_key(*place) || self.unread.contains(&UNITS))
                    && (lessons().any(|id| id == lesson) || self.unread.contains(&PACKS))
                    && (self.unread.contains(&SETTINGS)
                        || listed.iter().any(|known| known.lang.as_str() == *lang))
            });
            let planned = |tag: &str| {
                let found = listed.iter().find(|known| known.lang.as_str() == tag);
                found.is_some_and(|language| language.status == Status::Planned)
            };
            if named.is_some_and(|(_, _, lang)| planned(lang)) {
                continue;
            }
            let Some((place, lesson, lang)) = named else {
                self.report.error_with_help(
                    "note-misplaced",
                    Span::new(file, 0..0),
                    say! { vi: "không rõ ghi chú này của nơi nào, bài nào, ngôn ngữ nào", en: "this note belongs to no known place, lesson or language" },
                    say! { vi: "đặt tên tệp như `content/places/loc-ninh/notes/ten-bai.vi.md`", en: "name it like `content/places/loc-ninh/notes/lesson-id.vi.md`" },
                );
                continue;
            };
            let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
            let tops = markdown::blocks(self.report, file, &text, 0, folder);
            let span = Span::new(file, 0..text.lines().next().map_or(0, str::len));
            let note = Note { blocks: tops.into_iter().map(|top| top.block).collect(), span };
            if let Some(place) = places.get_mut(place) {
                place.notes.insert((lesson.to_owned(), Lang::new(lang)), note);
            }
        }
        Ok(())
    }

    /// Every picture that a lesson or a note shows, and what is stated of the photographs.
    fn pictures(
        &mut self,
        packs: &mut [Pack],
        places: &BTreeMap<String, Place>,
        statements: &BTreeMap<String, Statement>,
        memory: &mut Memory,
    ) -> Result<Shown, Failure> {
        let mut wanted: BTreeMap<String, Span> = BTreeMap::new();
        let mut look = |inline: &Inline| {
            if let InlineKind::Picture { path, .. } = &inline.kind {
                wanted.entry(path.clone()).or_insert(inline.span);
            }
        };
        let texts: Vec<&LessonText> = packs
            .iter()
            .flat_map(|pack| &pack.lessons)
            .flat_map(|lesson| lesson.texts.values())
            .collect();
        for text in &texts {
            text.each_inline(&mut look);
        }
        for note in places.values().flat_map(|place| place.notes.values()) {
            each_inline(&note.blocks, &mut look);
        }
        for Figure { path, span, .. } in texts.iter().map(|text| &text.figure) {
            // One that could not be read is reported already.
            if !path.is_empty() {
                wanted.entry(fold::nfc(path)).or_insert(*span);
            }
        }
        for lesson in packs.iter().flat_map(|pack| &pack.lessons) {
            if let (Some(path), Some(text)) = (&lesson.colouring, lesson.texts.values().next()) {
                wanted.entry(path.clone()).or_insert(text.span);
            }
        }
        let (mut pictures, mut photographs) = (BTreeMap::new(), BTreeMap::new());
        for (path, span) in wanted {
            let read = pictures::read(self.report, self.files, memory, &path, span)?;
            let Some(picture) = read else { continue };
            for title in picture.titles.values() {
                legible::check_title(self.report, span, &path, title);
            }
            if picture.kind != PictureKind::Svg {
                let file = pictures::file(self.files, &path);
                let stated = statements.get(&file).cloned();
                photographs.entry(file).or_insert(Photograph { shown: span, stated });
            }
            pictures.insert(path, picture);
        }
        let lessons = packs.iter_mut().flat_map(|pack| &mut pack.lessons);
        for (lang, text) in lessons.flat_map(|lesson| &mut lesson.texts) {
            describe(self.report, &mut text.figure, lang, &pictures);
        }
        Ok((pictures, photographs))
    }
}

/// A figure without alternative text gets the title that its drawing has in a language.
fn describe(
    report: &mut Report,
    figure: &mut Figure,
    lang: &Lang,
    pictures: &BTreeMap<String, Picture>,
) {
    let Figure { path, alt, span } = figure;
    let Some(picture) = pictures.get(&fold::nfc(path)) else { return };
    if !alt.is_empty() {
        return;
    }
    match picture.titles.get(lang) {
        Some(title) => alt.clone_from(title),
        None => {
            let name = path.rsplit('/').next().unwrap_or_default();
            report.error_with_help(
                "picture-alt",
                *span,
                say! { vi: "ảnh chưa có chữ thay ảnh", en: "the picture has no alternative text" },
                say! { vi: "viết `figure: {{ file: {name}, alt: \"một câu tả điều nhìn thấy\" }}`", en: "write `figure: {{ file: {name}, alt: \"what one sees\" }}`" },
            );
        }
    }
}
