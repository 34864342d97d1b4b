//! What lies in a folder that is read and is read by nothing. A table under nearly its name would
//! take all local numbers off the pages, and nobody would be told.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    SETTINGS,
    files::{self, Files},
    settings::is_language_tag,
    unthemed,
};
use crate::{
    diag::{Report, Sources, Span, Text},
    model::{Pack, Place, Protocol, Settings, Theme, picture::is_name_of_picture},
    say,
    tables::{self, contacts, hazards, points, units},
};

/// What a campaign has, by which the names of its files are known.
pub struct Known<'a> {
    pub settings: &'a Settings,
    pub packs: &'a [Pack],
    pub places: &'a BTreeMap<String, Place>,
    pub protocols: &'a BTreeMap<String, Protocol>,
    /// What was read of the theme, and its name.
    pub theme: (&'a Theme, &'a str),
}

/// Files that have one name and one place.
pub(super) const FIXED: [&str; 8] = [
    "content/facts.yaml",
    "content/sources.yaml",
    "content/pictures.yaml",
    "content/search.yaml",
    units::TABLE.path,
    contacts::TABLE.path,
    hazards::TABLE.path,
    points::TABLE.path,
];

/// The tables among them.
const TABLES: [&str; 4] =
    [units::TABLE.path, contacts::TABLE.path, hazards::TABLE.path, points::TABLE.path];

/// The folders of `content`.
pub(super) const FOLDERS: [&str; 4] = ["packs", "places", "protocols", "pictograms"];

/// The pictures that any lesson may show.
const PICTOGRAMS: &str = "content/pictograms";

/// What systems and people leave in any folder, and no page could want. Those that begin with a
/// dot or a tilde are not even listed.
const HARMLESS: [&str; 3] = ["thumbs.db", "ehthumbs.db", "desktop.ini"];

/// How the names of files begin that say something of a folder.
const ABOUT: [&str; 5] = ["readme", "license", "licence", "origin", "changelog"];

/// What Loa itself writes beside a draft that it made of a Word file, in either language.
const REPORTS: [&str; 2] = ["tu-word.txt", "from-word.txt"];

/// Reports every file that nothing read: an error with the right name if it nearly has one, so that
/// its author surely meant it to be read, a warning otherwise.
pub fn check(report: &mut Report, sources: &mut Sources, files: &Files, known: &Known<'_>) {
    let unknown: Vec<&str> = files.unknown().collect();
    // Of a folder whose text was not read, or not understood, nobody knows what it shows.
    let sound = report.so_far().is_ok();
    let texts: BTreeSet<&str> =
        unknown.iter().copied().filter(|path| path.ends_with(".md")).map(folder_of).collect();
    for path in unknown {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        if path.starts_with("themes/") || is_expected(path, known) || is_harmless(name) {
            continue;
        }
        match meant(path, known) {
            // The two names differ in capitals alone, which is reported.
            Some(Meant { path: right, .. })
                if files.has(&right) && right.to_lowercase() == path.to_lowercase() => {}
            Some(Meant { path: right, surely }) => {
                misnamed(report, sources, path, &right, files.has(&right), surely);
            }
            None if is_name_of_picture(name) => {
                // The pictograms are there to choose from, whoever shows which of them.
                if sound && folder != PICTOGRAMS && !texts.contains(folder) {
                    let text = say! { vi: "không bài nào dùng ảnh này", en: "no lesson shows this picture" };
                    let help = if folder.starts_with(PICTOGRAMS) {
                        say! { vi: "để hình ngay trong {PICTOGRAMS}, không trong thư mục con: chỉ ở đó bài mới tìm thấy", en: "put it into {PICTOGRAMS} itself and no folder within: lessons find it there alone" }
                    } else {
                        say! { vi: "chèn ảnh vào bài, hoặc chuyển tệp ra khỏi thư mục content", en: "show it in a lesson, or move it out of the folder content" }
                    };
                    unread(report, sources, path, text, help);
                }
            }
            None if path == "content/pictograms/index.html" => {}
            None => {
                let text = say! { vi: "tệp này không được đọc, không trang nào có nội dung của nó", en: "this file is not read: no page has what it says" };
                unread(report, sources, path, text, wanted(folder, known));
            }
        }
    }
    unthemed::check(report, sources, files, known.theme);
}

fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Whether a name is that of a file that no page could want: one that a system leaves, or that says
/// something of its folder to people.
pub(super) fn is_harmless(name: &str) -> bool {
    let lower = name.to_lowercase();
    HARMLESS.contains(&lower.as_str())
        || ABOUT.iter().any(|start| {
            lower.strip_prefix(start).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        })
        || REPORTS.contains(&lower.as_str())
}

/// Whether a file has a right name and is not read all the same: a text in a planned language.
fn is_expected(path: &str, known: &Known<'_>) -> bool {
    candidates(path, known).iter().any(|right| right == path)
}

/// The paths of files that could be read instead of one, in its folder and above.
fn candidates(path: &str, known: &Known<'_>) -> Vec<String> {
    let langs = || known.settings.languages.iter().map(|language| language.lang.as_str());
    let texts =
        |name: &str| -> Vec<String> { langs().map(|lang| format!("{name}.{lang}.md")).collect() };
    let parts: Vec<&str> = path.split('/').collect();
    let names = match parts.as_slice() {
        ["content", "packs", _, _] => vec!["pack.yaml".to_owned()],
        ["content", "packs", _, _, _] => {
            let mut names = texts("lesson");
            names.push("colouring.svg".to_owned());
            names
        }
        ["content", "protocols", _] => known.protocols.keys().flat_map(|id| texts(id)).collect(),
        ["content", "places", _, "notes", _] => {
            let lessons = known.packs.iter().flat_map(|pack| &pack.lessons);
            lessons.flat_map(|lesson| texts(&lesson.id)).collect()
        }
        _ => Vec::new(),
    };
    let folder = folder_of(path);
    let here = names.into_iter().map(|name| format!("{folder}/{name}"));
    let phrases = langs().map(|lang| format!("i18n/{lang}.yaml"));
    let fixed = FIXED.into_iter().chain([SETTINGS]).map(str::to_owned);
    here.chain(phrases).chain(fixed).collect()
}

/// The name that a file should have.
struct Meant {
    path: String,
    /// Whether nobody could mean anything else.
    surely: bool,
}

