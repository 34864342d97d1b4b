//! Marks that are left over: they would be printed as they were typed.

use std::ops::Range;

use super::{
    half, labels,
    lines::is_rule,
    next::Next,
    pasted, ranges,
    scan::{Line, Paragraph, Plain, Seen},
};
use crate::model::markdown::{
    Blank, Unfilled, Words, among, is_among, is_box, is_hashed, is_sign, is_tick, unfilled,
};

/// Marks that are left over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Left {
    /// Their bytes.
    pub at: Range<usize>,
    /// What they are.
    pub kind: Kind,
}

/// What marks are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Stars of bold, or low lines.
    Bold,
    /// One star or low line beside words.
    Star,
    /// A word with low lines in it.
    Within,
    /// Words struck out.
    Struck,
    /// Words in colour.
    Lit,
    /// A note at the foot of a page.
    Footnote,
    /// One or two backticks.
    Tick,
    /// Three backticks, or what looks like them.
    Fence,
    /// The brackets of a field without those that close it.
    Brackets,
    /// A field in one bracket.
    Field,
    /// The name of a part.
    Braces,
    /// A picture that leads to no file.
    Picture,
    /// The sign of a heading.
    Heading,
    /// The opening of a box.
    Box,
    /// The opening of a box in other programs.
    Colons,
    /// Dashes or pluses that open a line.
    Dashes,
    /// A line of signs.
    Line,
    /// Rows of cells.
    Table,
    /// A backslash at the end of a paragraph.
    Backslash,
    /// Any other sign that is a mark.
    Sign,
    /// A line that begins like an item and goes on with the line before it.
    Joined,
    /// The number of an item that is printed as another one.
    Number(u64),
    /// What somebody meant to fill in.
    Unfilled(Blank),
    /// An item without anything in it.
    Empty,
    /// The word and number of a heading, without the heading.
    Label,
    /// Items that stand in one line.
    Bullets,
    /// A word that is parted at the end of a line.
    Parted,
    /// What was pasted along with a text: the number of a page, a button.
    Pasted,
}

/// What is left over of a text whose words begin at a byte of it.
pub fn left(source: &str, start: usize, seen: &Seen) -> Vec<Left> {
    let mut all = Vec::new();
    let mut half: Vec<Range<usize>> = half::found(source).map(|(at, _)| at).collect();
    half.sort_unstable_by_key(|at| at.start);
    let known = half.clone();
    let mut barred = Vec::new();
    let mut words = Look {
        source,
        half,
        all: &mut all,
        done: 0,
        host: 0,
        struck: None,
        lit: None,
        line_end: Next::new("\n"),
    };
    seen.plain.iter().for_each(|plain| words.look(plain));
    let bulleted = pasted::has_bullets(source);
    for paragraph in &seen.paragraphs {
        lines(source, paragraph, &mut all);
        alone(source, paragraph, &mut all);
        pasted::hyphens(source, paragraph, &mut all);
        if bulleted {
            pasted::bullets(source, paragraph, &mut all);
        }
        barred.extend(rows(source, paragraph, &mut all));
    }
    let number =
        |(at, printed): &(Range<usize>, u64)| Left { at: at.clone(), kind: Kind::Number(*printed) };
    all.extend(seen.numbers.iter().map(number));
    all.extend(seen.empty.iter().map(|at| Left { at: at.clone(), kind: Kind::Empty }));
    let known = known.into_iter().chain(all.iter().map(|left| left.at.clone())).collect();
    let signs = signs(source, start, &seen.plain, known);
    let is_bar = |left: &Left| {
        let bars = source.get(left.at.clone()).is_some_and(|typed| typed.chars().all(|c| c == '|'));
        let row = barred.partition_point(|row: &Range<usize>| row.end <= left.at.start);
        bars && barred.get(row).is_some_and(|row| row.start <= left.at.start)
    };
    all.extend(signs.into_iter().filter(|left| !is_bar(left)));
    let open = open(source, &seen.plain);
    let read = ranges::found(source, &seen.plain);
    let is_read = |at: &Range<usize>| {
        let next = read.partition_point(|(read, _)| read.end <= at.start);
        read.get(next).is_some_and(|(read, _)| read.start < at.end)
    };
    all.retain(|left| !is_among(&open, &left.at) && !is_read(&left.at));
    all.extend(open.into_iter().map(|one| Left { at: one.at, kind: Kind::Unfilled(one.what) }));
    all
}

