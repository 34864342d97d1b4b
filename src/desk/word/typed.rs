//! Lists that were typed as text: a dash, a dot or a number before each paragraph.

use super::{
    block::{Block, Run, letters, line},
    signs,
};

/// Signs that open an item. Those that a sentence may open with need a blank after them.
const BULLETS: &str = "•●○◦▪■►➢➤❖◆";
const DASHES: &str = "-–—+*·";

/// What was typed before an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Opens {
    Bullet,
    /// `+`, which stands for a level below `-` in official papers.
    Plus,
    Number(u64),
}

/// Paragraphs that open like items become items.
pub fn lists(blocks: Vec<Block>) -> Vec<Block> {
    let mut done: Vec<Block> = Vec::new();
    for block in blocks {
        let Block::Paragraph(runs) = block else {
            done.push(block);
            continue;
        };
        for runs in at_items(runs) {
            let Some((opens, after)) = opens(&letters(&runs)) else {
                done.push(Block::Paragraph(runs));
                continue;
            };
            // `1. Mục đích` in bold is a heading by hand.
            let words = |run: &&Run| !run.text.trim().is_empty();
            let bold = runs.iter().filter(words).all(|run| run.bold);
            let number = match opens {
                Opens::Number(_) if bold => {
                    done.push(Block::Paragraph(runs));
                    continue;
                }
                Opens::Number(number) => Some(number),
                Opens::Bullet | Opens::Plus => None,
            };
            let below = opens == Opens::Plus && matches!(done.last(), Some(Block::Item(..)));
            done.push(Block::Item(usize::from(below), number, without(runs, after)));
        }
    }
    done
}

/// A paragraph cut where a line of it opens like an item.
fn at_items(runs: Vec<Run>) -> Vec<Vec<Run>> {
    let all = letters(&runs);
    if !all.split('\n').skip(1).any(|line| opens(line).is_some()) {
        return vec![runs];
    }
    let mut lines: Vec<Vec<Run>> = vec![Vec::new()];
    for run in runs {
        for (number, text) in run.text.split('\n').enumerate() {
            if number > 0 {
                lines.push(Vec::new());
            }
            if let Some(line) = lines.last_mut() {
                line.push(Run { text: text.to_owned(), ..run.clone() });
            }
        }
    }
    let mut cut: Vec<Vec<Run>> = Vec::new();
    for runs in lines {
        match cut.last_mut() {
            Some(open) if opens(&letters(&runs)).is_none() => {
                open.push(Run::plain("\n"));
                open.extend(runs);
            }
            _ => cut.push(runs),
        }
    }
    cut.retain(|runs| !line(runs).is_empty());
    cut
}

/// What a paragraph opens with, and how many characters that takes.
fn opens(text: &str) -> Option<(Opens, usize)> {
    let blank = |c: char| c.is_whitespace() && c != '\n';
    let trimmed = text.trim_start();
    let mut taken = text.chars().count() - trimmed.chars().count();
    let first = trimmed.chars().next()?;
    let mut after = trimmed.chars().skip(1);
    let second = after.next();
    let spaced = second.is_some_and(blank);
    let found = if signs::says(first).is_some() {
        // It says something of the item, and stays.
        Opens::Bullet
    } else if BULLETS.contains(first) || (DASHES.contains(first) && spaced) {
        taken += 1;
        if first == '+' { Opens::Plus } else { Opens::Bullet }
    } else {
        let digits = trimmed.chars().take_while(char::is_ascii_digit).count();
        let mut rest = trimmed.chars().skip(digits);
        let closed = rest.next().is_some_and(|c| matches!(c, '.' | ')'));
        if !(1..=3).contains(&digits) || !closed || !rest.next().is_some_and(blank) {
            return None;
        }
        taken += digits + 1;
        Opens::Number(trimmed.chars().take(digits).collect::<String>().parse().ok()?)
    };
    // A sign alone is no item.
    let rest: String = text.chars().skip(taken).collect();
    let rest_line = rest.split('\n').next().unwrap_or_default();
    let words = rest_line.trim().trim_start_matches(|c| signs::says(c).is_some());
    (!words.is_empty()).then_some((found, taken))
}

/// Runs without so many characters at their start.
fn without(runs: Vec<Run>, mut taken: usize) -> Vec<Run> {
    let mut kept = Vec::new();
    for run in runs {
        let has = run.text.chars().count();
        let skip = taken.min(has);
        taken -= skip;
        if skip < has {
            kept.push(Run { text: run.text.chars().skip(skip).collect(), ..run });
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_before_an_item_is_known() {
        let opens = |text| opens(text).map(|(opens, _)| opens);
        assert_eq!(opens("- Một"), Some(Opens::Bullet));
        assert_eq!(opens("–\u{A0}Một"), Some(Opens::Bullet));
        assert_eq!(opens("•Một"), Some(Opens::Bullet));
        assert_eq!(opens("  + Hai"), Some(Opens::Plus));
        assert_eq!(opens("12) Ba"), Some(Opens::Number(12)));
        assert_eq!(opens("✓Bốn"), Some(Opens::Bullet));
        for text in ["-5 độ", "1.5 mét", "2026. Năm", "- ", "", "1.", "a) Bốn", "+84 912", "☐"]
        {
            assert_eq!(opens(text), None, "{text}");
        }
    }

    #[test]
    fn lines_of_one_paragraph_are_items_too() {
        let blocks = lists(vec![Block::Paragraph(vec![Run::plain("Gồm:\n- một\n+ hai")])]);
        let item = |level, text: &str| Block::Item(level, None, vec![Run::plain(text)]);
        let first = Block::Paragraph(vec![Run::plain("Gồm:")]);
        assert_eq!(blocks, [first, item(0, " một"), item(1, " hai")]);
    }
}
