//! The kind of a unit is dated, so it is never typed.

use crate::{
    check::{notes, texts},
    diag::{Report, Span},
    model::{
        Campaign, FieldPath, Inline, InlineKind,
        block::{Line, each_text, walk},
    },
    say,
};

const KINDS: [&str; 9] =
    ["xã", "phường", "thị trấn", "đặc khu", "commune", "ward", "commune of", "ward of", "township"];

/// The fields that a kind could be typed before.
const NAMES: [FieldPath; 5] =
    [FieldPath::Name, FieldPath::Full, FieldPath::Inline, FieldPath::Kind, FieldPath::Ascii];

/// No "xã", "phường" or "commune" stands before a field of the place.
pub fn check(report: &mut Report, campaign: &Campaign) {
    let mut look = |text: &[Inline]| {
        runs(report, text);
        walk(text, &mut |inline| {
            if let InlineKind::Strong(inner)
            | InlineKind::Emphasis(inner)
            | InlineKind::Link { text: inner, .. } = &inline.kind
            {
                runs(report, inner);
            }
        });
    };
    texts(campaign).for_each(|(_, _, text)| text.each_text(&mut look));
    notes(campaign).for_each(|(_, note)| each_text(&note.blocks, &mut look));
}

fn runs(report: &mut Report, inlines: &[Inline]) {
    for pair in inlines.windows(2) {
        let [text, after] = pair else { continue };
        let (InlineKind::Text(before), InlineKind::Field(field)) = (&text.kind, &after.kind) else {
            continue;
        };
        // Only a name is meant: "call the commune: [[ place.police.phone ]]" is sound.
        if !NAMES.contains(field) {
            continue;
        }
        let lower = before.to_lowercase();
        let before = lower.trim_end();
        let typed = KINDS.iter().find(|kind| {
            before.strip_suffix(**kind).is_some_and(|rest| {
                rest.is_empty() || rest.ends_with(|c: char| !c.is_alphanumeric())
            })
        });
        if let Some(kind) = typed {
            let words = Line::of(std::slice::from_ref(text), |_| None);
            let range = before.len() - kind.len()..before.len();
            // Capitals that have more bytes than their small letters are rare enough.
            let known = words.text.len() == lower.len();
            let start = words.span(range).filter(|_| known).map_or(after.span, |span| span);
            let span = Span { start: start.start, ..after.span };
            report.error_with_help(
                "kind-typed",
                span,
                say! { vi: "chữ “{kind}” đứng trước tên nơi; xã có thể thành phường", en: "“{kind}” is typed before a place; a commune can become a ward" },
                say! {
                    vi: "bỏ chữ “{kind}”, dùng `[[ place.inline ]]` giữa câu hoặc `[[ place.full ]]` đầu câu",
                    en: "leave “{kind}” out and use `[[ place.inline ]]` within a sentence, `[[ place.full ]]` at its start"
                },
            );
        }
    }
}
