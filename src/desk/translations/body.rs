//! The body of a translation, block by block, and what of it changes: a block whose words are all as
//! they were keeps its bytes, one of the same form keeps all but its words, and any other is written
//! in the form of the original.

use std::{collections::BTreeMap, ops::Range};

use super::{
    lines::{Cut, Pair, Work},
    rebuild::{Misfit, Said},
};
use crate::{
    desk::splice::{Change, Position},
    diag::{FileId, Report, Sources, Span},
    load::{
        markdown::{self, Top},
        passages::{Piece, Shape, flat},
    },
    model::{
        BlockKind, InlineKind, Role,
        block::{each_line_mut, same_text},
    },
};

/// What becomes of a body.
pub struct Body {
    /// The changes of the file that it begins with, each with the line that it is of.
    pub changes: Vec<(usize, Change)>,
    /// What it must be read as.
    pub shape: Option<Shape>,
    /// Lines that do not fit.
    pub misfits: Vec<(usize, Misfit)>,
}

/// A block at the top, as it was and as it shall be; nothing where it is not there.
struct Entry {
    line: usize,
    was: Option<Range<usize>>,
    now: Option<String>,
}

/// The file that a body is made from: the translation, or if that has none, the original.
pub fn base(work: &Work) -> &Cut {
    let has_body = |old: &&Cut| !old.passages.body.inner.is_empty();
    work.old.as_ref().filter(has_body).unwrap_or(&work.source)
}

/// Holds what a workbook says against a body. The words of the first block have the number `first`.
pub fn body(work: &Work, said: &[Said], root: &Pair<'_>, first: usize) -> Body {
    let old = work.old.as_ref();
    let mut emit = Emit {
        work,
        said,
        next: first,
        misfits: Vec::new(),
        forms: [Some(&work.source), old].map(|cut| cut.map(tops).unwrap_or_default()),
        keeps: false,
    };
    let of_old = old.is_some_and(|old| std::ptr::eq(old, base(work)));
    let mut entries = Vec::new();
    let mut shapes = Vec::new();
    for part in &root.inner {
        let Some(piece) = part.source.or(part.old) else { continue };
        let is_part = Role::ALL.into_iter().any(|role| role.key() == piece.kind);
        let from = emit.next;
        let blocks = if is_part { part.inner.as_slice() } else { std::slice::from_ref(part) };
        let mut all = Vec::new();
        for block in blocks {
            let line = emit.next;
            let here = if of_old { block.old } else { block.source };
            let was = here.map(|piece| piece.at.clone());
            let has_words = block.source.or(block.old).is_some_and(Piece::has_words);
            all.push((has_words, Entry { line, was, now: None }, emit.top(block)));
        }
        // Without any words of its own a part is not there, whatever else is in it.
        let is_there =
            !piece.has_words() || all.iter().any(|(words, _, now)| *words && now.is_some());
        if is_part && is_there {
            emit.whole(piece, from);
        }
        let mut inner = Vec::new();
        for (_, entry, now) in all {
            let (now, shape) = now.filter(|_| is_there).unzip();
            inner.extend(shape);
            entries.push(Entry { now, ..entry });
        }
        if is_part && is_there {
            shapes.push(Shape { kind: piece.kind.clone(), words: None, inner });
        } else {
            shapes.extend(inner);
        }
    }
    let changes = changes(&base(work).text, entries);
    let shape = Shape { kind: String::new(), words: None, inner: shapes };
    Body { changes, shape: Some(shape), misfits: emit.misfits }
}

/// The changes that make of each block what it shall be.
fn changes(text: &str, entries: Vec<Entry>) -> Vec<(usize, Change)> {
    let mut changes = Vec::new();
    // What is new stands below the block before it that stays, or above the first that does.
    let mut last: Option<Span> = None;
    let stays = |entry: &&Entry| entry.was.is_some() && entry.now.is_some();
    let first = entries.iter().find(stays).and_then(|entry| entry.was.clone()).map(span);
    // Where none stays, it takes the place of the first that goes.
    let mut instead: Option<(usize, String)> = None;
    let mut gone = entries.iter().filter(|entry| entry.was.is_some());
    let gone = if first.is_none() { gone.next().and_then(|entry| entry.was.clone()) } else { None };
    for Entry { line, was, now } in entries {
        match (was.map(|was| (span(was.clone()), was)), now) {
            (Some((at, was)), Some(now)) => {
                last = Some(at);
                if text.get(was) != Some(now.as_str()) {
                    changes.push((line, Change::Typed { place: Position::Of(at), typed: now }));
                }
            }
            (Some((at, was)), None) => {
                if gone.as_ref() != Some(&was) {
                    changes.push((line, Change::Block { at, new: Vec::new() }));
                }
            }
            (None, Some(now)) => match (last, first) {
                (Some(last), _) => {
                    changes
                        .push((line, Change::Typed { place: Position::After(last), typed: now }));
                }
                (None, Some(first)) => {
                    changes
                        .push((line, Change::Typed { place: Position::Before(first), typed: now }));
                }
                (None, None) => match &mut instead {
                    Some((_, all)) => all.push_str(&format!("\n\n{now}")),
                    None => instead = Some((line, now)),
                },
            },
            (None, None) => {}
        }
    }
    match (gone.map(span), instead) {
        (Some(at), Some((line, typed))) => {
            changes.push((line, Change::Typed { place: Position::Of(at), typed }));
        }
        (Some(at), None) => changes.push((0, Change::Block { at, new: Vec::new() })),
        (None, _) => {}
    }
    changes
}

