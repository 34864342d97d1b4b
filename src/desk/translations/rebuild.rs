//! The words of a workbook in the form of the original.

use std::ops::Range;

use super::lines::{Line, Pair, Work, marks, pairs, words};
use crate::{
    desk::front::{scalar, set},
    load::passages::{self, HEAD, Piece, Shape, flat},
    model::{Date, LessonText, revision::Mark},
};

/// What a workbook says of a paragraph.
#[derive(Debug, Clone)]
pub struct Said {
    /// The translation; empty if there is none.
    pub text: String,
    /// The state that was chosen, see [`Line::state`].
    pub state: String,
}

/// Why the words do not fit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Misfit {
    /// What stands with it is translated, this is not.
    Incomplete,
    /// Markdown reads the words as something else than a paragraph in this place.
    Form,
}

/// A translation made anew.
#[derive(Debug)]
pub struct Made {
    /// The file.
    pub text: String,
    /// For each stretch of words in it, its bytes and the line that it comes from.
    pub places: Vec<(Range<usize>, usize)>,
}

/// The state that a line will have, given what a workbook says.
pub fn state(line: &Line, said: &Said) -> &'static str {
    if line.source.is_empty() {
        return "extra";
    }
    match (said.text.is_empty(), said.state.as_str()) {
        (true, "left_out") => "left_out",
        (true, _) => "new",
        (false, "same" | "new" | "left_out") => "same",
        // Who writes new words has looked at the original.
        (false, _) if said.text != line.translation => "same",
        (false, _) => "changed",
    }
}

/// Makes the file of a translation; lines that do not fit are told by their numbers.
pub fn rebuild(
    work: &Work,
    read: Option<&LessonText>,
    said: &[Said],
    today: Date,
) -> Result<Made, Vec<(usize, Misfit)>> {
    let text_of = |at: usize| said.get(at).map_or("", |said| said.text.as_str());
    let heads = work.lines.iter().filter(|line| line.part == HEAD).count();
    let known = marks(work.old.as_ref(), read);
    let root = pairs(&work.source, work.old.as_ref(), &known);
    let mut emit = Emit { work, said, next: heads, misfits: Vec::new() };
    let (body, shape) = emit.emit(&root).unzip();
    let mut misfits = emit.misfits;
    for (at, line) in work.lines.iter().enumerate().take(heads) {
        let name = line.key.rsplit('/').next().unwrap_or_default();
        if text_of(at).is_empty() && ["title", "action", "summary"].contains(&name) {
            misfits.push((at, Misfit::Incomplete));
        }
    }
    if !misfits.is_empty() {
        misfits.sort_by_key(|(at, _)| *at);
        return Err(misfits);
    }
    let front = front(work, said, heads, today);
    let text =
        format!("---\n{front}---\n{}", body.unwrap_or_default().trim_end().to_owned() + "\n");
    // What was put in must be what is read: a `|` in a cell or a `#` at its start changes the form.
    let Some(new) = passages::of(&text) else { return Err(vec![(0, Misfit::Form)]) };
    let mut places = Vec::new();
    let mut found: Vec<(String, String, Range<usize>)> =
        new.head.iter().map(|line| (HEAD.to_owned(), line.text.clone(), line.at.clone())).collect();
    for part in &new.body.inner {
        part.each(&mut |piece| {
            let at = piece.words.clone().unwrap_or_default();
            found.push((part.kind.clone(), words(&text, piece), at));
        });
    }
    let wanted = work.lines.iter().enumerate().filter(|(at, _)| !text_of(*at).is_empty());
    let mut found = found.into_iter();
    for (at, line) in wanted {
        match found.next() {
            Some((part, words, range)) if part == line.part && words == text_of(at) => {
                places.push((range, at));
            }
            _ => return Err(vec![(at, Misfit::Form)]),
        }
    }
    if found.next().is_some() {
        return Err(vec![(work.lines.len().saturating_sub(1), Misfit::Form)]);
    }
    // The same words in another form: two lists that became neighbours are read as one.
    let read = new.body.shape(&|piece: &Piece| words(&text, piece));
    let meant = shape.map(|shape| shape.inner).unwrap_or_default();
    if read.inner != meant {
        let same = read.inner.iter().zip(&meant).take_while(|(read, meant)| read == meant).count();
        let part = read.inner.get(same).or_else(|| meant.get(same)).map(|part| &part.kind);
        let line = work.lines.iter().position(|line| Some(&line.part) == part);
        return Err(vec![(line.unwrap_or(heads), Misfit::Form)]);
    }
    Ok(Made { text, places })
}

