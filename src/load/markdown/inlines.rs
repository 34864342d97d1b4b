//! pulldown-cmark's events → running text.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, LinkType, Tag, TagEnd};

use super::{
    mask::push,
    tree::{Events, Reader},
};
use crate::model::{Inline, InlineKind};

impl Reader<'_> {
    /// The line up to the event that ends it.
    pub(super) fn inlines(
        &mut self,
        events: &mut Events<'_>,
        base: usize,
        end: TagEnd,
    ) -> Vec<Inline> {
        let mut inlines = Vec::new();
        while let Some((event, at)) = events.next() {
            if matches!(&event, Event::End(found) if *found == end) {
                break;
            }
            let at = at.start + base..at.end + base;
            self.inline(event, at, base, events, &mut inlines);
        }
        inlines
    }

    /// Adds what an event opens to a line.
    pub(super) fn inline<'e>(
        &mut self,
        event: Event<'e>,
        at: Range<usize>,
        base: usize,
        events: &mut Events<'e>,
        inlines: &mut Vec<Inline>,
    ) {
        let end = at.end;
        // Of what holds words its own opening comes first.
        let opens = matches!(event, Event::Start(_));
        let marks = self.marks_before(&at);
        self.read_to = if opens { at.start } else { end };
        match event {
            Event::Text(text) => {
                self.refuse_escapes(&text, at.clone());
                let mut words = self.words(&text, self.span(at));
                if let Some(first) = words.first_mut() {
                    first.span.start -= marks;
                }
                for inline in words {
                    push(inlines, inline);
                }
            }
            Event::Code(text) => {
                let span = self.span(at);
                let text = self.plain(&text, span, ("đoạn mã", "code"));
                inlines.push(Inline::new(InlineKind::Code(text), span));
            }
            Event::SoftBreak => push(inlines, Inline::text(" ", self.span(at))),
            Event::HardBreak => inlines.push(Inline::new(InlineKind::Break, self.span(at))),
            Event::Start(Tag::Strong) => {
                let inner = self.inlines(events, base, TagEnd::Strong);
                inlines.push(Inline::new(InlineKind::Strong(inner), self.span(at)));
            }
            Event::Start(Tag::Emphasis) => {
                let inner = self.inlines(events, base, TagEnd::Emphasis);
                inlines.push(Inline::new(InlineKind::Emphasis(inner), self.span(at)));
            }
            Event::Start(Tag::Link { link_type, dest_url, title, .. }) => {
                self.refuse_escapes(&dest_url, at.clone());
                let span = self.span(at);
                let dest_url = match link_type {
                    LinkType::Email => CowStr::from(format!("mailto:{dest_url}")),
                    _ => dest_url,
                };
                let mut text = unlinked(self.inlines(events, base, TagEnd::Link));
                self.refuse_title(&title, span);
                let target = self.target(&dest_url, span);
                if text.is_empty() {
                    text = self.address(&dest_url, span);
                } else if is_blank(&text) {
                    self.refuse_blank_link(span);
                }
                match target {
                    Some(target) => {
                        inlines.push(Inline::new(InlineKind::Link { target, text }, span));
                    }
                    None => inlines.extend(text),
                }
            }
            Event::Start(Tag::Image { dest_url, title, .. }) => {
                self.refuse_escapes(&dest_url, at.clone());
                let span = self.span(at.clone());
                self.refuse_title(&title, span);
                let mut alt = String::new();
                let mut depth = 1;
                for (event, _) in events.by_ref() {
                    match event {
                        Event::Start(_) => depth += 1,
                        Event::End(_) if depth == 1 => break,
                        Event::End(_) => depth -= 1,
                        Event::Text(text) | Event::Code(text) => alt.push_str(&text),
                        Event::SoftBreak | Event::HardBreak => alt.push(' '),
                        _ => {}
                    }
                }
                self.refuse_escapes(&alt, at);
                let alt =
                    self.plain(&CowStr::from(alt), span, ("chữ thay ảnh", "alternative text"));
                self.picture(&dest_url, alt.trim(), span, inlines);
            }
            Event::TaskListMarker(ticked) => self.tick(ticked),
            Event::InlineHtml(_) | Event::Html(_) => self.refuse_html(at),
            _ => {}
        }
        self.read_to = end;
    }

    /// How many bytes of marks stand before the first letter of some words, which an event leaves out:
    /// a backslash or none.
    fn marks_before(&self, at: &Range<usize>) -> u32 {
        let left_out = self.masked.text.get(self.read_to..at.start).unwrap_or_default();
        let first = self.masked.text.get(at.clone()).and_then(|text| text.chars().next());
        let escaped = left_out.ends_with('\\') && first.is_some_and(|c| c.is_ascii_punctuation());
        u32::from(escaped)
    }

    /// Says of the item that is open whether it is ticked.
    pub(super) fn tick(&mut self, ticked: bool) {
        if let Some(open) = self.ticks.last_mut() {
            *open = Some(ticked);
        }
    }
}

/// Words without the links in them, of which only what they show stays: `<https://a.example>` within
/// the brackets of a link is no link of its own, as a finger finds one alone.
fn unlinked(line: Vec<Inline>) -> Vec<Inline> {
    let mut bare = Vec::new();
    for Inline { kind, span } in line {
        match kind {
            InlineKind::Link { text, .. } => {
                for inline in unlinked(text) {
                    push(&mut bare, inline);
                }
            }
            InlineKind::Strong(inner) => {
                bare.push(Inline::new(InlineKind::Strong(unlinked(inner)), span));
            }
            InlineKind::Emphasis(inner) => {
                bare.push(Inline::new(InlineKind::Emphasis(unlinked(inner)), span));
            }
            kind => push(&mut bare, Inline::new(kind, span)),
        }
    }
    bare
}

/// Whether words and what stands between them show nothing.
fn is_blank(inlines: &[Inline]) -> bool {
    inlines.iter().all(|inline| match &inline.kind {
        InlineKind::Text(words) | InlineKind::Code(words) => words.trim().is_empty(),
        InlineKind::Strong(inner) | InlineKind::Emphasis(inner) => is_blank(inner),
        InlineKind::Break => true,
        InlineKind::Link { .. }
        | InlineKind::Picture { .. }
        | InlineKind::Field(_)
        | InlineKind::Fact(_) => false,
    })
}

/// Whether an event belongs to a line, and opens no block.
pub(super) fn is_inline(event: &Event<'_>) -> bool {
    match event {
        Event::Text(_)
        | Event::Code(_)
        | Event::InlineHtml(_)
        | Event::SoftBreak
        | Event::HardBreak
        | Event::TaskListMarker(_)
        | Event::FootnoteReference(_)
        | Event::InlineMath(_)
        | Event::DisplayMath(_) => true,
        Event::Start(tag) => {
            matches!(tag, Tag::Strong | Tag::Emphasis | Tag::Link { .. } | Tag::Image { .. })
        }
        Event::End(_) | Event::Html(_) | Event::Rule => false,
    }
}
