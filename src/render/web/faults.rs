//! What is reported about a theme: its own line, and the page that showed the fault. A fault of a template
//! shows on every page that it makes, and is reported once.

use tera::ErrorKind;

use super::placeholders;
use crate::{
    diag::{Report, Reported, Span, Text},
    model::{Campaign, Lang},
    say,
};

/// Tells a fault, unless it was reported of the same place before.
pub fn once(report: &mut Report, code: &'static str, span: Option<Span>, text: Text, help: Text) {
    if !span.is_some_and(|span| report.has(code, span)) {
        report.error_with_help(code, span, text, help);
    }
}

/// A template at fault: of a name, and the page and language that showed it.
pub fn template(
    report: &mut Report,
    campaign: &Campaign,
    error: &tera::Error,
    page: Option<(&str, &str, &str)>,
) -> Reported {
    let (said, more) = said(error);
    let span = match error.kind() {
        ErrorKind::SyntaxError(at) | ErrorKind::RenderingError(at) => {
            let source = campaign.theme.web.get(at.filename());
            source.map(|source| Span::new(source.file, in_source(&source.text, &at.span().range)))
        }
        _ => None,
    };
    let text = match page {
        Some((template, name, lang)) => {
            say! { vi: "giao diện `{template}` hỏng ở trang `{name}` ({lang}): {said}", en: "the template `{template}` fails on the page `{name}` ({lang}): {said}" }
        }
        None => say! { vi: "giao diện có lỗi: {said}", en: "the theme has an error: {said}" },
    };
    let help = say! {
        vi: "sửa tệp giao diện, hoặc bỏ nó khỏi thư mục themes để dùng giao diện có sẵn{more}",
        en: "correct the theme file, or take it out of the themes folder to use the built-in one{more}"
    };
    if span.is_some_and(|span| report.has("template-error", span))
        && let Err(told) = report.so_far()
    {
        return told;
    }
    report.error_with_help("template-error", span, text, help)
}

/// A placeholder at fault, for a place and a language if it was one of them that showed it.
pub fn placeholder(
    report: &mut Report,
    campaign: &Campaign,
    placeholder: &str,
    error: &tera::Error,
    at: Option<(&str, &Lang)>,
) -> Reported {
    let (said, more) = said(error);
    let text = match at {
        Some((place, lang)) => {
            say! { vi: "thẻ `{placeholder}` hỏng ở nơi `{place}` ({lang}): {said}", en: "the tag `{placeholder}` fails for the place `{place}` ({lang}): {said}" }
        }
        None => {
            say! { vi: "thẻ `{placeholder}` không dùng được: {said}", en: "the tag `{placeholder}` does not work: {said}" }
        }
    };
    let help = say! {
        vi: "trong `[[ ]]` và `[% %]` chỉ dùng được `place`; xem lại tên sau `place.`{more}",
        en: "inside `[[ ]]` and `[% %]` only `place` is known; look at the name after `place.`{more}"
    };
    report.error_with_help("template-error", tag(campaign, "", Some(placeholder)), text, help)
}

/// Where a tag of the second stage is typed: in a template, else in any other, for a page is made
/// of several. A tag that the first stage has changed is not found; then the template is reported.
pub fn tag(campaign: &Campaign, template: &str, tag: Option<&str>) -> Option<Span> {
    let web = &campaign.theme.web;
    let own = web.get(template);
    let typed = tag.and_then(|tag| {
        let (_, first) = tags(tag).next()?;
        own.into_iter().chain(web.values()).find_map(|source| {
            let (at, _) = tags(&source.text).find(|(_, inner)| *inner == first)?;
            Some(Span::new(source.file, at))
        })
    });
    typed.or_else(|| own.map(|source| Span::new(source.file, 0..0)))
}

/// Where the address of a link to call is typed, which shows on a page as `shown`: where most of it
/// stands letter for letter, the template itself before others. What the first stage puts in may be
/// anything, and `.tel` is never at fault.
pub fn call(campaign: &Campaign, template: &str, shown: &str) -> Option<Span> {
    let web = &campaign.theme.web;
    let shown: String = shown.chars().filter(|c| !c.is_whitespace()).collect();
    let mut found: Option<(usize, Span)> = None;
    for source in web.get(template).into_iter().chain(web.values()) {
        for (start, quote) in source.text.match_indices(['"', '\'']) {
            let rest = source.text.get(start + quote.len()..).unwrap_or_default();
            let Some((address, _)) = rest.split_once(quote) else { continue };
            let Some(same) = likeness(address, &shown) else { continue };
            if !address.contains(".tel") && found.is_none_or(|(most, _)| same > most) {
                let start = start + quote.len();
                found = Some((same, Span::new(source.file, start..start + address.len())));
            }
        }
    }
    found.map(|(_, span)| span).or_else(|| tag(campaign, template, None))
}

/// How many bytes of what is typed show on a page, if the page can show it at all. Neither counts
/// spaces.
fn likeness(typed: &str, shown: &str) -> Option<usize> {
    let typed: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    let mut pieces = Vec::new();
    let mut rest = typed.as_str();
    while let Some((before, tagged)) = rest.split_once('{') {
        pieces.push(before);
        let close = if tagged.starts_with('{') { "}}" } else { "%}" };
        rest = tagged.split_once(close)?.1;
    }
    let last = rest;
    let mut left = shown;
    for (at, piece) in pieces.iter().enumerate() {
        let from = left.find(piece)?;
        if at == 0 && from > 0 {
            return None;
        }
        left = left.get(from + piece.len()..)?;
    }
    let ends = if pieces.is_empty() { left == last } else { left.ends_with(last) };
    let scheme = typed.contains(':');
    (ends && scheme).then(|| pieces.iter().map(|piece| piece.len()).sum::<usize>() + last.len())
}

/// The tags of the second stage in a theme source: where each is, and what it holds.
fn tags(source: &str) -> impl Iterator<Item = (std::ops::Range<usize>, &str)> {
    source.match_indices('[').filter_map(|(start, _)| {
        let rest = source.get(start..)?;
        let close = if rest.starts_with("[[") {
            "]]"
        } else if rest.starts_with("[%") {
            "%]"
        } else {
            return None;
        };
        let end = rest.find(close)?;
        Some((start..start + end + close.len(), rest.get(2..end)?.trim()))
    })
}

/// What Tera says, and what it adds, in its own English. Its marks for our tags are undone.
pub fn said(error: &tera::Error) -> (String, String) {
    let message = match error.kind() {
        ErrorKind::SyntaxError(at) | ErrorKind::RenderingError(at) => at.message().to_owned(),
        _ => error.to_string(),
    };
    let message = placeholders::typed(&message);
    let line = message.lines().next().unwrap_or_default();
    match line.split_once(". ") {
        Some((first, more)) => (first.to_owned(), format!(" ({more})")),
        None => (line.trim_end_matches('.').to_owned(), String::new()),
    }
}

/// A range of a marked source, in which each pair of brackets is one byte longer, in the source as
/// it was typed; the start of it if that is not certain.
fn in_source(source: &str, range: &std::ops::Range<usize>) -> std::ops::Range<usize> {
    let marked = placeholders::lower(source);
    let longer = |at: usize| marked.get(..at).map(|text| at - placeholders::marks(text));
    match (longer(range.start), longer(range.end)) {
        (Some(start), Some(end)) if source.get(start..end).is_some() => start..end,
        _ => 0..0,
    }
}
