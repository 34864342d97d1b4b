//! Characters that nobody sees and that change what readers get: a mark that turns the direction of
//! writing makes 114 into 411. They are refused wherever text comes in, so that no field has to.

use std::collections::BTreeSet;

use crate::{
    diag::{FileId, Report, Reported, Span, Text},
    say,
};

/// Reports every character of a text that may not stand in a campaign. The text begins `file`.
pub fn check(report: &mut Report, file: FileId, text: &str) {
    let mut reading = Reading::new(text);
    for (at, c) in text.char_indices() {
        if let Some(fault) = reading.fault(at, c) {
            tell(report, Span::new(file, at..at + c.len_utf8()), c, fault, None);
        }
    }
}

/// The same for words that come from elsewhere than a file of the campaign, or stand in one in
/// another form: a cell of a workbook, `\u202E` in YAML. All are reported at `span`, but for those
/// that `typed` holds too, which were found there.
pub fn check_words(report: &mut Report, span: Span, typed: &str, words: &str) {
    for (c, fault) in in_words(words) {
        if !typed.contains(c) {
            tell(report, span, c, fault, None);
        }
    }
}

/// The same for words that no place in a file shows: the title of a drawing, what was typed behind an
/// option. `called` says in the message what they are.
///
/// # Errors
/// When such a character was found; it is reported.
pub fn check_named(
    report: &mut Report,
    span: Option<Span>,
    called: &Text,
    words: &str,
) -> Result<(), Reported> {
    let mut sound = Ok(());
    for (c, fault) in in_words(words) {
        sound = Err(tell(report, span, c, fault, Some(called)));
    }
    sound
}

/// The characters of a text that may not be in it, each once.
fn in_words(words: &str) -> Vec<(char, Fault)> {
    let mut reading = Reading::new(words);
    let mut known = BTreeSet::new();
    let mut found: Vec<(char, Fault)> = Vec::new();
    for (at, c) in words.char_indices() {
        if let Some(fault) = reading.fault(at, c)
            && known.insert(c)
        {
            found.push((c, fault));
        }
    }
    found
}

/// Whether the name of a file or folder holds such a character.
pub fn are_in_name(name: &str) -> bool {
    let mut reading = Reading::new(name);
    name.char_indices().any(|(at, c)| {
        let found = reading
            .fault(at, c)
            .is_some_and(|fault| !matches!(fault, Fault::Eth(_) | Fault::Styled(_)));
        found || matches!(c, '\t' | '\n' | '\r')
    })
}

#[derive(Clone, Copy)]
enum Fault {
    /// It turns the direction of writing.
    Direction,
    /// A command to an old printer or terminal.
    Control,
    /// The mark that opens a file, within it.
    Mark,
    /// An end of line that few programs take for one.
    Line,
    /// A letter of one font alone, as the bullets of Word are.
    Private,
    /// What stands in the place of a letter that was lost.
    Lost,
    /// It has no width, and no use in the script around it.
    Invisible,
    /// A letter of Icelandic that looks like `Đ`: nobody who types `Đ` finds it.
    Eth(char),
    /// A letter of mathematics or of Chinese type that looks like one of the alphabet, as pages on the
    /// web make bold ones: nobody finds it, and no program reads it aloud.
    Styled(char),
    /// One more mark on a letter than any script has.
    Piled,
}

/// How many marks may be on one letter: Vietnamese has two, Khmer four.
const MOST_MARKS: usize = 8;

/// A text that is read from its start, letter by letter.
struct Reading<'t> {
    ahead: Ahead<'t>,
    /// The last letter, without marks of Markdown and without width.
    before: Option<char>,
    /// How many marks are on the last letter.
    marks: usize,
    /// Whether the last letter is one of ornament.
    styled: bool,
}

impl<'t> Reading<'t> {
    fn new(text: &'t str) -> Self {
        Self { ahead: Ahead::new(text), before: None, marks: 0, styled: false }
    }

