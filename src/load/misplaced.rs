//! What lies beside `campaign.yaml` under a name that is read in another folder. Nothing there is
//! read, so with `content/places` moved up all communes are gone, and no rule would miss them.

use std::path::Path;

use walkdir::WalkDir;

use super::{
    BasePhrases,
    files::{FOLDERS, Files},
    unread::{self, FIXED},
};
use crate::{
    diag::{Report, Sources, Span, nearest},
    say,
};

/// A file or folder beside `campaign.yaml`, and where it is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misplaced {
    /// Its name.
    pub name: String,
    /// Where its author surely meant it to be; `…` stands for a name that cannot be known.
    right: String,
    is_folder: bool,
    /// Whether its name is the right one, and not only nearly so.
    surely: bool,
}

/// How files end that are read in the folders of a campaign.
const ENDINGS: [&str; 9] = ["csv", "yaml", "yml", "md", "svg", "html", "typ", "css", "ttf"];

impl Misplaced {
    /// What a name at the top of the campaign should be, if it is nearly that of anything that is
    /// read elsewhere.
    pub fn find(root: &Path, name: &str) -> Option<Self> {
        if name.starts_with(['.', '~']) || FOLDERS.contains(&name) {
            return None;
        }
        let path = root.join(name);
        let (right, surely) = if path.is_dir() {
            folder(name).filter(|_| holds_content(&path))?
        } else {
            file(name)?
        };
        Some(Self { name: name.to_owned(), right, is_folder: path.is_dir(), surely })
    }

    /// Reports it: an error if nothing is in its place, so that what it says is on no page.
    pub fn tell(&self, report: &mut Report, sources: &mut Sources, files: &Files) {
        let Self { name, right, is_folder, surely } = self;
        let span = Span::new(sources.add(name.clone(), ""), 0..0);
        let there = files.has(right) || files.below(right).next().is_some();
        let text = if *is_folder {
            say! { vi: "thư mục này không được đọc: chỗ của nó là `{right}`", en: "this folder is not read: its place is `{right}`" }
        } else {
            say! { vi: "tệp này không được đọc: chỗ của nó là `{right}`", en: "this file is not read: its place is `{right}`" }
        };
        // It may wait to be taken over.
        let is_table = right.ends_with(".csv");
        let help = if is_table {
            let name = if name.contains(' ') { format!("\"{name}\"") } else { name.clone() };
            say! { vi: "chuyển vào `{right}`, hoặc chạy `loa import places {name}` để xem trước rồi nhập; không dùng nữa thì chuyển đi nơi khác", en: "move it to `{right}`, or run `loa import places {name}` to look at it first and take it over; if nobody needs it, move it away" }
        } else if there {
            say! { vi: "`{right}` đã có: gộp vào đó, hoặc chuyển cái này ra khỏi thư mục chiến dịch", en: "there is `{right}` too: put the two together, or move this one out of the folder of the campaign" }
        } else {
            say! { vi: "chuyển vào `{right}`", en: "move it to `{right}`" }
        };
        let unknown = right.contains('…') || is_table;
        if there || unknown || !(*surely || *is_folder) {
            report.warning("file-unread", span, text).help(help);
        } else {
            report.error_with_help("file-misnamed", span, text, help);
        }
    }
}

/// Where a folder of nearly this name is read.
fn folder(name: &str) -> Option<(String, bool)> {
    let typed = name.trim().to_lowercase();
    let inner = unread::FOLDERS.iter().map(|inner| (*inner, format!("content/{inner}")));
    let tops = FOLDERS.iter().map(|top| (*top, (*top).to_owned()));
    let all: Vec<(&str, String)> = inner.chain(tops).collect();
    let near = nearest_name(&typed, all.iter().map(|(name, _)| *name))?;
    // Those at the top that differ in capitals alone are reported with the list of files.
    let (_, right) = all.into_iter().find(|(name, _)| *name == near)?;
    let is_twin = typed == near && FOLDERS.contains(&near);
    (!is_twin).then_some((right, typed == near))
}

/// Where a file of nearly this name is read.
fn file(name: &str) -> Option<(String, bool)> {
    let typed = unread::plain(name);
    if typed == "pack.yaml" {
        return Some((format!("content/packs/…/{typed}"), true));
    }
    if typed.starts_with("lesson.") && typed.ends_with(".md") {
        return Some((format!("content/packs/…/…/{typed}"), true));
    }
    if BasePhrases::get(&typed).is_some() {
        return Some((format!("i18n/{typed}"), true));
    }
    let copied = unread::without_copy_marks(&typed);
    let (stem, ending) = copied.rsplit_once('.')?;
    let known = FIXED.iter().filter_map(|right| {
        let (name, of) = right.rsplit('/').next()?.rsplit_once('.')?;
        (of == ending).then_some((name, *right))
    });
    let known: Vec<(&str, &str)> = known.collect();
    let near = nearest_name(stem, known.iter().map(|(name, _)| *name))?;
    let (_, right) = known.into_iter().find(|(name, _)| *name == near)?;
    Some((right.to_owned(), typed == format!("{near}.{ending}")))
}

/// The nearest name, if it is so near that nobody could mean another word.
fn nearest_name<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let near = nearest(typed, known)?;
    (strsim::damerau_levenshtein(typed, near) <= (near.len() / 4).max(1)).then_some(near)
}

/// Whether a folder holds any file of a kind that is read: a folder for workbooks that came back may
/// have any name.
fn holds_content(folder: &Path) -> bool {
    const DEEP: usize = 4;
    let files = WalkDir::new(folder).max_depth(DEEP).into_iter().filter_map(Result::ok);
    files.filter(|entry| entry.file_type().is_file()).any(|entry| {
        let ending = entry.path().extension().map(|ending| ending.to_string_lossy().to_lowercase());
        ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_of_another_folder_is_known_and_other_names_are_not() {
        let right = |found: Option<(String, bool)>| found.map(|(right, _)| right);
        for (name, expected) in [
            ("contacts.csv", "content/places/contacts.csv"),
            ("Contacts (1).csv", "content/places/contacts.csv"),
            ("contact.csv.txt", "content/places/contacts.csv"),
            ("facts.yml", "content/facts.yaml"),
            ("vi.yaml", "i18n/vi.yaml"),
            ("lesson.vi.md", "content/packs/…/…/lesson.vi.md"),
        ] {
            assert_eq!(right(file(name)).as_deref(), Some(expected), "{name}");
        }
        for name in ["README.md", "campaign.yaml", "places.xlsx", "notes.yaml", "Cargo.toml"] {
            assert_eq!(file(name), None, "{name}");
        }
        for (name, expected) in
            [("places", "content/places"), ("Pack", "content/packs"), ("contents", "content")]
        {
            assert_eq!(right(folder(name)).as_deref(), Some(expected), "{name}");
        }
        for name in ["dist", "docs", "src", "tests", "Content", "gửi xã", "web"] {
            assert_eq!(folder(name), None, "{name}");
        }
    }
}
