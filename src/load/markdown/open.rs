//! Fences that nothing closes. By the rules of Markdown one swallows all that follows, and whatever
//! the lesson then lacks would be reported instead of the one line that is missing.

use std::ops::Range;

use super::fences;
use crate::{
    diag::{FileId, Report, Span},
    model::markdown::{Opening, Opens, opening},
    say,
};

/// A line of ticks.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Ticks<'a> {
    letter: char,
    count: usize,
    info: &'a str,
    /// Whether they were typed as other signs, such as autocorrection makes.
    meant: bool,
    /// Whether the line is indented, so that Markdown reads code.
    indented: bool,
    /// Whether an item of a list opens before them: within a block those are words.
    item: bool,
}

/// The stretches of a text that are read one by one: all of it, unless a fence is open where a heading
/// or another fence of ours begins. It ends there, and is reported where it opens.
pub(super) fn stretches(
    report: &mut Report,
    file: FileId,
    text: &str,
    offset: usize,
) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let (mut start, mut at) = (0, 0);
    let mut open: Option<(Ticks<'_>, Range<usize>)> = None;
    for line in text.split_inclusive('\n') {
        let here = at..at + line.trim_end().len();
        let ticks = ticks(line);
        open = match (open.take(), ticks) {
            // Other signs end a block, and open none without its name.
            (None, Some(ticks)) if ticks.meant && !fences::is_name(ticks.info) => None,
            (None, Some(ticks)) => Some((ticks, here)),
            (Some((opening, _)), Some(ticks)) if closes(&opening, &ticks) => None,
            (Some((opening, opened)), Some(ticks)) if opens_another(&opening, &ticks) => {
                tell(report, file, text, offset, &opened, &here);
                found.push(start..at);
                start = at;
                Some((ticks, here))
            }
            (Some((_, opened)), None) if is_heading(line) => {
                tell(report, file, text, offset, &opened, &here);
                found.push(start..at);
                start = at;
                None
            }
            (open, _) => open,
        };
        at += line.len();
    }
    if let Some((_, opened)) = open {
        tell(report, file, text, offset, &opened, &(at..at));
    }
    found.push(start..text.len());
    found
}

/// The ticks that a line opens with, if it is a line of them.
fn ticks(line: &str) -> Option<Ticks<'_>> {
    let bare = line.trim_start_matches(' ');
    let words = within_items(bare);
    let indented = line.len() - words.len() > 3;
    let item = bare.len() > words.len();
    if let Some(Opening { mark, opens: Opens::Fence, .. }) = opening(words.trim_end()) {
        let (signs, info) = words.split_at_checked(mark)?;
        let count = signs.chars().count();
        return Some(Ticks { letter: '`', count, info: info.trim(), meant: true, indented, item });
    }
    let letter = words.chars().next().filter(|letter| "`~".contains(*letter))?;
    let info = words.trim_start_matches(letter);
    let count = words.len() - info.len();
    let info = info.trim();
    let is_fence = count >= 3 && !(letter == '`' && info.contains('`'));
    is_fence.then_some(Ticks { letter, count, info, meant: false, indented, item })
}

/// What a line says in the items that it opens.
fn within_items(mut line: &str) -> &str {
    loop {
        let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
        let marks = if number.len() < line.len() { &[". ", ") "][..] } else { &["- ", "* ", "+ "] };
        let Some(words) = marks.iter().find_map(|mark| number.strip_prefix(mark)) else {
            return line;
        };
        line = words.trim_start_matches(' ');
    }
}

fn closes(opening: &Ticks<'_>, ticks: &Ticks<'_>) -> bool {
    let is_long = ticks.meant || ticks.count >= opening.count;
    let is_near = !ticks.item && (opening.indented || !ticks.indented);
    ticks.letter == opening.letter && is_long && is_near && ticks.info.is_empty()
}

/// Whether a fence of ours begins within another: no shorter one, and none of other ticks, which may
/// stand there as an example.
fn opens_another(opening: &Ticks<'_>, ticks: &Ticks<'_>) -> bool {
    let is_long = ticks.count >= opening.count && !ticks.indented && !ticks.item;
    ticks.letter == opening.letter && is_long && fences::is_name(ticks.info)
}

/// Whether a line is a heading of a part, which no fence holds.
fn is_heading(line: &str) -> bool {
    let words = line.trim_start_matches('#');
    let level = line.len() - words.len();
    (1..=6).contains(&level) && words.starts_with(' ') && (level == 2 || words.contains("{#"))
}

