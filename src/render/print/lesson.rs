//! `/lesson.json` of a sheet of one lesson: what the lesson says, the same for every place.

use std::{borrow::Cow, collections::BTreeMap};

use serde::Serialize;
use serde_json::{Value, json};

use super::{
    sheet::{Dated, Sheet},
    tree::Trees,
};
use crate::{
    diag::Span,
    model::{
        Lang, Lesson, LessonText, Pack, Role,
        block::{Block, BlockKind},
        fact::in_lang,
        lesson::{Drafter, Short},
    },
    render::shared::words::Words,
    text::curled_words,
};

/// What a sheet says of a lesson.
#[derive(Serialize)]
pub struct LessonJson<'a> {
    id: &'a str,
    lang: &'a str,
    title: Cow<'a, str>,
    action: Option<Cow<'a, str>>,
    summary: Cow<'a, str>,
    audience: String,
    messages: Vec<Cow<'a, str>>,
    figure: Option<FigureJson<'a>>,
    parts: BTreeMap<&'static str, PartJson>,
    shorts: BTreeMap<&'static str, Value>,
    discreet: bool,
    /// Whether a machine drafted it and nobody has signed it.
    machine: bool,
    /// Whether it keeps to whom to tell.
    neutral: bool,
    sources: Vec<String>,
}

/// `/lesson.json` of a sheet of a lesson.
#[derive(Serialize)]
struct OneJson<'a> {
    pack: PackJson<'a>,
    #[serde(flatten)]
    lesson: LessonJson<'a>,
}

/// What a sheet says of a pack.
#[derive(Serialize)]
pub struct PackJson<'a> {
    id: &'a str,
    title: &'a str,
    shape: &'a str,
}

#[derive(Serialize)]
struct FigureJson<'a> {
    path: String,
    alt: &'a str,
    /// Whether it was drawn to be coloured.
    own: bool,
}

#[derive(Serialize)]
struct PartJson {
    title: Value,
    blocks: Value,
}

/// What a sheet names that is written elsewhere.
#[derive(Debug, Default)]
pub struct Named<'a> {
    /// Its pictures: path for Typst, path in the campaign.
    pub pictures: BTreeMap<String, &'a str>,
    /// What is not there, though every rule said so: where it is named, and its name. A sheet would
    /// have a hole in its place.
    pub lost: Vec<(Span, String)>,
}

/// The bytes of `/lesson.json`, and what it names. A lesson that was not translated is in
/// another language than its sheet.
pub fn json<'a>(
    sheet: &Sheet<'a>,
    pack: &'a Pack,
    lesson: &'a Lesson,
    (text, text_lang): (&'a LessonText, &'a Lang),
) -> (Vec<u8>, Named<'a>) {
    let mut named = Named::default();
    let json = json_beside(sheet, (pack, lesson), (text, text_lang), "/figure", &mut named);
    (json, named)
}

/// The same for a sheet on which other words stand already, with what those name; its
/// own picture is called `figure`, and its ending.
pub fn json_beside<'a>(
    sheet: &Sheet<'a>,
    (pack, lesson): (&'a Pack, &'a Lesson),
    (text, text_lang): (&'a LessonText, &'a Lang),
    figure: &str,
    named: &mut Named<'a>,
) -> Vec<u8> {
    let one = OneJson {
        pack: of_pack(sheet, pack),
        lesson: of_lesson(sheet, lesson, (text, text_lang), figure, named),
    };
    let dated = Dated { revised: text.revised, review_by: Some(lesson.review_by) };
    sheet.json(dated, &one)
}

/// What a sheet says of a pack.
pub fn of_pack<'a>(sheet: &Sheet<'a>, pack: &'a Pack) -> PackJson<'a> {
    PackJson {
        id: &pack.id,
        title: in_lang(&pack.title, sheet.lang, sheet.campaign.first_lang()),
        shape: &pack.shape,
    }
}

