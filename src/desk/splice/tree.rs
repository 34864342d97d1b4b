//! The tree of a file: found in it by their places, blocks and lines are changed.

use super::{Change, Position, Source, Unclear};
use crate::{
    diag::{Report, Sources, Span},
    load::markdown::{self, Top},
    model::{
        Block, BlockKind, Inline,
        block::{each_span_mut, extent, same_line, same_text},
        markdown::{Context, Marks, Style, Unsayable, block, fenced},
    },
};

/// What a file is read as.
#[derive(Debug, Clone)]
pub struct Tree(Vec<One>);

/// A block at the top, with what names it.
#[derive(Debug, Clone)]
struct One {
    blocks: Vec<Block>,
    id: Option<String>,
    short: Option<String>,
    /// The block below which it was put.
    beside: Option<Span>,
}

impl Tree {
    /// Reads a file. What is wrong with it is not of interest here.
    pub fn read(Source { text, offset, folder }: Source<'_>) -> Self {
        let file = Sources::default().add("", "");
        let body = text.get(offset..).unwrap_or_default();
        let tops = markdown::blocks(&mut Report::new(), file, body, offset, folder);
        let one = |Top { block, id, short, .. }: Top| One {
            blocks: vec![block],
            id,
            short,
            beside: None,
        };
        Self(tops.into_iter().map(one).collect())
    }

    /// Whether two files say the same in the same form.
    pub fn same(&self, other: &Self) -> bool {
        let said = |tree: &Self| {
            let all = tree.0.iter().filter(|one| !one.blocks.is_empty());
            all.map(|one| (one.id.clone(), one.short.clone(), one.blocks.len())).collect::<Vec<_>>()
        };
        let all = |tree: &Self| -> Vec<Block> {
            tree.0.iter().flat_map(|one| one.blocks.iter().cloned()).collect()
        };
        // Blocks that took the place of one have no names.
        let spread = |tree: &Self| -> Vec<(Option<String>, Option<String>)> {
            said(tree)
                .into_iter()
                .flat_map(|(id, short, many)| std::iter::repeat_n((id, short), many))
                .collect()
        };
        spread(self) == spread(other) && same_text(&all(self), &all(other))
    }

    /// Makes a change in the tree; whether it changes anything.
    ///
    /// # Errors
    /// When nothing that can be changed stands in its place.
    pub fn change(&mut self, change: &Change, folder: &str) -> Result<bool, Unclear> {
        match change {
            Change::Typed { place, typed } => return self.put(*place, typed, folder),
            Change::Block { at, new } => {
                for one in &mut self.0 {
                    if let Some(changed) = replace(&mut one.blocks, *at, new) {
                        return Ok(changed);
                    }
                }
            }
            Change::Line { at, new } => {
                let mut found = None;
                for one in &mut self.0 {
                    each_line(&mut one.blocks, &mut |line, _| {
                        if found.is_none() && extent(line).is_some_and(|here| same_place(here, *at))
                        {
                            found = Some(!same_line(line, new));
                            line.clone_from(new);
                        }
                    });
                }
                if let Some(changed) = found {
                    return Ok(changed);
                }
            }
        }
        Err(Unclear)
    }

    /// Puts typed Markdown at a place; whether that changes anything.
    fn put(&mut self, place: Position, typed: &str, folder: &str) -> Result<bool, Unclear> {
        let mut new = Self::read(Source { text: typed, offset: 0, folder });
        // They stand in another text: no other change is of their places.
        new.0.iter_mut().for_each(|one| {
            each_span_mut(&mut one.blocks, &mut |span| *span = Span::nowhere());
        });
        let (Position::Of(at) | Position::Before(at) | Position::After(at)) = place;
        let is_here = |one: &One| one.blocks.iter().any(|block| same_place(block.span, at));
        let here = self.0.iter().position(is_here).ok_or(Unclear)?;
        let range = match place {
            Position::Of(_) => here..here + 1,
            Position::Before(_) => here..here,
            // What was put below it already stands above this.
            Position::After(_) => {
                let below = self.0.iter().skip(here + 1).take_while(|one| one.beside == Some(at));
                let here = here + 1 + below.count();
                here..here
            }
        };
        if let Position::After(_) = place {
            new.0.iter_mut().for_each(|one| one.beside = Some(at));
        }
        let old: Vec<One> = self.0.splice(range, new.0.iter().cloned()).collect();
        Ok(!Self(old).same(&new))
    }

    /// Where the line at a place stands.
    pub fn context(&self, at: Span) -> Option<Context> {
        let mut found = None;
        for one in &mut self.clone().0 {
            each_line(&mut one.blocks, &mut |line, context| {
                if extent(line).is_some_and(|here| same_place(here, at)) {
                    found = found.or(Some(context));
                }
            });
        }
        found
    }

