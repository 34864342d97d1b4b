//! What lies beside `campaign.yaml` under a name that is read in another folder. Nothing there is
//! read, so with `content/places` moved up all communes are gone, and no rule would miss them.

use std::path::Path;

use walkdir::WalkDir;

use super::{
    BasePhrases, SETTINGS,
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
    kind: Kind,
    /// Whether its name is the right one, and not only nearly so.
    surely: bool,
}

/// What lies there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    File,
    Folder,
    /// A file of the name of a folder: settings, by its ending.
    Settings,
    /// A folder that somebody packed to send it.
    Packed,
}

/// How archives end that people send folders in.
const PACKED: [&str; 3] = ["zip", "rar", "7z"];

/// How files end that are read in the folders of a campaign.
const ENDINGS: [&str; 9] = ["csv", "yaml", "yml", "md", "svg", "html", "typ", "css", "ttf"];

impl Misplaced {
    /// What a name at the top of the campaign should be, if it is nearly that of anything that is
    /// read elsewhere.
    pub fn find(root: &Path, name: &str) -> Option<Self> {
        if name.starts_with(['.', '~']) || FOLDERS.contains(&name) || name == SETTINGS {
            return None;
        }
        let path = root.join(name);
        let (kind, (right, surely)) = if path.is_dir() {
            // What a build wrote is not what somebody wrote.
            let is_output = path.join(".loa").is_dir();
            (Kind::Folder, folder(name).filter(|_| !is_output && holds_content(&path))?)
        } else if let Some(right) = packed(name) {
            // One that was unpacked may be kept.
            let missing = !root.join(&right).exists();
            (Kind::Packed, missing.then_some((right, true))?)
        } else if let Some(right) = settings(name) {
            (Kind::Settings, (right, true))
        } else {
            (Kind::File, file(name)?)
        };
        Some(Self { name: name.to_owned(), right, kind, surely })
    }

    /// Reports it: an error if nothing is in its place, so that what it says is on no page.
    pub fn tell(&self, report: &mut Report, sources: &mut Sources, files: &Files) {
        let Self { name, right, kind, surely } = self;
        let span = Span::new(sources.add(name.clone(), ""), 0..0);
        if *kind == Kind::Packed {
            let text = say! { vi: "thư mục `{right}` không có, và có lẽ nằm trong tệp nén này", en: "there is no folder `{right}`, and it may be in this archive" };
            let help = say! { vi: "giải nén để có thư mục `{right}` cạnh campaign.yaml, hoặc chuyển tệp này đi nơi khác", en: "unpack it, so that the folder `{right}` lies beside campaign.yaml, or move the archive away" };
            report.warning("file-unread", span, text).help(help);
            return;
        }
        if *kind == Kind::Settings {
            let text = say! { vi: "tệp này không được đọc: thiết lập nằm trong campaign.yaml, còn `{right}` là thư mục", en: "this file is not read: settings stand in campaign.yaml, and `{right}` is a folder" };
            let help = if right == "themes" {
                say! { vi: "ghi `theme: TÊN` trong campaign.yaml, các tệp của giao diện để trong `themes/TÊN`; rồi chuyển tệp này đi nơi khác", en: "write `theme: NAME` into campaign.yaml, put the files of the theme into `themes/NAME`, and move this file away" }
            } else {
                say! { vi: "ghi nội dung vào đúng chỗ rồi chuyển tệp này đi nơi khác", en: "write what it says to its place, and move this file away" }
            };
            report.warning("file-unread", span, text).help(help);
            return;
        }
        let is_folder = *kind == Kind::Folder;
        let there = files.has(right) || files.below(right).next().is_some();
        let text = if is_folder {
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
        if there || unknown || !(*surely || is_folder) {
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

/// What lies in a folder without `campaign.yaml` and was surely meant to be it.
pub fn settings_in(folder: &Path) -> Option<String> {
    let names = std::fs::read_dir(folder)
        .ok()?
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let is_meant = |name: &String| {
        let typed = unread::plain(name);
        typed == SETTINGS || file(&typed).is_some_and(|(right, _)| right == SETTINGS)
    };
    names.filter(|name| !name.starts_with(['.', '~'])).filter(is_meant).min()
}

/// The folder that an archive of this name is of.
fn packed(name: &str) -> Option<String> {
    let typed = name.trim().to_lowercase();
    let (stem, _) = typed.rsplit_once('.').filter(|(_, ending)| PACKED.contains(ending))?;
    let stem = stem.split([' ', '(']).next()?;
    FOLDERS.iter().find(|folder| **folder == stem).map(|folder| (*folder).to_owned())
}

/// The folder whose name a file of settings has.
fn settings(name: &str) -> Option<String> {
    let typed = unread::without_copy_marks(&unread::plain(name));
    let stem = typed.strip_suffix(".yaml")?;
    nearest_name(stem, FOLDERS).map(str::to_owned)
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
    let known = FIXED.iter().chain(&[SETTINGS]).filter_map(|right| {
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
            ("campaign (1).yaml", "campaign.yaml"),
            ("campaign - Copy.yml", "campaign.yaml"),
            ("campain.yaml", "campaign.yaml"),
        ] {
            assert_eq!(right(file(name)).as_deref(), Some(expected), "{name}");
        }
        for name in ["README.md", "places.xlsx", "notes.yaml", "Cargo.toml", "company.yaml"] {
            assert_eq!(file(name), None, "{name}");
        }
        for (name, folder) in [
            ("theme.yml", Some("themes")),
            ("Themes.yaml", Some("themes")),
            ("content.yaml", Some("content")),
            ("them.yaml", None),
            ("_config.yml", None),
            ("theme.css", None),
        ] {
            assert_eq!(settings(name).as_deref(), folder, "{name}");
        }
        for (name, folder) in [
            ("content.zip", Some("content")),
            ("themes (1).rar", Some("themes")),
            ("contents.zip", None),
            ("content", None),
        ] {
            assert_eq!(packed(name).as_deref(), folder, "{name}");
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
