//! Stage 3: what of a sound campaign may be published.
//!
//! A parked lesson is in no output. A draft shows everything else, and says that it is one. Production
//! is what somebody answers for: a text that nobody signed in its present wording is left out, and so
//! is one that rests on a protocol, a fact or a picture which nobody signed or confirmed. What is left
//! out is listed, and links to it close. What is published is whole: nothing that it names is missing.

mod close;
mod parked;
mod whole;

use std::collections::BTreeSet;

use crate::{
    diag::{Report, Text},
    model::{Campaign, Holds, Lang, Lesson, LessonText, Mode, cited::Cited},
    say,
};

/// The campaign as it is published: all of a draft that is not parked, the signed part in production.
pub fn campaign(report: &mut Report, mut campaign: Campaign, holds: &Holds) -> Campaign {
    parked::take_out(report, &mut campaign);
    if campaign.settings.mode == Mode::Production {
        campaign = signed(report, campaign, holds);
    }
    whole::check(report, &campaign);
    campaign
}

/// What of it somebody answers for.
fn signed(report: &mut Report, mut campaign: Campaign, holds: &Holds) -> Campaign {
    let first = campaign.first_lang().clone();
    let mut left_out: Vec<(String, Lang)> = Vec::new();
    for (_, lesson) in campaign.lessons() {
        let original = lesson.texts.get(&first);
        let whole = original.map(|text| why(&campaign, holds, lesson, &first, text));
        // A translation says what the original says, so it goes with it.
        let gone = whole.is_none_or(|reasons| !reasons.is_empty());
        for (lang, text) in &lesson.texts {
            let mut reasons = why(&campaign, holds, lesson, lang, text);
            if gone && *lang != first {
                reasons.push(say! { vi: "bài gốc không đăng", en: "the original is left out" });
            }
            if reasons.is_empty() {
                continue;
            }
            let id = &lesson.id;
            let vi = reasons.iter().map(|reason| &*reason.vi).collect::<Vec<_>>().join("; ");
            let en = reasons.iter().map(|reason| &*reason.en).collect::<Vec<_>>().join("; ");
            report.review(
                "left-out",
                text.span,
                say! { vi: "không đăng bài `{id}` ({lang}): {vi}", en: "`{id}` ({lang}) is left out: {en}" },
            );
            left_out.push((id.clone(), lang.clone()));
        }
    }
    let is_out = |id: &str, lang: &Lang| left_out.iter().any(|(a, b)| a == id && b == lang);
    for pack in &mut campaign.packs {
        for lesson in &mut pack.lessons {
            let id = lesson.id.clone();
            lesson.texts.retain(|lang, _| !is_out(&id, lang));
        }
        pack.lessons.retain(|lesson| lesson.texts.contains_key(&first));
    }
    campaign.packs.retain(|pack| !pack.lessons.is_empty());
    if campaign.packs.is_empty() {
        report.error_with_help(
            "nothing-signed",
            None,
            say! { vi: "chưa có bài nào được duyệt để đăng", en: "no lesson is approved, so nothing can be published" },
            say! { vi: "xem `loa check`, nhờ duyệt rồi chạy `loa sign`; muốn xem thử thì đặt `mode: draft`", en: "look at `loa check`, have lessons approved and run `loa sign`; to try things out, set `mode: draft`" },
        );
    }
    languages(report, &mut campaign);
    notes(report, &mut campaign, holds);
    layouts(report, &mut campaign, holds);
    close::links(&mut campaign);
    campaign
}

/// Why a text may not be published; nothing if it may.
fn why(
    campaign: &Campaign,
    holds: &Holds,
    lesson: &Lesson,
    lang: &Lang,
    text: &LessonText,
) -> Vec<Text> {
    let mut reasons = Vec::new();
    if holds.texts.contains(&(lesson.id.clone(), lang.clone())) {
        reasons.push(
            say! { vi: "chưa ai duyệt đúng văn bản này", en: "nobody signed it as it stands" },
        );
    }
    reasons.extend(unsound(campaign, holds, &campaign.cited(lesson, text), lang));
    reasons
}

