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

mod facts;
pub mod files;
mod id;
mod lesson;
pub mod markdown;
mod phrases;
mod pictures;
mod places;
mod settings;
mod table;
mod theme;
mod yaml;

use std::collections::BTreeMap;

use crate::{
    diag::{Failure, FileId, Report, Reported, Sources, Span, Stop, nearest},
    load::{files::Files, yaml::Fields},
    model::{
        Block, Campaign, Inline, Lang, Lesson, Pack, Place, Status, block::each_inline, fold,
        place::Note,
    },
    say,
};

/// Reads a campaign.
///
/// # Errors
/// When so little could be read that there is no campaign (reported), or when the machine
/// failed. Other mistakes are only in the report.
pub fn campaign(
    report: &mut Report,
    sources: &mut Sources,
    files: &Files,
) -> Result<Campaign, Stop> {
    files.report_refused(report, sources);
    let (file, text) = files.text(report, sources, "campaign.yaml")?;
    let settings = settings::read(report, file, &text)?;
    let first = settings.settings.first.clone();
    let mut loader = Loader { report, sources, files, first: &first };

    let theme = theme::read(loader.report, loader.sources, files, &settings.theme, &first);
    let facts = loader.optional("content/facts.yaml", facts::facts)?;
    let references = loader.optional("content/sources.yaml", facts::references)?;
    let mut places = loader.places()?;
    let mut phrases = BTreeMap::new();
    for language in settings.settings.languages.iter().filter(|l| l.status != Status::Planned) {
        if let Some(book) = loader.phrases(&language.lang)? {
            phrases.insert(language.lang.clone(), book);
        }
    }
    let langs: Vec<Lang> = settings
        .settings
        .languages
        .iter()
        .filter(|l| l.status != Status::Planned)
        .map(|l| l.lang.clone())
        .collect();
    let packs = loader.packs(&settings.packs, &langs)?;
    loader.notes(&mut places, &packs, &langs)?;
    let pictures = loader.pictures(&packs)?;
    Ok(Campaign {
        settings: settings.settings,
        packs,
        facts,
        references,
        places,
        phrases,
        pictures,
        theme: theme?,
    })
}

struct Loader<'a> {
    report: &'a mut Report,
    sources: &'a mut Sources,
    files: &'a Files,
    first: &'a Lang,
}

