//! Straight quotes as print has them: “ ” and ‘ ’. A keyboard has none of these, so lessons are typed with
//! straight ones; they are turned where a lesson is shown, and the lesson stays as it was typed.

use std::borrow::Cow;

use crate::model::{Inline, InlineKind};

/// A stretch of text with its quotes turned. What is code, and where a link leads, stays as it is.
pub fn curled(inlines: &[Inline]) -> Cow<'_, [Inline]> {
    if !inlines.iter().any(|inline| has_straight(&inline.kind)) {
        return Cow::Borrowed(inlines);
    }
    let mut inlines = inlines.to_vec();
    Curl::default().inlines(&mut inlines);
    Cow::Owned(inlines)
}

/// Words alone with their quotes turned.
pub fn curled_words(words: &str) -> Cow<'_, str> {
    if words.contains(STRAIGHT) {
        Cow::Owned(Curl::default().words(words))
    } else {
        Cow::Borrowed(words)
    }
}

const STRAIGHT: [char; 2] = ['"', '\''];

/// What a field, a fact or a stretch of code is to the words beside it.
const A_WORD: char = 'x';

fn has_straight(kind: &InlineKind) -> bool {
    match kind {
        InlineKind::Text(words) => words.contains(STRAIGHT),
        InlineKind::Strong(inner)
        | InlineKind::Emphasis(inner)
        | InlineKind::Link { text: inner, .. } => {
            inner.iter().any(|inline| has_straight(&inline.kind))
        }
        InlineKind::Code(_)
        | InlineKind::Picture { .. }
        | InlineKind::Break
        | InlineKind::Field(_)
        | InlineKind::Fact(_) => false,
    }
}

/// What was read of a line so far.
#[derive(Default)]
struct Curl {
    before: Option<char>,
    double: bool,
    single: bool,
}

impl Curl {
    fn inlines(&mut self, inlines: &mut [Inline]) {
        for inline in inlines {
            match &mut inline.kind {
                InlineKind::Text(words) => *words = self.words(words),
                InlineKind::Strong(inner)
                | InlineKind::Emphasis(inner)
                | InlineKind::Link { text: inner, .. } => self.inlines(inner),
                InlineKind::Break => self.before = Some('\n'),
                InlineKind::Code(_)
                | InlineKind::Picture { .. }
                | InlineKind::Field(_)
                | InlineKind::Fact(_) => self.before = Some(A_WORD),
            }
        }
    }

    fn words(&mut self, words: &str) -> String {
        let mut turned = String::with_capacity(words.len() + 8);
        for token in words.split_inclusive(char::is_whitespace) {
            // An address is copied from paper letter by letter.
            let address = token.contains("://") || token.contains("www.");
            let mut letters = token.chars().peekable();
            while let Some(letter) = letters.next() {
                let next = letters.peek().copied();
                let shown = match letter {
                    '"' if !address => self.double(next),
                    '\'' if !address => self.single(next),
                    _ => letter,
                };
                turned.push(shown);
                self.before = Some(shown);
            }
        }
        turned
    }

    fn double(&mut self, next: Option<char>) -> char {
        let word = next.is_some_and(char::is_alphanumeric);
        // 12" is a length, and `nói:"Không"` lacks a blank.
        match self.before {
            Some(before) if before.is_ascii_digit() && !self.double => return '"',
            Some('“') if self.double && !word => self.double = false,
            Some(before) if opens(before) => self.double = true,
            Some(before) if !self.double && word && !before.is_alphanumeric() => self.double = true,
            Some(_) => self.double = false,
            None => self.double = true,
        }
        if self.double { '“' } else { '”' }
    }

    fn single(&mut self, next: Option<char>) -> char {
        let word = next.is_some_and(char::is_alphabetic);
        match self.before {
            // It's; S'tiêng.
            Some(before) if before.is_alphanumeric() && word => return '’',
            // 5' is a length.
            Some(before) if before.is_ascii_digit() && !self.single => return '\'',
            Some(before)
                if !opens(before) && (self.single || !word || before.is_alphanumeric()) =>
            {
                self.single = false;
            }
            // The '90s.
            _ if next.is_some_and(|next| next.is_ascii_digit()) => return '’',
            _ => self.single = true,
        }
        if self.single { '‘' } else { '’' }
    }
}

/// Whether a quote after it opens.
fn opens(before: char) -> bool {
    before.is_whitespace() || "([{<“‘«/–—-".contains(before)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        diag::Span,
        model::{FieldPath, block::Target},
    };

    #[test]
    fn quotes_are_turned_and_lengths_addresses_and_apostrophes_are_known() {
        let cases = [
            ("Hỏi: \"Nhà ai?\" rồi chờ.", "Hỏi: “Nhà ai?” rồi chờ."),
            ("\"Em nói 'không'.\"", "“Em nói ‘không’.”"),
            ("\"'Không!' em nói.\"", "“‘Không!’ em nói.”"),
            ("nói:\"Không\",\"Thôi\"", "nói:“Không”,“Thôi”"),
            ("(\"dây điện\")", "(“dây điện”)"),
            ("@\"Không\", @'Thôi', =\"a\" &\"b\".\"c\"", "@“Không”, @‘Thôi’, =“a” &“b”.“c”"),
            ("\"\" và \"a\"", "“” và “a”"),
            ("“Không.\" (\"Thôi!\"), 'a'.", "“Không.” (“Thôi!”), ‘a’."),
            ("Don't. It's the children's, the '90s.", "Don’t. It’s the children’s, the ’90s."),
            ("người S'tiêng, M'Nông", "người S’tiêng, M’Nông"),
            ("សួរ \"អ្នកណា?\" រួច", "សួរ “អ្នកណា?” រួច"),
            ("cao 5'10\", rộng 12\"", "cao 5'10\", rộng 12\""),
            ("\"gọi 112\" ngay", "“gọi 112” ngay"),
            ("xem https://a.example/?q=\"x\" nhé", "xem https://a.example/?q=\"x\" nhé"),
            ("không có gì", "không có gì"),
        ];
        for (typed, shown) in cases {
            assert_eq!(curled_words(typed), shown);
        }
    }

    #[test]
    fn a_quote_over_several_stretches_is_one_and_code_stays() {
        let text = |words: &str| Inline::text(words, Span::nowhere());
        let at = |kind| Inline::new(kind, Span::nowhere());
        let link = |words: &str| {
            at(InlineKind::Link { target: Target::Lesson("bai".into()), text: vec![text(words)] })
        };
        let typed = [
            text("Hỏi \""),
            at(InlineKind::Strong(vec![text("Nhà ai?\" Rồi \"im")])),
            text("\" và \""),
            at(InlineKind::Field(FieldPath::Name)),
            text("\" "),
            at(InlineKind::Code("\"x\"".into())),
            text(" "),
            link("\"đây\""),
        ];
        let shown = [
            text("Hỏi “"),
            at(InlineKind::Strong(vec![text("Nhà ai?” Rồi “im")])),
            text("” và “"),
            at(InlineKind::Field(FieldPath::Name)),
            text("” "),
            at(InlineKind::Code("\"x\"".into())),
            text(" "),
            link("“đây”"),
        ];
        assert_eq!(curled(&typed).as_ref(), shown);
        assert!(matches!(curled(&typed[5..6]), Cow::Borrowed(_)));
    }
}
