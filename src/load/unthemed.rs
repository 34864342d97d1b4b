//! What lies in `themes` and is read by nothing, or takes the place of nothing though its name says that
//! it would.

use super::{
    files::Files,
    settings::BASE,
    theme,
    unread::{is_harmless, misnamed, plain, unread, without_copy_marks},
};
use crate::{
    diag::{Report, Sources},
    model::Theme,
    say,
};

/// The folders of a theme.
const FOLDERS: [&str; 4] = ["web", "print", "assets", "fonts"];

/// Reports files of themes that take the place of none, though their names say they would, such as no
/// theme has, and such as nothing names.
pub fn check(
    report: &mut Report,
    sources: &mut Sources,
    files: &Files,
    (theme, chosen): (&Theme, &str),
) {
    let layers = [BASE, chosen];
    let mut last = "";
    for path in files.below("themes") {
        let inner = path.strip_prefix("themes/").unwrap_or(path);
        let name = inner.rsplit('/').next().unwrap_or(inner);
        if is_harmless(name) {
            continue;
        }
        let Some((folder, inner)) = inner.split_once('/') else {
            if inner.eq_ignore_ascii_case("card.typ") {
                misnamed(report, sources, path, &format!("themes/{chosen}/card.typ"), false, true);
                continue;
            }
            let text = say! { vi: "tệp này không thuộc giao diện nào", en: "this file belongs to no theme" };
            let help = say! { vi: "chuyển tệp vào thư mục của một giao diện, ví dụ themes/{chosen}", en: "move it into the folder of a theme, for example themes/{chosen}" };
            unread(report, sources, path, text, help);
            continue;
        };
        if layers.contains(&folder) {
            of_layer(report, sources, files, theme, (path, folder, inner));
            continue;
        }
        let lower = folder.to_lowercase();
        if let Some(right) = layers.iter().find(|layer| **layer == lower) {
            misnamed(report, sources, path, &format!("themes/{right}/{inner}"), false, true);
        } else if FOLDERS.contains(&lower.as_str()) && theme::is_used(&format!("{lower}/{inner}")) {
            let right = format!("themes/{chosen}/{lower}/{inner}");
            misnamed(report, sources, path, &right, files.has(&right), true);
        } else if folder != last
            && let Some(right) = layers.iter().find(|layer| is_near(&lower, layer))
        {
            // Other themes may lie there, and one may have such a name.
            let text = say! { vi: "giao diện `{folder}` không được dùng; campaign.yaml chọn `{chosen}`", en: "the theme `{folder}` is not used; campaign.yaml chooses `{chosen}`" };
            let help = say! { vi: "có phải thư mục này là `themes/{right}`?", en: "is this folder `themes/{right}`?" };
            unread(report, sources, &format!("themes/{folder}"), text, help);
        }
        last = folder;
    }
}

/// A file in the folder of a theme that is read.
fn of_layer(
    report: &mut Report,
    sources: &mut Sources,
    files: &Files,
    theme: &Theme,
    (path, folder, inner): (&str, &str, &str),
) {
    if theme::built_in().any(|known| known == inner) {
        return;
    }
    let typed = plain_path(inner);
    let right = theme::built_in().find(|known| *known == typed).map(|known| known.to_string());
    let font = (inner.starts_with("fonts/") && !theme::is_used(inner) && theme::is_used(&typed))
        .then(|| typed.clone());
    if let Some(right) = right.or(font) {
        let right = format!("themes/{folder}/{right}");
        misnamed(report, sources, path, &right, files.has(&right), true);
    } else if !theme::is_used(inner) {
        let text =
            say! { vi: "giao diện không dùng tệp này", en: "no theme uses a file of this name" };
        let help = say! { vi: "giao diện gồm các thư mục web, print, assets, fonts (.ttf, .otf) và tệp card.typ", en: "a theme has the folders web, print, assets, fonts (.ttf, .otf) and the file card.typ" };
        unread(report, sources, path, text, help);
    } else if !inner.starts_with("fonts/") && !is_named(theme, inner) {
        if let Some(near) = near(&typed) {
            let right = format!("themes/{folder}/{near}");
            misnamed(report, sources, path, &right, files.has(&right), false);
        } else if inner.starts_with("assets/") {
            let text = say! { vi: "không tệp nào của giao diện dùng tệp này, mà nó được đưa lên trang web", en: "no file of the theme names this one, and it goes out with the site" };
            let help = say! { vi: "ghi tên tệp trong mẫu trang hay tệp `.css`, hoặc chuyển tệp ra khỏi thư mục `themes`", en: "name it in a template or a style sheet, or move it out of the folder `themes`" };
            unread(report, sources, path, text, help);
        } else {
            let text = say! { vi: "không tệp nào của giao diện dùng tệp này", en: "no file of the theme names this one" };
            let help = say! { vi: "ghi tên tệp trong mẫu dùng nó; mẫu in mới thì bắt đầu bằng `// loa: layout`; hoặc chuyển tệp đi nơi khác", en: "name it in the template that needs it; a new layout begins with `// loa: layout`; or move it away" };
            unread(report, sources, path, text, help);
        }
    }
}

/// Whether a file is a layout, or any other file of the theme has its name in it.
fn is_named(theme: &Theme, inner: &str) -> bool {
    let Some((folder, path)) = inner.split_once('/') else { return true };
    let name = path.rsplit('/').next().unwrap_or(path);
    if folder == "print"
        && theme.layouts.iter().any(|layout| format!("{}.typ", layout.name) == path)
    {
        return true;
    }
    let holds = |bytes: &[u8]| bytes.windows(name.len()).any(|part| part == name.as_bytes());
    let others = |of: &str, named: &str| of != folder || named != path;
    let mut web = theme.web.iter().filter(|(named, _)| others("web", named));
    let mut print = theme.print.iter().filter(|(named, _)| others("print", named));
    let mut assets = theme.assets.iter().filter(|(named, _)| others("assets", named));
    web.any(|(_, file)| holds(file.text.as_bytes()))
        || print.any(|(_, file)| holds(file.text.as_bytes()))
        || assets.any(|(_, bytes)| holds(bytes))
        || theme.card.as_ref().is_some_and(|card| holds(card.source.text.as_bytes()))
}

/// The file of the theme that is built in that one of nearly its name was meant to replace: that of a
/// copy, or one with a letter too many.
fn near(typed: &str) -> Option<String> {
    let (folder, name) = typed.rsplit_once('/')?;
    let copied = without_copy_marks(name);
    let (stem, ending) = copied.rsplit_once('.')?;
    let is_meant = |known: &str| {
        let named = known.rsplit_once('/').filter(|(of, _)| *of == folder);
        let named = named.and_then(|(_, name)| name.rsplit_once('.'));
        named.is_some_and(|(known, of)| of == ending && is_near(stem, known))
    };
    theme::built_in().map(String::from).filter(|known| is_meant(known)).min_by_key(|known| {
        let name = known.rsplit('/').next().unwrap_or(known);
        strsim::damerau_levenshtein(&copied, name)
    })
}

/// Whether a name is so near another one that nobody could mean a third.
fn is_near(typed: &str, known: &str) -> bool {
    strsim::damerau_levenshtein(typed, known) <= (known.len() / 4).max(1)
}

fn plain_path(path: &str) -> String {
    let path = path.to_lowercase();
    match path.rsplit_once('/') {
        Some((folder, name)) => format!("{folder}/{}", plain(name)),
        None => plain(&path),
    }
}