fn front(work: &Work, said: &[Said], heads: usize, today: Date) -> String {
    let mut front = work
        .old
        .as_ref()
        .and_then(|old| old.text.get(old.passages.front.clone()))
        .unwrap_or_default()
        .to_owned();
    let lines = || work.lines.iter().zip(said).take(heads);
    let name = |line: &Line| {
        line.key.rsplit('/').next().unwrap_or_default().trim_start_matches('+').to_owned()
    };
    let is_new = work.old.is_none();
    for (line, said) in lines() {
        let name = name(line);
        if ["title", "action", "summary"].contains(&name.as_str())
            && (is_new || said.text != line.translation)
        {
            set(&mut front, &name, &format!("{name}: {}\n", scalar(&said.text)));
        }
    }
    let messages = || lines().filter(|(line, _)| name(line).starts_with("messages"));
    if is_new || messages().any(|(line, said)| said.text != line.translation) {
        let filled = messages().filter(|(_, said)| !said.text.is_empty());
        let all: Vec<String> =
            filled.map(|(_, said)| format!("  - {}\n", scalar(&said.text))).collect();
        let all = all.concat();
        set(&mut front, "messages", &format!("messages:\n{all}"));
    }
    let alt = lines().find(|(line, _)| name(line) == "figure");
    if is_new || alt.is_some_and(|(line, said)| said.text != line.translation) {
        let alt = alt.map(|(_, said)| said.text.as_str()).filter(|text| !text.is_empty());
        let alt = alt.map(|text| format!(", alt: {}", scalar(text))).unwrap_or_default();
        let file = scalar(&work.source.passages.figure);
        set(&mut front, "figure", &format!("figure: {{ file: {file}{alt} }}\n"));
    }
    let all = || work.lines.iter().zip(said);
    let current = all().all(|(line, said)| !matches!(state(line, said), "new" | "changed"));
    let from = match work.translates {
        Some(from) if !current => from,
        _ => work.revised,
    };
    if work.translates != Some(from) {
        set(&mut front, "translates", &format!("translates: {from}\n"));
    }
    set(&mut front, "of", &origin(work, said));
    if all().any(|(line, said)| said.text != line.translation) {
        set(&mut front, "revised", &format!("revised: {today}\n"));
        // Nobody has signed these words.
        set(&mut front, "review", "review: { status: draft-for-review }\n");
    }
    front
}

/// What the translation was made from, as `load` reads it.
fn origin(work: &Work, said: &[Said]) -> String {
    let mut parts: Vec<(&str, Vec<String>)> = Vec::new();
    let mut without = Vec::new();
    for (line, said) in work.lines.iter().zip(said) {
        let mark = Mark::of(&line.source);
        match state(line, said) {
            "left_out" => without.push(mark.to_string()),
            "new" => {}
            _ if said.text.is_empty() => {}
            now => {
                let known = line.known.map(|mark| mark.to_string());
                let written = match now {
                    "same" => mark.to_string(),
                    "changed" => known.unwrap_or_else(|| "-".to_owned()),
                    _ => "-".to_owned(),
                };
                match parts.last_mut() {
                    Some((part, marks)) if *part == line.part => marks.push(written),
                    _ => parts.push((&line.part, vec![written])),
                }
            }
        }
    }
    let mut lines = String::from("of:\n");
    for (part, marks) in &parts {
        lines.push_str(&format!("  {part}: \"{}\"\n", marks.join(" ")));
    }
    if !without.is_empty() {
        lines.push_str(&format!("  without: \"{}\"\n", without.join(" ")));
    }
    lines
}