/// What somebody meant to fill in, in words that are shown.
fn open(source: &str, plain: &[Plain]) -> Vec<Unfilled> {
    let mut all = unfilled(source);
    all.retain(|one| {
        let next = plain.partition_point(|plain| plain.at.end <= one.at.start);
        plain.get(next).is_some_and(|plain| plain.at.start <= one.at.start)
    });
    all
}

/// Marks that are of no kind that has more to say: what is left in words when all else was found.
/// What was found is `known`.
fn signs(source: &str, start: usize, plain: &[Plain], mut known: Vec<Range<usize>>) -> Vec<Left> {
    let words = plain.iter().filter(|plain| !plain.entity).map(|plain| Words {
        at: plain.at.clone(),
        host: plain.host,
        escaped: plain.kept,
    });
    known.sort_unstable_by_key(|at| (at.start, at.end));
    let mut known = known.into_iter().peekable();
    let mut end = 0;
    let mut signs = Vec::new();
    for at in among(source, start, words) {
        // What is between these is reported where fields and tags of themes are read.
        let own = [("[[", "]]"), ("{{", "}}"), ("{%", "%}")];
        let typed = source.get(at.clone()).unwrap_or_default();
        let own = own.iter().any(|(open, close)| typed.starts_with(open) && typed.ends_with(close));
        // Of marks in a row some may be known.
        let mut from = at.start.max(end);
        let mut rest = Vec::new();
        while let Some(next) = known.next_if(|known| known.start < at.end) {
            rest.push(from..next.start);
            from = from.max(next.end);
            end = end.max(next.end);
        }
        rest.push(from..at.end);
        for at in rest {
            let typed = source.get(at.clone()).unwrap_or_default();
            if own || !typed.contains(is_sign) {
                continue;
            }
            if typed == "_"
                && let Some(word) = joined(source, at.start)
            {
                end = word.end;
                signs.push(Left { at: word, kind: Kind::Within });
                continue;
            }
            let kind = match typed.chars().next() {
                Some('*' | '_') if typed.chars().count() > 1 => Kind::Bold,
                Some('*' | '_') => Kind::Star,
                _ => Kind::Sign,
            };
            signs.push(Left { at, kind });
        }
    }
    signs
}

/// The word that has a low line at a place, if it is within it.
fn joined(source: &str, at: usize) -> Option<Range<usize>> {
    /// More of a word is not looked at.
    const NEAR: usize = 100;
    let of_word = |c: char| c.is_alphanumeric() || c == '_';
    let before = source.get(source.ceil_char_boundary(at.saturating_sub(NEAR))..at)?;
    let end = source.floor_char_boundary((at + 1 + NEAR).min(source.len()));
    let after = source.get(at + 1..end)?;
    let inner = before.ends_with(char::is_alphanumeric) && after.starts_with(char::is_alphanumeric);
    let start = at - (before.len() - before.trim_end_matches(of_word).len());
    let end = at + 1 + (after.len() - after.trim_start_matches(of_word).len());
    inner.then_some(start..end)
}

/// What is found in words, each of which is looked at once.
struct Look<'a> {
    source: &'a str,
    /// Fields that lack a bracket, which are reported as such.
    half: Vec<Range<usize>>,
    all: &'a mut Vec<Left>,
    /// What was found takes all up to here.
    done: usize,
    /// The paragraph that is read.
    host: usize,
    /// Where a stretch opens that is struck out, with how many signs.
    struck: Option<Range<usize>>,
    /// Where a stretch in colour opens.
    lit: Option<usize>,
    line_end: Next,
}

