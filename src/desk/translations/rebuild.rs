//! The words of a workbook in the form of the original.

use std::ops::Range;

use super::{
    body::{Body, base, body},
    lines::{Line, Work, marks, pairs, words},
};
use crate::{
    desk::{
        front::{scalar, set},
        splice::{self, Change, Source, spliced},
        value::Unclear,
    },
    load::passages::{self, HEAD, Piece},
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
    /// The front matter of the translation cannot be changed safely.
    Front,
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

/// Makes the file of a translation; lines that do not fit are reported by their numbers.
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
    let Body { changes, shape, mut misfits } = body(work, said, &root, heads);
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
    let text = spliced_all(work, &changes).map_err(|line| vec![(line, Misfit::Form)])?;
    let front = front(work, said, heads, today)
        .map_err(|Unclear| vec![(work.lines.len(), Misfit::Front)])?;
    let text = in_front(work, &text, &front);
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

/// The file that the body is made from, with all its changes.
///
/// # Errors
/// When they cannot be made so that all else says what it said; gives the line of one of them.
fn spliced_all(work: &Work, changes: &[(usize, Change)]) -> Result<String, usize> {
    let cut = base(work);
    let offset = cut.passages.body.at.start;
    let source = Source { text: &cut.text, offset, folder: &work.folder };
    let made = |changes: &[(usize, Change)]| {
        let changes: Vec<Change> = changes.iter().map(|(_, change)| change.clone()).collect();
        spliced(source, &changes)
    };
    made(changes).map_err(|splice::Unclear| {
        let wrong = changes.iter().find(|change| made(std::slice::from_ref(change)).is_err());
        wrong.or_else(|| changes.first()).map_or(0, |(line, _)| *line)
    })
}

/// A file with another front matter than that which its body was made with.
fn in_front(work: &Work, text: &str, front: &str) -> String {
    let body = text.get(base(work).passages.body.at.start..).unwrap_or_default();
    let Some(old) = &work.old else {
        return format!("---\n{front}---\n{}\n", body.trim_end());
    };
    // What stood between them stands there still.
    let at = &old.passages.front;
    let (head, rest) = (old.text.get(..at.start), old.text.get(at.end..old.passages.body.at.start));
    [head.unwrap_or_default(), front, rest.unwrap_or_default(), body].concat()
}

fn front(work: &Work, said: &[Said], heads: usize, today: Date) -> Result<String, Unclear> {
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
            set(&mut front, &name, &format!("{name}: {}\n", scalar(&said.text)))?;
        }
    }
    let messages = || lines().filter(|(line, _)| name(line).starts_with("messages"));
    if is_new || messages().any(|(line, said)| said.text != line.translation) {
        let filled = messages().filter(|(_, said)| !said.text.is_empty());
        let all: Vec<String> =
            filled.map(|(_, said)| format!("  - {}\n", scalar(&said.text))).collect();
        let all = all.concat();
        set(&mut front, "messages", &format!("messages:\n{all}"))?;
    }
    let alt = lines().find(|(line, _)| name(line) == "figure");
    if is_new || alt.is_some_and(|(line, said)| said.text != line.translation) {
        let alt = alt.map(|(_, said)| said.text.as_str()).filter(|text| !text.is_empty());
        let alt = alt.map(|text| format!(", alt: {}", scalar(text))).unwrap_or_default();
        let file = scalar(&work.source.passages.figure);
        set(&mut front, "figure", &format!("figure: {{ file: {file}{alt} }}\n"))?;
    }
    let all = || work.lines.iter().zip(said);
    let current = all().all(|(line, said)| !matches!(state(line, said), "new" | "changed"));
    let from = match work.translates {
        Some(from) if !current => from,
        _ => work.revised,
    };
    if work.translates != Some(from) {
        set(&mut front, "translates", &format!("translates: {from}\n"))?;
    }
    set(&mut front, "of", &origin(work, said))?;
    if all().any(|(line, said)| said.text != line.translation) {
        set(&mut front, "revised", &format!("revised: {today}\n"))?;
        // Nobody has signed these words.
        set(&mut front, "review", "review: { status: draft-for-review }\n")?;
    }
    Ok(front)
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
