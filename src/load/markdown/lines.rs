//! Lines that mean more than the words that Markdown takes them for.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use super::{
    edited::Edit,
    fences, labels,
    scan::{Fence, Line, Paragraph, Seen},
};
use crate::model::{
    block::Alert,
    markdown::{Opening, Opens, doubled, opening},
};

/// What lines are read as for what they mean.
pub fn edits(source: &str, seen: &Seen) -> Vec<Edit> {
    let mut edits = Vec::new();
    fences(source, &seen.fences, &mut edits);
    edits.extend(seen.indented.iter().map(|at| indent(source, *at)));
    let mut counts = labels::Counts::default();
    for paragraph in &seen.paragraphs {
        let lines = Lines { source, lines: &paragraph.lines };
        let before = edits.len();
        lines.resumed(paragraph, &mut counts, &mut edits);
        lines.quoted(&mut edits);
        if edits.len() > before {
            continue;
        }
        if lines.alert(&mut edits) || lines.table(&mut edits) {
            continue;
        }
        let before = edits.len();
        lines.blanks(&mut edits);
        lines.openings(paragraph, &mut edits);
        // What is left of the paragraph is seen when it is read anew.
        if edits.len() == before {
            lines.bold(&mut edits);
            lines.labels(&mut edits);
            lines.titles(&mut edits);
            lines.short(&mut edits);
        }
    }
    // A line that counts on and says what it tells of ends the one before it once.
    let mut once = BTreeSet::new();
    edits.retain(|edit| once.insert((edit.at.start, edit.at.end, edit.put.clone())));
    edits
}

/// The blanks before a line that make code of it: nobody who writes a lesson means any.
fn indent(source: &str, at: usize) -> Edit {
    let before = source.get(..at).unwrap_or_default();
    let mut start = at;
    let mut columns = 0;
    for c in before.chars().rev().take(4) {
        match c {
            ' ' if columns < 4 => columns += 1,
            '\t' if columns == 0 => columns = 4,
            _ => break,
        }
        start -= 1;
    }
    let after = source.get(at..).unwrap_or_default();
    let blanks = after.len() - after.trim_start_matches([' ', '\t']).len();
    Edit::new(start..at + blanks, "")
}

/// Three curly quotes and the name of a block open it, where it is part of a row of lines.
fn fences(source: &str, fences: &[Fence], edits: &mut Vec<Edit>) {
    let mut open: Option<String> = None;
    for fence in fences {
        match fence {
            Fence::Line(at) => row(source, at.clone(), &mut open, edits),
            Fence::Block(block) => {
                let first = source.get(block.at.clone()).unwrap_or_default();
                let sign = first.chars().next().unwrap_or('`');
                let rest = first.trim_start_matches(sign);
                let name = rest.lines().next().and_then(|line| line.split_whitespace().next());
                if !name.is_some_and(fences::is_name) {
                    continue;
                }
                open = Some(sign.to_string().repeat(first.len() - rest.len()));
                let mut at = block.inner.start;
                for line in
                    source.get(block.inner.clone()).unwrap_or_default().split_inclusive('\n')
                {
                    let text = line.trim();
                    let start = at + (line.len() - line.trim_start().len());
                    row(source, start..start + text.len(), &mut open, edits);
                    at += line.len();
                }
                open = None;
            }
        }
    }
}

/// A line that may open or close a block.
fn row(source: &str, at: Range<usize>, open: &mut Option<String>, edits: &mut Vec<Edit>) {
    let text = source.get(at.clone()).unwrap_or_default();
    let Some(Opening { lead: 0, mark, opens: Opens::Fence }) = opening(text) else {
        if open.is_none() && text.starts_with("```") {
            *open = Some("```".to_owned());
        }
        return;
    };
    let name = text.get(mark..).unwrap_or_default();
    let name = name.split_whitespace().next();
    let put = match (name, &*open) {
        (None, Some(signs)) => signs.clone(),
        (Some(name), None) if fences::is_name(name) => "```".to_owned(),
        _ => return,
    };
    *open = if name.is_none() { None } else { Some(put.clone()) };
    edits.push(Edit::new(at.start..at.start + mark, put));
}

/// The lines of a paragraph.
struct Lines<'s> {
    source: &'s str,
    lines: &'s [Line],
}

