//! Tables that somebody made with the tab key: lines below each other, each cut in as many columns.

use super::block::{Block, Run, letters, line};

/// A cell longer than this is a sentence.
const LONGEST: usize = 60;

/// Paragraphs that are rows of such a table become one; how many tables there are is given too.
pub fn tables(blocks: Vec<Block>) -> (Vec<Block>, usize) {
    let mut done = Vec::new();
    let mut count = 0;
    let mut blocks = blocks.into_iter().peekable();
    while let Some(block) = blocks.next() {
        let Some(first) = cells(&block) else {
            done.push(block);
            continue;
        };
        let mut rows = vec![(block, first)];
        let columns = rows.iter().map(|(_, cells)| cells.len()).max().unwrap_or_default();
        while let Some(next) = blocks.peek().and_then(cells).filter(|next| next.len() == columns) {
            rows.extend(blocks.next().map(|block| (block, next)));
        }
        if rows.len() == 1 {
            done.extend(rows.into_iter().map(|(block, _)| block));
            continue;
        }
        count += 1;
        let cell = |runs: Vec<Run>| vec![Block::Paragraph(runs)];
        let row = |cells: Vec<Vec<Run>>| cells.into_iter().map(cell).collect();
        done.push(Block::Table(rows.into_iter().map(|(_, cells)| row(cells)).collect()));
    }
    (done, count)
}

/// The cells of a paragraph that can be a row; nothing if it is none. A number, a letter or a name
/// before a tab is what opens a line, and no cell.
fn cells(block: &Block) -> Option<Vec<Vec<Run>>> {
    let Block::Paragraph(runs) = block else { return None };
    let text = letters(runs);
    if !text.trim().contains('\t') || text.contains('\n') || runs.iter().any(|run| run.mark) {
        return None;
    }
    let mut cells: Vec<Vec<Run>> = vec![Vec::new()];
    for run in runs {
        for (number, piece) in run.text.split('\t').enumerate() {
            if number > 0 {
                cells.push(Vec::new());
            }
            if let Some(cell) = cells.last_mut() {
                cell.push(Run { text: piece.to_owned(), ..run.clone() });
            }
        }
    }
    // Several tabs beside each other are one gap.
    cells.retain(|cell| !line(cell).is_empty());
    let first = line(cells.first()?);
    let is_number = first.chars().all(|c| c.is_ascii_digit()) || first.chars().count() < 2;
    let opens = first.ends_with(['.', ')', ':', '/', '-', '–']) || (is_number && cells.len() == 2);
    let is_short = |cell: &Vec<Run>| line(cell).chars().count() <= LONGEST;
    (cells.len() > 1 && !opens && cells.iter().all(is_short)).then_some(cells)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn paragraph(text: &str) -> Block {
        Block::Paragraph(vec![Run::plain(text)])
    }

    #[test]
    fn lines_with_as_many_columns_are_a_table() {
        let rows = ["Thôn\t\tSố giếng", "Lộc An\t12", "Lộc Bình\t500\t"].map(paragraph);
        let cell = |text: &str| vec![paragraph(text)];
        let wanted = Block::Table(vec![
            vec![cell("Thôn"), cell("Số giếng")],
            vec![cell("Lộc An"), cell("12")],
            vec![cell("Lộc Bình"), cell("500")],
        ]);
        let numbered = ["STT\tThôn\tGiếng", "1\tLộc An\t12"].map(paragraph);
        assert_eq!(tables(numbered.to_vec()).1, 1);
        let (blocks, count) = tables([&rows[..], &[paragraph("Hết")]].concat());
        assert_eq!((blocks, count), (vec![wanted, paragraph("Hết")], 1));
    }

    #[test]
    fn what_opens_a_line_is_no_column() {
        let lines = [
            "I.\tMục đích",
            "II.\tYêu cầu",
            "Tên:\tAn",
            "Tuổi:\t12",
            "Một cột",
            "Một\thàng",
            "\tlùi vào",
            "\tlùi vào nữa",
            "1\tMục đích",
            "2\tYêu cầu",
        ];
        let blocks: Vec<Block> = lines.map(paragraph).to_vec();
        assert_eq!(tables(blocks.clone()), (blocks, 0));
    }
}
