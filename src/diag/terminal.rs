//! A diagnostic as text for the terminal, in rustc's manner, and as JSON for editors.

use annotate_snippets::{AnnotationKind, Level as Heading, Renderer, Snippet};
use serde::Serialize;

use super::{
    Diagnostic, FileId, Level, Shown, Sources, Span, Tongue,
    excerpt::{Excerpt, excerpt},
};
use crate::say;

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
        Level::Error => Heading::ERROR,
        Level::Warning => Heading::WARNING,
        Level::Gap | Level::Review => Heading::NOTE,
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
    let mut columns: Vec<(String, String)> = Vec::new();
    for (file, places) in excerpts {
        let text = sources.text(file);
        // The renderer wants ranges on letter borders and inside the text.
        let within = |span: Span| text.get(span.range()).map_or(0..0, |_| span.range());
        let ranges: Vec<_> = places.iter().map(|(span, _)| within(*span)).collect();
        let excerpt = excerpt(text, &ranges);
        let path = sources.path(file);
        if excerpt.is_cut {
            columns.extend(columns_of(sources, path, &places, &excerpt));
        }
        let marks = excerpt.places.into_iter().zip(&places).map(|(range, (_, label))| {
            let kind =
                if label.is_some() { AnnotationKind::Context } else { AnnotationKind::Primary };
            kind.span(range).label(*label)
        });
        let snippet = Snippet::source(excerpt.text)
            .line_start(excerpt.lines_before + 1)
            .annotations(marks.collect::<Vec<_>>());
        group = group.element(snippet.path(path));
    }
    if let Some(help) = &diagnostic.help {
        let name = match tongue {
            Tongue::Vi => "cách sửa",
            Tongue::En => "help",
        };
        let help = Heading::HELP.with_name(name).message(help.in_tongue(tongue));
        group = group.element(help);
    }
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let mut shown = renderer.render(&[group]);
    for (in_excerpt, in_file) in columns {
        shown = shown.replacen(&in_excerpt, &in_file, 1);
    }
    shown
}

/// The place that the renderer names above an excerpt whose lines are cut, as it counts, and as it
/// is in the file: it knows of the excerpt alone.
fn columns_of(
    sources: &Sources,
    path: &str,
    places: &Places<'_>,
    excerpt: &Excerpt,
) -> Option<(String, String)> {
    let all = places.iter().zip(&excerpt.places);
    // The primary mark has no words beside it; without one the first in the file is named.
    let ((span, _), mark) = all.min_by_key(|((_, label), mark)| (label.is_some(), mark.start))?;
    let (line, column) = sources.line_column(*span);
    let before = excerpt.text.get(..mark.start)?.rsplit('\n').next()?;
    let counted = before.chars().count() + 1;
    Some((format!("{path}:{line}:{counted}"), format!("{path}:{line}:{column}")))
}

/// The line that stands for those of a kind in a file that are not shown, after the last that is.
pub fn more(shown: Shown<'_>, sources: &Sources, tongue: Tongue) -> Option<String> {
    let Shown { diagnostic, more } = shown;
    if more == 0 {
        return None;
    }
    let code = diagnostic.code;
    let text = match diagnostic.span.map(|span| sources.path(span.file)) {
        Some(path) => {
            say! { vi: "… và {more} chỗ `{code}` nữa trong {path}", en: "… and {more} more of `{code}` in {path}" }
        }
        None => say! { vi: "… và {more} lần `{code}` nữa", en: "… and {more} more of `{code}`" },
    };
    Some(text.in_tongue(tongue).to_owned())
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
    /// How many more of this code there are in this file, at the last that is listed.
    #[serde(skip_serializing_if = "Option::is_none")]
    more: Option<usize>,
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
pub fn json<'a>(shown: Shown<'a>, sources: &'a Sources, tongue: Tongue) -> Json<'a> {
    let Shown { diagnostic, more } = shown;
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
        more: (more > 0).then_some(more),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Report;

    #[test]
    fn a_long_line_is_cut_and_its_column_is_that_of_the_file() {
        let text = format!("một\n{}đây {}\n", "ăn ".repeat(3000), "cơm ".repeat(3000));
        let mut sources = Sources::default();
        let file = sources.add("bài.md", text.as_str());
        let at = text.find("đây").unwrap();
        let mut report = Report::new();
        report.error("some-code", Span::new(file, at..at + 4), say! { vi: "sai", en: "wrong" });
        for colour in [false, true] {
            let shown = render(&report.diagnostics()[0], &sources, Tongue::En, colour);
            assert!(shown.contains("bài.md:2:9001"), "{shown}");
            assert!(shown.contains("đây cơm") && shown.len() < 1200, "{shown}");
        }
    }
}