/// What a sheet says of a lesson; its picture is called `figure`, and its ending. Adds what
/// it names.
pub fn of_lesson<'a>(
    sheet: &Sheet<'a>,
    lesson: &'a Lesson,
    (text, text_lang): (&'a LessonText, &'a Lang),
    figure: &str,
    named: &mut Named<'a>,
) -> LessonJson<'a> {
    let Sheet { campaign, lang, layout, .. } = *sheet;
    let first = campaign.first_lang();
    let words = Words::new(campaign, lang);
    let said = Words::new(campaign, text_lang);
    let neutral = layout.is_neutral(lesson);
    let mut trees = Trees::new(campaign, text_lang, std::mem::take(named));
    let own = lesson.colouring.as_ref().filter(|_| layout.lines);
    let drawn = own.unwrap_or(&text.figure.path);
    if !campaign.pictures.contains_key(drawn) {
        trees.named.lost.push((text.figure.span, drawn.clone()));
    }
    let figure = campaign.pictures.get(drawn).map(|picture| {
        let says = picture.titles.get(text_lang).filter(|_| own.is_some());
        FigureJson {
            path: format!("{figure}.{}", picture.kind.extension()),
            alt: says.unwrap_or(&text.figure.alt),
            own: own.is_some(),
        }
    });
    // Only what the layout takes: a change elsewhere in the lesson makes no new edition of it.
    let parts = layout
        .parts
        .iter()
        .filter(|role| !neutral || matches!(role, Role::Happens | Role::Call))
        .filter_map(|role| text.part(*role))
        .map(|part| {
            let title = if neutral && part.role == Role::Happens {
                json!([{ "t": "text", "v": said.find("print_numbers") }])
            } else {
                trees.inlines(&part.title)
            };
            let printed = |block: &&Block| match &block.kind {
                BlockKind::Numbers(_) | BlockKind::Contacts { .. } => true,
                BlockKind::Alert { .. } => !neutral,
                _ => !neutral && layout.prints_whole(part.role),
            };
            let blocks = part.blocks.iter().filter(printed);
            (part.role.key(), PartJson { title, blocks: trees.each(blocks) })
        })
        .collect();
    let shorts = layout
        .shorts
        .iter()
        .filter_map(|short| text.shorts.get(short).map(|(blocks, _)| (*short, blocks)))
        .map(|(short, blocks)| {
            let value = match short {
                Short::Poster => Value::String(trees.one_line(blocks)),
                Short::Front | Short::Spot | Short::Radio | Short::Sms => trees.blocks(blocks),
            };
            (short.key(), value)
        })
        .collect();
    *named = trees.named;
    if let Some(figure) = &figure {
        named.pictures.insert(figure.path.clone(), drawn);
    }
    let audience: Vec<String> = lesson
        .audience
        .iter()
        .map(|audience| words.find(&format!("audience_{}", audience.key())))
        .collect();
    let sources = lesson
        .sources
        .iter()
        .filter(|_| !neutral)
        .filter_map(|id| campaign.references.get(id))
        .filter(|source| source.grade.is_shown())
        .map(|source| {
            let title = in_lang(&source.title, lang, first);
            [title, &source.publisher, &source.year]
                .into_iter()
                .filter(|piece| !piece.is_empty())
                .collect::<Vec<_>>()
                .join(", ")
        })
        .collect();
    let shown = text.messages.iter().filter(|_| !neutral);
    LessonJson {
        id: &lesson.id,
        lang: text_lang.primary(),
        title: if neutral { said.find("print_neutral").into() } else { curled_words(&text.title) },
        action: (!neutral).then(|| curled_words(&text.action)),
        summary: if neutral { "".into() } else { curled_words(&text.summary) },
        audience: audience.join(" · "),
        messages: shown.map(|message| curled_words(message)).collect(),
        figure,
        parts,
        shorts,
        discreet: lesson.discreet,
        machine: text.drafted_by == Some(Drafter::Machine)
            && !campaign.lesson_standing(lesson, text_lang, text).is_signed(),
        neutral,
        sources,
    }
}