/// Which file was meant by one that is not read.
fn meant(path: &str, known: &Known<'_>) -> Option<Meant> {
    if let Some(path) = folder_meant(path) {
        // The name of the file may be wrong too; its folder is right now.
        let path = meant(&path, known).map_or(path, |meant| meant.path);
        return Some(Meant { path, surely: true });
    }
    let (folder, name) = path.rsplit_once('/')?;
    let all = candidates(path, known);
    let named = |right: &str| right.rsplit('/').next().unwrap_or_default().to_owned();
    let typed = plain(name);
    if let Some(right) = all.iter().find(|right| named(right) == typed) {
        return Some(Meant { path: right.clone(), surely: true });
    }
    // A note, or the steps of a protocol, with an ending that hides its own: which one it is, is
    // told once it is read.
    let holds_texts = folder == "content/protocols"
        || folder.starts_with("content/places/") && folder.ends_with("/notes");
    if holds_texts && typed.ends_with(".md") {
        return Some(Meant { path: format!("{folder}/{typed}"), surely: true });
    }
    let is_text = typed.starts_with("lesson.") && typed.ends_with(".md");
    let parts: Vec<&str> = folder.split('/').collect();
    // A text in a language that the campaign does not have is none in another one. That it has none is
    // reported once its name is right.
    if is_text && path.starts_with("content/packs/") && parts.len() == 4 && typed != name {
        return Some(Meant { path: format!("{folder}/{typed}"), surely: true });
    }
    // Notepad and other programs add an ending to that of a drawing.
    let shown = folder == PICTOGRAMS || path.starts_with("content/packs/") && parts.len() == 4;
    if shown && is_name_of_picture(&typed) && !is_name_of_picture(name) {
        return Some(Meant { path: format!("{folder}/{typed}"), surely: true });
    }
    // Whoever writes in one language alone may leave it out.
    if typed == "lesson.md" && path.starts_with("content/packs/") && parts.len() == 4 {
        let first = &known.settings.first;
        return Some(Meant { path: format!("{folder}/lesson.{first}.md"), surely: false });
    }
    if typed == "pack.yaml" && path.starts_with("content/packs/") && parts.len() != 3 {
        let pack = parts.get(2).copied().unwrap_or("…");
        return Some(Meant { path: format!("content/packs/{pack}/{typed}"), surely: true });
    }
    // A text of a lesson outside the folder of one.
    if is_text && path.starts_with("content/packs/") && parts.len() != 4 {
        let at = |number: usize| parts.get(number).copied().unwrap_or("…");
        let path = format!("content/packs/{}/{}/{typed}", at(2), at(3));
        return Some(Meant { path, surely: true });
    }
    // A table by another program, or one whose ending was lost.
    let bare =
        typed.rsplit_once('.').filter(|(_, ending)| ["tsv", "tab", "txt", "dat"].contains(ending));
    let bare = bare.map_or(typed.as_str(), |(stem, _)| stem);
    if let Some(table) = TABLES
        .into_iter()
        .find(|table| folder_of(table) == folder && named(table).strip_suffix(".csv") == Some(bare))
    {
        return Some(Meant { path: table.to_owned(), surely: true });
    }
    // A text of a lesson by its language alone.
    if path.starts_with("content/packs/")
        && parts.len() == 4
        && let Some(right) = all.iter().find(|right| named(right) == format!("lesson.{typed}"))
    {
        return Some(Meant { path: right.clone(), surely: true });
    }
    // Pictograms are known by their exact names.
    if folder == PICTOGRAMS && is_name_of_picture(&typed) && typed != name {
        return Some(Meant { path: format!("{folder}/{typed}"), surely: true });
    }
    let copied = without_copy_marks(&typed);
    let (stem, ending) = copied.rsplit_once('.')?;
    let near = all.iter().filter(|right| folder_of(right) == folder).filter_map(|right| {
        let name = named(right);
        let (known, of) = name.rsplit_once('.')?;
        let distance = strsim::damerau_levenshtein(stem, known);
        let other = language(stem).zip(language(known)).is_some_and(|(a, b)| a != b);
        (of == ending && !other && distance <= (known.len() / 4).max(1))
            .then_some((distance, right))
    });
    near.min().map(|(_, right)| Meant { path: right.clone(), surely: false })
}

/// The language that the name of a lesson's text, or of a file of phrases, says, without its ending.
fn language(stem: &str) -> Option<&str> {
    match stem.strip_prefix("lesson.") {
        Some(tag) => {
            (tag.len() == 2 && tag.bytes().all(|b| b.is_ascii_alphabetic())).then_some(tag)
        }
        None => is_language_tag(stem).then_some(stem),
    }
}

/// The path with the right name of a folder, if that is what is wrong with it.
fn folder_meant(path: &str) -> Option<String> {
    // A folder that lies beside `content`, and not in it.
    if let Some(inner) = path.strip_prefix("content/")
        && let Some((folder, rest)) = inner.split_once('/')
        && let Some(right) =
            files::FOLDERS.into_iter().find(|right| *right == folder.to_lowercase())
    {
        let inner = if right == "content" { folder_meant(inner) } else { None };
        return Some(inner.unwrap_or_else(|| format!("{right}/{rest}")));
    }
    let mut parts: Vec<&str> = path.split('/').collect();
    let folders = parts.len() - 1;
    for (at, part) in parts.iter_mut().take(folders).enumerate().skip(1) {
        let known: &[&'static str] = match (at, path.starts_with("content/places/")) {
            (1, _) if path.starts_with("content/") => &FOLDERS,
            (3, true) => &["notes"],
            _ => continue,
        };
        if known.contains(part) {
            continue;
        }
        *part = crate::diag::nearest(&part.to_lowercase(), known.iter().copied())?;
        return Some(parts.join("/"));
    }
    None
}

