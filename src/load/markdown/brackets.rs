//! What looks like a link or a picture and is none: Markdown shows it as it is typed, and nobody notices
//! before it is printed.
//!
//! Looked at are the brackets that are shown, so a link that is one, code, and what stands behind a
//! backslash are none of them.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::tree::Reader;
use crate::{diag::Text, model::picture::is_name_of_picture, say};

/// As much of an address as is needed to know it for one.
const LOOKED_AT: usize = 200;

/// What is wrong with the form of a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// `[a](b c)`: an address ends at a blank.
    Beside,
    /// `[a](0271 3888 999)`: a number to call.
    Number,
    /// `a](lesson:b)`: its words have no bracket before them, or close twice.
    Unopened,
    /// `[a](lesson:b`, `[a](b`.
    Unclosed,
    /// `[a] (lesson:b)`.
    Apart,
    /// `(a)[lesson:b]`, `[a][lesson:b]`: the brackets are the wrong way round.
    Turned,
}

impl Form {
    fn help(self) -> Text {
        match self {
            Self::Beside => {
                say! { vi: "tên tệp có dấu cách thì đặt trong ngoặc nhọn: `(<anh ho.jpg>)`; nếu là câu văn thì gõ `\\(` thay cho dấu `(`", en: "put a file name with spaces into angle brackets: `(<my photo.jpg>)`; if it is a sentence, type `\\(` for the `(`" }
            }
            Self::Number => {
                say! { vi: "muốn gọi được thì viết số thành dữ kiện: `[Gọi](tel:[[ fact.ten_so ]])`, số của xã thì `[Gọi](tel:[[ place.police.phone ]])`; nếu là câu văn thì gõ `\\(` thay cho dấu `(`", en: "to call it, cite the number as a fact: `[Call](tel:[[ fact.its_id ]])`, or one of the place: `[Call](tel:[[ place.police.phone ]])`; if it is a sentence, type `\\(` for the `(`" }
            }
            Self::Unopened => {
                say! { vi: "chữ của liên kết cần một dấu `[` ở trước và một dấu `]` ở sau: `[Nổi trước đã](lesson:float-first)`; nếu là câu văn thì gõ `\\(` thay cho dấu `(`", en: "the words of a link have one `[` before them and one `]` after them: `[Float first](lesson:float-first)`; if it is a sentence, type `\\(` for the `(`" }
            }
            Self::Unclosed => {
                say! { vi: "thêm dấu `)` ngay sau địa chỉ, trên cùng một dòng: `[Nổi trước đã](lesson:float-first)`; nếu là câu văn thì gõ `\\(` thay cho dấu `(`", en: "add a `)` right after the address, on the same line: `[Float first](lesson:float-first)`; if it is a sentence, type `\\(` for the `(`" }
            }
            Self::Apart => {
                say! { vi: "bỏ dấu cách giữa `]` và `(`: `[Nổi trước đã](lesson:float-first)`; nếu là câu văn thì gõ `\\(` thay cho dấu `(`", en: "take out the blank between `]` and `(`: `[Float first](lesson:float-first)`; if it is a sentence, type `\\(` for the `(`" }
            }
            Self::Turned => {
                say! { vi: "chữ để trong ngoặc vuông, địa chỉ trong ngoặc tròn: `[Nổi trước đã](lesson:float-first)`; nếu là câu văn thì gõ `\\[` thay cho dấu `[`", en: "words go into square brackets, the address into round ones: `[Float first](lesson:float-first)`; if it is a sentence, type `\\[` for the `[`" }
            }
        }
    }
}