    /// What is wrong with the next character, which is at a byte of the text.
    fn fault(&mut self, at: usize, c: char) -> Option<Fault> {
        // Letters, digits and the usual marks of every line are not looked at twice: those of Vietnamese
        // too, but for `Ð` and `ð`.
        if matches!(c, ' '..='~' | '\u{00C0}'..='\u{00CF}' | '\u{00D1}'..='\u{00EF}' | '\u{00F1}'..='\u{017F}' | '\u{1E00}'..='\u{1EFF}')
        {
            self.marks = 0;
            self.styled = false;
            if !is_passed_over(c) {
                self.before = Some(c);
            }
            return None;
        }
        let ahead = &mut self.ahead;
        let found = fault(c, self.before, || ahead.after(at + c.len_utf8()));
        // A row of them is reported once, with marks on them or without.
        let is_styled = matches!(found, Some(Fault::Styled(_)));
        let found = found.filter(|_| !(is_styled && self.styled));
        self.styled = is_styled || self.styled && is_mark(c);
        self.marks = if is_mark(c) { self.marks + 1 } else { 0 };
        if !is_passed_over(c) {
            self.before = Some(c);
        }
        // A row of them is reported once.
        found.or_else(|| (self.marks == MOST_MARKS + 1).then_some(Fault::Piled))
    }
}

/// Whether a character is put above, below or into the letter before it, in the scripts of the region or
/// any other: what sets them takes room and time for each by all the others on that letter.
fn is_mark(c: char) -> bool {
    matches!(
        c,
        '\u{0300}'..='\u{036F}'
            | '\u{0E31}'
            | '\u{0E34}'..='\u{0E3A}'
            | '\u{0E47}'..='\u{0E4E}'
            | '\u{0EB1}'
            | '\u{0EB4}'..='\u{0EBC}'
            | '\u{0EC8}'..='\u{0ECE}'
            | '\u{17B4}'..='\u{17D3}'
            | '\u{17DD}'
            | '\u{1AB0}'..='\u{1AFF}'
            | '\u{1DC0}'..='\u{1DFF}'
            | '\u{20D0}'..='\u{20FF}'
            | '\u{FE00}'..='\u{FE0F}'
            | '\u{FE20}'..='\u{FE2F}'
    )
}

/// The letters of a text that come next, each looked for once: a text may be a hundred thousand marks
/// without width.
struct Ahead<'t> {
    text: &'t str,
    /// The last answer, and the place from which it holds.
    next: Option<(usize, Option<char>)>,
}

impl<'t> Ahead<'t> {
    fn new(text: &'t str) -> Self {
        Self { text, next: None }
    }

    /// The first letter from a place on that no word goes on after. Places are asked for in order.
    fn after(&mut self, from: usize) -> Option<char> {
        if self.next.is_none_or(|(at, _)| at < from) {
            let rest = self.text.get(from..).unwrap_or_default();
            let next = rest.char_indices().find(|(_, c)| !is_passed_over(*c));
            let at = next.map_or(self.text.len(), |(at, _)| from + at);
            self.next = Some((at, next.map(|(_, c)| c)));
        }
        self.next.and_then(|(_, c)| c)
    }
}

/// What is wrong with a character, by the last one before it and the one after it.
fn fault(c: char, before: Option<char>, after: impl FnOnce() -> Option<char>) -> Option<Fault> {
    match c {
        '\t' | '\n' | '\r' => None,
        '\u{202A}'..='\u{202E}'
        | '\u{2066}'..='\u{206F}'
        | '\u{200E}'
        | '\u{200F}'
        | '\u{061C}' => Some(Fault::Direction),
        '\u{FEFF}' => Some(Fault::Mark),
        '\u{2028}' | '\u{2029}' | '\u{0085}' | '\u{000B}' | '\u{000C}' => Some(Fault::Line),
        c if c.is_control() => Some(Fault::Control),
        '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}' => Some(Fault::Private),
        '\u{FFF9}'..='\u{FFFF}' | '\u{FDD0}'..='\u{FDEF}' => Some(Fault::Lost),
        c if u32::from(c) & 0xFFFE == 0xFFFE => Some(Fault::Lost),
        // Khmer and its neighbours part words with them, and joined pictures are one.
        '\u{200B}'..='\u{200D}' => {
            let after = after();
            let joins = c == '\u{200D}';
            let welcome = |near: char| parts_words(near) || joins && is_picture(near);
            let here = before.is_some_and(welcome) || after.is_some_and(welcome);
            (!here).then_some(Fault::Invisible)
        }
        '\u{00AD}'
        | '\u{034F}'
        | '\u{115F}'
        | '\u{1160}'
        | '\u{180B}'..='\u{180E}'
        | '\u{2060}'..='\u{2065}'
        | '\u{3164}'
        | '\u{FFA0}'
        | '\u{E0000}'..='\u{E0FFF}' => Some(Fault::Invisible),
        // Icelandic and Faroese names have it within words, Vietnamese never but at their start.
        '\u{00D0}' if opens_word(before) => Some(Fault::Eth('\u{0110}')),
        '\u{00F0}' if opens_word(before) => Some(Fault::Eth('\u{0111}')),
        '\u{0189}' => Some(Fault::Eth('\u{0110}')),
        c if c >= '\u{3000}' => styled(c).map(Fault::Styled),
        _ => None,
    }
}

