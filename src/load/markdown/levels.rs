//! Levels of a list that their signs say: `–` and below it `+`, `1.` and below it `–`. Markdown
//! makes lists of one level of them, one after the other.

use std::ops::Range;

use super::{edited::Edit, labels};

/// What an item opens with. Dashes of all lengths are one sign, and so are numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    Dash,
    Number,
    Other(char),
}

/// Items without an empty line between them, where signs have taken turns.
#[derive(Debug, Default)]
struct Run {
    /// The signs from the outermost level on, and how far the words of each are indented.
    signs: Vec<(Sign, usize)>,
    /// Where the last item ends.
    end: usize,
    /// What is before the sign on its line.
    prefix: String,
    /// Whether its last item can be ticked.
    boxed: bool,
}

/// Blanks before items whose sign is another one than that of the item above: a new sign is one level
/// below it, and one that was there before is on its old level.
pub fn edits(source: &str, items: &[(Range<usize>, usize)]) -> Vec<Edit> {
    let mut edits = Vec::new();
    // Of each depth, the run that its last item is of.
    let mut runs: Vec<Run> = Vec::new();
    for (at, depth) in items {
        let text = source.get(at.clone()).unwrap_or_default();
        let start = at.start + (text.len() - text.trim_start().len());
        let line = source.get(..start).and_then(|before| before.rsplit('\n').next());
        let Some((prefix, (sign, width))) = line.zip(sign(source.get(start..at.end))) else {
            continue;
        };
        // Below words a sign alone is a line under a heading.
        let line = source.get(start..at.end).and_then(|item| item.lines().next());
        let is_empty = line.is_none_or(|line| line.trim().chars().count() < 2);
        runs.resize_with(depth + 1, Run::default);
        let Some(run) = runs.last_mut() else { continue };
        let between = source.get(run.end..start).unwrap_or_default();
        let goes_on = between.matches('\n').count() <= 1 && run.prefix == prefix;
        if !goes_on || is_empty {
            run.signs.clear();
        }
        // A box alone, whatever it is typed as, is an item as the one above it.
        let is_box = line.is_some_and(|line| is_box(line, run.boxed));
        run.boxed = is_box
            || line
                .is_some_and(|line| line.trim_start_matches(['-', '+', '*', ' ']).starts_with('['));
        let sign =
            if is_box { run.signs.last().map_or(Sign::Dash, |(last, _)| *last) } else { sign };
        let level = run.signs.iter().position(|(known, _)| *known == sign);
        run.signs.truncate(level.map_or(run.signs.len(), |level| level + 1));
        if level.is_none() {
            run.signs.push((sign, width));
        }
        let above = run.signs.split_last().map_or(&[][..], |(_, above)| above);
        let blanks: usize = above.iter().map(|(_, width)| width).sum();
        if blanks > 0 {
            indent(source, start..at.end, prefix, blanks, &mut edits);
        }
        run.end = at.start + text.trim_end().len();
        run.prefix.clear();
        run.prefix.push_str(prefix);
    }
    edits
}

/// Puts blanks before each line of an item, but for those that go on at the margin.
fn indent(source: &str, at: Range<usize>, prefix: &str, blanks: usize, edits: &mut Vec<Edit>) {
    let mut start = at.start;
    for (number, line) in source.get(at).unwrap_or_default().split_inclusive('\n').enumerate() {
        let inner = if number == 0 { 0 } else { prefix.len() };
        let same = number == 0 || line.starts_with(prefix);
        if same && !line.trim().is_empty() {
            edits.push(Edit::new(start + inner..start + inner, " ".repeat(blanks)));
        }
        start += line.len();
    }
}

/// Whether an item opens with a box and no other sign; a letter is one below another box.
fn is_box(line: &str, boxed: bool) -> bool {
    let letter = boxed && line.starts_with("o ");
    letter || !line.starts_with('o') && labels::ticked(line).is_some() || line.starts_with('[')
}

/// The sign of an item, and how far its words are indented.
fn sign(item: Option<&str>) -> Option<(Sign, usize)> {
    let item = item?;
    let first = item.chars().next()?;
    let digits = item.bytes().take_while(u8::is_ascii_digit).count();
    let (sign, mark) = match first {
        '-' | '\u{2010}'..='\u{2015}' | '−' | '·' => (Sign::Dash, 1),
        _ if digits > 0 => (Sign::Number, digits + 1),
        other => (Sign::Other(other), 1),
    };
    let after = item.get(digits.max(first.len_utf8())..)?;
    let after = if digits > 0 { after.get(1..).unwrap_or_default() } else { after };
    let blanks = after.len() - after.trim_start_matches(' ').len();
    // More blanks are those of something within the item.
    Some((sign, mark + if (1..=4).contains(&blanks) && first.is_ascii() { blanks } else { 1 }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::markdown::edited::Edited;

    #[test]
    fn a_new_sign_is_below_and_an_old_one_where_it_was() {
        let source = "- a\n+ b\n+ c\n* d\n- e\n\n+ f\n";
        let starts = [0, 4, 8, 12, 16, 21];
        let items: Vec<_> = starts.map(|at| (at..at + 4, 1)).into();
        let read = Edited::new(source, &edits(source, &items)).text;
        assert_eq!(read, "- a\n  + b\n  + c\n    * d\n- e\n\n+ f\n");
    }
}
