//! Blocks on one line: for a cell of a table and for a note, which Markdown keeps on a line.

use super::{
    block::{Block, Run, line},
    losses::Losses,
    sorter::says_of,
};

/// The words of blocks one after the other, with a mark between two where none stands.
pub fn one_line(blocks: &[Block], losses: &mut Losses) -> Vec<Run> {
    let mut all: Vec<Run> = Vec::new();
    for block in blocks {
        let (before, runs) = match block {
            Block::Title(runs) | Block::Heading(_, runs) | Block::Paragraph(runs) => {
                (String::new(), runs.clone())
            }
            Block::Item(_, Some(number), runs) => (format!("{number}. "), runs.clone()),
            // The sign of an item stands in the place of a dash.
            item @ Block::Item(_, None, runs) if says_of(item).is_some() => {
                (String::new(), runs.clone())
            }
            Block::Item(_, None, runs) => ("– ".to_owned(), runs.clone()),
            // A line holds no picture; whoever asks for the line finds a place for it.
            Block::Picture(_) => continue,
            Block::Table(rows) => {
                losses.nested += 1;
                let mut runs = Vec::new();
                for cell in rows.iter().flatten().filter(|cell| !cell.is_empty()) {
                    join(&mut runs, String::new(), one_line(cell, losses));
                }
                (String::new(), runs)
            }
        };
        join(&mut all, before, runs);
    }
    all
}

fn join(all: &mut Vec<Run>, before: String, runs: Vec<Run>) {
    let end = line(all).chars().next_back();
    match end {
        None => {}
        Some(end) if ".!?:;,…".contains(end) => all.push(Run::plain(" ")),
        Some(_) => all.push(Run::plain("; ")),
    }
    if !before.is_empty() {
        all.push(Run::plain(before));
    }
    let on_one_line = runs.into_iter().map(|run| Run { text: run.text.replace('\n', " "), ..run });
    all.extend(on_one_line);
}