/// A field has no longer name.
const LONGEST_NAME: usize = 80;

impl<'a> Look<'a> {
    fn push(&mut self, at: Range<usize>, kind: Kind) {
        self.done = at.end;
        self.all.push(Left { at, kind });
    }

    /// The rest of a line.
    fn rest(&mut self, at: usize) -> &'a str {
        let end = self.line_end.after(self.source, at).unwrap_or(self.source.len());
        self.source.get(at..end).unwrap_or_default()
    }

    fn before(&self, at: usize) -> Option<char> {
        self.source.get(..at)?.chars().next_back()
    }

    fn after(&self, at: usize) -> Option<char> {
        self.source.get(at..)?.chars().next()
    }

    /// Whether no word is before a place on its line.
    fn is_first(&self, at: usize) -> bool {
        /// No line opens with more marks.
        const NEAR: usize = 40;
        let near = self.source.ceil_char_boundary(at.saturating_sub(NEAR));
        let before = self.source.get(near..at).unwrap_or_default();
        let line = before.rsplit('\n').next().unwrap_or_default();
        let digits = line.trim_start_matches(|c: char| c.is_whitespace() || c == '>');
        let item = digits.trim_start_matches(|c: char| c.is_ascii_digit());
        let numbered = item.len() < digits.len() && item.starts_with(['.', ')']);
        let marks = if numbered { item.get(1..).unwrap_or_default() } else { digits };
        let whole = line.len() < before.len() || near == 0;
        whole && marks.chars().all(|c| c.is_whitespace() || "-+*#|>".contains(c))
    }

    /// Whether the sign at a place is behind a backslash that takes its meaning.
    fn is_escaped(&self, at: usize) -> bool {
        let before = self.source.get(..at).unwrap_or_default();
        (before.len() - before.trim_end_matches('\\').len()) % 2 == 1
    }

    fn look(&mut self, plain: &Plain) {
        if self.host != plain.host {
            (self.struck, self.lit) = (None, None);
            self.host = plain.host;
        }
        let text = self.source.get(plain.at.clone()).unwrap_or_default();
        for (at, sign) in
            text.match_indices(|c| matches!(c, '~' | '=' | '[' | '{' | '\\') || is_tick(c))
        {
            let from = plain.at.start + at;
            if from < self.done || at == 0 && plain.escaped {
                continue;
            }
            let rest = text.get(at..).unwrap_or_default();
            let at = from..from + rest.len() - rest.trim_start_matches(sign).len();
            match sign {
                "~" => self.struck(at),
                "=" => self.lit(at),
                "[" => self.bracket(from),
                "{" => self.brace(from),
                "\\" => self.backslash(at, plain),
                _ => self.ticks(from),
            }
        }
    }

    /// Backticks, or three signs that look like them.
    fn ticks(&mut self, at: usize) {
        let rest = self.source.get(at..).unwrap_or_default();
        let ticks = rest.len() - rest.trim_start_matches(is_tick).len();
        let row = at..at + ticks;
        let backtick = rest.starts_with('`');
        match rest.chars().take_while(|c| is_tick(*c)).count() {
            3.. => self.push(row, Kind::Fence),
            _ if backtick => self.push(at..at + 1, Kind::Tick),
            _ => self.done = row.end,
        }
    }

    fn struck(&mut self, at: Range<usize>) {
        self.done = at.end;
        let (before, after) = (self.before(at.start), self.after(at.end));
        let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        let closes = self.struck.as_ref().is_some_and(|open| open.len() == at.len());
        if closes && (at.len() > 1 || letter(before) && !letter(after)) {
            let open = self.struck.take().map_or(at.start, |open| open.start);
            // The first of two was reported alone, as nothing was known of the second.
            match self.all.last_mut() {
                Some(left) if left.at.start == open => left.at.end = at.end,
                _ => self.push(open..at.end, Kind::Struck),
            }
        } else if at.len() > 1 {
            self.struck = Some(at.clone());
            self.push(at, Kind::Struck);
        } else if letter(after) && !before.is_some_and(char::is_alphanumeric) {
            self.struck = Some(at);
        }
    }

    fn lit(&mut self, at: Range<usize>) {
        self.done = at.end;
        // The shaft of an arrow is none.
        let arrow = self.after(at.end) == Some('>') || self.before(at.start) == Some('<');
        if at.len() < 2 || arrow {
            return;
        }
        let kind = if at.len() == 2 { Kind::Lit } else { Kind::Line };
        match (self.lit.take(), self.all.last_mut()) {
            (Some(open), Some(left)) if left.at.start == open && kind == Kind::Lit => {
                left.at.end = at.end;
            }
            _ => {
                self.lit = Some(at.start).filter(|_| kind == Kind::Lit);
                self.push(at, kind);
            }
        }
    }

    fn bracket(&mut self, at: usize) {
        let half = self.half.partition_point(|half| half.end <= at);
        if let Some(half) = self.half.get(half).filter(|half| half.start <= at) {
            self.done = half.end;
            return;
        }
        let rest = self.rest(at);
        let near = rest.char_indices().nth(LONGEST_NAME);
        let near = near.map_or(rest, |(end, _)| rest.split_at(end).0);
        let close = near.find(']').map(|close| at + close + 1);
        let picture = self.before(at) == Some('!') && !self.is_escaped(at - 1);
        // What an address follows is reported as a whole.
        let addressed = close.is_some_and(|close| self.after(close) == Some('('));
        let name = near.get(1..).and_then(|rest| rest.split_once(']')).map(|(name, _)| name);
        let boxed = name.is_some_and(|name| is_box(name, self.is_first(at)));
        let kind = if rest.starts_with("[^") || rest.starts_with("[[^") {
            Kind::Footnote
        } else if rest.starts_with("[[") {
            Kind::Brackets
        } else if rest.starts_with("[!") && !rest.starts_with("[![") || boxed && !addressed {
            Kind::Box
        } else if is_field(near, '[', ']') {
            Kind::Field
        } else if rest.starts_with("[!") || picture && !addressed {
            Kind::Picture
        } else {
            return;
        };
        // Brackets in a row are one mark.
        let row = at + rest.len() - rest.trim_start_matches(['[', '!', '^']).len();
        let close = close.filter(|_| kind != Kind::Brackets).unwrap_or(row);
        self.push(at - usize::from(picture)..close.max(row), kind);
    }

    fn brace(&mut self, at: usize) {
        let rest = self.rest(at);
        let near =
            rest.char_indices().nth(LONGEST_NAME).map_or(rest, |(end, _)| rest.split_at(end).0);
        let Some(close) = near.find('}').map(|close| at + close + 1) else { return };
        if near.starts_with("{#") {
            self.push(at..close, Kind::Braces);
        } else if is_field(near, '{', '}') {
            self.push(at..close, Kind::Field);
        }
    }

    /// A backslash at the end of a paragraph or a cell.
    fn backslash(&mut self, at: Range<usize>, plain: &Plain) {
        self.done = at.end;
        let last = at.end == plain.at.end && at.len() == 1;
        if last && (self.rest(at.end).trim().is_empty() || self.after(at.end) == Some('|')) {
            self.push(at, Kind::Backslash);
        }
    }
}

