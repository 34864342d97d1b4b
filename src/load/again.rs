//! One lesson read again, for whoever looks at a campaign while it is written.

use super::{describe, files::Files, lesson};
use crate::{
    diag::{Report, Sources},
    model::{Campaign, Inline, Lang, Lesson, fold},
};

/// Reads the text of a lesson at `path` again and puts it in the place of the old one, which
/// comes back. Nothing happens, and nothing comes back, if `path` is not that of a text which the
/// campaign has, if anything is wrong with it, or if it shows a picture that was not read: only
/// reading everything tells what is wrong then.
pub fn lesson_again(
    sources: &mut Sources,
    files: &Files,
    campaign: &mut Campaign,
    path: &str,
) -> Option<Lesson> {
    let (folder, name) = path.rsplit_once('/')?;
    let lang = Lang::new(name.strip_prefix("lesson.")?.strip_suffix(".md")?);
    let (pack, id) = folder.strip_prefix("content/packs/")?.split_once('/')?;
    let first = campaign.first_lang().clone();
    let pack = campaign.packs.iter_mut().find(|found| found.id == pack)?;
    let old = pack.lessons.iter_mut().find(|found| found.id == id)?;
    if !files.has(path) || !old.texts.contains_key(&lang) {
        return None;
    }
    let mut report = Report::new();
    let (file, text) = files.text(&mut report, sources, path).ok()?;
    let original = text;
    let (mut text, shared) =
        lesson::read(&mut report, file, &original, folder, lang == first).ok()?;
    let mut known = campaign.pictures.contains_key(&fold::nfc(&text.figure.path));
    text.each_inline(&mut |inline| {
        if let Inline::Picture { path, .. } = inline {
            known &= campaign.pictures.contains_key(path);
        }
    });
    describe(&mut report, &mut text.figure, &lang, &campaign.pictures);
    // The paragraphs of the original were not asked for until now.
    let traced = lang != first && text.origin.is_some() && !lesson::is_traced(&old.texts);
    if !known || traced || report.so_far().is_err() {
        return None;
    }
    let mut texts = old.texts.clone();
    texts.insert(lang.clone(), text);
    if lang == first {
        lesson::find_paragraphs(&mut texts, &first, &original);
    }
    let new = match shared {
        Some(shared) => Lesson { colouring: old.colouring.clone(), ..shared.lesson(id, texts) },
        None => Lesson { texts, ..old.clone() },
    };
    Some(std::mem::replace(old, new))
}
