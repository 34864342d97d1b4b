//! Packs and lessons: the folders of `content/packs`, in the order that is listed.

use std::collections::BTreeMap;

use super::{Loader, PACKS, SETTINGS, id, lesson, once, yaml};
use crate::{
    diag::{Failure, FileId, Report, Reported, Span},
    load::yaml::Fields,
    model::{Lang, Lesson, Pack, slug},
    say,
};

/// The drawing to colour that a lesson may bring.
const COLOURING: &str = "colouring.svg";

/// Names that are listed in the order in which they are shown.
#[derive(Default)]
pub struct Order {
    /// Where the name of the list is, if there is one.
    at: Option<Span>,
    names: Vec<(String, Span)>,
}

/// Reads a list of names; one that is listed twice is reported.
pub fn order(
    report: &mut Report,
    fields: &mut Fields<'_>,
    name: &'static str,
) -> Result<Order, Reported> {
    let at = fields.key_span(name);
    let names = fields.spanned_texts(report, name)?;
    Ok(Order { at, names: once(report, names) })
}

impl Order {
    /// The listed names first, in their order, then those that were found beside them.
    fn with(&self, found: &[String]) -> Vec<(String, Option<Span>)> {
        let unlisted = found.iter().filter(|id| !self.names.iter().any(|(name, _)| name == *id));
        let listed = self.names.iter().map(|(id, span)| (id.clone(), Some(*span)));
        listed.chain(unlisted.map(|id| (id.clone(), None))).collect()
    }

    /// Where the list is that lacks the names which are found and not listed. One that is listed and
    /// not found may be the same under a slip, and that is reported.
    fn lacking(&self, found: &[String]) -> Option<Span> {
        self.at.filter(|_| self.names.iter().all(|(name, _)| found.contains(name)))
    }
}

