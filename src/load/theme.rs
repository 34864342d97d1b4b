//! Themes: the base theme lies in the binary; files of the campaign take its place one by one.

use std::{borrow::Cow, collections::BTreeMap};

use rust_embed::RustEmbed;

use crate::{
    diag::{FileId, Report, Reported, Sources, Stop},
    load::{
        files::Files,
        yaml::{self, Fields, Value},
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

/// Loads the theme called `name`: the base theme, covered by the campaign's `themes/base`, then
/// by `themes/NAME`.
pub fn read(
    report: &mut Report,
    sources: &mut Sources,
    files: &Files,
    name: &str,
    first: &Lang,
) -> Result<Theme, Stop> {
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
    for layer in if name == "base" { vec!["base"] } else { vec!["base", name] } {
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
                    report.error(
                        "not-utf8",
                        crate::diag::Span::new(file, 0..0),
                        say! { vi: "tệp giao diện `{full}` không ghi bằng UTF-8", en: "the theme file `{full}` is not in UTF-8" },
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
        theme.layouts = layouts(report, file, &text, first)?;
    }
    Ok(theme)
}

fn layouts(
    report: &mut Report,
    file: FileId,
    text: &str,
    first: &Lang,
) -> Result<Vec<Layout>, Reported> {
    let node = yaml::parse(report, file, text, 0)?;
    let mut fields = Fields::new(report, &node, "theme.yaml")?;
    fields.text_or_empty(report, "name")?;
    let mut layouts = Vec::new();
    if let Some(list) = fields.optional("layouts")
        && let Value::Map(pairs) = &list.value
    {
        for (key, value) in pairs {
            let name = key.text(report, "layouts")?.to_owned();
            let mut fields = Fields::new(report, value, "layouts")?;
            let file = fields.text(report, "file");
            let ink = fields.choice(
                report,
                "ink",
                &[("black", Ink::Black), ("grey", Ink::Grey), ("colour", Ink::Colour)],
            );
            let pages = number(report, &mut fields, "pages");
            let max_kb = number(report, &mut fields, "max_kb");
            let max_kb_complex = number(report, &mut fields, "max_kb_complex");
            let parts =
                choices(report, &mut fields, "parts", &Role::ALL.map(|role| (role.key(), role)));
            let shorts = choices(
                report,
                &mut fields,
                "shorts",
                &Short::ALL.map(|short| (short.key(), short)),
            );
            let label = fields.by_lang(report, "label", first);
            let detail = fields.by_lang(report, "detail", first);
            fields.finish(report);
            layouts.push(Layout {
                name,
                file: file?,
                ink: ink?,
                pages: pages?,
                max_kb: max_kb?,
                max_kb_complex: max_kb_complex?,
                parts: parts?,
                shorts: shorts?,
                label: label?,
                detail: detail?,
            });
        }
    }
    fields.finish(report);
    Ok(layouts)
}

fn number(
    report: &mut Report,
    fields: &mut Fields<'_>,
    name: &'static str,
) -> Result<usize, Reported> {
    let node = fields.required(report, name)?;
    let typed = node.text(report, name)?;
    typed.parse().map_err(|_| {
        report.error(
            "number-malformed",
            node.span,
            say! { vi: "`{name}` phải là số nguyên, không phải `{typed}`", en: "`{name}` must be a whole number, not `{typed}`" },
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
    node.items(report, name)?
        .into_iter()
        .map(|item| yaml::choice(report, item, name, known))
        .collect()
}
