//! "Nói không được" says both *say no, you may* and *cannot say it*. A refusal is written in quotes, so
//! that no child reads it backwards.

use std::ops::Range;

use crate::{
    check::{lines, notes, texts},
    diag::Report,
    model::{
        Campaign, Lang,
        block::{Line, each_text},
    },
    say,
};

/// The words that are read in two ways, with marks and, for text messages, without.
const SAID: [&str; 2] = ["nói không", "noi khong"];

/// What follows a refusal that was meant as one: the end of a thought, or one of these words. After
/// others the sentence says something else: "gọi, bác nói không sao".
const GOES_ON: [&str; 17] = [
    "được", "với", "là", "thì", "và", "khi", "nếu", "rồi", "cũng", "duoc", "voi", "la", "thi",
    "va", "khi", "neu", "roi",
];

/// No Vietnamese text has a refusal without quotes.
pub fn check(report: &mut Report, campaign: &Campaign) {
    for (_, lang, text) in texts(campaign) {
        if !is_vietnamese(lang) {
            continue;
        }
        lines::each(text, |_| None, &mut |line| tell(report, line));
    }
    for (_, note) in notes(campaign) {
        each_text(&note.blocks, &mut |line| tell(report, &Line::of(line, |_| None)));
    }
    for protocol in campaign.protocols.values() {
        for (_, text) in protocol.texts.iter().filter(|(lang, _)| is_vietnamese(lang)) {
            for blocks in text.parts.values() {
                each_text(blocks, &mut |line| tell(report, &Line::of(line, |_| None)));
            }
        }
    }
}

fn is_vietnamese(lang: &Lang) -> bool {
    lang.primary() == "vi"
}

fn tell(report: &mut Report, line: &Line) {
    let Some((at, found)) = backwards(&line.text) else { return };
    let Some(span) = line.span(at) else { return };
    report
        .warning(
            "refusal-unquoted",
            span,
            say! { vi: "“{found}” đọc ngược thành không nói được", en: "“{found}” can be read backwards, as *cannot say it*" },
        )
        .help(say! { vi: "đặt lời từ chối trong dấu ngoặc kép: nói \"Không!\"", en: "put the refusal in quotes: nói \"Không!\"" });
}

/// The words of a refusal that is not quoted, with what follows, and where they stand.
fn backwards(words: &str) -> Option<(Range<usize>, String)> {
    let lower = words.to_lowercase();
    // Where small letters are as long as capitals, which is nearly everywhere.
    let place = |at: Range<usize>| if lower.len() == words.len() { at } else { 0..words.len() };
    SAID.iter().find_map(|said| {
        lower.match_indices(said).find_map(|(at, _)| {
            let rest = lower.get(at + said.len()..)?;
            let next = rest.trim_start();
            let word: String = next.chars().take_while(|c| c.is_alphanumeric()).collect();
            // "nói không" within another word, as in "lời nói khôngtên", is none.
            let whole = rest.chars().next().is_none_or(|c| !c.is_alphanumeric());
            let ends = next.chars().next().is_none_or(|c| ",.;:!?…–—)”\"".contains(c));
            (whole && (ends || GOES_ON.contains(&word.as_str()))).then(|| {
                (place(at..at + said.len()), [said, " ", &word].concat().trim_end().to_owned())
            })
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_that_reads_backwards_is_found() {
        for words in [
            "Em nói không được, em kể được",
            "biết nói không, và biết kể với ai",
            "em nói không, đi ra chỗ khác",
            "Day con noi khong, va ke voi nguoi lon",
            "Tí có được nói không, được kể không?",
            "Nói không với ma túy",
        ] {
            assert!(backwards(words).is_some(), "{words}");
        }
    }

    #[test]
    fn other_sentences_are_left_alone() {
        for words in [
            "Em được nói \"Không!\", em được kể",
            "Bác nói không sao đâu",
            "Trẻ không đáp, không thở",
            "Ai nói không đúng thì sửa",
        ] {
            assert_eq!(backwards(words), None, "{words}");
        }
    }
}