struct Emit<'a> {
    work: &'a Work,
    said: &'a [Said],
    next: usize,
    misfits: Vec<(usize, Misfit)>,
}

impl<'a> Emit<'a> {
    /// The text of a pair in the form of the original, and what it must be read as; nothing if none
    /// of its words is translated.
    fn emit(&mut self, pair: &Pair<'_>) -> Option<(String, Shape)> {
        let piece = pair.source.or(pair.old)?;
        let base = self.base(pair);
        let slice = |at: Range<usize>| base.get(at).unwrap_or_default();
        let mut shape = Shape { kind: piece.kind.clone(), words: None, inner: Vec::new() };
        if let Some(at) = &piece.words {
            let line = self.next;
            self.next += 1;
            let said = self.said.get(line).map(|said| said.text.as_str()).unwrap_or_default();
            if said.is_empty() {
                return None;
            }
            let old = self.work.old.as_ref().zip(pair.old.and_then(|old| old.words.clone()));
            let raw = old.and_then(|(old, at)| old.text.get(at)).filter(|raw| flat(raw) == said);
            let (start, end) = (piece.at.start..at.start, at.end..piece.at.end);
            shape.words = Some(said.to_owned());
            return Some(([slice(start), raw.unwrap_or(said), slice(end)].concat(), shape));
        }
        let (Some(first), Some(last)) = (piece.inner.first(), piece.inner.last()) else {
            return Some((slice(piece.at.clone()).to_owned(), shape));
        };
        let from = self.next;
        let inner: Vec<(Option<(String, Shape)>, bool)> = pair
            .inner
            .iter()
            .map(|inner| {
                let piece = inner.source.or(inner.old);
                (self.emit(inner), piece.is_some_and(Piece::has_words))
            })
            .collect();
        if piece.has_words() && !inner.iter().any(|(text, words)| *words && text.is_some()) {
            return None;
        }
        self.whole(piece, from);
        let mut text = slice(piece.at.start..first.at.start).to_owned();
        let mut any = false;
        for (child, (emitted, _)) in pair.inner.iter().zip(inner) {
            let Some((emitted, form)) = emitted else { continue };
            shape.inner.push(form);
            if std::mem::replace(&mut any, true) {
                text.push_str(&self.gap(pair, child));
            }
            text.push_str(&emitted);
        }
        text.push_str(slice(last.at.end..piece.at.end));
        Some((text, shape.settled()))
    }

    fn base(&self, pair: &Pair<'_>) -> &'a str {
        let work = self.work;
        match (pair.source, &work.old) {
            (None, Some(old)) => &old.text,
            _ => &work.source.text,
        }
    }

    /// What stands between a piece and the one before it.
    fn gap(&self, parent: &Pair<'_>, child: &Pair<'_>) -> String {
        let (around, piece) = match child.source {
            Some(piece) => (parent.source, piece),
            None => (
                parent.old,
                match child.old {
                    Some(piece) => piece,
                    None => return String::new(),
                },
            ),
        };
        let base = self.base(child);
        let siblings = around.map_or(&[][..], |around| &around.inner);
        let between = |pair: &[Piece]| match pair {
            [before, after] => base.get(before.at.end..after.at.start).map(str::to_owned),
            _ => None,
        };
        let before = siblings.windows(2).find(|pair| pair.last().is_some_and(|p| p.at == piece.at));
        let before = before.or_else(|| siblings.windows(2).next());
        before.and_then(between).unwrap_or_else(|| "\n\n".to_owned())
    }

    /// In a row, a question, and a part with a heading all stands or falls together.
    fn whole(&mut self, piece: &Piece, from: usize) {
        let all = matches!(piece.kind.as_str(), "head" | "row" | "asked");
        let heading = piece.inner.first().is_some_and(|first| first.kind == "heading");
        let lines = match (all, heading) {
            (true, _) => from..self.next,
            (_, true) => from..from + 1,
            _ => return,
        };
        for at in lines {
            if self.said.get(at).is_some_and(|said| said.text.is_empty()) {
                self.misfits.push((at, Misfit::Incomplete));
            }
        }
    }
}
