//! Bold and emphasis beside punctuation: `**Cảnh báo:**Không`, `mẹ hỏi**“Con ở đâu?”**rồi đi`.
//!
//! Markdown reads stars that part a letter from punctuation as words. Here stars open where words
//! follow and close where words come before, whatever words they are. What Markdown itself makes
//! bold stays so: the rule is for stars that it leaves over, and for bold within bold, which
//! comes of reading them in the wrong pairs.
//!
//! Of one star alone the rule is that of low lines: it opens emphasis where a word begins and closes it
//! where one ends. Within a word, and behind a number, it is a sign: `a*b`, `5*`. Where words have no
//! blanks between them, as in Khmer, it may be anywhere.

use std::{collections::BTreeMap, ops::Range};

use super::{
    edited::Edit,
    scan::{Marked, Plain, Seen},
};
use crate::model::{fold::is_unspaced, markdown::is_alike};

/// What makes a letter of the sign that it is put before.
pub const LETTER: &str = "\\";

/// Stars or low lines in a row that Markdown left over.
#[derive(Debug, Clone)]
struct Run {
    pub at: Range<usize>,
    pub sign: char,
    pub host: usize,
    pub holder: usize,
    /// The letter before it on its line.
    pub before: Option<char>,
    /// The letter after it.
    pub after: Option<char>,
}

/// What is read for stars that Markdown leaves over, or takes for what they are not. `between` is a
/// sign that is taken out again: it is punctuation, so stars beside it can open and close.
pub fn edits(source: &str, start: usize, seen: &Seen, between: char) -> Vec<Edit> {
    let mut edits = Vec::new();
    for marked in &seen.marked {
        literal(source, marked, &mut edits);
    }
    let left = runs(source, start, &seen.plain);
    let mut many: BTreeMap<(usize, char), usize> = BTreeMap::new();
    for run in &left {
        *many.entry((run.holder, run.sign)).or_default() += 1;
    }
    let left = left.into_iter().filter(|run| many.get(&(run.holder, run.sign)) > Some(&1));
    let mut seen_of: BTreeMap<(usize, char), usize> = BTreeMap::new();
    let left = left.map(|run| {
        let number = seen_of.entry((run.holder, run.sign)).or_default();
        *number += 1;
        let first = *number % 2 == 1;
        (run, first)
    });
    // Nobody writes bold in bold: there stars were taken in the wrong pairs.
    let doubled = seen.marked.iter().filter(|marked| marked.doubled && marked.signs == 2);
    let doubled = doubled.flat_map(|marked| ends(source, start, marked)).map(|run| (run, false));
    for (run, first) in left.chain(doubled) {
        // The letter is on one side, and on the other a sign that words can end or begin with.
        let closes = is_sign(run.before) && !opens(run.before) && is_letter(run.after);
        let begins = run.at.len() > 1
            && is_letter(run.before)
            && is_sign(run.after)
            && (first || !closed(run.after));
        if closes {
            edits.push(Edit::new(run.at.end..run.at.end, between.to_string()));
        } else if begins {
            edits.push(Edit::new(run.at.start..run.at.start, between.to_string()));
        }
    }
    edits
}

/// Two stars with a blank on their inner side: `** Lưu ý:**`. The blank is read on the outer side.
pub fn blanks(source: &str, start: usize, seen: &Seen) -> Vec<Edit> {
    let mut edits = Vec::new();
    let mut open: BTreeMap<(usize, usize), Run> = BTreeMap::new();
    let mut pairs = Vec::new();
    for run in runs(source, start, &seen.plain) {
        let noted = run.before == Some('(') && run.after == Some(')');
        if run.sign == '*' && run.at.len() == 2 && !noted {
            let place = (run.host, run.holder);
            match open.remove(&place) {
                Some(first) => pairs.push((first, run)),
                None => drop(open.insert(place, run)),
            }
        }
    }
    // Where one has no other, nobody can tell which two are one.
    pairs.retain(|(first, _)| !open.contains_key(&(first.host, first.holder)));
    for (first, last) in pairs {
        let inner = source.get(first.at.end..last.at.start).unwrap_or_default();
        let words = inner.trim();
        let lead = inner.len() - inner.trim_start().len();
        let trail = inner.len() - inner.trim_end().len();
        let broken = inner.get(..lead).is_some_and(|blanks| blanks.contains('\n'))
            || inner.get(inner.len() - trail..).is_some_and(|blanks| blanks.contains('\n'));
        if broken || lead + trail == 0 || !words.contains(char::is_alphabetic) {
            continue;
        }
        // The blank is a piece of its own: the words before it end where the stars begin.
        let mut blank = |outer: Option<char>, moved: usize, at: usize| {
            if moved > 0 && !is_blank(outer) {
                edits.push(Edit::new(at..at, " "));
            }
        };
        blank(first.before, lead, first.at.start);
        blank(last.after, trail, last.at.end);
        edits.push(Edit::new(first.at.start..first.at.end + lead, "**"));
        edits.push(Edit::new(last.at.start - trail..last.at.end, "**"));
    }
    edits
}