/// The letter that a letter of mathematics or of Chinese type looks like. Signs that are marks and digits
/// are looked for where those are.
fn styled(c: char) -> Option<char> {
    let of = |first: u32, letters: u32, start: char| {
        char::from_u32(u32::from(start) + (u32::from(c) - first) % letters)
    };
    match c {
        '\u{3001}' => Some(','),
        '\u{3002}' => Some('.'),
        '\u{FF01}'
        | '\u{FF02}'
        | '\u{FF05}'..='\u{FF09}'
        | '\u{FF0B}'..='\u{FF0F}'
        | '\u{FF1A}'
        | '\u{FF1B}'
        | '\u{FF1F}'
        | '\u{FF21}'..='\u{FF3A}'
        | '\u{FF41}'..='\u{FF5A}' => char::from_u32(u32::from(c) - 0xFEE0),
        '\u{1D400}'..='\u{1D6A3}' if (u32::from(c) - 0x1D400) % 52 < 26 => of(0x1D400, 52, 'A'),
        '\u{1D400}'..='\u{1D6A3}' => {
            char::from_u32(u32::from('a') + (u32::from(c) - 0x1D400) % 52 - 26)
        }
        '\u{1D7CE}'..='\u{1D7FF}' => of(0x1D7CE, 10, '0'),
        '\u{1F130}'..='\u{1F149}' => of(0x1F130, 26, 'A'),
        '\u{1F150}'..='\u{1F169}' => of(0x1F150, 26, 'A'),
        '\u{1F170}'..='\u{1F189}' => of(0x1F170, 26, 'A'),
        _ => None,
    }
}

fn opens_word(before: Option<char>) -> bool {
    !before.is_some_and(char::is_alphabetic)
}

/// Marks of Markdown, quotes and other characters without width: a word may go on after them.
fn is_passed_over(c: char) -> bool {
    matches!(c, '*' | '_' | '\u{200B}'..='\u{200D}')
}

/// Whether the script of a letter is written without blanks between its words, or joins letters:
/// the scripts of South and South-East Asia.
fn parts_words(c: char) -> bool {
    matches!(
        c,
        '\u{0900}'..='\u{109F}'
            | '\u{1700}'..='\u{17FF}'
            | '\u{1900}'..='\u{1CFF}'
            | '\u{A800}'..='\u{AADF}'
    )
}

/// Pictures of people and things, which a joiner makes one of.
fn is_picture(c: char) -> bool {
    matches!(c, '\u{2600}'..='\u{27BF}' | '\u{FE0F}' | '\u{1F000}'..='\u{1FAFF}')
}

