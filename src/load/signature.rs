//! A signature, as it is written under a lesson or a protocol.

use crate::{
    diag::{Report, Reported, Span},
    load::yaml::Fields,
    model::{Digest, Signature},
    say,
};

/// Reads who signed, when, with which document and what.
pub fn read(
    report: &mut Report,
    fields: &mut Fields<'_>,
    span: Span,
) -> Result<Signature, Reported> {
    let by = fields.text(report, "by");
    let on = fields.date(report, "on");
    let document = fields.text(report, "document");
    let written = fields.optional("hash");
    let stands_for = written.and_then(|node| Digest::parse(node.text(report, "hash").ok()?));
    let stands_for = stands_for.ok_or_else(|| {
        report.error_with_help(
            "signature-hash",
            written.map_or(span, |node| node.span),
            say! { vi: "chữ ký chưa gắn với văn bản nào", en: "the signature is bound to no text" },
            say! { vi: "đừng gõ tay: chạy `loa sign`, máy ghi mã của đúng văn bản đã ký vào `hash`", en: "do not type it: run `loa sign`, which writes the hash of the text that was signed into `hash`" },
        )
    });
    Ok(Signature { by: by?, on: on?, document: document?, stands_for: stands_for?, span })
}