/// Whether a name of a field is between two signs.
fn is_field(text: &str, open: char, close: char) -> bool {
    let inner = text.strip_prefix(open).and_then(|rest| rest.split_once(close));
    inner.is_some_and(|(inner, _)| {
        let name = inner.trim();
        let known = name.starts_with("place.") || name.starts_with("fact.");
        known && name.chars().all(|c| c.is_ascii_alphanumeric() || "._".contains(c))
    })
}

/// What lines open with, and rows of cells.
fn lines(source: &str, paragraph: &Paragraph, all: &mut Vec<Left>) {
    let texts: Vec<&str> = paragraph
        .lines
        .iter()
        .map(|line| source.get(line.at.clone()).unwrap_or_default().trim_start())
        .collect();
    for (line, text) in paragraph.lines.iter().zip(&texts) {
        if !line.words {
            continue;
        }
        if line.soft
            && let Some(length) = labels::opens(text)
        {
            let start = line.at.end - text.len();
            all.push(Left { at: start..start + length, kind: Kind::Joined });
            continue;
        }
        let signs = |sign: char| text.len() - text.trim_start_matches(sign).len();
        let first = text.chars().next().unwrap_or(' ');
        let (length, kind) = match first {
            '#' if signs('#') > 1 || !is_hashed(text) => (signs('#'), Kind::Heading),
            ':' if signs(':') > 2 => (signs(':'), Kind::Colons),
            '+' if signs('+') > 2 && signs('+') == text.trim_end().len() => {
                (signs('+'), Kind::Line)
            }
            // What is before an arrow is its shaft.
            '-' | '+'
                if signs(first) > 1
                    && text.contains(char::is_alphabetic)
                    && !text.trim_start_matches('-').starts_with('>') =>
            {
                (signs(first), Kind::Dashes)
            }
            _ => continue,
        };
        let start = line.at.end - text.len();
        all.push(Left { at: start..start + length, kind });
    }
}

