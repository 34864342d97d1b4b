//! One lesson read again, for whoever looks at a campaign while it is written.

use std::collections::BTreeSet;

use super::{characters, describe, files::Files, lesson};
use crate::{
    diag::{Report, Sources},
    model::{Campaign, InlineKind, Lang, Lesson, block::Target, fold},
};

/// Reads the text of a lesson at `path` again and puts it in the place of the old one, which
/// comes back. Nothing happens, and nothing comes back, if `path` is not that of a text which the
/// campaign has, if anything is wrong with it, if it is parked, or if it shows a picture or leads to a
/// lesson that was not read: only reading everything tells what is wrong then.
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
    let there: BTreeSet<String> = campaign.lessons().map(|(_, lesson)| lesson.id.clone()).collect();
    let pack = campaign.packs.iter_mut().find(|found| found.id == pack)?;
    let discreet = pack.discreet;
    let old = pack.lessons.iter_mut().find(|found| found.id == id)?;
    if !files.has(path) || !old.texts.contains_key(&lang) {
        return None;
    }
    let mut report = Report::new();
    let (file, original) = files.text(&mut report, sources, path).ok()?;
    characters::check(&mut report, file, &original);
    let (mut text, shared) =
        lesson::read(&mut report, file, &original, folder, lang == first).ok()?;
    let mut known = campaign.pictures.contains_key(&fold::nfc(&text.figure.path));
    text.each_inline(&mut |inline| {
        match &inline.kind {
            InlineKind::Picture { path, .. } => known &= campaign.pictures.contains_key(path),
            // One that leads to a parked lesson is closed.
            InlineKind::Link { target: Target::Lesson(id), .. } => known &= there.contains(id),
            _ => {}
        }
    });
    let parked = shared.as_ref().is_some_and(|shared| shared.parked.is_some());
    describe(&mut report, &mut text.figure, &lang, &campaign.pictures);
    // The paragraphs of the original were not asked for until now.
    let traced = lang != first && text.origin.is_some() && !lesson::is_traced(&old.texts);
    if !known || traced || parked || report.so_far().is_err() {
        return None;
    }
    let mut texts = old.texts.clone();
    texts.insert(lang.clone(), text);
    if lang == first {
        lesson::find_paragraphs(&mut texts, &first, &original);
    }
    let new = match shared {
        Some(shared) => {
            Lesson { colouring: old.colouring.clone(), ..shared.lesson(id, texts, discreet) }
        }
        None => Lesson { texts, ..old.clone() },
    };
    Some(std::mem::replace(old, new))
}

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    use super::*;
    use crate::{load, model::LessonText};

    const ORIGINAL: &str = "content/packs/water/near/lesson.vi.md";
    const TRANSLATION: &str = "content/packs/water/near/lesson.en.md";

    fn copy(from: &Path, to: &Path) {
        fs::create_dir_all(to).unwrap();
        for entry in fs::read_dir(from).unwrap() {
            let entry = entry.unwrap();
            let target = to.join(entry.file_name());
            if entry.path().is_dir() {
                copy(&entry.path(), &target);
            } else {
                fs::copy(entry.path(), target).unwrap();
            }
        }
    }

    fn loaded(root: &Path) -> (Sources, Files, Campaign) {
        let (mut report, mut sources) = (Report::new(), Sources::default());
        let files = Files::scan(root).unwrap();
        let campaign = load::campaign(&mut report, &mut sources, &files).unwrap();
        report.so_far().unwrap();
        (sources, files, campaign)
    }

    fn text<'a>(campaign: &'a Campaign, lang: &str) -> &'a LessonText {
        &campaign.packs[0].lessons[0].texts[&Lang::new(lang)]
    }

    /// What of the original changed since its translation, by what is there and by all read anew.
    fn behind(campaign: &Campaign, root: &Path) -> [Option<Vec<String>>; 2] {
        let (_, _, anew) = loaded(root);
        [campaign, &anew].map(|campaign| text(campaign, "en").behind(text(campaign, "vi")))
    }

    #[test]
    fn a_lesson_read_again_is_as_far_ahead_of_its_translation_as_one_read_with_all_others() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sites/_minimal"), root);
        let edit = |path: &str, from: &str, to: &str| {
            let text = fs::read_to_string(root.join(path)).unwrap();
            assert!(text.contains(from), "{text}");
            fs::write(root.join(path), text.replace(from, to)).unwrap();
        };
        edit("campaign.yaml", "languages: [vi]", "languages: [vi, en]");
        let original = fs::read_to_string(root.join(ORIGINAL)).unwrap();
        let shared = ["audience", "leaflet", "sources", "review_by"];
        let own = |line: &&str| !shared.iter().any(|key| line.starts_with(key));
        let translation: Vec<&str> = original.lines().filter(own).collect();
        fs::write(root.join(TRANSLATION), translation.join("\n")).unwrap();
        edit(TRANSLATION, "revised:", "translates: 2026-11-01\nrevised:");

        let (mut sources, files, mut campaign) = loaded(root);
        assert_eq!(behind(&campaign, root), [None, None]);
        let mut again = |campaign: &mut Campaign, path: &str| {
            lesson_again(&mut sources, &files, campaign, path).is_some()
        };
        // Nobody asked for the paragraphs of the original until now.
        edit(TRANSLATION, "translates:", "of: { why: \"000000\" }\ntranslates:");
        assert!(!again(&mut campaign, TRANSLATION));

        let (_, _, mut campaign) = loaded(root);
        let [first, _] = behind(&campaign, root);
        assert!(first.is_some_and(|changed| changed.iter().any(|part| part.starts_with("why"))));
        edit(ORIGINAL, "Trẻ nhỏ đuối nước rất nhanh.", "Trẻ nhỏ đuối nước nhanh.\n\nNhanh lắm.");
        assert!(again(&mut campaign, ORIGINAL));
        let [there, anew] = behind(&campaign, root);
        assert_eq!(there, anew);
        edit(TRANSLATION, "of: { why: \"000000\" }\n", "");
        assert!(again(&mut campaign, TRANSLATION));
        let [there, anew] = behind(&campaign, root);
        assert_eq!(there, anew);
    }
}
