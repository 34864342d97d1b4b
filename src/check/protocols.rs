//! First aid: a lesson shows only steps that are written for its readers, and production only
//! those that a health authority signed.

use crate::{
    check::{awaits, texts},
    diag::{Report, Span, nearest},
    model::{Audience, Block, Campaign, Lang, lesson::Review},
    say,
};

/// Every protocol that is shown exists, for that audience, in that language; unsigned ones are
/// told in a draft and refused in production.
pub fn check(report: &mut Report, campaign: &Campaign) {
    let mut look = |lang: &Lang, block: &Block| {
        if let Block::Protocol { id, audience, span } = block {
            shown(report, campaign, id, *audience, lang, *span);
        }
    };
    for (_, lang, text) in texts(campaign) {
        text.parts.iter().flat_map(|part| &part.blocks).for_each(|block| look(lang, block));
    }
    for ((_, lang), note) in campaign.places.values().flat_map(|place| &place.notes) {
        note.blocks.iter().for_each(|block| look(lang, block));
    }
    for protocol in campaign.protocols.values().filter(|protocol| !protocol.is_signed()) {
        let id = &protocol.id;
        let text = match &protocol.sign_off {
            Review::Draft => {
                say! { vi: "quy trình sơ cứu `{id}` chưa được cơ quan y tế phê duyệt", en: "no health authority has signed the protocol `{id}`" }
            }
            Review::Approved { on, .. } => {
                let revised = protocol.revised;
                say! { vi: "quy trình sơ cứu `{id}` được ký ngày {on}, nhưng đã sửa ngày {revised}", en: "the protocol `{id}` was signed on {on} and changed on {revised}" }
            }
        };
        let help = say! {
            vi: "khi đã được duyệt, ghi `sign_off: {{ by: …, on: …, document: … }}`",
            en: "when it is signed, write `sign_off: {{ by: …, on: …, document: … }}`"
        };
        awaits(report, "protocol-unsigned", campaign, protocol.span, text, help);
    }
}

fn shown(
    report: &mut Report,
    campaign: &Campaign,
    id: &str,
    audience: Audience,
    lang: &Lang,
    span: Span,
) {
    if campaign.unread.contains(&"content/facts.yaml") {
        return;
    }
    let Some(protocol) = campaign.protocols.get(id) else {
        let help = match nearest(id, campaign.protocols.keys().map(String::as_str)) {
            Some(near) => {
                say! { vi: "có phải bạn muốn viết `{near}`?", en: "did you mean `{near}`?" }
            }
            None => {
                say! { vi: "thêm mục `{id}` với `kind: protocol` vào content/facts.yaml", en: "add `{id}` with `kind: protocol` to content/facts.yaml" }
            }
        };
        report.error_with_help(
            "protocol-unknown",
            span,
            say! { vi: "không có quy trình sơ cứu `{id}`", en: "there is no protocol `{id}`" },
            help,
        );
        return;
    };
    if protocol.blocks(lang, audience).is_none_or(<[Block]>::is_empty) {
        let key = audience.key();
        report.error_with_help(
            "protocol-unknown",
            span,
            say! { vi: "quy trình `{id}` chưa có lời cho `{key}` bằng `{lang}`", en: "the protocol `{id}` has no words for `{key}` in `{lang}`" },
            say! { vi: "thêm phần `## … {{#{key}}}` vào content/protocols/{id}.{lang}.md", en: "add a part `## … {{#{key}}}` to content/protocols/{id}.{lang}.md" },
        );
    }
}