/// A name as it should have been typed: small letters, no blanks around it, and without the ending
/// that Windows hid from whoever saved it.
pub fn plain(name: &str) -> String {
    let mut name = name.trim().to_lowercase();
    for hidden in [".txt", ".text", ".csv", ".md", ".yaml"] {
        let Some(rest) = name.strip_suffix(hidden) else { continue };
        if [".md", ".csv", ".yaml", ".yml", ".svg"].iter().any(|ending| rest.ends_with(ending)) {
            name = rest.to_owned();
            break;
        }
    }
    for (short, right) in [(".yml", ".yaml"), (".markdown", ".md")] {
        if let Some(rest) = name.strip_suffix(short) {
            name = format!("{rest}{right}");
        }
    }
    name
}

/// The name without what systems and editors add to that of a copy.
pub(super) fn without_copy_marks(name: &str) -> String {
    let mut name = name.to_owned();
    for added in ["~", ".bak", ".old", ".orig", ".tmp"] {
        if let Some(rest) = name.strip_suffix(added) {
            name = rest.to_owned();
        }
    }
    let Some((stem, ending)) = name.rsplit_once('.') else { return name };
    let stem = stem.split([' ', '(']).next().unwrap_or(stem);
    format!("{stem}.{ending}")
}

pub(super) fn misnamed(
    report: &mut Report,
    sources: &mut Sources,
    path: &str,
    right: &str,
    there: bool,
    surely: bool,
) {
    let span = Span::new(sources.add(path, ""), 0..0);
    let text = say! { vi: "tệp này không được đọc: nó phải là `{right}`", en: "this file is not read: it must be `{right}`" };
    let help = if there {
        say! { vi: "`{right}` đã có: giữ một tệp, chuyển tệp kia ra khỏi thư mục này", en: "there is `{right}` too: keep one of them and move the other out of this folder" }
    } else if folder_of(path) != folder_of(right) {
        say! { vi: "chuyển tệp tới đúng chỗ: `{right}`", en: "move it to its place, `{right}`" }
    } else {
        say! { vi: "đổi tên, đúng từng chữ; nếu không thấy đuôi tệp, bật “Đuôi tên tệp” (File name extensions) trong Windows", en: "rename it, letter by letter; if its ending is not shown, switch on “File name extensions” in Windows" }
    };
    if surely || !there {
        report.error_with_help("file-misnamed", span, text, help);
    } else {
        unread_at(report, span, text, help);
    }
}

pub(super) fn unread(
    report: &mut Report,
    sources: &mut Sources,
    path: &str,
    text: Text,
    help: Text,
) {
    let span = Span::new(sources.add(path, ""), 0..0);
    unread_at(report, span, text, help);
}

fn unread_at(report: &mut Report, span: Span, text: Text, help: Text) {
    report.warning("file-unread", span, text).help(help);
}

/// What is read of a folder.
fn wanted(folder: &str, known: &Known<'_>) -> Text {
    let parts: Vec<&str> = folder.split('/').collect();
    let first = &known.settings.first;
    let names = match parts.as_slice() {
        ["content"] => "facts.yaml, sources.yaml, pictures.yaml, search.yaml".to_owned(),
        ["content", "places"] => tables::ALL.map(|table| table.file).join(", "),
        ["content", "packs", _] => "pack.yaml".to_owned(),
        [_, "pictograms"] => "call.svg".to_owned(),
        ["content", "packs", _, _] => format!("lesson.{first}.md, colouring.svg"),
        ["content", "protocols"] => format!("cpr.{first}.md"),
        ["content", "places", id] if known.places.contains_key(*id) => {
            format!("notes/….{first}.md")
        }
        ["content", "places", _, "notes"] => format!("….{first}.md"),
        ["i18n"] => format!("{first}.yaml"),
        _ => {
            return say! { vi: "chuyển tệp ra khỏi thư mục này", en: "move it out of this folder" };
        }
    };
    say! { vi: "chuyển tệp ra khỏi thư mục này; ở đây chỉ đọc các tên như: {names}", en: "move it out of this folder; what is read here has names like: {names}" }
}
