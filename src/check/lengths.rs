//! Short parts are as long as what they are for: a front panel, a line, half a minute of radio.

use crate::{
    check::texts,
    diag::Report,
    model::{
        Block, Campaign, FieldPath, InlineKind, Lang,
        block::{each_inline, each_text},
        fold,
        lesson::Short,
    },
    say,
    text::Plain,
};

/// The most that a part may hold, and the least that makes sense.
struct Limits {
    least: usize,
    most: usize,
}

/// Words a minute, read aloud slowly: a Vietnamese syllable is a word by itself.
fn pace(lang: &Lang) -> usize {
    if lang.primary() == "vi" { 170 } else { 140 }
}

/// In words, or for a text message in characters: what one message holds with the longest name of
/// a place.
fn limits(short: Short, lang: &Lang) -> Limits {
    let minute = pace(lang);
    match short {
        Short::Front => Limits { least: 0, most: 250 },
        Short::Poster => Limits { least: 0, most: 12 },
        Short::Spot => Limits { least: 0, most: minute / 2 },
        Short::Radio => Limits { least: 3 * minute, most: 5 * minute },
        Short::Sms => Limits { least: 0, most: 160 },
    }
}

/// Every short part keeps to its limits.
pub fn check(report: &mut Report, campaign: &Campaign) {
    for (_, _, text) in texts(campaign) {
        if let Some((blocks, _)) = text.shorts.get(&Short::Poster) {
            refuse_fields(report, blocks);
        }
    }
    let place = longest_name(campaign);
    for (_, lang, text) in texts(campaign).filter(|(_, lang, _)| lang.has_spaces()) {
        for (short, (blocks, span)) in &text.shorts {
            let Limits { least, most } = limits(*short, lang);
            let said = spoken(campaign, lang, blocks, &place);
            let (has, vi, en) = if *short == Short::Sms {
                (said.chars().count(), "ký tự", "characters")
            } else {
                (said.split_whitespace().count(), "tiếng", "words")
            };
            let key = short.key();
            if has > most {
                report.error_with_help(
                    "part-length",
                    *span,
                    say! { vi: "phần ngắn `{key}` dài {has} {vi}, nhiều nhất là {most}", en: "the short part `{key}` has {has} {en}, at most {most} fit" },
                    say! { vi: "viết ngắn lại, giữ điều quan trọng nhất", en: "shorten it, and keep what matters most" },
                );
            } else if has < least {
                report
                    .warning(
                        "part-length",
                        *span,
                        say! { vi: "phần ngắn `{key}` mới có {has} {vi}, cần ít nhất {least}", en: "the short part `{key}` has only {has} {en}, it needs {least}" },
                    )
                    .help(say! { vi: "kể thêm, hoặc nhắc lại việc cần làm", en: "tell more, or say again what to do" });
            }
        }
    }
}

/// The line of a poster is drawn once for all places.
fn refuse_fields(report: &mut Report, blocks: &[Block]) {
    each_inline(blocks, &mut |inline| {
        if let InlineKind::Field(_) = inline.kind {
            report.error_with_help(
                "field-misplaced",
                inline.span,
                say! { vi: "dòng áp phích giống nhau ở mọi nơi, không dùng được `[[ place.… ]]`", en: "the line of a poster is the same everywhere, so `[[ place.… ]]` cannot stand in it" },
                say! { vi: "bỏ dữ liệu này; tên xã có sẵn ở chân áp phích", en: "leave it out; the name of the commune stands at the foot of the poster" },
            );
        }
    });
}

/// The name of the commune or ward that takes the most room in a text message.
fn longest_name(campaign: &Campaign) -> String {
    let units = campaign.places.values().flat_map(|place| &place.units);
    let names = units.filter(|unit| unit.kind.is_commune_level()).map(|unit| unit.name.as_str());
    // Phường is the longest kind of today.
    format!(
        "Phuong {}",
        fold::unmarked(names.max_by_key(|name| name.chars().count()).unwrap_or_default())
    )
}

/// A part as it is read out or sent: a line a block, with facts filled in.
fn spoken(campaign: &Campaign, lang: &Lang, blocks: &[Block], place: &str) -> String {
    let field = |_: FieldPath| place.to_owned();
    let plain = Plain::new(campaign, lang, &field);
    let mut lines = Vec::new();
    each_text(blocks, &mut |line| lines.push(plain.line(line)));
    lines.join("\n")
}
