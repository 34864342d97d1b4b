//! A diagnostic as text for the terminal, in rustc's manner, and as JSON for editors.

use annotate_snippets::{AnnotationKind, Level as Shown, Renderer, Snippet};
use serde::Serialize;

use super::{Diagnostic, FileId, Level, Sources, Span, Tongue};

/// The word that opens a diagnostic of this level.
pub fn level_name(level: Level, tongue: Tongue) -> &'static str {
    match (level, tongue) {
        (Level::Error, Tongue::Vi) => "lỗi",
        (Level::Error, Tongue::En) => "error",
        (Level::Warning, Tongue::Vi) => "cảnh báo",
        (Level::Warning, Tongue::En) => "warning",
        (Level::Gap, Tongue::Vi) => "còn thiếu",
        (Level::Gap, Tongue::En) => "gap",
        (Level::Review, Tongue::Vi) => "chờ duyệt",
        (Level::Review, Tongue::En) => "awaits review",
    }
}

/// Places in one file, each with the words beside its mark.
type Places<'a> = Vec<(Span, Option<&'a str>)>;

/// The diagnostic with its source line and a caret, ending without a newline.
pub fn render(diagnostic: &Diagnostic, sources: &Sources, tongue: Tongue, colour: bool) -> String {
    let base = match diagnostic.level {
        Level::Error => Shown::ERROR,
        Level::Warning => Shown::WARNING,
        Level::Gap | Level::Review => Shown::NOTE,
    };
    let title = base
        .with_name(level_name(diagnostic.level, tongue))
        .primary_title(diagnostic.text.in_tongue(tongue))
        .id(diagnostic.code);
    // What stands in one file is shown in one excerpt of it.
    let mut excerpts: Vec<(FileId, Places<'_>)> = Vec::new();
    let related = diagnostic.related.iter().map(|(span, text)| (*span, Some(text)));
    for (span, label) in diagnostic.span.map(|span| (span, None)).into_iter().chain(related) {
        let label = label.map(|text| text.in_tongue(tongue));
        match excerpts.iter_mut().find(|(file, _)| *file == span.file) {
            Some((_, places)) => places.push((span, label)),
            None => excerpts.push((span.file, vec![(span, label)])),
        }
    }
    let mut group = annotate_snippets::Group::with_title(title);
    for (file, places) in excerpts {
        let text = sources.text(file);
        let places = places.into_iter().map(|(span, label)| {
            let kind =
                if label.is_some() { AnnotationKind::Context } else { AnnotationKind::Primary };
            // The renderer wants ranges on letter borders and inside the text.
            let range = span.range();
            let range = if text.get(range.clone()).is_some() { range } else { 0..0 };
            kind.span(range).label(label)
        });
        group = group.element(Snippet::source(text).path(sources.path(file)).annotations(places));
    }
    if let Some(help) = &diagnostic.help {
        let name = match tongue {
            Tongue::Vi => "cách sửa",
            Tongue::En => "help",
        };
        let help = Shown::HELP.with_name(name).message(help.in_tongue(tongue));
        group = group.element(help);
    }
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    renderer.render(&[group])
}

/// One diagnostic in the JSON report.
#[derive(Debug, Serialize)]
pub struct Json<'a> {
    level: &'static str,
    code: &'a str,
    file: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    message: &'a str,
    help: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<Related<'a>>,
}

/// Another place that matters.
#[derive(Debug, Serialize)]
struct Related<'a> {
    file: &'a str,
    line: usize,
    column: usize,
    message: &'a str,
}

/// The diagnostic for machines: places are 1-based, columns in characters.
pub fn json<'a>(diagnostic: &'a Diagnostic, sources: &'a Sources, tongue: Tongue) -> Json<'a> {
    let place = diagnostic.span.map(|span| sources.line_column(span));
    Json {
        level: match diagnostic.level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Gap => "gap",
            Level::Review => "review",
        },
        code: diagnostic.code,
        file: diagnostic.span.map(|span| sources.path(span.file)),
        line: place.map(|(line, _)| line),
        column: place.map(|(_, column)| column),
        message: diagnostic.text.in_tongue(tongue),
        help: diagnostic.help.as_ref().map(|help| help.in_tongue(tongue)),
        related: diagnostic
            .related
            .iter()
            .map(|(span, text)| {
                let (line, column) = sources.line_column(*span);
                let file = sources.path(span.file);
                Related { file, line, column, message: text.in_tongue(tongue) }
            })
            .collect(),
    }
}