/// What a text cites that nobody signed or confirmed.
fn unsound(campaign: &Campaign, holds: &Holds, cited: &Cited<'_>, lang: &Lang) -> Vec<Text> {
    let mut reasons = Vec::new();
    for id in &cited.protocols {
        // Of a protocol without steps in the language nobody could sign the numbers either.
        let written = campaign.protocols.get(*id).is_some_and(|it| it.texts.contains_key(lang));
        if !written || holds.protocols.contains(&((*id).to_owned(), lang.clone())) {
            reasons.push(
                say! { vi: "quy trình `{id}` chưa ký", en: "the protocol `{id}` is not signed" },
            );
        }
    }
    // A signed protocol may rest on a fact that nobody has confirmed.
    let within = cited.protocols.iter().filter_map(|id| {
        let protocol = campaign.protocols.get(*id)?;
        Some(campaign.cited_by_protocol(protocol, protocol.texts.get(lang)?).facts)
    });
    let facts: BTreeSet<&str> = cited.facts.iter().copied().chain(within.flatten()).collect();
    for id in facts.into_iter().filter(|id| holds.facts.contains(*id)) {
        reasons.push(
            say! { vi: "dữ kiện `{id}` chưa ai xác nhận", en: "the fact `{id}` is not confirmed" },
        );
    }
    for path in cited.pictures.iter().filter(|path| holds.pictures.contains(**path)) {
        reasons.push(
            say! { vi: "ảnh `{path}` chưa có giấy đồng ý", en: "there is no consent for `{path}`" },
        );
    }
    reasons
}

/// A language in which nothing is signed has no pages.
fn languages(report: &mut Report, campaign: &mut Campaign) {
    let first = campaign.first_lang().clone();
    let written = |lang: &Lang| {
        campaign.packs.iter().flat_map(|pack| &pack.lessons).any(|it| it.texts.contains_key(lang))
    };
    let (kept, gone): (Vec<_>, Vec<_>) = std::mem::take(&mut campaign.settings.languages)
        .into_iter()
        .partition(|language| language.lang == first || written(&language.lang));
    for language in
        gone.iter().filter(|language| language.status == crate::model::Status::Published)
    {
        let lang = &language.lang;
        report.review(
            "left-out",
            crate::diag::Span::new(campaign.settings.file, 0..0),
            say! { vi: "không đăng ngôn ngữ `{lang}`: chưa bài nào được duyệt", en: "the language `{lang}` is left out: no lesson is approved in it" },
        );
    }
    campaign.settings.languages = kept;
}

/// A local note goes with its lesson, and with what it cites. Nobody signs it, and so it is reported.
fn notes(report: &mut Report, campaign: &mut Campaign, holds: &Holds) {
    let mut places = std::mem::take(&mut campaign.places);
    let packs = &campaign.packs;
    for place in places.values_mut() {
        place.notes.retain(|(lesson, lang), note| {
            let mut cited = Cited::default();
            cited.blocks(&note.blocks);
            let reasons = unsound(campaign, holds, &cited, lang);
            if let Some(reason) = reasons.first() {
                let (vi, en) = (&reason.vi, &reason.en);
                report.review(
                    "left-out",
                    note.span,
                    say! { vi: "không đăng ghi chú này: {vi}", en: "the note is left out: {en}" },
                );
            }
            let there = packs.iter().flat_map(|pack| &pack.lessons).any(|it| it.id == *lesson);
            let kept = there && reasons.is_empty();
            if kept {
                report
                    .review(
                        "note-unsigned",
                        note.span,
                        say! { vi: "ghi chú này được đăng mà không ai ký", en: "this note is published, and nobody signs it" },
                    )
                    .help(say! { vi: "nơi viết ghi chú chịu trách nhiệm: đọc lại trước khi đăng", en: "the place that wrote it answers for it: read it again before you publish" });
            }
            kept
        });
    }
    campaign.places = places;
}

/// A layout that prints an unconfirmed fact of its own is not made.
fn layouts(report: &mut Report, campaign: &mut Campaign, holds: &Holds) {
    campaign.theme.layouts.retain(|layout| {
        let held = layout.facts.iter().find(|(id, _)| holds.facts.contains(id));
        if let Some((id, span)) = held {
            let name = &layout.name;
            report.review(
                "left-out",
                *span,
                say! { vi: "không in mẫu `{name}`: dữ kiện `{id}` chưa ai xác nhận", en: "the layout `{name}` is left out: the fact `{id}` is not confirmed" },
            );
        }
        held.is_none()
    });
}
