//! `/lesson.json`: what a sheet says, and the words of the theme; the same for every place.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use serde_json::Value;

use super::{qr, tree::Trees};
use crate::{
    model::{
        Campaign, Lang, Layout, Lesson, LessonText, Mode, Pack,
        block::{Block, plain},
        fact::in_lang,
        lesson::Short,
    },
    render::shared::words::Words,
};

#[derive(Serialize)]
struct LessonJson<'a> {
    sheet: SheetJson<'a>,
    t: BTreeMap<&'a str, String>,
    issuer: Option<&'a str>,
    licence: Option<&'a str>,
    url_room: Option<String>,
    draft: bool,
    unreviewed: bool,
    id: &'a str,
    lang: &'a str,
    title: &'a str,
    action: &'a str,
    summary: &'a str,
    audience: String,
    messages: &'a [String],
    pack: PackJson<'a>,
    figure: Option<FigureJson<'a>>,
    parts: BTreeMap<&'static str, PartJson>,
    shorts: BTreeMap<&'static str, Value>,
    discreet: bool,
    edition: String,
    revised: String,
    review_by: String,
    sources: Vec<String>,
}

#[derive(Serialize)]
struct SheetJson<'a> {
    lang: &'a str,
    region: Option<&'a str>,
    layout: &'a str,
    ink: &'a str,
}

#[derive(Serialize)]
struct PackJson<'a> {
    id: &'a str,
    title: &'a str,
    shape: &'a str,
}

#[derive(Serialize)]
struct FigureJson<'a> {
    path: String,
    alt: &'a str,
}

#[derive(Serialize)]
struct PartJson {
    title: Value,
    blocks: Value,
}

/// The bytes of `/lesson.json`, and the pictures it names: path for Typst, path in the campaign.
/// `lang` is that of the sheet; a lesson that was not translated is in another.
pub fn json(
    campaign: &Campaign,
    pack: &Pack,
    lesson: &Lesson,
    (text, text_lang): (&LessonText, &Lang),
    lang: &Lang,
    layout: &Layout,
    phrases: &BTreeSet<String>,
) -> (Vec<u8>, Vec<(String, String)>) {
    let first = campaign.first_lang();
    let words = Words::new(campaign, lang);
    let mut trees = Trees::new(campaign, text_lang);
    let figure = campaign.pictures.get(&text.figure.path).map(|picture| FigureJson {
        path: format!("/figure.{}", picture.kind.extension()),
        alt: &text.figure.alt,
    });
    // Only what the layout takes: a change elsewhere in the lesson makes no new edition of it.
    let parts = layout
        .parts
        .iter()
        .filter_map(|role| text.part(*role))
        .map(|part| {
            (
                part.role.key(),
                PartJson { title: trees.inlines(&part.title), blocks: trees.blocks(&part.blocks) },
            )
        })
        .collect();
    let shorts = layout
        .shorts
        .iter()
        .filter_map(|short| text.shorts.get(short).map(|(blocks, _)| (*short, blocks)))
        .map(|(short, blocks)| {
            let value = match short {
                Short::Poster => Value::String(one_line(blocks)),
                Short::Front | Short::Spot | Short::Radio | Short::Sms => trees.blocks(blocks),
            };
            (short.key(), value)
        })
        .collect();
    let mut pictures: Vec<(String, String)> =
        trees.pictures.into_iter().map(|(name, path)| (name, path.to_owned())).collect();
    if let Some(figure) = &figure {
        pictures.push((figure.path.clone(), text.figure.path.clone()));
    }
    let audience: Vec<String> = lesson
        .audience
        .iter()
        .map(|audience| words.find(&format!("audience_{}", audience.key())))
        .collect();
    let sources = lesson
        .sources
        .iter()
        .filter_map(|id| campaign.references.get(id))
        .map(|source| {
            let title = in_lang(&source.title, lang, first);
            [title, &source.publisher, &source.year]
                .into_iter()
                .filter(|piece| !piece.is_empty())
                .collect::<Vec<_>>()
                .join(", ")
        })
        .collect();
    let known = |text| if str::is_empty(text) { None } else { Some(text) };
    let whole = LessonJson {
        sheet: SheetJson {
            lang: lang.primary(),
            region: lang.as_str().split('-').skip(1).find(|tag| tag.len() == 2),
            layout: &layout.name,
            ink: layout.ink.key(),
        },
        issuer: known(in_lang(&campaign.settings.issuer, lang, first)),
        licence: known(&campaign.settings.licence),
        // No address of a sheet is wider than this.
        url_room: qr::address(&campaign.settings.base_url, "WWWWWWWW").map(|address| address.typed),
        draft: campaign.settings.mode == Mode::Draft,
        unreviewed: campaign.is_unreviewed(lang),
        t: phrases.iter().map(|key| (key.as_str(), words.find(key))).collect(),
        id: &lesson.id,
        lang: text_lang.primary(),
        title: &text.title,
        action: &text.action,
        summary: &text.summary,
        audience: audience.join(" · "),
        messages: &text.messages,
        pack: PackJson {
            id: &pack.id,
            title: in_lang(&pack.title, lang, first),
            shape: &pack.shape,
        },
        figure,
        parts,
        shorts,
        discreet: lesson.discreet || pack.discreet,
        edition: format!("{:02}/{}", text.revised.month(), text.revised.year()),
        revised: words.date(text.revised),
        review_by: words.date(lesson.review_by),
        sources,
    };
    // Strings and maps with text keys always have a JSON form.
    (serde_json::to_vec(&whole).unwrap_or_default(), pictures)
}

fn one_line(blocks: &[Block]) -> String {
    let lines = blocks.iter().filter_map(|block| match block {
        Block::Paragraph(text) => Some(plain(text)),
        _ => None,
    });
    lines.collect::<Vec<_>>().join(" ")
}