impl<'s> Lines<'s> {
    fn text(&self, line: &Line) -> &'s str {
        self.source.get(line.at.clone()).unwrap_or_default()
    }

    /// The marks of what a line is in: of quotations, and blanks.
    fn prefix(&self, line: &Line) -> &'s str {
        let before = self.source.get(..line.at.start).unwrap_or_default();
        before.rsplit('\n').next().unwrap_or_default()
    }

    /// A box whose lines lack their `>`.
    fn alert(&self, edits: &mut Vec<Edit>) -> bool {
        let Some((first, rest)) = self.lines.split_first() else { return false };
        let is_box = first.plain && is_alert(self.text(first));
        let said = rest.iter().any(|line| !self.text(line).trim().is_empty())
            && !self.lines.last().is_some_and(|line| self.goes_on(line));
        if is_box && said {
            edits.extend(
                self.lines.iter().map(|line| Edit::new(line.at.start..line.at.start, "> ")),
            );
        }
        is_box && said
    }

    /// Whether something is on the line below that is no part of the paragraph, as a list.
    fn goes_on(&self, line: &Line) -> bool {
        let rest = self.source.get(line.at.end..).unwrap_or_default();
        let next = rest.lines().nth(1).unwrap_or_default();
        !next.trim_matches(|c: char| c == '>' || c.is_whitespace()).is_empty()
    }

    /// Whether a list is on the line below a line.
    fn is_above_list(&self, line: &Line) -> bool {
        let rest = self.source.get(line.at.end..).unwrap_or_default();
        let next = rest.lines().nth(1).unwrap_or_default().trim_start_matches(['>', ' ']);
        ["- ", "+ ", "* "].iter().any(|sign| next.starts_with(sign))
    }

    /// A table that lacks the line under its head, or has another one than its head asks for.
    fn table(&self, edits: &mut Vec<Edit>) -> bool {
        let is_row = |line: &Line| line.plain && self.text(line).trim_start().starts_with('|');
        let Some(head) = self.lines.iter().position(is_row) else { return false };
        let Some([first, second, rest @ ..]) = self.lines.get(head..) else { return false };
        let barred = |line: &Line| self.text(line).trim_start().starts_with('|');
        if !barred(second) || !rest.iter().all(barred) {
            return false;
        }
        let columns = columns(self.text(first));
        let under = self.text(second);
        let is_rule = is_rule(under);
        // A head of bars alone is none, and the line that would be put below it would be printed.
        let says = |line: &Line| self.text(line).contains(|c: char| c != '|' && !c.is_whitespace());
        let is_head = says(first) && !rest.iter().any(|line| self::is_rule(self.text(line)));
        if !is_rule && !is_head {
            return false;
        }
        if head > 0 {
            let prefix = self.prefix(first);
            edits.push(Edit::new(first.at.start..first.at.start, format!("\n{prefix}")));
        }
        if is_rule {
            edits.push(Edit::new(second.at.clone(), rule(under, columns)));
        } else {
            let put = format!("{}\n{}", rule("", columns), self.prefix(second));
            edits.push(Edit::new(second.at.start..second.at.start, put));
        }
        true
    }

    /// A line of no-break spaces is one without words.
    fn blanks(&self, edits: &mut Vec<Edit>) {
        for line in self.lines {
            let rest = self.source.get(line.at.start..).unwrap_or_default();
            let whole = rest.lines().next().unwrap_or_default();
            if !whole.is_empty() && whole.trim().is_empty() {
                edits.push(Edit::new(line.at.start..line.at.start + whole.len(), ""));
            }
        }
    }

    /// Items and headings that are typed as in Word.
    fn openings(&self, paragraph: &Paragraph, edits: &mut Vec<Edit>) {
        let mut boxed = paragraph.boxed;
        let mut number = paragraph.number;
        let is_star = |line: &&Line| labels::starred(self.text(line)).is_some();
        let stars = self.lines.iter().filter(is_star).count();
        let of = |line: &Line| {
            let text = self.text(line);
            let found = opening(text);
            let is_box =
                boxed && matches!(found, None | Some(Opening { opens: Opens::Dash('o'), .. }));
            let found = if is_box { labels::ticked(text).or(found) } else { found };
            let found =
                found.or_else(|| labels::starred(text).filter(|_| paragraph.item || stars > 1));
            let next = number.map(|number| number + 1);
            let found = found.or_else(|| {
                labels::comma(text).filter(
                    |found| matches!(found.opens, Opens::Number(number) if Some(number) == next),
                )
            });
            if let Some(Opening { opens: Opens::Number(found), .. }) = found {
                number = Some(found);
            }
            boxed |= matches!(found, Some(Opening { opens: Opens::Ticked(_), .. }));
            found.filter(|_| line.plain)
        };
        let found: Vec<Option<Opening>> = self.lines.iter().map(of).collect();
        let mut dashes: BTreeMap<char, usize> = BTreeMap::new();
        for found in found.iter().flatten() {
            if let Opens::Dash(sign) = found.opens {
                *dashes.entry(sign).or_default() += 1;
            }
        }
        let mut number = paragraph.number;
        let mut before: Option<&Line> = None;
        for (line, found) in self.lines.iter().zip(&found) {
            let after = before.replace(line);
            let Some(found) = found else { continue };
            let first = after.is_none();
            let in_item = first && paragraph.item;
            // The sign of the item is typed twice.
            let again = if in_item { doubled(self.text(line)) } else { 0 };
            if again > 0 {
                edits.push(Edit::new(line.at.start..line.at.start + again, ""));
                continue;
            }
            let takes = match found.opens {
                Opens::Bullet | Opens::Heading(_) => !in_item,
                Opens::Dash(sign) => {
                    // Below a line that announces something or counts, and above a list, it is an item.
                    let told = after.is_some_and(|line| {
                        let text = self.text(line);
                        text.ends_with(':') || labels::opens(text).is_some()
                    }) || self.is_above_list(line);
                    // A long dash is typed before whoever said something. Where the line before it was
                    // ended on purpose, nothing goes on.
                    let alone = (first || !line.soft) && sign != '—';
                    !in_item && (alone || told || paragraph.item || dashes.get(&sign) > Some(&1))
                }
                Opens::Number(found) => {
                    let next = number.is_some_and(|number| number + 1 == found);
                    let takes = !in_item && (first || found == 1 || next);
                    if takes {
                        number = Some(found);
                    }
                    takes
                }
                Opens::Ticked(_) => true,
                Opens::Fence => false,
            };
            if takes {
                edits.push(self.opened(line, *found, in_item));
            }
        }
    }

    /// The mark of Markdown in the place of another one.
    fn opened(&self, line: &Line, found: Opening, in_item: bool) -> Edit {
        let typed = self.text(line);
        let blanks = typed.get(..found.lead).unwrap_or_default().chars().count();
        let mark = match found.opens {
            Opens::Bullet | Opens::Dash(_) | Opens::Fence => "- ".to_owned(),
            Opens::Number(_) => {
                let digits = typed.get(found.lead..).unwrap_or_default();
                let digits: String = digits.chars().take_while(char::is_ascii_digit).collect();
                format!("{digits}. ")
            }
            Opens::Heading(level) => format!("{} ", "#".repeat(level)),
            Opens::Ticked(done) => {
                let item = if in_item { "" } else { "- " };
                format!("{item}[{}] ", if done { 'x' } else { ' ' })
            }
        };
        let mut at = found.range();
        if let Opens::Bullet | Opens::Dash(_) = found.opens {
            at.end += doubled(typed.get(at.end..).unwrap_or_default());
        }
        let at = line.at.start + at.start..line.at.start + at.end;
        Edit::new(at, format!("{}{mark}", " ".repeat(blanks)))
    }

    /// Lines that count on where a paragraph before was end what they are in: `b)` below the items of
    /// `a)`.
    fn resumed(&self, paragraph: &Paragraph, counts: &mut labels::Counts, edits: &mut Vec<Edit>) {
        counts.extend(paragraph.number.and_then(labels::of_number));
        let mut own = labels::Counts::default();
        for (at, line) in self.lines.iter().enumerate() {
            let typed = self.text(line);
            let text = labels::in_bold(typed).map_or(typed, |(bare, _)| bare);
            let marked = line.plain || text.len() < typed.len();
            if at > 0 && line.soft && marked && !own.go_on(text) && counts.go_on(text) {
                let put = format!("\n{}", self.prefix(line));
                edits.push(Edit::new(line.at.start..line.at.start, put));
            }
            if marked {
                own.add(text);
            }
        }
        counts.extend(own.into_labels());
    }

    /// A line with fewer marks of a quotation than the one above is no part of the inner one.
    fn quoted(&self, edits: &mut Vec<Edit>) {
        let depth = |line: &Line| self.prefix(line).matches('>').count();
        for pair in self.lines.windows(2) {
            let [before, line] = pair else { continue };
            let inner = if line.soft { depth(before) } else { 0 };
            if inner > 1 && (1..inner).contains(&depth(line)) {
                let put = format!("\n{}", self.prefix(line));
                edits.push(Edit::new(line.at.start..line.at.start, put));
            }
        }
    }

    /// Short lines that each begin with a capital, as those of an address, of who signs, or of a verse.
    fn short(&self, edits: &mut Vec<Edit>) {
        /// What is wrapped has longer lines.
        const LONGEST: usize = 45;
        let [first, rest @ ..] = self.lines else { return };
        let is_short = |line: &Line| {
            let text = self.text(line);
            let bare = text.trim_start_matches(['*', '_', '(', '“', '"']);
            let begins = |c: char| c.is_uppercase() || matches!(c, '\u{E000}'..='\u{F8FF}');
            let number = rest.len() > 1 && bare.starts_with(|c: char| c.is_ascii_digit());
            (bare.starts_with(begins) || number)
                && text.chars().take(LONGEST + 1).count() <= LONGEST
                && !text.contains(['|', '\t'])
                && !text.contains("   ")
                && labels::opens(text).is_none()
        };
        let goes_on = |line: &&Line| {
            let text = self.text(line).trim_end_matches(['*', '_', '”', '"', ')']);
            !text.ends_with(['.', '!', '?', '…', ':'])
        };
        let open = std::iter::once(first).chain(rest).rev().skip(1).any(|line| goes_on(&line));
        if !rest.is_empty() && open && is_short(first) && rest.iter().all(is_short) {
            for line in rest {
                self.part(line, edits);
            }
        }
    }

    /// A line whose bold words count is a line, and a heading if it is bold up to its end.
    fn bold(&self, edits: &mut Vec<Edit>) {
        let mut ended = false;
        for line in self.lines {
            let bold = labels::in_bold(self.text(line));
            let bold = bold.filter(|(text, _)| labels::opens(text).is_some());
            if ended || bold.is_some() {
                self.part(line, edits);
            }
            ended = bold.is_some_and(|(_, whole)| whole);
        }
    }

    /// Lines that say what they tell of, one below the other, are lines, and so is what is below something
    /// to be filled in.
    fn titles(&self, edits: &mut Vec<Edit>) {
        for pair in self.lines.windows(2) {
            let [before, line] = pair else { continue };
            let [above, text] = [before, line].map(|line| self.text(line));
            if labels::is_titled(above) && labels::is_titled(text) {
                self.part(before, edits);
                self.part(line, edits);
            } else if labels::is_open(above) {
                self.part(line, edits);
            }
        }
    }

    /// Lines that count on, or open with a sign, are lines.
    fn labels(&self, edits: &mut Vec<Edit>) {
        // The last line that could count, and whether it is known to.
        let mut last: Option<(&Line, bool)> = None;
        for line in self.lines.iter().filter(|line| line.plain) {
            let text = self.text(line);
            if labels::is_signed(text) || self.is_said(line) {
                self.part(line, edits);
            }
            if !labels::is_labelled(text) {
                continue;
            }
            let before = last.filter(|(before, _)| labels::follows(self.text(before), text));
            if let Some((before, counts)) = before {
                if !counts {
                    self.part(before, edits);
                }
                self.part(line, edits);
            }
            last = Some((line, before.is_some()));
        }
    }

    /// Whether a line says who said what was said before: a long dash below the end of a sentence.
    fn is_said(&self, line: &Line) -> bool {
        let before = self.source.get(..line.at.start).unwrap_or_default().trim_end();
        self.text(line).starts_with('—') && before.ends_with(['.', '!', '?', '…', '”', '"', '»'])
    }

    /// Ends the line before a line for good.
    fn part(&self, line: &Line, edits: &mut Vec<Edit>) {
        if !line.soft {
            return;
        }
        let before = self.source.get(..line.at.start).unwrap_or_default();
        let Some(end) = before.rfind('\n') else { return };
        let end = before.get(..end).unwrap_or_default();
        let end = end.strip_suffix('\r').unwrap_or(end);
        edits.push(Edit::new(end.trim_end().len()..end.len(), "\\"));
    }
}

