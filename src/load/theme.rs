//! Themes: the base theme lies in the binary; files of the campaign take its place one by one.

use std::{borrow::Cow, collections::BTreeMap};

use rust_embed::RustEmbed;

use crate::{
    diag::{Failure, FileId, Report, Reported, Sources, Span},
    load::{
        files::Files,
        settings::BASE,
        yaml::{self, Fields, Node, Value},
    },
    model::{
        Ink, Lang, Layout, Theme,
        lesson::{Role, Short},
        theme::ThemeFile,
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
    if name != BASE && files.below(&format!("themes/{name}")).next().is_none() {
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
        layouts: Vec::new(),
    };
    let mut found: BTreeMap<String, Cow<'static, [u8]>> = Base::iter()
        .filter_map(|path| Base::get(&path).map(|file| (path.into_owned(), file.data)))
        .collect();
    let mut shown: BTreeMap<String, String> =
        found.keys().map(|path| (path.clone(), format!("themes/base/{path}"))).collect();
    for layer in if name == BASE { vec![BASE] } else { vec![BASE, name] } {
        let folder = format!("themes/{layer}");
        for path in files.below(&folder) {
            let inner = path.get(folder.len() + 1..).unwrap_or_default().to_owned();
            let bytes = files.bytes(path)?;
            let built_in = || Base::get(&inner).is_some_and(|file| file.data == bytes);
            theme.own_web |= inner.starts_with("web/") && !built_in();
            found.insert(inner.clone(), Cow::Owned(bytes));
            shown.insert(inner, path.to_owned());
        }
    }
    let mut description = None;
    for (path, bytes) in found {
        let full = shown.get(&path).cloned().unwrap_or_default();
        let (folder, inner) = path.split_once('/').unwrap_or(("", &path));
        match folder {
            "assets" => {
                theme.assets.insert(inner.to_owned(), bytes);
            }
            "fonts" if (inner.ends_with(".ttf") || inner.ends_with(".otf")) => {
                theme.fonts.insert(inner.to_owned(), bytes);
            }
            "web" | "print" | "" => {
                let Ok(text) = String::from_utf8(bytes.into_owned()) else {
                    let file = sources.add(full.clone(), "");
                    report.error_with_help(
                        "not-utf8",
                        Span::new(file, 0..0),
                        say! { vi: "tệp giao diện `{full}` không ghi bằng UTF-8", en: "the theme file `{full}` is not in UTF-8" },
                        say! { vi: "lưu lại tệp với bảng mã UTF-8", en: "save it again in UTF-8" },
                    );
                    continue;
                };
                let text = text.trim_start_matches('\u{FEFF}').to_owned();
                let file = sources.add(full, text.clone());
                match folder {
                    "web" => theme.web.insert(inner.to_owned(), ThemeFile { file, text }),
                    "print" => theme.print.insert(inner.to_owned(), ThemeFile { file, text }),
                    _ => {
                        if path == "theme.yaml" {
                            description = Some((file, text));
                        }
                        None
                    }
                };
            }
            _ => {}
        }
    }
    if let Some((file, text)) = description {
        theme.layouts = layouts(report, file, &text, first)
            .or_else(|_| layouts(report, file, &built_in(), first))
            .unwrap_or_default();
    }
    Ok(theme)
}

/// The layouts of the base theme, in the place of those that cannot be read, when that is told.
fn built_in() -> String {
    Base::get("theme.yaml")
        .map_or_else(String::new, |file| String::from_utf8_lossy(&file.data).into_owned())
}

fn layouts(
    report: &mut Report,
    file: FileId,
    text: &str,
    first: &Lang,
) -> Result<Vec<Layout>, Reported> {
    let node = yaml::parse(report, file, text, 0)?;
    let what = say! { vi: "tệp theme.yaml", en: "theme.yaml" };
    let mut fields = Fields::new(report, &node, what)?;
    let _ = fields.text_or_empty(report, "name");
    let list = fields.required(report, "layouts");
    fields.finish(report);
    let list = list?;
    let Value::Map(pairs) = &list.value else {
        return Err(report.error_with_help(
            "field-type",
            list.span,
            say! { vi: "`layouts` phải gồm các mục `tên:`", en: "`layouts` must be records `name:`" },
            say! { vi: "mở đầu mỗi mẫu in bằng tên của nó và dấu hai chấm", en: "open each layout with its name and a colon" },
        ));
    };
    let mut layouts = Vec::new();
    for (key, value) in pairs {
        if let Ok(name) = key.text(report, "layouts") {
            layouts.push(layout(report, name, key.span, value, first));
        }
    }
    Ok(layouts)
}

/// A layout with a mistake is kept: what asks for it by name is not wrong.
fn layout(report: &mut Report, name: &str, span: Span, node: &Node, first: &Lang) -> Layout {
    let mut layout = Layout {
        name: name.to_owned(),
        file: String::new(),
        ink: Ink::Black,
        pages: 0,
        max_kb: 0,
        max_kb_complex: 0,
        parts: Vec::new(),
        shorts: Vec::new(),
        label: BTreeMap::new(),
        detail: BTreeMap::new(),
        span,
    };
    let what = say! { vi: "mẫu in `{name}`", en: "the layout `{name}`" };
    let Ok(mut fields) = Fields::at(report, node, span, what) else { return layout };
    layout.file = fields.text(report, "file").unwrap_or_default();
    let inks = [("black", Ink::Black), ("grey", Ink::Grey), ("colour", Ink::Colour)];
    layout.ink = fields.choice(report, "ink", &inks).unwrap_or(Ink::Black);
    layout.pages = number(report, &mut fields, "pages").unwrap_or_default();
    layout.max_kb = number(report, &mut fields, "max_kb").unwrap_or_default();
    layout.max_kb_complex = number(report, &mut fields, "max_kb_complex").unwrap_or_default();
    let roles = Role::ALL.map(|role| (role.key(), role));
    layout.parts = choices(report, &mut fields, "parts", &roles).unwrap_or_default();
    let shorts = Short::ALL.map(|short| (short.key(), short));
    layout.shorts = choices(report, &mut fields, "shorts", &shorts).unwrap_or_default();
    layout.label = fields.by_lang(report, "label", first).unwrap_or_default();
    layout.detail = fields.by_lang(report, "detail", first).unwrap_or_default();
    fields.finish(report);
    layout
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