impl Loader<'_> {
    /// The packs, the listed ones first.
    pub(super) fn packs(&mut self, order: &Order, langs: &[Lang]) -> Result<Vec<Pack>, Failure> {
        let found = self.folders(PACKS);
        let mut packs = Vec::new();
        for (id, span) in order.with(&found) {
            if found.contains(&id) {
                packs.push(self.pack(&id, langs)?);
                if let (None, Some(list)) = (span, order.lacking(&found)) {
                    self.report.warning("pack-unlisted", list, say! { vi: "chủ đề `{id}` không có trong danh sách `packs` mà vẫn lên trang, sau các chủ đề có tên", en: "the pack `{id}` is not in the list `packs` and is published all the same, after those that are" }).help = Some(say! { vi: "ghi `{id}` vào danh sách; nếu muốn bỏ chủ đề thì chuyển thư mục `content/packs/{id}` ra khỏi chiến dịch", en: "add `{id}` to the list; to leave the pack out, move the folder `content/packs/{id}` out of the campaign" });
                }
                continue;
            }
            if self.files.is_lost(&format!("{PACKS}/{id}")) {
                continue;
            }
            let help = match self.report.nearest(
                "pack-missing",
                span,
                &id,
                found.iter().map(String::as_str),
            ) {
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
        }
        Ok(packs)
    }

    /// The names of the folders in a folder that hold anything.
    fn folders(&self, folder: &str) -> Vec<String> {
        let mut found: Vec<String> = Vec::new();
        for path in self.files.below(folder) {
            let inner = path.get(folder.len() + 1..).unwrap_or_default();
            if let Some((name, _)) = inner.split_once('/')
                && found.last().is_none_or(|last| last != name)
            {
                found.push(name.to_owned());
            }
        }
        found
    }

    fn pack(&mut self, id: &str, langs: &[Lang]) -> Result<Pack, Failure> {
        let folder = format!("{PACKS}/{id}");
        let path = format!("{folder}/pack.yaml");
        let read = self.text(&path)?;
        let file =
            read.as_ref().map_or_else(|| self.sources.add(path.clone(), ""), |(file, _)| *file);
        let span = Span::new(file, 0..0);
        id::check(self.report, id, span);
        if !self.files.has(&path) && !self.files.is_lost(&path) {
            self.report.error_with_help(
                "pack-missing",
                span,
                say! { vi: "thư mục chủ đề `{id}` chưa có tệp pack.yaml", en: "the folder of the pack `{id}` has no pack.yaml" },
                say! { vi: "thêm tệp pack.yaml với `title`, `promise`, `shape`, `lessons`", en: "add a pack.yaml with `title`, `promise`, `shape`, `lessons`" },
            );
        }
        let mut pack = Pack {
            id: id.to_owned(),
            slug: slug::of(id, false),
            title: BTreeMap::new(),
            promise: BTreeMap::new(),
            shape: String::new(),
            discreet: false,
            was: Vec::new(),
            lessons: Vec::new(),
            file,
        };
        let order = match &read {
            Some((file, text)) => self.description(&mut pack, *file, text).unwrap_or_default(),
            None => Order::default(),
        };
        let found = self.folders(&folder);
        for (lesson, span) in order.with(&found) {
            if found.contains(&lesson) {
                let read =
                    self.lesson(&format!("{folder}/{lesson}"), &lesson, langs, pack.discreet)?;
                if let (None, Some(list), None) = (span, order.lacking(&found), &read.parked) {
                    let first = self.first;
                    self.report.warning("lesson-unlisted", list, say! { vi: "bài `{lesson}` không có trong danh sách `lessons` mà vẫn lên trang, sau các bài có tên", en: "the lesson `{lesson}` is not in the list `lessons` and is published all the same, after those that are" }).help = Some(say! { vi: "ghi `{lesson}` vào danh sách; nếu muốn cất bài thì thêm dòng `parked: lý do` vào đầu tệp lesson.{first}.md của bài", en: "add `{lesson}` to the list; to put the lesson aside, add the line `parked: why` at the head of its lesson.{first}.md" });
                }
                pack.lessons.push(read);
                continue;
            }
            if self.files.is_lost(&format!("{folder}/{lesson}")) {
                continue;
            }
            let help = match self.report.nearest(
                "lesson-missing",
                span,
                &lesson,
                found.iter().map(String::as_str),
            ) {
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
        }
        Ok(pack)
    }

    /// Reads `pack.yaml` and gives the lessons that it lists.
    fn description(
        &mut self,
        pack: &mut Pack,
        file: FileId,
        text: &str,
    ) -> Result<Order, Reported> {
        let node = yaml::parse(self.report, file, text, 0)?;
        let what = say! { vi: "tệp pack.yaml", en: "pack.yaml" };
        let mut fields = Fields::new(self.report, &node, what)?;
        pack.title = fields.by_lang(self.report, "title", self.first).unwrap_or_default();
        pack.promise = fields.by_lang(self.report, "promise", self.first).unwrap_or_default();
        let shapes = [("water", "water"), ("home", "home"), ("self", "self"), ("net", "net")];
        let shape = fields.choice(self.report, "shape", &shapes);
        shape.unwrap_or_default().clone_into(&mut pack.shape);
        pack.discreet = fields.flag(self.report, "discreet").unwrap_or_default();
        pack.slug = slug::of(&pack.id, pack.discreet);
        pack.was = id::moved(self.report, &mut fields);
        let order = order(self.report, &mut fields, "lessons");
        fields.finish(self.report);
        order
    }

    fn lesson(
        &mut self,
        folder: &str,
        id: &str,
        langs: &[Lang],
        discreet: bool,
    ) -> Result<Lesson, Failure> {
        let mut texts = BTreeMap::new();
        let mut shared = None;
        let mut original = None;
        let mut named = false;
        for lang in langs {
            let path = format!("{folder}/lesson.{lang}.md");
            let read = match self.text(&path)? {
                Some((file, text)) => {
                    if !std::mem::replace(&mut named, true) {
                        id::check(self.report, id, Span::new(file, 0..0));
                    }
                    let read = lesson::read(self.report, file, &text, folder, lang == self.first);
                    if lang == self.first {
                        original = Some(text);
                    }
                    read.ok()
                }
                None => None,
            };
            // What is not read was reported, as far as it could be shown.
            let unread = || {
                let file = self.sources.named(&path).filter(|_| lang == self.first)?;
                let (text, shared) = lesson::parked_unread(file, self.sources.text(file))?;
                Some((text, Some(shared)))
            };
            if let Some((text, for_all)) = read.or_else(unread) {
                texts.insert(lang.clone(), text);
                shared = shared.or(for_all);
            }
        }
        if let Some(original) = original {
            lesson::find_paragraphs(&mut texts, self.first, &original);
        }
        let first = format!("{folder}/lesson.{}.md", self.first);
        let is_missing = !self.files.has(&first) && !self.files.is_lost(&first);
        if is_missing && !self.unread.contains(&SETTINGS) {
            let lang = self.first;
            let file = self.sources.add(first, "");
            self.report.error_with_help(
                "lesson-no-language",
                Span::new(file, 0..0),
                say! { vi: "bài `{id}` chưa có chữ ở ngôn ngữ đầu tiên, `{lang}`", en: "the lesson `{id}` has no text in the first language, `{lang}`" },
                say! { vi: "thêm tệp `lesson.{lang}.md` vào thư mục của bài", en: "add the file `lesson.{lang}.md` to its folder" },
            );
        }
        let mut lesson = shared.unwrap_or_else(lesson::Shared::plain).lesson(id, texts, discreet);
        let drawing = format!("{folder}/{COLOURING}");
        lesson.colouring = self.files.has(&drawing).then_some(drawing);
        Ok(lesson)
    }
}