fn nowhere() -> FileId {
    Span::nowhere().file
}

fn span(at: Range<usize>) -> Span {
    Span::new(nowhere(), at)
}

/// The blocks at the top of a file, by the byte where they begin.
fn tops(cut: &Cut) -> BTreeMap<usize, Top> {
    let at = cut.passages.body.at.clone();
    let body = cut.text.get(at.clone()).unwrap_or_default();
    let file = Sources::default().add("", "");
    let tops = markdown::blocks(&mut Report::new(), file, body, at.start, "");
    tops.into_iter().map(|top| (top.block.span.range().start, top)).collect()
}

/// Whether two blocks differ in nothing but their words.
fn same_form(one: &Top, other: &Top) -> bool {
    let bare = |top: &Top| {
        let mut bare = [top.block.clone()];
        each_line_mut(&mut bare, &mut |line| {
            line.retain(|inline| matches!(inline.kind, InlineKind::Picture { .. }));
            if let [only] = line.as_mut_slice()
                && let InlineKind::Picture { alt, .. } = &mut only.kind
            {
                alt.clear();
            } else {
                line.clear();
            }
        });
        bare
    };
    let is_part = |top: &Top| matches!(top.block.kind, BlockKind::Heading { level: 1 | 2, .. });
    let id = |top: &Top| top.id.clone().filter(|_| is_part(top));
    one.short == other.short && id(one) == id(other) && same_text(&bare(one), &bare(other))
}

struct Emit<'a> {
    work: &'a Work,
    said: &'a [Said],
    next: usize,
    misfits: Vec<(usize, Misfit)>,
    /// The blocks at the top of the original and of the translation.
    forms: [BTreeMap<usize, Top>; 2],
    /// Whether what both have stands in the form of the translation.
    keeps: bool,
}

impl<'a> Emit<'a> {
    /// The text of a block at the top, and what it must be read as; nothing if none of its words is
    /// translated.
    fn top(&mut self, pair: &Pair<'_>) -> Option<(String, Shape)> {
        let [of_source, of_old] = &self.forms;
        let source = pair.source.and_then(|piece| of_source.get(&piece.at.start));
        let old = pair.old.and_then(|piece| of_old.get(&piece.at.start));
        let same = source.zip(old).is_some_and(|(source, old)| same_form(source, old));
        self.keeps = same && is_whole(pair);
        self.emit(pair)
    }

    fn piece<'p>(&self, pair: &Pair<'p>) -> Option<&'p Piece> {
        let [first, second] =
            if self.keeps { [pair.old, pair.source] } else { [pair.source, pair.old] };
        first.or(second)
    }

    fn emit(&mut self, pair: &Pair<'_>) -> Option<(String, Shape)> {
        let piece = self.piece(pair)?;
        let base = self.base(pair);
        let slice = |at: Range<usize>| base.get(at).unwrap_or_default().to_owned();
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
            let text = slice(start) + raw.unwrap_or(said) + &slice(end);
            return Some((text, shape));
        }
        let (Some(first), Some(last)) = (piece.inner.first(), piece.inner.last()) else {
            return Some((slice(piece.at.clone()), shape));
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
        let mut text = slice(piece.at.start..first.at.start);
        let mut any = false;
        for (child, (emitted, _)) in pair.inner.iter().zip(inner) {
            let Some((emitted, form)) = emitted else { continue };
            shape.inner.push(form);
            if std::mem::replace(&mut any, true) {
                text.push_str(&self.gap(pair, child));
            }
            text.push_str(&emitted);
        }
        text.push_str(&slice(last.at.end..piece.at.end));
        Some((text, shape.settled()))
    }

    fn base(&self, pair: &Pair<'_>) -> &'a str {
        let work = self.work;
        match (pair.source, &work.old) {
            (None, Some(old)) => &old.text,
            (Some(_), Some(old)) if self.keeps => &old.text,
            _ => &work.source.text,
        }
    }

    /// What stands between a piece and the one before it.
    fn gap(&self, parent: &Pair<'_>, child: &Pair<'_>) -> String {
        let of_old = self.keeps || child.source.is_none();
        let (around, piece) =
            if of_old { (parent.old, child.old) } else { (parent.source, child.source) };
        let Some(piece) = piece else { return String::new() };
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

/// Whether all of a pair is in both texts.
fn is_whole(pair: &Pair<'_>) -> bool {
    pair.source.is_some() && pair.old.is_some() && pair.inner.iter().all(is_whole)
}
