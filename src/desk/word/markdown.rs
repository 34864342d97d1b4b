//! Blocks as Markdown.

use super::{
    alt,
    block::{Block, Run, pictures},
    flat,
    inline::{self, Within},
    losses::Losses,
    numbering::LEVELS,
    signs::Says,
    sorter::says_of,
};

/// A list that is open.
struct Open {
    /// Where the words of its items begin.
    column: usize,
    /// The number of its last item, and the sign after it.
    number: Option<(u64, char)>,
    /// The level that its items have in the document.
    level: usize,
    /// What opens its items, if they have no number, and what a sign before them says.
    bullet: (char, Option<Says>),
}

/// The Markdown of some blocks, with a blank line between two; it ends with a new line. The levels
/// of headings are those of the lesson.
pub fn write(blocks: &[Block], losses: &mut Losses) -> String {
    let mut out = String::new();
    let mut open: Vec<Open> = Vec::new();
    let mut blocks = blocks.iter().peekable();
    while let Some(block) = blocks.next() {
        match block {
            Block::Item(level, number, runs) => {
                let mut text = words(runs, Within::Paragraph, losses);
                if text.is_empty()
                    && let Some(Block::Picture(picture)) =
                        blocks.next_if(|next| matches!(next, Block::Picture(_)))
                {
                    text = alt::picture(picture);
                }
                item(&mut out, &mut open, (*level, *number, says_of(block)), &text);
                continue;
            }
            // Within the item that it stood in; what comes next is no part of its line.
            Block::Picture(picture) if picture.joined && !open.is_empty() => {
                let column = open.last().map_or(0, |list| list.column);
                apart(&mut out);
                out.push_str(&format!("{}{}\n\n", " ".repeat(column), alt::picture(picture)));
                continue;
            }
            _ => {}
        }
        open.clear();
        apart(&mut out);
        match block {
            Block::Title(runs) => heading(&mut out, 3, runs, losses),
            Block::Heading(level, runs) => heading(&mut out, *level, runs, losses),
            Block::Paragraph(runs) => {
                out.push_str(&words(runs, Within::Paragraph, losses));
                out.push('\n');
            }
            Block::Table(rows) => table(&mut out, rows, losses),
            Block::Picture(picture) => {
                out.push_str(&alt::picture(picture));
                out.push('\n');
            }
            Block::Item(..) => {}
        }
    }
    out.truncate(out.trim_end_matches('\n').len());
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

/// The heading that opens a part, with the name of the part.
pub fn opening(runs: &[Run], part: &str) -> String {
    inline::write(runs, Within::Heading(Some(part))).0
}

fn words(runs: &[Run], place: Within<'_>, losses: &mut Losses) -> String {
    let (text, lost) = inline::write(runs, place);
    losses.plain += usize::from(lost);
    text
}

fn apart(out: &mut String) {
    if !out.is_empty() && !out.ends_with("\n\n") {
        out.push('\n');
    }
}

fn heading(out: &mut String, level: u8, runs: &[Run], losses: &mut Losses) {
    out.push_str(&"#".repeat(usize::from(level.clamp(3, 6))));
    out.push(' ');
    out.push_str(&words(runs, Within::Heading(None), losses));
    out.push('\n');
}

fn item(
    out: &mut String,
    open: &mut Vec<Open>,
    (source, number, says): (usize, Option<u64>, Option<Says>),
    text: &str,
) {
    // A level that nothing leads to is one below what is there, and its neighbours stand beside it.
    open.retain(|list| list.level <= source);
    let there = open.last().is_some_and(|list| list.level == source);
    let level = (open.len() - usize::from(there)).min(LEVELS - 1);
    open.truncate(level + 1);
    let column = level.checked_sub(1).and_then(|at| open.get(at)).map_or(0, |above| above.column);
    let last = open.get(level).map(|list| list.number);
    let sign = match (last, number) {
        (Some(Some((last, sign))), Some(number)) if number == last + 1 => Some(sign),
        (Some(None), None) => None,
        (last, _) => {
            // Another list: by another sign, or it would go on counting.
            let sign = match last {
                Some(Some((_, '.'))) => ')',
                _ => '.',
            };
            if last.is_some() || number.is_some_and(|number| number != 1) || level == 0 {
                apart(out);
            }
            Some(sign)
        }
    };
    // What is to be done and what is not are two lists: by another sign, or they would be one.
    let bullet = match open.get(level).map(|list| list.bullet) {
        Some((bullet, said)) if last == Some(None) && said == says => bullet,
        Some((bullet, _)) if last == Some(None) && number.is_none() => {
            apart(out);
            if bullet == '-' { '*' } else { '-' }
        }
        _ => '-',
    };
    let mark = match (number, sign) {
        (Some(number), Some(sign)) => format!("{number}{sign} "),
        _ => format!("{bullet} "),
    };
    let inner = column + mark.len();
    let list =
        Open { column: inner, number: number.zip(sign), level: source, bullet: (bullet, says) };
    open.truncate(level);
    open.push(list);
    out.push_str(&" ".repeat(column));
    out.push_str(&mark);
    out.push_str(&text.replace('\n', &format!("\n{}", " ".repeat(inner))));
    out.push('\n');
}

fn table(out: &mut String, rows: &[Vec<Vec<Block>>], losses: &mut Losses) {
    for (number, row) in rows.iter().enumerate() {
        out.push('|');
        for cell in row {
            let runs = flat::one_line(cell, losses);
            let text = words(&runs, Within::Cell, losses);
            let shown = pictures(cell).iter().map(alt::picture).collect::<Vec<_>>();
            for piece in [text].iter().chain(&shown).filter(|piece| !piece.is_empty()) {
                out.push(' ');
                out.push_str(piece);
            }
            out.push_str(" |");
        }
        out.push('\n');
        if number == 0 {
            out.push('|');
            out.push_str(&"---|".repeat(row.len()));
            out.push('\n');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(level: usize, number: Option<u64>, text: &str) -> Block {
        Block::Item(level, number, vec![Run::plain(text)])
    }

    #[test]
    fn lists_stand_within_each_other_and_apart() {
        let blocks = [
            item(0, Some(1), "một"),
            item(1, None, "a\nb"),
            item(3, None, "sâu"),
            item(0, Some(2), "hai"),
            item(0, Some(1), "lại một"),
            item(0, None, "chấm"),
            Block::Paragraph(vec![Run::plain("- xong")]),
            item(0, Some(9), "chín"),
            item(0, Some(10), "mười"),
            item(1, Some(3), "ba"),
            Block::Paragraph(vec![Run::plain("Điều 1.")]),
            item(1, None, "1.1. a"),
            item(1, None, "1.2. b"),
            item(0, None, "✓ c"),
            item(0, None, "✗ d"),
        ];
        let written = write(&blocks, &mut Losses::default());
        let wanted = "1. một\n   - a\\\n     b\n     - sâu\n2. hai\n\n1) lại một\n\n- chấm\n\n\\- xong\n\n9. chín\n10. mười\n\n    3. ba\n\nĐiều 1.\n\n- 1.1. a\n- 1.2. b\n\n- ✓ c\n\n* ✗ d\n";
        assert_eq!(written, wanted);
    }

    #[test]
    fn a_cell_is_one_line() {
        let cell = |text: &str| vec![Block::Paragraph(vec![Run::plain(text)])];
        let two = vec![item(0, None, "một"), item(0, None, "hai | ba")];
        let rows = vec![vec![cell("A\nB"), Vec::new()], vec![two, cell("x")]];
        let written = write(&[Block::Table(rows)], &mut Losses::default());
        assert_eq!(written, "| A B | |\n|---|---|\n| – một; – hai \\| ba | x |\n");
    }
}
