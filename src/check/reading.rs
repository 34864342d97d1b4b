//! How hard a lesson is to read, as plain numbers: no grade is made of them, since none was ever
//! measured on readers of Vietnamese.

use crate::{
    check::texts,
    diag::Report,
    model::{
        Audience, Campaign, Inline, Lang, Lesson, LessonText,
        block::{each_text, walk},
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

/// Sentences that are too long on average are told: fifteen words for young children, twenty for
/// the others.
pub fn check(report: &mut Report, campaign: &Campaign) {
    for (lesson, lang, text) in texts(campaign).filter(|(_, lang, _)| lang.has_spaces()) {
        let most = if lesson.audience.contains(&Audience::YoungChildren) { 15 } else { 20 };
        let reading = of(lesson, lang, text);
        if reading.mean_tenths() <= most * 10 {
            continue;
        }
        let (whole, tenth) = (reading.mean_tenths() / 10, reading.mean_tenths() % 10);
        report
            .warning(
                "sentences-long",
                text.span,
                say! { vi: "câu dài trung bình {whole},{tenth} tiếng, nên dưới {most}", en: "a sentence has {whole}.{tenth} words on average, {most} are enough" },
            )
            .help(say! { vi: "tách câu: mỗi câu một ý, một việc", en: "split sentences: one thought, one action each" });
    }
}

/// The numbers of every lesson, in reading order.
pub fn measure(campaign: &Campaign) -> Vec<Reading> {
    let all = texts(campaign).filter(|(_, lang, _)| lang.has_spaces());
    all.map(|(lesson, lang, text)| of(lesson, lang, text)).collect()
}

fn of(lesson: &Lesson, lang: &Lang, text: &LessonText) -> Reading {
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
            let mut words = String::new();
            walk(line, &mut |inline| match inline {
                Inline::Text(text) | Inline::Code(text) => words.push_str(text),
                Inline::Break => words.push(' '),
                // A value counts as a word.
                Inline::Field { .. } | Inline::Fact { .. } => words.push('x'),
                _ => {}
            });
            for sentence in words.split(['.', '!', '?', ':', ';', '…']) {
                let is_word = |word: &&str| word.chars().any(char::is_alphanumeric);
                let words: Vec<&str> = sentence.split_whitespace().filter(is_word).collect();
                if words.is_empty() {
                    continue;
                }
                reading.sentences += 1;
                reading.words += words.len();
                reading.longest = reading.longest.max(words.len());
                let is_long = |word: &&&str| {
                    word.len() > LONG_WORD
                        && word.chars().filter(|c| c.is_alphabetic()).count() > LONG_WORD
                };
                reading.long_words += words.iter().filter(is_long).count();
            }
        });
    }
    reading
}
