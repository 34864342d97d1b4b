//! Themes: the base theme lies in the binary; files of the campaign take its place one by one.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    ops::RangeInclusive,
};

use rust_embed::RustEmbed;
use xxhash_rust::xxh3::Xxh3;

use crate::{
    diag::{Failure, FileId, Report, Reported, Sources, Span},
    foreign::font,
    load::{
        characters,
        files::Files,
        id, largest, script,
        settings::BASE,
        style,
        yaml::{self, Fields},
    },
    model::{
        Audience, Ink, Lang, Layout, Theme,
        lesson::{Leaflet, Role, Short},
        theme::{CardLayout, Impose, Of, Prose, Purpose, ThemeFile},
    },
    say,
};

#[derive(RustEmbed)]
#[folder = "themes/base"]
struct Base;

/// The phrases of the base theme, for campaigns that bring none of their own.
#[derive(RustEmbed)]
#[folder = "i18n"]
pub struct BasePhrases;

/// Loads the theme of a name, which `campaign.yaml` gives at a place: the base theme, covered by
/// the campaign's `themes/base`, then by `themes/NAME`.
///
/// # Errors
/// When the disk fails.
pub fn read(
    report: &mut Report,
    sources: &mut Sources,
    files: &Files,
    (name, span): &(String, Option<Span>),
    first: &Lang,
) -> Result<Theme, Failure> {
    let folder = format!("themes/{name}");
    if name != BASE && files.below(&folder).next().is_none() && !files.is_lost(&folder) {
        let mut known: Vec<&str> = files
            .below("themes")
            .filter_map(|path| path.strip_prefix("themes/")?.split_once('/'))
            .map(|(folder, _)| folder)
            .chain([BASE])
            .collect();
        known.sort_unstable();
        known.dedup();
        let list = known.join(", ");
        report.error_with_help(
            "theme-missing",
            *span,
            say! { vi: "không có giao diện `{name}`", en: "there is no theme `{name}`" },
            say! { vi: "tạo thư mục `themes/{name}`, hoặc dùng: {list}", en: "make the folder `themes/{name}`, or use: {list}" },
        );
    }
    let mut theme = Theme {
        web: BTreeMap::new(),
        own_web: false,
        print: BTreeMap::new(),
        assets: BTreeMap::new(),
        fonts: BTreeMap::new(),
        card: None,
        layouts: Vec::new(),
    };
    let mut found: BTreeMap<String, Cow<'static, [u8]>> = Base::iter()
        .filter_map(|path| Base::get(&path).map(|file| (path.into_owned(), file.data)))
        .collect();
    let mut brought: BTreeSet<String> = BTreeSet::new();
    let mut shown: BTreeMap<String, String> =
        found.keys().map(|path| (path.clone(), format!("themes/base/{path}"))).collect();
    for layer in if name == BASE { vec![BASE] } else { vec![BASE, name] } {
        let folder = format!("themes/{layer}");
        for path in files.below(&folder) {
            let inner = path.get(folder.len() + 1..).unwrap_or_default().to_owned();
            if files.is_enormous(path) {
                files.mark(path);
                largest::tell(report, sources, path);
                continue;
            }
            let bytes = files.bytes(path)?;
            let built_in = || Base::get(&inner).is_some_and(|file| file.data == bytes);
            theme.own_web |= inner.starts_with("web/") && !built_in();
            found.insert(inner.clone(), Cow::Owned(bytes));
            brought.insert(inner.clone());
            shown.insert(inner, path.to_owned());
        }
    }
    let mut card = None;
    for (path, bytes) in found {
        // What is said to theme authors is no part of a theme.
        if path.ends_with("README.md") {
            continue;
        }
        let full = shown.get(&path).cloned().unwrap_or_default();
        let brought = brought.contains(&path);
        let (folder, inner) = path.split_once('/').unwrap_or(("", &path));
        match folder {
            "assets" => {
                let bytes = if brought && is_text(inner) {
                    let Some((_, text)) = text(report, sources, full, bytes, brought) else {
                        continue;
                    };
                    Cow::Owned(text.into_bytes())
                } else {
                    bytes
                };
                let bytes = match inner.rsplit_once('.') {
                    Some((_, "css")) => Cow::Owned(style::shorten(&bytes)),
                    Some((_, "js")) => Cow::Owned(script::shorten(&bytes)),
                    _ => bytes,
                };
                theme.assets.insert(inner.to_owned(), bytes);
            }
            "fonts" if (inner.ends_with(".ttf") || inner.ends_with(".otf")) => {
                let built_in = Base::get(&path).is_some_and(|file| file.data == bytes);
                if brought
                    && !built_in
                    && let Some(fault) = font::fault(&bytes)
                {
                    unreadable(report, sources, full, inner, &fault);
                }
                theme.fonts.insert(inner.to_owned(), bytes);
            }
            "web" | "print" | "" if !folder.is_empty() || path == "card.typ" => {
                let Some((file, text)) = text(report, sources, full, bytes, brought) else {
                    continue;
                };
                match folder {
                    "" => card = Some(ThemeFile { file, text }),
                    "web" => {
                        theme.web.insert(inner.to_owned(), ThemeFile { file, text });
                    }
                    _ => {
                        theme.layouts.extend(layout(report, inner, file, &text, first));
                        theme.print.insert(inner.to_owned(), ThemeFile { file, text });
                    }
                }
            }
            _ => {}
        }
    }
    theme.layouts.sort_by(|a, b| a.name.cmp(&b.name));
    theme.card = card.map(|source| {
        let mut hash = Xxh3::new();
        hash.update(source.text.as_bytes());
        for (name, bytes) in &theme.fonts {
            hash.update(name.as_bytes());
            hash.update(bytes);
        }
        CardLayout { source, hash: hash.digest() }
    });
    Ok(theme)
}