impl Reader<'_> {
    /// Reports what looks like a link among the events of a text that starts at `base`, and says where
    /// that is.
    pub(super) fn refuse_almost_links(
        &mut self,
        events: &[(Event<'_>, Range<usize>)],
        base: usize,
    ) -> Vec<Range<usize>> {
        let found = almost_links(&self.masked.text, events, base);
        for (at, form) in &found {
            self.report.error_with_help(
                "link-form",
                self.span(at.clone()),
                say! { vi: "chỗ này không thành ảnh hay liên kết, mà hiện ra đúng như đã gõ", en: "this is no picture and no link: it is shown as it is typed" },
                form.help(),
            );
        }
        found.into_iter().map(|(at, _)| at).collect()
    }
}

fn almost_links(
    text: &str,
    events: &[(Event<'_>, Range<usize>)],
    base: usize,
) -> Vec<(Range<usize>, Form)> {
    let mut line = Line { text, ..Line::default() };
    let mut found = Vec::new();
    // Within these nothing is read as Markdown, or nothing is shown.
    let mut depth = 0_usize;
    for (event, at) in events {
        match event {
            Event::Start(Tag::CodeBlock(_) | Tag::Image { .. } | Tag::HtmlBlock) => depth += 1,
            Event::End(TagEnd::CodeBlock | TagEnd::Image | TagEnd::HtmlBlock) => {
                depth = depth.saturating_sub(1);
            }
            Event::Text(_) if depth == 0 => {
                line.read(at.start + base..at.end + base, &mut found);
            }
            Event::SoftBreak | Event::HardBreak => line.ends(&mut found),
            Event::Start(Tag::Strong | Tag::Emphasis | Tag::Link { .. })
            | Event::End(TagEnd::Strong | TagEnd::Emphasis | TagEnd::Link)
            | Event::Code(_)
            | Event::InlineHtml(_)
            | Event::Text(_) => {}
            _ => {
                line.ends(&mut found);
                line = Line { text, ..Line::default() };
            }
        }
    }
    line.ends(&mut found);
    found
}

/// A bracket that closed: where, and what had opened it.
#[derive(Debug, Clone, Copy)]
struct Closed {
    at: usize,
    opening: Option<Opening>,
}

impl Closed {
    /// Where a bracket that is no mere letter opened it.
    fn start(self) -> Option<usize> {
        match self.opening? {
            Opening::At(start) => Some(start),
            Opening::Letter => None,
        }
    }
}

/// A bracket that opened.
#[derive(Debug, Clone, Copy)]
enum Opening {
    At(usize),
    /// It stands behind a backslash, so its author wants it to be seen.
    Letter,
}

/// What may become the form of a link, once its second bracket closes.
#[derive(Debug, Clone, Copy)]
struct Open {
    form: Form,
    start: usize,
    /// What closes it.
    by: char,
    /// Brackets of the same kind within it.
    depth: usize,
    /// After the first bracket that could close it.
    end: Option<usize>,
    /// Whether an address stands in it.
    is_address: bool,
}

/// The brackets of a paragraph that are shown.
#[derive(Debug, Default)]
struct Line<'t> {
    text: &'t str,
    square: Vec<Opening>,
    round: Vec<Opening>,
    closed_square: Option<Closed>,
    closed_round: Option<Closed>,
    /// Whether a square bracket opened before.
    any: bool,
    open: Option<Open>,
    /// The end of what was shown last.
    last: usize,
}

impl Line<'_> {
    /// Letters that are shown.
    fn read(&mut self, at: Range<usize>, found: &mut Vec<(Range<usize>, Form)>) {
        let words = self.text.get(at.clone()).unwrap_or_default();
        let escaped = self.is_escaped(at.start);
        self.last = at.end;
        for (offset, c) in words.char_indices() {
            let pos = at.start + offset;
            if !"[]()".contains(c) {
                continue;
            }
            match (c, offset == 0 && escaped) {
                ('[', true) => self.square.push(Opening::Letter),
                ('(', true) => self.round.push(Opening::Letter),
                (_, true) => {}
                (_, false) => self.bracket(c, pos, found),
            }
        }
    }

    fn bracket(&mut self, c: char, pos: usize, found: &mut Vec<(Range<usize>, Form)>) {
        if let Some(open) = &mut self.open {
            if c == open.by {
                open.end = open.end.or(Some(pos + 1));
                if open.depth == 0 {
                    open.end = Some(pos + 1);
                    self.closes(found);
                } else {
                    open.depth -= 1;
                }
            } else if (open.by, c) == (')', '(') || (open.by, c) == (']', '[') {
                open.depth += 1;
            }
            return;
        }
        match c {
            '[' => {
                let turned = Self::beside(self.closed_round, pos);
                let twice = Self::beside(self.closed_square, pos);
                let first = turned.or(twice).and_then(Closed::start);
                match first.filter(|_| self.is_address(pos + 1)) {
                    Some(start) => self.opens(Form::Turned, start, ']', true),
                    None => {
                        self.square.push(Opening::At(pos));
                        self.any = true;
                    }
                }
            }
            ']' => {
                self.closed_square = Some(Closed { at: pos, opening: self.square.pop() });
            }
            '(' => {
                let is_address = self.is_address(pos + 1);
                let beside = Self::beside(self.closed_square, pos);
                let apart = self.closed_square.filter(|closed| {
                    let between = self.text.get(closed.at + 1..pos).unwrap_or_default();
                    (1..4).contains(&between.len()) && between.trim_matches(' ').is_empty()
                });
                match (beside, apart) {
                    (Some(Closed { opening: Some(Opening::At(start)), .. }), _) => {
                        let inner = self.text.get(pos + 1..).unwrap_or_default();
                        let number = inner.starts_with(|c: char| c.is_ascii_digit() || c == '+');
                        let form = if number { Form::Number } else { Form::Beside };
                        self.opens(form, start, ')', is_address);
                    }
                    // A bracket alone is a slip of the pen, or a face.
                    (Some(Closed { at, opening: None }), _) if self.any || is_address => {
                        self.opens(Form::Unopened, at, ')', is_address);
                    }
                    (_, Some(Closed { opening: Some(Opening::At(start)), .. })) if is_address => {
                        self.opens(Form::Apart, start, ')', true);
                    }
                    _ => self.round.push(Opening::At(pos)),
                }
            }
            _ => self.closed_round = Some(Closed { at: pos, opening: self.round.pop() }),
        }
    }

    /// What closed right before a place.
    fn beside(closed: Option<Closed>, pos: usize) -> Option<Closed> {
        closed.filter(|closed| closed.at + 1 == pos)
    }

    fn opens(&mut self, form: Form, start: usize, by: char, is_address: bool) {
        let marked = self.text.get(..start).is_some_and(|before| before.ends_with('!'));
        let start = start - usize::from(marked && form != Form::Unopened);
        self.open = Some(Open { form, start, by, depth: 0, end: None, is_address });
    }

    /// The line ends: what is open now is never closed.
    fn ends(&mut self, found: &mut Vec<(Range<usize>, Form)>) {
        if let Some(open) = self.open.take() {
            match open.end {
                Some(end) => found.push((open.start..end, open.form)),
                None if open.is_address || matches!(open.form, Form::Beside | Form::Number) => {
                    found.push((open.start..self.last, Form::Unclosed));
                }
                None => {}
            }
        }
        (self.closed_square, self.closed_round) = (None, None);
    }

    fn closes(&mut self, found: &mut Vec<(Range<usize>, Form)>) {
        if let Some(Open { form, start, end: Some(end), .. }) = self.open.take() {
            found.push((start..end, form));
        }
    }

    /// Whether the letter at a place stands behind a backslash that takes its meaning.
    fn is_escaped(&self, pos: usize) -> bool {
        // A mark before that is part of the words that end there.
        let before = self.text.get(self.last.min(pos)..pos).unwrap_or_default();
        (before.len() - before.trim_end_matches('\\').len()) % 2 == 1
    }

    /// Whether something that a link can lead to begins at a place: an address or a picture.
    fn is_address(&self, from: usize) -> bool {
        const STARTS: [&str; 7] =
            ["lesson:", "tel:", "sms:", "mailto:", "http://", "https://", "www."];
        let rest = self.text.get(from..).unwrap_or_default();
        let near: String = rest.chars().take(LOOKED_AT).take_while(|c| *c != '\n').collect();
        let near = near.trim_start_matches([' ', '<']).to_lowercase();
        let word = near.split([' ', ')', ']', '>']).next().unwrap_or_default();
        STARTS.iter().any(|start| near.starts_with(start)) || is_name_of_picture(word)
    }
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{Options, Parser};

    use super::*;

    /// What is found in a text: the words, and the form.
    fn found(text: &str) -> Vec<(&str, Form)> {
        let events: Vec<_> =
            Parser::new_ext(text, Options::ENABLE_GFM).into_offset_iter().collect();
        let all = almost_links(text, &events, 0).into_iter();
        all.map(|(at, form)| (text.get(at).expect("letters"), form)).collect()
    }

    #[test]
    fn what_is_printed_with_its_brackets_is_found_where_it_stands() {
        for (text, wanted, form) in [
            ("Xem [a](b c).", "[a](b c)", Form::Beside),
            ("![Ao](ao 1.svg) x", "![Ao](ao 1.svg)", Form::Beside),
            ("[a](b (c) d) e", "[a](b (c) d)", Form::Beside),
            ("[a](b (c d) e", "[a](b (c d)", Form::Beside),
            ("[**a**](b c)", "[**a**](b c)", Form::Beside),
            ("**[a](b c)**", "[a](b c)", Form::Beside),
            ("[x](lesson:y) c [a](d e)", "[a](d e)", Form::Beside),
            ("[x [y](lesson:z) a](d e)", "[x [y](lesson:z) a](d e)", Form::Beside),
            ("[a] b](c d)", "](c d)", Form::Unopened),
            ("[x](lesson:y) a](lesson:b)", "](lesson:b)", Form::Unopened),
            ("Xem bài](lesson:near) nhé", "](lesson:near)", Form::Unopened),
            ("[a](lesson:b và c", "[a](lesson:b và c", Form::Unclosed),
            ("[a](tel:115\nb)", "[a](tel:115", Form::Unclosed),
            ("Xem [a](b c", "[a](b c", Form::Unclosed),
            ("[a](", "[a](", Form::Unclosed),
            ("Xem [a] (lesson:b).", "[a] (lesson:b)", Form::Apart),
            ("! [a] (https://a.example/b)", "[a] (https://a.example/b)", Form::Apart),
            ("[a] (ao.svg)", "[a] (ao.svg)", Form::Apart),
            ("Xem (a)[lesson:b].", "(a)[lesson:b]", Form::Turned),
            ("[a][Lesson:b]", "[a][Lesson:b]", Form::Turned),
            ("| a | b |\n|---|---|\n| [c](d e) | [f](lesson:g) |", "[c](d e)", Form::Beside),
            ("- [a](b c)\n- d", "[a](b c)", Form::Beside),
        ] {
            let text_found = found(text);
            assert_eq!(text_found, [(wanted, form)], "{text}");
        }
        assert_eq!(found("[a](b c) [d](e f)\n[g](h i)").len(), 3);
    }

    #[test]
    fn words_in_brackets_are_words() {
        for text in [
            "[a](lesson:b)",
            "![a](<b c.jpg>)",
            "[a]\\(b c)",
            "[a\\](b c)",
            "\\[a](b c)",
            "\\[a](lesson:b)",
            "a\\](lesson:b)",
            "[x] \\[a](b c)",
            "\\[a][lesson:b]",
            "\\(a)[lesson:b]",
            "Có hai cách [1] (xem trang 2).",
            "(a)[b]",
            "[a][b]",
            ":](",
            "ok :]( nhé)",
            "`[a](b c)`",
            "```\n[a](b c)\n```",
            "![a [b](c d)](e.svg)",
            "(một) [hai] (ba)",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
        // A bracket does not reach beyond its paragraph.
        assert_eq!(found("[a\n\nb](c d)"), []);
    }

    #[test]
    fn a_text_of_brackets_is_read_once() {
        let begun = cpu_time::ThreadTime::now();
        for piece in ["](a ", "[", "[a](b ", "(", ")[lesson:", "] (lesson:a"] {
            found(&piece.repeat(50_000));
        }
        assert!(begun.elapsed() < std::time::Duration::from_secs(20));
    }
}