    /// Blocks as the lines that take the place of one; `other` asks for the other marks of lists.
    ///
    /// # Errors
    /// When a line of them would be read as something else.
    pub fn lines(
        &self,
        at: Span,
        new: &[Block],
        style: Style<'_>,
        other: bool,
    ) -> Result<Vec<String>, Unsayable> {
        let is_here = |block: &Block| same_place(block.span, at);
        let top = self.0.iter().find(|one| one.blocks.iter().any(is_here));
        let mut lines: Vec<String> = Vec::new();
        for one in new {
            if !lines.is_empty() {
                lines.push(String::new());
            }
            let mut own = match (&one.kind, top.and_then(|top| top.short.as_deref())) {
                (BlockKind::Quote(inner), Some(short)) => {
                    let style = Style { fenced: true, ..style };
                    let text = crate::model::markdown::blocks(inner, style)?;
                    fenced(short, text.lines().map(str::to_owned).collect())
                }
                // A list is the second in a row where the block before it is one of its kind.
                _ => block(one, Some(one).filter(|_| other), style)?,
            };
            if let (BlockKind::Heading { .. }, Some(id)) =
                (&one.kind, top.and_then(|top| top.id.as_deref()))
                && let Some(first) = own.first_mut()
            {
                first.push_str(&format!(" {{#{id}}}"));
            }
            lines.append(&mut own);
        }
        Ok(lines)
    }
}

/// Typed Markdown as its lines: as it is, or written anew with the other marks of lists.
///
/// # Errors
/// When it cannot be written anew.
pub fn typed(typed: &str, style: Style<'_>, other: bool) -> Result<Vec<String>, Unsayable> {
    let anew = other || style.marks == Marks::Every;
    if !anew {
        return Ok(typed.lines().map(str::to_owned).collect());
    }
    let tree = Tree::read(Source { text: typed, offset: 0, folder: style.folder });
    let mut lines: Vec<String> = Vec::new();
    for one in &tree.0 {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        for block in &one.blocks {
            lines.append(&mut tree.lines(block.span, std::slice::from_ref(block), style, other)?);
        }
    }
    Ok(lines)
}

/// Places of two readings of one file are in files of two names.
fn same_place(one: Span, other: Span) -> bool {
    one.range() == other.range()
}

/// Puts blocks in the place of one; whether they say something else, if it is there.
fn replace(blocks: &mut Vec<Block>, at: Span, new: &[Block]) -> Option<bool> {
    if let Some(here) = blocks.iter().position(|block| same_place(block.span, at)) {
        let old: Vec<Block> = blocks.splice(here..=here, new.iter().cloned()).collect();
        return Some(!same_text(&old, new));
    }
    blocks.iter_mut().find_map(|block| match &mut block.kind {
        BlockKind::List { items, .. } => {
            items.iter_mut().find_map(|item| replace(&mut item.blocks, at, new))
        }
        BlockKind::Quote(inner)
        | BlockKind::Alert { blocks: inner, .. }
        | BlockKind::Hazards { unknown: inner }
        | BlockKind::Contacts { unknown: inner, .. }
        | BlockKind::WhenHazards(inner) => replace(inner, at, new),
        BlockKind::Heading { .. }
        | BlockKind::Paragraph(_)
        | BlockKind::Table { .. }
        | BlockKind::Code(_)
        | BlockKind::Rule
        | BlockKind::Steps(_)
        | BlockKind::Pairs { .. }
        | BlockKind::Numbers(_)
        | BlockKind::Quiz(_)
        | BlockKind::Protocol { .. } => None,
    })
}

/// Calls `visit` for every line that can be changed by itself, with where it stands. Of a step the
/// command and the rest are one stretch, and an explanation may have lines of its own: there the
/// block is changed.
fn each_line(blocks: &mut [Block], visit: &mut impl FnMut(&mut Vec<Inline>, Context)) {
    for block in blocks {
        match &mut block.kind {
            BlockKind::Heading { text, .. } => visit(text, Context::Heading),
            BlockKind::Paragraph(text) => visit(text, Context::Paragraph),
            BlockKind::List { items, .. } => {
                for item in items {
                    each_line(&mut item.blocks, visit);
                }
            }
            BlockKind::Table { head, rows, .. } => {
                let rows = std::iter::once(head).chain(rows);
                rows.flat_map(|row| &mut row.cells).for_each(|cell| visit(cell, Context::Cell));
            }
            BlockKind::Pairs { yes, no, pairs } => {
                let rows = pairs.iter_mut().flat_map(|pair| [&mut pair.yes, &mut pair.no]);
                [yes, no].into_iter().chain(rows).for_each(|cell| visit(cell, Context::Cell));
            }
            BlockKind::Quote(inner)
            | BlockKind::Alert { blocks: inner, .. }
            | BlockKind::Hazards { unknown: inner }
            | BlockKind::Contacts { unknown: inner, .. }
            | BlockKind::WhenHazards(inner) => each_line(inner, visit),
            BlockKind::Numbers(numbers) => {
                for number in numbers {
                    visit(&mut number.situation, Context::Line);
                }
            }
            BlockKind::Quiz(questions) => {
                for question in questions {
                    visit(&mut question.text, Context::Line);
                    let answers = question.answers.iter_mut();
                    answers.for_each(|answer| visit(&mut answer.text, Context::Line));
                }
            }
            BlockKind::Steps(_)
            | BlockKind::Code(_)
            | BlockKind::Rule
            | BlockKind::Protocol { .. } => {}
        }
    }
}