/// What reads a sign that looks like a star, and is none to Markdown, without the backslash before it.
pub fn letters(source: &str, plain: &[Plain]) -> Vec<Edit> {
    let mut edits = Vec::new();
    for words in plain {
        let text = source.get(words.at.clone()).unwrap_or_default();
        for (at, _) in text.match_indices('\\') {
            let after = text.get(at + 1..).and_then(|rest| rest.chars().next());
            if after.is_some_and(is_alike) {
                edits.push(Edit::new(words.at.start + at..words.at.start + at + 1, ""));
            }
        }
    }
    edits
}

/// Stars and low lines that are letters: stars within words, and lines to write on.
fn literal(source: &str, marked: &Marked, edits: &mut Vec<Edit>) {
    let Marked { at, signs, .. } = marked;
    let inner = source.get(at.start + signs..at.end.saturating_sub(*signs)).unwrap_or_default();
    let before = source.get(..at.start).and_then(|text| text.chars().next_back());
    let after = source.get(at.end..).and_then(|text| text.chars().next());
    let low = source.get(at.clone()).is_some_and(|text| text.starts_with('_'));
    // The signs of notes: `(*) Chưa gồm thuế (**)`.
    let noted = !low
        && (before == Some('(') && inner.starts_with(')')
            || after == Some(')') && inner.ends_with('('));
    let line = low && !inner.contains(char::is_alphanumeric) || noted;
    // Three in a row are bold and emphasis at once, wherever they are.
    let lone = !low && *signs == 1 && !inner.starts_with("**");
    let within = lone && (is_spaced(before) || is_spaced(after));
    if line || within {
        let mut put = |at: Range<usize>| edits.extend(at.map(|at| Edit::new(at..at, LETTER)));
        put(at.start..at.start + signs);
        put(at.end - signs..at.end);
    }
}

/// Whether it is a letter of a script with blanks between words, or a mark on one.
fn is_spaced(c: Option<char>) -> bool {
    c.is_some_and(|c| c.is_alphanumeric() && !is_unspaced(c) || matches!(c, '\u{300}'..='\u{36F}'))
}

/// The stars at both ends of bold or emphasis.
fn ends(source: &str, start: usize, marked: &Marked) -> [Run; 2] {
    let Marked { at, signs, .. } = marked;
    let sign = source.get(at.clone()).and_then(|text| text.chars().next()).unwrap_or('*');
    let run = |at: Range<usize>| Run {
        before: before(source, start, at.start),
        after: after(source, at.end),
        at,
        sign,
        host: 0,
        holder: 0,
    };
    [run(at.start..at.start + signs), run(at.end - signs..at.end)]
}

/// Stars and low lines that are shown as they were typed, in rows.
fn runs(source: &str, start: usize, plain: &[Plain]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for words in plain {
        let text = source.get(words.at.clone()).unwrap_or_default();
        for (at, sign) in text.match_indices(['*', '_']) {
            if at == 0 && words.escaped {
                continue;
            }
            let sign = sign.chars().next().unwrap_or('*');
            let at = words.at.start + at;
            match runs.last_mut() {
                Some(run) if run.at.end == at && run.sign == sign && run.holder == words.holder => {
                    run.at.end += 1;
                }
                _ => runs.push(Run {
                    at: at..at + 1,
                    sign,
                    host: words.host,
                    holder: words.holder,
                    before: before(source, start, at),
                    after: None,
                }),
            }
        }
    }
    for run in &mut runs {
        run.after = after(source, run.at.end);
    }
    runs
}

/// The letter before a place; nothing where a text or a cell begins.
fn before(source: &str, start: usize, at: usize) -> Option<char> {
    let text = source.get(start..at)?;
    text.chars().next_back().filter(|c| *c != '|')
}

/// The letter after a place; nothing where a cell ends.
fn after(source: &str, at: usize) -> Option<char> {
    source.get(at..)?.chars().next().filter(|c| *c != '|')
}

fn is_blank(c: Option<char>) -> bool {
    c.is_none_or(char::is_whitespace)
}

/// Whether it is punctuation to Markdown, of the languages of lessons.
fn is_sign(c: Option<char>) -> bool {
    c.is_some_and(|c| {
        c.is_ascii_punctuation() && !is_mark(c)
            || matches!(
                c,
                '\u{A1}'..='\u{A9}' | '\u{AB}'..='\u{B1}' | '\u{B4}'..='\u{B8}' | '\u{BB}' | '\u{BF}'
                    | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205E}' | '\u{20A0}'..='\u{20C0}'
                    | '\u{2190}'..='\u{2BFF}' | '\u{3001}'..='\u{301F}'
                    | '\u{17D4}'..='\u{17D6}' | '\u{17D8}'..='\u{17DB}' | '\u{1F300}'..='\u{1FAFF}'
            )
    })
}

/// Whether it is a letter to Markdown, as fields and the vowel signs of Khmer are.
fn is_letter(c: Option<char>) -> bool {
    !is_blank(c) && !is_sign(c) && !c.is_some_and(is_mark)
}

/// Whether it is one of the marks themselves.
fn is_mark(c: char) -> bool {
    matches!(c, '*' | '_')
}

/// Whether words begin with a sign, and none end with it.
fn opens(c: Option<char>) -> bool {
    c.is_some_and(|c| "([{“‘«<¿¡".contains(c))
}

/// Whether words end with a sign, and none begin with it.
fn closed(c: Option<char>) -> bool {
    c.is_some_and(|c| ")]}”’»>,.;:!?…។៕".contains(c))
}