/// Whether a line is the opening of a box.
fn is_alert(line: &str) -> bool {
    let name = line.trim().strip_prefix("[!").and_then(|rest| rest.strip_suffix(']'));
    name.is_some_and(|name| Alert::named(name).is_some())
}

/// How many cells a row has.
pub fn columns(row: &str) -> usize {
    let row = row.trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let (mut bars, mut escaped, mut last) = (0, false, false);
    for c in row.chars() {
        last = c == '|' && !escaped;
        bars += usize::from(last);
        escaped = c == '\\' && !escaped;
    }
    bars + 1 - usize::from(last)
}

/// Whether a line of bars has dashes between them and nothing else; autocorrection makes long ones.
pub fn is_rule(line: &str) -> bool {
    line.contains(['-', '–', '—']) && line.chars().all(|c| "|:-–— \t\u{a0}".contains(c))
}

/// The line under a head of some columns, with the sides that were typed.
fn rule(typed: &str, columns: usize) -> String {
    let typed = typed.trim().trim_start_matches('|').trim_end_matches('|');
    let mut cells = typed.split('|').map(str::trim);
    let mut rule = String::from("|");
    for _ in 0..columns {
        let cell = cells.next().unwrap_or_default();
        rule.push_str(match (cell.starts_with(':'), cell.len() > 1 && cell.ends_with(':')) {
            (true, true) => ":-:|",
            (false, true) => "--:|",
            (true, false) => ":--|",
            (false, false) => "---|",
        });
    }
    rule
}