/// Reports a font that no letter can be set in, or that is not as it was made. Some programs write
/// wrong sums, so the latter stops nothing.
fn unreadable(
    report: &mut Report,
    sources: &mut Sources,
    full: String,
    name: &str,
    fault: &font::Fault,
) {
    let span = Span::new(sources.add(full, ""), 0..0);
    let help = say! { vi: "chép lại tệp .ttf hay .otf từ nơi tải về, hoặc bỏ tệp này khỏi thư mục `fonts`", en: "copy the .ttf or .otf file again from where it came, or take it out of the folder `fonts`" };
    match fault {
        font::Fault::Unusable => {
            report.error_with_help(
                "font-unreadable",
                span,
                say! { vi: "không đọc được phông chữ `{name}`: tệp bị hỏng hoặc không phải phông chữ", en: "the font `{name}` cannot be read: it is damaged or no font" },
                help,
            );
        }
        font::Fault::Changed(table) => {
            report
                .warning(
                    "font-unreadable",
                    span,
                    say! { vi: "phông chữ `{name}` không còn như lúc làm ra (bảng `{table}`): có chữ sẽ in sai", en: "the font `{name}` is not as it was made (its table `{table}`): letters may come out wrong" },
                )
                .help(help);
        }
    }
}

/// The text of a file of the theme, kept for diagnostics. One that the campaign brings is held to what
/// every text of a campaign is held to.
fn text(
    report: &mut Report,
    sources: &mut Sources,
    full: String,
    bytes: Cow<'static, [u8]>,
    brought: bool,
) -> Option<(FileId, String)> {
    let Ok(mut text) = String::from_utf8(bytes.into_owned()) else {
        let file = sources.add(full.clone(), "");
        report.error_with_help(
            "not-utf8",
            Span::new(file, 0..0),
            say! { vi: "tệp giao diện `{full}` không ghi bằng UTF-8", en: "the theme file `{full}` is not in UTF-8" },
            say! { vi: "lưu lại tệp với bảng mã UTF-8", en: "save it again in UTF-8" },
        );
        return None;
    };
    if text.starts_with('\u{FEFF}') {
        text.remove(0);
    }
    let file = sources.add(full, text.clone());
    if brought {
        characters::check(report, file, &text);
    }
    Some((file, text))
}

/// Whether a file that is sent as it is holds words, or may, by the ending of its name.
fn is_text(path: &str) -> bool {
    let ending = path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    ["css", "html", "js", "json", "mjs", "svg", "txt", "webmanifest", "xml"].contains(&&*ending)
}

/// The paths of the files of the theme that is built in.
pub(super) fn built_in() -> impl Iterator<Item = Cow<'static, str>> {
    Base::iter()
}

/// Whether a file of a theme, by its path within it, is of a kind that is read.
pub(super) fn is_used(path: &str) -> bool {
    match path.split_once('/') {
        None => path == "card.typ",
        Some(("fonts", inner)) => inner.ends_with(".ttf") || inner.ends_with(".otf"),
        Some((folder, _)) => matches!(folder, "web" | "print" | "assets"),
    }
}

