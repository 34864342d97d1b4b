//! How hard a lesson is to read, as plain numbers: no grade is made of them, since none was ever
//! measured on readers of Vietnamese.

use crate::{
    check::texts,
    diag::{Report, Span},
    model::{
        Audience, Campaign, InlineKind, Lang, Lesson, LessonText,
        block::{Line, each_text},
    },
    say,
};

/// Words of more letters than this are long. A Vietnamese syllable never is.
const LONG_WORD: usize = 9;

/// The numbers of a lesson in one language. Words are what stands between spaces: in Vietnamese,
/// syllables.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// Id of the lesson.
    pub lesson: String,
    /// Its language.
    pub lang: Lang,
    /// How many sentences.
    pub sentences: usize,
    /// How many words in all of them.
    pub words: usize,
    /// How many words the longest sentence has.
    pub longest: usize,
    /// How many words have more than nine letters.
    pub long_words: usize,
}

impl Reading {
    /// Words a sentence, in tenths.
    pub fn mean_tenths(&self) -> usize {
        (self.words * 10).div_ceil(self.sentences.max(1))
    }
}

/// Sentences that are too long on average are reported: fifteen words for young children, twenty for
/// the others.
pub fn check(report: &mut Report, campaign: &Campaign) {
    for (lesson, lang, text) in texts(campaign).filter(|(_, lang, _)| lang.has_spaces()) {
        let most = if lesson.audience.contains(&Audience::YoungChildren) { 15 } else { 20 };
        let (reading, longest) = of(lesson, lang, text);
        if reading.mean_tenths() <= most * 10 {
            continue;
        }
        let (whole, tenth) = (reading.mean_tenths() / 10, reading.mean_tenths() % 10);
        report
            .warning(
                "sentences-long",
                longest.unwrap_or(text.span),
                say! { vi: "câu dài trung bình {whole},{tenth} tiếng, nên dưới {most}; đây là câu dài nhất", en: "a sentence has {whole}.{tenth} words on average, {most} are enough; this is the longest" },
            )
            .help(say! { vi: "tách câu: mỗi câu một ý, một việc", en: "split sentences: one thought, one action each" });
    }
}

/// The numbers of every lesson, in reading order.
pub fn measure(campaign: &Campaign) -> Vec<Reading> {
    let all = texts(campaign).filter(|(_, lang, _)| lang.has_spaces());
    all.map(|(lesson, lang, text)| of(lesson, lang, text).0).collect()
}

/// The numbers of a lesson, and where its longest sentence stands.
fn of(lesson: &Lesson, lang: &Lang, text: &LessonText) -> (Reading, Option<Span>) {
    let mut longest = None;
    let mut reading = Reading {
        lesson: lesson.id.clone(),
        lang: lang.clone(),
        sentences: 0,
        words: 0,
        longest: 0,
        long_words: 0,
    };
    for part in &text.parts {
        each_text(&part.blocks, &mut |line| {
            let line = Line::of(line, |kind| match kind {
                // A value counts as a word.
                InlineKind::Field(_) | InlineKind::Fact(_) => Some("x".into()),
                InlineKind::Picture { .. } => Some("".into()),
                _ => None,
            });
            let mut start = 0;
            for sentence in line.text.split(['.', '!', '?', ':', ';', '…']) {
                let from = line.text.get(start..).and_then(|rest| rest.find(sentence));
                let from = start + from.unwrap_or_default();
                start = from + sentence.len();
                let is_word = |word: &&str| word.chars().any(char::is_alphanumeric);
                let words: Vec<&str> = sentence.split_whitespace().filter(is_word).collect();
                if words.is_empty() {
                    continue;
                }
                reading.sentences += 1;
                reading.words += words.len();
                if words.len() > reading.longest {
                    reading.longest = words.len();
                    let blank = sentence.len() - sentence.trim_start().len();
                    longest = line.span(from + blank..from + sentence.trim_end().len());
                }
                let is_long = |word: &&&str| {
                    word.len() > LONG_WORD
                        && word.chars().filter(|c| c.is_alphabetic()).count() > LONG_WORD
                };
                reading.long_words += words.iter().filter(is_long).count();
            }
        });
    }
    (reading, longest)
}