/// A line that is a paragraph and says no more than a word and a number: `Mục 3:`, `Phần II.`.
fn alone(source: &str, paragraph: &Paragraph, all: &mut Vec<Left>) {
    let [line] = paragraph.lines.as_slice() else { return };
    let text = source.get(line.at.clone()).unwrap_or_default();
    if line.plain && pasted::is_pasted(text, paragraph.item) {
        all.push(Left { at: line.at.clone(), kind: Kind::Pasted });
        return;
    }
    if paragraph.item || !line.plain || !labels::is_alone(text) {
        return;
    }
    // Above a list it says what the list is.
    let next =
        source.get(line.at.end..).unwrap_or_default().trim_start_matches(['\n', '\r', ' ', '>']);
    let listed = next.starts_with(|c: char| "-*+•–☐|`[".contains(c) || c.is_ascii_digit());
    if !(listed && text.ends_with(':')) {
        all.push(Left { at: line.at.clone(), kind: Kind::Label });
    }
}

/// How many gaps of three blanks or more are in a line.
fn gaps(line: &str) -> usize {
    let line = line.trim_end().replace('\u{a0}', " ");
    line.split("   ").filter(|piece| !piece.trim().is_empty()).count().saturating_sub(1)
}

/// Lines that look like the rows of a table: bars at their start, or blanks and bars, tabs or many
/// blanks between cells in more than one line. They are left over as one; gives where.
fn rows(source: &str, paragraph: &Paragraph, all: &mut Vec<Left>) -> Option<Range<usize>> {
    let text = |line: &Line| source.get(line.at.clone()).unwrap_or_default().trim_start();
    let barred = |text: &str| {
        text.starts_with('|') || is_rule(text) && text.contains('|') && text.contains('-')
    };
    let parted = |line: &Line| text(line).contains(" | ") || text(line).contains('\t');
    let one = paragraph.lines.iter().find(|line| line.words && barred(text(line)));
    // Columns that blanks hold apart have as many gaps in each line.
    let wide = paragraph.lines.first().map(|line| gaps(text(line))).filter(|gaps| *gaps > 0);
    let spaced =
        wide.is_some_and(|wide| paragraph.lines.iter().all(|line| gaps(text(line)) == wide));
    let many = paragraph.lines.len() > 1 && (spaced || paragraph.lines.iter().all(parted));
    let first = paragraph.lines.first().filter(|_| many);
    let line = one.or(first)?;
    let is_row = |line: &&Line| barred(text(line)) || parted(line) || spaced;
    let last = paragraph.lines.iter().rfind(is_row).unwrap_or(line);
    let at = line.at.start..last.at.end.max(line.at.end);
    all.push(Left { at: at.clone(), kind: Kind::Table });
    Some(at)
}
