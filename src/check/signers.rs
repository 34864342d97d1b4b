//! Whoever signed is listed in `campaign.yaml`, and answers for what was signed.

use crate::{
    check::texts,
    diag::{Report, Reported, Span},
    model::{Campaign, Signature, Standing},
    say,
};

/// Each signature is of a signer that is listed; a protocol is signed by the health authority.
pub fn check(report: &mut Report, campaign: &Campaign) {
    for (lesson, lang, text) in texts(campaign) {
        tell(report, campaign, campaign.lesson_standing(lesson, lang, text));
    }
    for protocol in campaign.protocols.values() {
        for lang in protocol.signatures.keys() {
            tell(report, campaign, campaign.protocol_standing(protocol, lang));
        }
    }
}

fn tell(report: &mut Report, campaign: &Campaign, standing: Standing<'_>) {
    match standing {
        // Whom `campaign.yaml` lists is not known when it cannot be read.
        Standing::Stranger(_) if campaign.unread.contains(&"campaign.yaml") => {}
        Standing::Stranger(Signature { by, span, .. }) => {
            unlisted(report, campaign, by, *span);
        }
        Standing::OtherOffice(Signature { by, span, .. }, signer) => {
            report.error_with_related(
                "signer-role",
                *span,
                say! { vi: "`{by}` không ký được quy trình sơ cứu: việc đó của cơ quan y tế", en: "`{by}` cannot sign a protocol: that is for the health authority" },
                say! { vi: "để người có `role: health` ký", en: "have somebody with `role: health` sign it" },
                [(signer.span, say! { vi: "người ký ghi ở đây", en: "the signer is listed here" })],
            );
        }
        Standing::Unsigned | Standing::Changed(_) | Standing::Signed(..) => {}
    }
}

/// Reports a signer whom `campaign.yaml` does not list.
pub fn unlisted(
    report: &mut Report,
    campaign: &Campaign,
    by: &str,
    span: impl Into<Option<Span>>,
) -> Reported {
    let span = span.into();
    let known = campaign.settings.signers.keys().map(String::as_str);
    let help = match report.nearest("signer-unknown", span, by, known) {
        Some(near) => {
            say! { vi: "có phải bạn muốn viết `{near}`?", en: "did you mean `{near}`?" }
        }
        None => {
            say! {
                vi: "thêm vào campaign.yaml: `signers: {{ {by}: {{ name: …, role: …, document: … }} }}`",
                en: "add to campaign.yaml: `signers: {{ {by}: {{ name: …, role: …, document: … }} }}`"
            }
        }
    };
    report.error_with_help(
        "signer-unknown",
        span,
        say! { vi: "người ký `{by}` chưa có trong campaign.yaml", en: "the signer `{by}` is not in campaign.yaml" },
        help,
    )
}