fn tell(
    report: &mut Report,
    file: FileId,
    text: &str,
    offset: usize,
    opened: &Range<usize>,
    before: &Range<usize>,
) {
    let line = text.get(opened.clone()).unwrap_or_default().trim();
    let span = Span::new(file, offset + opened.start..offset + opened.end);
    let what = if line.chars().any(char::is_alphanumeric) {
        say! { vi: "khối {line} mở ở đây mà không đóng lại", en: "the block {line} is opened here and never closed" }
    } else {
        say! { vi: "dòng {line} này mở ra một khối mà không có dòng nào đóng lại", en: "this line {line} opens a block that nothing closes" }
    };
    let next = text.get(before.clone()).unwrap_or_default().trim();
    let help = if line.chars().any(char::is_alphanumeric) {
        if next.is_empty() {
            say! { vi: "thêm một dòng ``` ở cuối khối này", en: "add a line ``` at the end of this block" }
        } else {
            say! { vi: "thêm một dòng ``` ở cuối khối này, trước dòng “{next}”", en: "add a line ``` at the end of this block, before the line “{next}”" }
        }
    } else {
        say! { vi: "bỏ dòng này nếu khối phía trên đã đóng; nếu không, ghi tên khối sau dấu ```", en: "remove it if the block above is closed; if not, write the name of the block after the ```" }
    };
    report.error_with_help("block-open", span, what, help);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Sources;

    /// What is reported, and the first line of each stretch.
    fn read(text: &str) -> (Vec<&str>, Vec<&str>) {
        let (mut report, mut sources) = (Report::new(), Sources::default());
        let file = sources.add("lesson.vi.md", text);
        let stretches = stretches(&mut report, file, text, 0);
        let reported = report.diagnostics().iter().filter_map(|found| found.span);
        let at = |span: Span| text.get(span.range().start..span.range().end).unwrap_or_default();
        let first = |range: Range<usize>| {
            text.get(range).and_then(|text| text.lines().next()).unwrap_or_default()
        };
        (reported.map(at).collect(), stretches.into_iter().map(first).collect())
    }

    #[test]
    fn a_fence_that_is_not_closed_ends_where_the_next_part_begins() {
        let text =
            "a\n\n```steps\n1. **A.** b\n\n## Nên làm {#do}\n\n- c\n\n```numbers\nx: y\n```\n";
        assert_eq!(read(text), (vec!["```steps"], vec!["a", "## Nên làm {#do}"]));
        let text = "```steps\n1. **A.** b\n\n```numbers\nx: y\n```\n";
        assert_eq!(read(text), (vec!["```steps"], vec!["```steps", "```numbers"]));
        // One tick line too many.
        let text = "```steps\n1. **A.** b\n```\n```\n\n```quiz\n? a\n```\n";
        assert_eq!(read(text), (vec!["```"], vec!["```steps", "```quiz"]));
        assert_eq!(read("a\n```quiz\n? a"), (vec!["```quiz"], vec!["a"]));
        // What is indented or autocorrected opens a block as well.
        for text in ["    ```steps\n1. a\n\n## b\n", "‘‘‘steps\n1. a\n\n## b\n"] {
            let opened = text.lines().next().unwrap_or_default();
            assert_eq!(read(text), (vec![opened.trim_end()], vec![opened, "## b"]));
        }
    }

    #[test]
    fn what_is_closed_is_read_in_one_piece() {
        for text in [
            "",
            "a",
            "```steps\n1. **A.** b\n```\n\n## B {#do}\n",
            "~~~\n```steps\n~~~\n## a\n",
            "````\n```steps\n```\n````\n## a\n",
            "```\n# comment\n```\n",
            "```\n    ```steps\n```\n",
            "    ```steps\n1. a\n    ```\n## a\n",
            "‘‘‘steps\n1. a\n’’’\n## a\n",
            "```steps\n1. a\n‘‘‘\n## a\n",
            "‘‘‘\n## a\n",
            "- ```\n  a\n  ```\n## a\n",
            "10. - ```\n      a\n      ```\n## a\n",
            "```\n- ```\n```\n",
            "'''a\n## a\n",
        ] {
            assert_eq!(
                read(text),
                (vec![], vec![text.lines().next().unwrap_or_default()]),
                "{text}"
            );
        }
    }
}
