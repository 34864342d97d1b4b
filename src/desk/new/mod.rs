//! New content: a campaign, a pack, a lesson, a place, a language.
//!
//! Each kind works out which files it makes and which lines it adds to files that are there
//! ([`Step`]), so that they can be shown before anything is written. A file that is there is never
//! written over, and a list keeps its comments and its order ([`listing`]).

mod campaign;
mod language;
mod lesson;
mod listing;
mod pack;
mod place;
#[cfg(test)]
mod tests;

use std::path::Path;

pub use campaign::{Beginning, FIRST_LANGUAGES, campaign};
pub use language::{Language, language};
pub use lesson::{Filled, Kind as LessonKind, Lesson, known_pack, lesson, lesson_of};
pub use pack::{Pack, SHAPES, pack};
pub use place::{KINDS, NewPlace, place};

use crate::{
    desk::Edit,
    diag::{Failure, Report, Reported, Sources, Stop},
    load::{self, files::Files},
    model::{Campaign, markdown::escaped},
    say,
};

/// A file that is made or gets more lines.
#[derive(Debug)]
pub struct Step {
    /// Its path below the campaign, with `/`.
    pub path: String,
    /// The lines that are added to a file which is there; none for a file that is made.
    pub added: Vec<String>,
    /// What to write.
    pub edit: Edit,
}

/// A file that is made.
///
/// # Errors
/// When there is such a file, which is reported.
fn made(
    report: &mut Report,
    root: &Path,
    path: &str,
    holds: &(impl AsRef<[u8]> + ?Sized),
) -> Result<Step, Reported> {
    let full = path.split('/').fold(root.to_owned(), |full, part| full.join(part));
    if full.symlink_metadata().is_ok() {
        return Err(report.error_with_help(
            "file-exists",
            None,
            say! { vi: "đã có tệp `{path}`; lệnh này không ghi đè", en: "there is a file `{path}`; this command writes over nothing" },
            say! { vi: "chọn tên khác, hoặc mở tệp đó ra sửa", en: "choose another name, or open that file and change it" },
        ));
    }
    let edit = Edit { path: full, old: None, new: holds.as_ref().to_vec() };
    Ok(Step { path: path.to_owned(), added: Vec::new(), edit })
}

/// A file that gets more lines.
///
/// # Errors
/// When it cannot be read.
fn grown(
    root: &Path,
    files: &Files,
    path: &str,
    added: Vec<String>,
    new: &str,
) -> Result<Step, Failure> {
    let old = files.bytes(path)?;
    let mark = if old.starts_with(b"\xEF\xBB\xBF") { "\u{FEFF}" } else { "" };
    let full = path.split('/').fold(root.to_owned(), |full, part| full.join(part));
    let new = [mark, new].concat().into_bytes();
    Ok(Step { path: path.to_owned(), added, edit: Edit { path: full, old: Some(old), new } })
}

/// What the campaign holds, whatever is wrong with it: that is for `loa check` to tell.
///
/// # Errors
/// When the machine failed.
pub fn held(root: &Path) -> Result<(Files, Campaign), Failure> {
    let files = Files::scan(root)?;
    let campaign = load::campaign(&mut Report::new(), &mut Sources::default(), &files)?;
    Ok((files, campaign))
}

/// An id that may be used and that no pack or lesson has or had.
///
/// # Errors
/// When it cannot be, which is reported.
pub fn free_id(report: &mut Report, campaign: &Campaign, id: &str) -> Result<(), Reported> {
    load::check_id(report, id, None);
    report.so_far()?;
    let packs = campaign.packs.iter().flat_map(|pack| [(&pack.id, &pack.was)]);
    let lessons = campaign.lessons().map(|(_, lesson)| (&lesson.id, &lesson.was));
    let taken = packs
        .chain(lessons)
        .any(|(name, was)| name == id || was.iter().any(|(name, _)| name == id));
    if taken {
        return Err(report.error_with_help(
            "id-duplicate",
            None,
            say! { vi: "tên `{id}` đã dùng cho một chủ đề hoặc bài khác", en: "the id `{id}` is taken by another pack or lesson" },
            say! { vi: "chọn tên khác, ví dụ `{id}-2`", en: "choose another one, for example `{id}-2`" },
        ));
    }
    Ok(())
}

/// A title that fits on pages and leaflets.
///
/// # Errors
/// When it is empty or too long or holds what nobody sees, which is reported.
pub fn title_fits(report: &mut Report, title: &str) -> Result<(), Reported> {
    const MOST: usize = 60;
    load::characters::check_named(report, None, &say! { vi: "`--title`", en: "`--title`" }, title)?;
    let has = title.chars().count();
    if has == 0 {
        return Err(report.error_with_help(
            "option-missing",
            None,
            say! { vi: "chưa có tên để hiện cho người đọc", en: "there is no title to show to readers" },
            say! { vi: "gõ thêm `--title \"…\"`", en: "type `--title \"…\"` too" },
        ));
    }
    if has > MOST {
        return Err(report.error_with_help(
            "text-too-long",
            None,
            say! { vi: "`title` dài {has} ký tự, nhiều nhất là {MOST}", en: "`title` has {has} characters, at most {MOST} fit" },
            say! { vi: "viết ngắn lại, một ý một câu", en: "shorten it, one thought a sentence" },
        ));
    }
    Ok(())
}

/// A text as YAML: in quotes, so that no letter of it has a meaning of its own, for a theme neither.
fn quoted(text: &str) -> String {
    let mut quoted = serde_json::Value::from(text).to_string();
    for (tag, plain) in
        [("[[", r"[\u005b"), ("{{", r"{\u007b"), ("{%", r"{\u0025"), ("[%", r"[\u0025")]
    {
        quoted = quoted.replace(tag, plain);
    }
    quoted
}

/// Words that readers are shown, as YAML: a sign in them stays a sign.
fn shown(words: &str) -> String {
    quoted(&escaped(words))
}

/// The list of a file with one more item, as a step; nothing if the file has no such list.
///
/// # Errors
/// When the list has a form that cannot be changed safely, which is reported, or the machine failed.
fn listed(
    report: &mut Report,
    root: &Path,
    files: &Files,
    path: &str,
    (key, item): (&str, &str),
) -> Result<Option<Step>, Stop> {
    let (_, text) = files.text(report, &mut Sources::default(), path)?;
    match listing::add(&text, key, item) {
        Ok(Some(new)) => {
            let old: Vec<&str> = text.lines().collect();
            let added = new.lines().filter(|line| !old.contains(line)).map(str::to_owned);
            Ok(Some(grown(root, files, path, added.collect(), &new)?))
        }
        Ok(None) => Ok(None),
        Err(listing::Unclear) => Err(report
            .error_with_help(
                "list-unclear",
                None,
                say! { vi: "danh sách `{key}` trong {path} viết theo cách máy không tự sửa được", en: "the list `{key}` in {path} is written in a way that cannot be changed safely" },
                say! { vi: "viết danh sách trên một dòng, ví dụ `{key}: [{item}]`, rồi chạy lại lệnh", en: "write the list on one line, for example `{key}: [{item}]`, then run the command again" },
            )
            .into()),
    }
}