fn tell(
    report: &mut Report,
    span: impl Into<Option<Span>>,
    c: char,
    fault: Fault,
    called: Option<&Text>,
) -> Reported {
    let code = u32::from(c);
    let (within_vi, within_en) = called.map_or_else(Default::default, |called| {
        (format!("trong {}: ", called.vi), format!("in {}: ", called.en))
    });
    if let Fault::Eth(right) = fault {
        return report.error_with_help(
            "letter-foreign",
            span,
            say! { vi: "{within_vi}`{c}` (U+{code:04X}) trông giống `{right}` nhưng là chữ khác, tìm `{right}` không ra", en: "{within_en}`{c}` (U+{code:04X}) looks like `{right}` and is another letter: nobody who looks for `{right}` finds it" },
            say! { vi: "xóa rồi gõ lại `{right}` bằng bộ gõ tiếng Việt", en: "delete it and type `{right}` on a Vietnamese keyboard" },
        );
    }
    if let Fault::Styled(right) = fault {
        let help = if right.is_alphanumeric() {
            say! { vi: "gõ lại bằng chữ thường, `{right}`; muốn chữ đậm thì gõ `**chữ đậm**`", en: "type it as a plain letter, `{right}`; for bold type `**bold**`" }
        } else {
            say! { vi: "tắt bộ gõ tiếng Trung rồi gõ lại `{right}`", en: "type `{right}` on another keyboard than a Chinese one" }
        };
        return report.error_with_help(
            "letter-foreign",
            span,
            say! { vi: "{within_vi}`{c}` (U+{code:04X}) trông như `{right}` mà là chữ khác: tìm không ra, máy không đọc lên được", en: "{within_en}`{c}` (U+{code:04X}) looks like `{right}` and is another letter: nobody finds it, and no program reads it aloud" },
            help,
        );
    }
    if matches!(fault, Fault::Piled) {
        return report.error_with_help(
            "letter-piled",
            span,
            say! { vi: "{within_vi}có hơn {MOST_MARKS} dấu chồng lên một chữ cái", en: "{within_en}there are more than {MOST_MARKS} marks on one letter" },
            say! { vi: "xóa chữ ấy cùng các dấu rồi gõ lại bằng tay; đừng dán", en: "delete the letter with its marks and type it again; do not paste" },
        );
    }
    let Text { vi, en } = what(fault);
    if called.is_some() {
        return report.error_with_help(
            "character-hidden",
            span,
            say! { vi: "{within_vi}có ký tự không nhìn thấy, U+{code:04X}: {vi}", en: "{within_en}there is a character that nobody sees, U+{code:04X}: {en}" },
            say! { vi: "xóa hết chữ ở đó rồi gõ lại bằng tay; đừng dán", en: "delete the words there and type them again; do not paste" },
        );
    }
    report.error_with_help(
        "character-hidden",
        span,
        say! { vi: "ở đây có ký tự không nhìn thấy, U+{code:04X}: {vi}", en: "here is a character that nobody sees, U+{code:04X}: {en}" },
        say! { vi: "xóa cả chỗ này, từ chữ trước đến chữ sau, rồi gõ lại bằng tay; đừng dán", en: "delete from the letter before it to the letter after it, and type them again; do not paste" },
    )
}

