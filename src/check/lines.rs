//! What readers read of a text, line by line, for rules that look for words.

use std::borrow::Cow;

use crate::model::{
    InlineKind, LessonText,
    block::{Line, each_text},
};

/// Calls `visit` for every line of a text that a reader meets: of its front matter, its headings,
/// its parts and its short parts. `value` gives what stands for a field or a fact.
pub fn each<'v>(
    text: &LessonText,
    value: impl Fn(&InlineKind) -> Option<Cow<'v, str>>,
    visit: &mut impl FnMut(&Line),
) {
    let head = [&text.title, &text.action, &text.summary].into_iter().chain(&text.messages);
    let at = [text.at.title, text.at.action, text.at.summary];
    for (words, span) in head.zip(at.iter().chain(&text.at.messages)) {
        visit(&Line::at(words, *span));
    }
    for part in &text.parts {
        visit(&Line::of(&part.title, &value));
        each_text(&part.blocks, &mut |line| visit(&Line::of(line, &value)));
    }
    for (blocks, _) in text.shorts.values() {
        each_text(blocks, &mut |line| visit(&Line::of(line, &value)));
    }
}