/// The names of the layouts that are built in, in order.
pub fn built_in_layouts() -> Vec<String> {
    let mut names: Vec<String> = Base::iter()
        .filter_map(|path| Some(path.strip_prefix("print/")?.strip_suffix(".typ")?.to_owned()))
        .filter(|name| {
            let file = Base::get(&format!("print/{name}.typ"));
            file.is_some_and(|file| file.data.starts_with(MARK.as_bytes()))
        })
        .collect();
    names.sort();
    names
}

/// What opens a file that is a layout; without it, it is a file that layouts share.
const MARK: &str = "// loa:";

/// The layout that a file in `print/` is, if its head says that it is one. The head is the comment
/// that opens the file, up to a line of another kind or an empty comment; every line of it is a
/// field. A layout with a mistake is kept: what asks for it by name is not wrong.
fn layout(
    report: &mut Report,
    path: &str,
    file: FileId,
    text: &str,
    first: &Lang,
) -> Option<Layout> {
    let name = path.strip_suffix(".typ").filter(|name| !name.contains('/'))?;
    let built_in = Base::get(&format!("print/{path}"));
    let built_in = built_in.and_then(|file| String::from_utf8(file.data.into_owned()).ok());
    if !text.starts_with(MARK) {
        // It takes the place of a layout, which would be gone without a word.
        let head = built_in.filter(|text| text.starts_with(MARK))?;
        report.error_with_help(
            "layout-head-missing",
            Span::new(file, 0..text.lines().next().unwrap_or_default().len()),
            say! { vi: "`{path}` thay mẫu in `{name}` nhưng không có phần đầu", en: "`{path}` takes the place of the layout `{name}` and has no head" },
            say! { vi: "chép các dòng đầu của mẫu in có sẵn, từ `// loa: layout` trở đi", en: "copy the first lines of the layout that is there, from `// loa: layout` on" },
        );
        return layout(&mut Report::new(), path, file, &head, first);
    }
    let line = text.lines().next().unwrap_or_default().trim_end().len();
    let span = Span::new(file, 0..line);
    let mut layout = Layout {
        name: name.to_owned(),
        of: Of::Lesson,
        purpose: Purpose::HandOut,
        ink: Ink::Black,
        cut: false,
        impose: None,
        pages: 1..=1,
        max_kb: 0,
        max_kb_complex: 0,
        leaflets: Vec::new(),
        audience: Vec::new(),
        discreet: None,
        lines: false,
        beside_first: false,
        parts: Vec::new(),
        prose: Prose::Whole,
        shorts: Vec::new(),
        facts: Vec::new(),
        label: BTreeMap::new(),
        detail: BTreeMap::new(),
        span,
    };
    id::check(report, name, span);
    // With two spaces for the two strokes every byte stays where it is, and so does every place
    // that is reported.
    let is_field =
        |line: &&str| line.strip_prefix("//").is_some_and(|rest| !rest.trim().is_empty());
    let head: String = text
        .split_inclusive('\n')
        .take_while(is_field)
        .map(|line| line.replacen("//", "  ", 1))
        .collect();
    let Ok(node) = yaml::parse(report, file, &head, 0) else { return Some(layout) };
    let what = say! { vi: "mẫu in `{name}`", en: "the layout `{name}`" };
    let Ok(mut fields) = Fields::at(report, &node, span, what) else { return Some(layout) };
    let _ = fields.choice(report, "loa", &[("layout", ())]);
    if let Some(node) = fields.optional("of") {
        layout.of = yaml::choice(report, node, "of", &Of::ALL).unwrap_or(Of::Lesson);
    }
    if let Some(node) = fields.optional("for") {
        layout.purpose = yaml::choice(report, node, "for", &Purpose::ALL).unwrap_or(layout.purpose);
    }
    let inks = [("black", Ink::Black), ("grey", Ink::Grey), ("colour", Ink::Colour)];
    layout.ink = fields.choice(report, "ink", &inks).unwrap_or(Ink::Black);
    layout.cut = fields.flag(report, "cut").unwrap_or_default();
    if let Some(node) = fields.optional("impose") {
        layout.impose = yaml::choice(report, node, "impose", &Impose::ALL).ok();
    }
    layout.pages = pages(report, &mut fields).unwrap_or(1..=1);
    layout.max_kb = number(report, &mut fields, "max_kb").unwrap_or_default();
    layout.max_kb_complex = number(report, &mut fields, "max_kb_complex").unwrap_or_default();
    // Only a lesson asks for a layout, and a water has no parts: there these are unknown fields.
    if layout.of == Of::Lesson {
        let words = [("copier", Leaflet::Copier), ("trifold", Leaflet::Trifold)];
        layout.leaflets = choices(report, &mut fields, "leaflet", &words).unwrap_or_default();
        // A lesson that asks for a layout has said of whom it is.
        if layout.leaflets.is_empty() {
            let readers = Audience::ALL.map(|audience| (audience.key(), audience));
            layout.audience =
                choices(report, &mut fields, "audience", &readers).unwrap_or_default();
            if let Some(node) = fields.optional("discreet") {
                let words = [("true", true), ("false", false)];
                layout.discreet = yaml::choice(report, node, "discreet", &words).ok();
            }
        }
        if let Some(node) = fields.optional("with") {
            layout.beside_first = yaml::choice(report, node, "with", &[("first", ())]).is_ok();
        }
        if let Some(node) = fields.optional("figure") {
            layout.lines = yaml::choice(report, node, "figure", &[("lines", ())]).is_ok();
        }
    }
    if layout.of != Of::Hazard {
        let roles = Role::ALL.map(|role| (role.key(), role));
        layout.parts = choices(report, &mut fields, "parts", &roles).unwrap_or_default();
        // What saves a child is there: that a sheet leaves it out is said, never assumed.
        if layout.parts.contains(&Role::Happens) {
            layout.prose = fields.choice(report, "prose", &Prose::ALL).unwrap_or(layout.prose);
        }
        let shorts = Short::ALL.map(|short| (short.key(), short));
        layout.shorts = choices(report, &mut fields, "shorts", &shorts).unwrap_or_default();
    }
    layout.facts = ids(report, &mut fields, "facts").unwrap_or_default();
    layout.label = fields.by_lang(report, "label", first).unwrap_or_default();
    layout.detail = fields.by_lang(report, "detail", first).unwrap_or_default();
    fields.finish(report);
    Some(layout)
}