fn what(fault: Fault) -> Text {
    match fault {
        Fault::Direction => {
            say! { vi: "dấu đổi chiều viết, làm đảo chữ số đứng sau", en: "it turns the direction of writing, and digits after it with it" }
        }
        Fault::Control | Fault::Eth(_) | Fault::Styled(_) | Fault::Piled => {
            say! { vi: "ký tự điều khiển", en: "a control character" }
        }
        Fault::Mark => {
            say! { vi: "dấu mở đầu tệp (BOM), nằm giữa chữ", en: "the mark that opens a file (BOM), within it" }
        }
        Fault::Line => {
            say! { vi: "dấu xuống dòng mà nhiều chương trình không hiểu", en: "an end of line that many programs do not know" }
        }
        Fault::Private => {
            say! { vi: "ký tự riêng của một phông chữ, máy khác không hiện", en: "a character of one font alone, which other machines do not show" }
        }
        Fault::Lost => {
            say! { vi: "dấu thay cho một chữ đã mất", en: "it stands for a letter that was lost" }
        }
        Fault::Invisible => {
            say! { vi: "ký tự không có bề rộng, làm từ này không tìm ra được", en: "it has no width, and makes the word impossible to find" }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Sources;

    fn found(text: &str) -> Vec<String> {
        let mut sources = Sources::default();
        let file = sources.add("t.md", text);
        let mut report = Report::new();
        check(&mut report, file, text);
        let said = report.diagnostics().iter().map(|found| {
            let (line, column) = sources.line_column(found.span.unwrap());
            format!("{} {line}:{column}", found.code)
        });
        said.collect()
    }

    #[test]
    fn what_nobody_sees_is_reported_with_its_place() {
        let hidden = "\u{202A}\u{202B}\u{202C}\u{202D}\u{202E}\u{2066}\u{2067}\u{2068}\u{2069}\
                      \u{200E}\u{200F}\u{061C}\u{0}\u{7}\u{8}\u{B}\u{C}\u{1B}\u{7F}\u{80}\u{85}\u{9F}\
                      \u{FEFF}\u{FFFD}\u{FFFE}\u{FFFF}\u{FDD0}\u{1FFFE}\u{E000}\u{E003}\u{E010}\
                      \u{F0B7}\u{F8FF}\u{F0000}\u{10FFFD}\u{2028}\u{2029}\u{200B}\u{200C}\u{200D}\
                      \u{2060}\u{AD}\u{E0041}";
        for c in hidden.chars() {
            let text = format!("# Sát bờ\nGọi {c}114");
            assert_eq!(found(&text), ["character-hidden 2:5"], "U+{:04X}", u32::from(c));
        }
    }

    #[test]
    fn what_people_type_is_sound() {
        let sound = "Gọi\u{A0}114 – “đuối nước”…\r\n\tĐăk Sơ Mei, Ê Đê, e\u{301} Mừng 👨\u{200D}👩\u{200D}👧 ❤\u{FE0F}\n\
                     Sigurðsson, SIGURÐUR\nទឹក\u{200B}ជ្រៅ **ទឹក**\u{200B}ជ្រៅ\n";
        assert_eq!(found(sound), [""; 0]);
    }

    #[test]
    fn marks_without_width_are_read_once() {
        let took = |many: usize| {
            let text = format!("a{}b", "\u{200B}".repeat(many));
            let begun = cpu_time::ThreadTime::now();
            assert_eq!(in_words(&text).len(), 1);
            begun.elapsed()
        };
        took(1000);
        let (one, eight) = (took(20_000), took(160_000));
        assert!(eight < one * 24, "{one:?} {eight:?}");
    }

    #[test]
    fn a_word_break_of_khmer_has_no_place_in_a_number() {
        assert_eq!(found("ទឹក,0912\u{200B}345"), ["character-hidden 1:9"]);
    }

    #[test]
    fn a_pile_of_marks_on_one_letter_is_reported_once() {
        for mark in ['\u{301}', '\u{17D2}', '\u{20DD}'] {
            let pile = |many: usize| format!("a{}b", mark.to_string().repeat(many));
            assert_eq!(found(&pile(8)), [""; 0]);
            assert_eq!(found(&pile(10_000)), ["letter-piled 1:10"]);
        }
    }

    #[test]
    fn a_letter_that_looks_like_another_is_reported() {
        assert_eq!(found("Ðăk Sen, xã ðồi"), ["letter-foreign 1:1", "letter-foreign 1:13"]);
    }

    #[test]
    fn a_row_of_ornamental_letters_is_reported_once() {
        assert_eq!(found("𝗚𝗼̣𝗶 𝗻𝗴𝗮𝘆"), ["letter-foreign 1:1", "letter-foreign 1:6"]);
        assert_eq!(
            found("Ａn toàn，nhé！ 🅰B, １１５"),
            [
                "letter-foreign 1:1",
                "letter-foreign 1:8",
                "letter-foreign 1:12",
                "letter-foreign 1:14"
            ]
        );
        let seen = |c| styled(c).unwrap_or('?');
        assert_eq!(
            ['𝐀', '𝗚', '𝗮', '𝘇', '𝟏', '𝟗', 'ｚ', '🅱'].map(seen),
            ['A', 'G', 'a', 'z', '1', '9', 'z', 'B']
        );
    }

    #[test]
    fn an_escape_is_reported_and_what_was_typed_is_not_told_twice() {
        let mut sources = Sources::default();
        let span = Span::new(sources.add("t.yaml", "x"), 0..1);
        let mut report = Report::new();
        check_words(&mut report, span, "\\u202E \u{200E}", "\u{202E}\u{202E} \u{200E}");
        assert_eq!(report.diagnostics().len(), 1);
    }

    #[test]
    fn words_without_a_place_are_named() {
        let mut report = Report::new();
        let called = say! { vi: "`--title`", en: "`--title`" };
        let found = check_named(&mut report, None, &called, "\u{202E}114 \u{202E} Ðăk");
        assert!(found.is_err());
        let said: Vec<_> = report.diagnostics().iter().map(|d| (d.code, &*d.text.en)).collect();
        let [("character-hidden", hidden), ("letter-foreign", foreign)] = said[..] else {
            panic!("{said:?}")
        };
        assert!(hidden.starts_with("in `--title`: there is"), "{hidden}");
        assert!(foreign.starts_with("in `--title`: `Ð`"), "{foreign}");
    }
}
