//! A lesson is printed for every commune, so it names none: where a commune's name belongs stands a
//! field.

use std::{collections::BTreeSet, ops::Range};

use regex::Regex;

use crate::{
    check::{lines, texts},
    diag::Report,
    model::{Campaign, Kind, block::Line, fold::nfc},
    say,
};

/// How many words a name has at most.
const LONGEST: usize = 5;

/// Texts for every place name no place of the campaign.
pub fn check(report: &mut Report, campaign: &Campaign) {
    let names = names(campaign);
    let opens = opening();
    for (_, _, text) in texts(campaign).filter(|(lesson, ..)| lesson.only_in.is_empty()) {
        lines::each(text, |_| None, &mut |line| {
            // Few lines hold the word with which a name begins, and to part one into words takes long.
            if opens.as_ref().is_none_or(|opens| opens.is_match(&line.text)) {
                look(report, &names, line);
            }
        });
    }
}

/// The communes with their kinds, in small letters.
fn names(campaign: &Campaign) -> BTreeSet<String> {
    let units = campaign.places.values().flat_map(|place| &place.units);
    let communes = units.filter(|unit| unit.kind.is_commune_level());
    communes
        .map(|unit| format!("{} {}", unit.kind.word(), nfc(&unit.name).to_lowercase()))
        .collect()
}

fn look(report: &mut Report, names: &BTreeSet<String>, line: &Line) {
    for at in found(&line.text, names) {
        let Some(span) = line.span(at.clone()) else { continue };
        let typed = line.text.get(at).unwrap_or_default();
        report
            .warning(
                "place-typed",
                span,
                say! { vi: "“{typed}” viết thẳng vào bài, mà bài này in cho mọi xã", en: "“{typed}” is typed into a lesson that is printed for every commune" },
            )
            .help(say! {
                vi: "thay cả cụm “{typed}” bằng `[[ place.inline ]]`; bài chỉ dành cho xã ấy thì thêm vào phần đầu bài dòng `only_in: [mã của xã]`",
                en: "write `[[ place.inline ]]` in place of “{typed}”; if the lesson is for that commune alone, add `only_in: [its id]` to its front matter"
            });
    }
}

/// Where a line names a commune: its kind, and its name in capitals.
fn found(line: &str, names: &BTreeSet<String>) -> Vec<Range<usize>> {
    let words: Vec<Range<usize>> = words(line);
    let text = |at: &Range<usize>| line.get(at.clone()).unwrap_or_default();
    let openings = openings();
    let mut all = Vec::new();
    let mut next = 0;
    while let Some(first) = words.get(next) {
        let rest = words.get(next..).unwrap_or_default();
        next += 1;
        let letters = || text(first).chars().flat_map(char::to_lowercase);
        let opens = openings.iter().any(|word| letters().eq(word.chars()));
        let longest = rest.len().min(LONGEST + 1);
        let name = |count: usize| {
            let words: Vec<String> =
                rest.iter().take(count).map(|at| text(at).to_lowercase()).collect();
            let last = rest.get(count - 1).map_or("", text);
            last.starts_with(char::is_uppercase) && names.contains(&words.join(" "))
        };
        if !opens {
            continue;
        }
        if let Some(count) = (2..=longest).rev().find(|count| name(*count))
            && let Some(last) = rest.get(count - 1)
        {
            all.push(first.start..last.end);
            next += count - 1;
        }
    }
    all
}

/// The words with which the name of a commune begins.
fn openings() -> Vec<&'static str> {
    let kinds = Kind::ALL.iter().filter(|kind| kind.is_commune_level());
    kinds.filter_map(|kind| kind.word().split(' ').next()).collect()
}

/// Finds a word with which the name of a commune begins, in capitals or not.
fn opening() -> Option<Regex> {
    Regex::new(&format!("(?i){}", openings().join("|"))).ok()
}

/// The words of a line.
fn words(line: &str) -> Vec<Range<usize>> {
    let mut all = Vec::new();
    let mut at = 0;
    for piece in line.split_inclusive(|c: char| !c.is_alphanumeric()) {
        let word = piece.trim_end_matches(|c: char| !c.is_alphanumeric());
        if !word.is_empty() {
            all.push(at..at + word.len());
        }
        at += piece.len();
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_commune_is_found_by_its_kind_and_name() {
        let names = ["xã lộc tấn", "phường bình long", "thị trấn lộc ninh"];
        let names = names.map(str::to_owned).into_iter().collect();
        let of = |line: &str| -> Vec<String> {
            found(line, &names)
                .into_iter()
                .filter_map(|at| line.get(at))
                .map(str::to_owned)
                .collect()
        };
        assert_eq!(of("Gọi trạm y tế xã Lộc Tấn."), ["xã Lộc Tấn"]);
        assert_eq!(of("Xã Lộc Tấn, Phường Bình Long"), ["Xã Lộc Tấn", "Phường Bình Long"]);
        assert_eq!(of("ở thị trấn Lộc Ninh"), ["thị trấn Lộc Ninh"]);
        for line in ["xã Lộc Ninh", "xã lộc tấn", "Lộc Tấn", "xã", "thị trấn", ""]
        {
            assert_eq!(of(line), [""; 0], "{line}");
        }
    }
}