/// How many pages: `2`, or `2-8` for a sheet that grows with its lesson.
fn pages(report: &mut Report, fields: &mut Fields<'_>) -> Result<RangeInclusive<usize>, Reported> {
    let node = fields.required(report, "pages")?;
    let typed = node.text(report, "pages")?;
    let (least, most) = typed.split_once('-').unwrap_or((typed, typed));
    match (least.trim().parse(), most.trim().parse()) {
        (Ok(least), Ok(most)) if 1 <= least && least <= most => Ok(least..=most),
        _ => Err(report.error_with_help(
            "number-malformed",
            node.span,
            say! { vi: "`pages` phải là số trang, không phải `{typed}`", en: "`pages` must be a number of pages, not `{typed}`" },
            say! { vi: "viết `pages: 2`, hoặc `pages: 2-8` nếu tờ dài theo bài", en: "write `pages: 2`, or `pages: 2-8` for a sheet that grows with its lesson" },
        )),
    }
}

fn number(
    report: &mut Report,
    fields: &mut Fields<'_>,
    name: &'static str,
) -> Result<usize, Reported> {
    let node = fields.required(report, name)?;
    let typed = node.text(report, name)?;
    typed.parse().map_err(|_| {
        report.error_with_help(
            "number-malformed",
            node.span,
            say! { vi: "`{name}` phải là số nguyên, không phải `{typed}`", en: "`{name}` must be a whole number, not `{typed}`" },
            say! { vi: "viết bằng chữ số, ví dụ `{name}: 2`", en: "write digits, for example `{name}: 2`" },
        )
    })
}

fn ids(
    report: &mut Report,
    fields: &mut Fields<'_>,
    name: &'static str,
) -> Result<Vec<(String, Span)>, Reported> {
    let Some(node) = fields.optional(name) else { return Ok(Vec::new()) };
    let items = node.items(report, name)?;
    items.into_iter().map(|item| Ok((item.text(report, name)?.to_owned(), item.span))).collect()
}

fn choices<T: Copy>(
    report: &mut Report,
    fields: &mut Fields<'_>,
    name: &'static str,
    known: &[(&str, T)],
) -> Result<Vec<T>, Reported> {
    let Some(node) = fields.optional(name) else { return Ok(Vec::new()) };
    let items = node.items(report, name)?;
    let read: Vec<_> =
        items.into_iter().map(|item| yaml::choice(report, item, name, known)).collect();
    read.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_theme_may_be_copied_into_a_campaign() {
        let (mut report, mut sources) = (Report::new(), Sources::default());
        for path in Base::iter()
            .filter(|path| is_text(path) || path.starts_with("web/") || path.ends_with(".typ"))
        {
            let bytes = Base::get(&path).unwrap().data;
            assert!(text(&mut report, &mut sources, path.into_owned(), bytes, true).is_some());
        }
        assert_eq!(report.diagnostics(), []);
    }
}