impl Loader<'_> {
    /// The text of a file; what is wrong with it is already reported.
    fn text(&mut self, path: &str) -> Result<Option<(FileId, String)>, Failure> {
        match self.files.text(self.report, self.sources, path) {
            Ok(found) => Ok(Some(found)),
            Err(Stop::Reported) => Ok(None),
            Err(Stop::Failed(failure)) => Err(failure),
        }
    }

    fn optional<T: Default>(
        &mut self,
        path: &str,
        read: impl Fn(&mut Report, FileId, &str, &Lang) -> T,
    ) -> Result<T, Failure> {
        if !self.files.has(path) {
            return Ok(T::default());
        }
        let Some((file, text)) = self.text(path)? else { return Ok(T::default()) };
        Ok(read(self.report, file, &text, self.first))
    }

    fn places(&mut self) -> Result<BTreeMap<String, Place>, Failure> {
        type Read = fn(&mut Report, FileId, &str, &mut BTreeMap<String, Place>);
        let mut places = self.optional("content/places/units.csv", |report, file, text, _| {
            places::units(report, file, text)
        })?;
        let tables: [(&str, Read); 3] = [
            ("content/places/contacts.csv", places::contacts),
            ("content/places/hazards.csv", places::hazards),
            ("content/places/points.csv", places::points),
        ];
        for (path, read) in tables {
            if self.files.has(path)
                && let Some((file, text)) = self.text(path)?
            {
                read(self.report, file, &text, &mut places);
            }
        }
        Ok(places)
    }

    /// The campaign's phrases of a language over those of the base theme.
    fn phrases(&mut self, lang: &Lang) -> Result<Option<crate::model::Phrasebook>, Failure> {
        let name = format!("{lang}.yaml");
        let path = format!("i18n/{name}");
        let base = theme::BasePhrases::get(&name)
            .and_then(|file| String::from_utf8(file.data.into_owned()).ok());
        let own = if self.files.has(&path) { self.text(&path)? } else { None };
        let mut book = None;
        if let Some(text) = base {
            let file = self.sources.add(path.clone(), text.clone());
            book = phrases::read(self.report, file, &text).ok();
        }
        if let Some((file, text)) = own
            && let Ok(own) = phrases::read(self.report, file, &text)
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
        if book.is_none() {
            self.report.error_with_help(
                "phrases-missing",
                None,
                say! { vi: "chưa có tệp chữ giao diện `{path}`", en: "there is no phrase file `{path}`" },
                say! { vi: "chép i18n/vi.yaml thành `{path}` rồi dịch, hoặc ghi ngôn ngữ này là `planned`", en: "copy i18n/vi.yaml to `{path}` and translate it, or mark the language `planned`" },
            );
        }
        Ok(book)
    }

    fn packs(&mut self, order: &[(String, Span)], langs: &[Lang]) -> Result<Vec<Pack>, Stop> {
        let found: Vec<String> = self
            .files
            .below("content/packs")
            .filter_map(|path| path.strip_prefix("content/packs/")?.strip_suffix("/pack.yaml"))
            .filter(|id| !id.contains('/'))
            .map(str::to_owned)
            .collect();
        let mut packs = Vec::new();
        let listed = order.iter().map(|(id, span)| (id.clone(), Some(*span)));
        let unlisted = found.iter().filter(|id| !order.iter().any(|(listed, _)| listed == *id));
        for (id, span) in listed.chain(unlisted.map(|id| (id.clone(), None))) {
            if !found.contains(&id) {
                let help = match nearest(&id, found.iter().map(String::as_str)) {
                    Some(near) => {
                        say! { vi: "có phải bạn muốn viết `{near}`?", en: "did you mean `{near}`?" }
                    }
                    None => {
                        say! { vi: "tạo thư mục `content/packs/{id}` với tệp pack.yaml", en: "make the folder `content/packs/{id}` with a pack.yaml" }
                    }
                };
                self.report.error_with_help(
                    "pack-missing",
                    span,
                    say! { vi: "không có chủ đề `{id}`", en: "there is no pack `{id}`" },
                    help,
                );
                continue;
            }
            if let Some(pack) = self.pack(&id, langs)? {
                packs.push(pack);
            }
        }
        Ok(packs)
    }

    fn pack(&mut self, id: &str, langs: &[Lang]) -> Result<Option<Pack>, Failure> {
        let folder = format!("content/packs/{id}");
        let Some((file, text)) = self.text(&format!("{folder}/pack.yaml"))? else {
            return Ok(None);
        };
        id::check(self.report, id, Span::new(file, 0..0));
        let Ok(node) = yaml::parse(self.report, file, &text, 0) else { return Ok(None) };
        let Ok(mut fields) = Fields::new(self.report, &node, "pack.yaml") else { return Ok(None) };
        let title = fields.by_lang(self.report, "title", self.first);
        let promise = fields.by_lang(self.report, "promise", self.first);
        let shapes = [("water", "water"), ("home", "home"), ("self", "self"), ("net", "net")];
        let shape = fields.choice(self.report, "shape", &shapes);
        let discreet = fields.flag(self.report, "discreet");
        let order: Vec<(String, Span)> =
            match fields.optional("lessons").map(|node| node.items(self.report, "lessons")) {
                Some(Ok(items)) => items
                    .into_iter()
                    .filter_map(|item| {
                        item.text(self.report, "lessons").ok().map(|id| (id.to_owned(), item.span))
                    })
                    .collect(),
                _ => Vec::new(),
            };
        fields.finish(self.report);

        let mut found: Vec<String> = Vec::new();
        for path in self.files.below(&folder) {
            let inner = path.get(folder.len() + 1..).unwrap_or_default();
            if let Some((lesson, _)) = inner.split_once('/')
                && found.last().is_none_or(|last| last != lesson)
            {
                found.push(lesson.to_owned());
            }
        }
        let mut lessons = Vec::new();
        let listed = order.iter().map(|(id, span)| (id.clone(), Some(*span)));
        let unlisted = found.iter().filter(|id| !order.iter().any(|(listed, _)| listed == *id));
        for (lesson, span) in listed.chain(unlisted.map(|id| (id.clone(), None))) {
            if !found.contains(&lesson) {
                let help = match nearest(&lesson, found.iter().map(String::as_str)) {
                    Some(near) => {
                        say! { vi: "có phải bạn muốn viết `{near}`?", en: "did you mean `{near}`?" }
                    }
                    None => {
                        say! { vi: "tạo thư mục `{folder}/{lesson}`", en: "make the folder `{folder}/{lesson}`" }
                    }
                };
                self.report.error_with_help(
                    "lesson-missing",
                    span,
                    say! { vi: "chủ đề này không có bài `{lesson}`", en: "this pack has no lesson `{lesson}`" },
                    help,
                );
                continue;
            }
            if let Some(lesson) = self.lesson(&format!("{folder}/{lesson}"), &lesson, langs)? {
                lessons.push(lesson);
            }
        }
        let (Ok(title), Ok(promise), Ok(shape), Ok(discreet)) = (title, promise, shape, discreet)
        else {
            return Ok(None);
        };
        Ok(Some(Pack {
            id: id.to_owned(),
            title,
            promise,
            shape: shape.to_owned(),
            discreet,
            lessons,
            file,
        }))
    }

    fn lesson(
        &mut self,
        folder: &str,
        id: &str,
        langs: &[Lang],
    ) -> Result<Option<Lesson>, Failure> {
        let mut texts = BTreeMap::new();
        let mut shared = None;
        let mut any = false;
        for lang in langs {
            let path = format!("{folder}/lesson.{lang}.md");
            if !self.files.has(&path) {
                continue;
            }
            any = true;
            let Some((file, text)) = self.text(&path)? else { continue };
            id::check(self.report, id, Span::new(file, 0..0));
            let read: Result<_, Reported> =
                lesson::read(self.report, file, &text, folder, lang == self.first);
            if let Ok((text, for_all)) = read {
                texts.insert(lang.clone(), text);
                shared = shared.or(for_all);
            }
        }
        if !any || !self.files.has(&format!("{folder}/lesson.{}.md", self.first)) {
            let file = self.sources.add(folder, "");
            let name = format!("lesson.{}.md", self.first);
            self.report.error_with_help(
                "lesson-no-language",
                Span::new(file, 0..0),
                say! { vi: "bài `{id}` chưa có chữ ở ngôn ngữ đầu tiên", en: "the lesson `{id}` has no text in the first language" },
                say! { vi: "thêm tệp `{name}` vào thư mục của bài", en: "add the file `{name}` to its folder" },
            );
            return Ok(None);
        }
        Ok(shared.map(|shared| Lesson {
            id: id.to_owned(),
            audience: shared.audience,
            facts: shared.facts,
            leaflet: shared.leaflet,
            sources: shared.sources,
            review_by: shared.review_by,
            discreet: shared.discreet,
            only_in: shared.only_in,
            texts,
        }))
    }

    /// Local notes: `content/places/ID/notes/LESSON.LANG.md`.
    fn notes(
        &mut self,
        places: &mut BTreeMap<String, Place>,
        packs: &[Pack],
        langs: &[Lang],
    ) -> Result<(), Failure> {
        let paths: Vec<String> = self.files.below("content/places").map(str::to_owned).collect();
        for path in paths {
            let inner = path.strip_prefix("content/places/").unwrap_or_default();
            let [place, "notes", name] = inner.split('/').collect::<Vec<_>>()[..] else { continue };
            let Some((lesson, lang)) =
                name.strip_suffix(".md").and_then(|name| name.rsplit_once('.'))
            else {
                continue;
            };
            let Some((file, text)) = self.text(&path)? else { continue };
            let span = Span::new(file, 0..0);
            let known_lesson =
                packs.iter().flat_map(|pack| &pack.lessons).any(|known| known.id == lesson);
            let lang = Lang::new(lang);
            let Some(place) =
                places.get_mut(place).filter(|_| known_lesson && langs.contains(&lang))
            else {
                self.report.error_with_help(
                    "note-misplaced",
                    span,
                    say! { vi: "ghi chú này không thuộc nơi nào, bài nào hoặc ngôn ngữ nào có thật", en: "this note belongs to no known place, lesson or language" },
                    say! { vi: "đặt tên tệp như `content/places/loc-ninh/notes/ten-bai.vi.md`", en: "name it like `content/places/loc-ninh/notes/lesson-id.vi.md`" },
                );
                continue;
            };
            let tops = markdown::blocks(self.report, file, &text, 0, "");
            let blocks = tops.into_iter().map(|top| top.block).collect();
            place.notes.insert((lesson.to_owned(), lang), Note { blocks });
        }
        Ok(())
    }

    /// Every picture that a lesson shows.
    fn pictures(
        &mut self,
        packs: &[Pack],
    ) -> Result<BTreeMap<String, crate::model::Picture>, Failure> {
        let mut wanted: BTreeMap<String, Span> = BTreeMap::new();
        for text in
            packs.iter().flat_map(|pack| &pack.lessons).flat_map(|lesson| lesson.texts.values())
        {
            wanted.entry(fold::nfc(&text.figure.path)).or_insert(text.span);
            let mut look = |blocks: &[Block]| {
                each_inline(blocks, &mut |inline| {
                    if let Inline::Picture { path, span, .. } = inline {
                        wanted.entry(path.clone()).or_insert(*span);
                    }
                });
            };
            text.parts.iter().for_each(|part| look(&part.blocks));
            text.shorts.values().for_each(|(blocks, _)| look(blocks));
        }
        let mut pictures = BTreeMap::new();
        for (path, span) in wanted {
            if let Some(picture) = pictures::read(self.report, self.files, &path, span)? {
                pictures.insert(path, picture);
            }
        }
        Ok(pictures)
    }
}
