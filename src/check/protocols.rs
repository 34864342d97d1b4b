//! First aid: a lesson shows only steps that are written for its readers, from a source that somebody
//! stands behind, and production only those that a health authority signed.

use crate::{
    check::each_name,
    diag::{Report, Span},
    model::{
        Audience, Block, Campaign, Holds, Lang, Signature, Standing, cited::Name, fact::Grade,
    },
    say,
};

/// Every protocol that is shown exists, for that audience, in that language; those that are unsigned
/// or rest on a weak source are reported.
pub fn check(report: &mut Report, holds: &mut Holds, campaign: &Campaign) {
    each_name(campaign, &mut |_, lang, name, span| {
        if let Name::Protocol(id, audience) = name {
            shown(report, campaign, id, audience, lang, span);
        }
    });
    let texts = campaign.protocols.values();
    for (protocol, lang) in texts.flat_map(|it| it.texts.keys().map(move |lang| (it, lang))) {
        let id = &protocol.id;
        let at = |signature: &Signature| signature.span;
        let (span, text) = match campaign.protocol_standing(protocol, lang) {
            Standing::Signed(..) => continue,
            // `signers` reports it.
            Standing::Stranger(_) | Standing::OtherOffice(..) => {
                holds.protocols.insert((id.clone(), lang.clone()));
                continue;
            }
            Standing::Unsigned => (
                protocol.span,
                say! { vi: "quy trình sơ cứu `{id}` ({lang}) chưa được cơ quan y tế phê duyệt", en: "no health authority has signed the protocol `{id}` ({lang})" },
            ),
            Standing::Changed(signature) => {
                let on = signature.on;
                (
                    at(signature),
                    say! { vi: "quy trình sơ cứu `{id}` ({lang}) được ký ngày {on}, nhưng nay đã khác", en: "the protocol `{id}` ({lang}) was signed on {on} and has changed since" },
                )
            }
        };
        let help = say! { vi: "khi cơ quan y tế đã ký, chạy `loa sign protocol {id} --lang {lang} --by … --document …`", en: "when the health authority has signed, run `loa sign protocol {id} --lang {lang} --by … --document …`" };
        report.review("protocol-unsigned", span, text).help(help);
        holds.protocols.insert((id.clone(), lang.clone()));
    }
    for protocol in campaign.protocols.values() {
        let source = campaign.facts.get(&protocol.id).map(|fact| fact.source.as_str());
        let Some(source) = source.and_then(|id| campaign.references.get(id)) else { continue };
        if source.grade != Grade::Weak {
            continue;
        }
        let (id, name) = (&protocol.id, &source.id);
        report
            .review(
                "source-weak",
                protocol.span,
                say! { vi: "quy trình sơ cứu `{id}` dựa vào nguồn yếu `{name}`", en: "the protocol `{id}` rests on the weak source `{name}`" },
            )
            .help(say! { vi: "tìm nguồn của Bộ Y tế, WHO, bệnh viện hoặc hội chuyên môn, rồi ghi vào `source`", en: "find a source of a ministry of health, the WHO, a hospital or a professional council, and write it into `source`" });
        let langs = protocol.texts.keys().cloned();
        holds.protocols.extend(langs.map(|lang| (id.clone(), lang)));
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
        let known = campaign.protocols.keys().map(String::as_str);
        let help = match report.nearest("protocol-unknown", span, id, known) {
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
    let is_lost = campaign.unread.contains(&"content/protocols");
    if !is_lost && protocol.blocks(lang, audience).is_none_or(<[Block]>::is_empty) {
        let key = audience.key();
        report.error_with_help(
            "protocol-unknown",
            span,
            say! { vi: "quy trình `{id}` chưa có lời cho `{key}` bằng `{lang}`", en: "the protocol `{id}` has no words for `{key}` in `{lang}`" },
            say! { vi: "thêm phần `## … {{#{key}}}` vào content/protocols/{id}.{lang}.md", en: "add a part `## … {{#{key}}}` to content/protocols/{id}.{lang}.md" },
        );
    }
}
