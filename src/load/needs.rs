//! `content/search.yaml`: words that people type, and where they lead.

use crate::{
    diag::{FileId, Report, Reported},
    load::{
        facts::for_each_record,
        once,
        yaml::{Fields, texts},
    },
    model::{Lang, Need},
    say,
};

/// Reads the needs of a file.
///
/// # Errors
/// When it is no list of records at all; what is wrong with one is only reported.
pub fn read(
    report: &mut Report,
    file: FileId,
    text: &str,
    _first: &Lang,
) -> Result<Vec<Need>, Reported> {
    let mut needs = Vec::new();
    for_each_record(report, file, text, "search.yaml", |report, name, span, node| {
        let what = say! { vi: "mục `{name}`", en: "`{name}`" };
        let Ok(mut fields) = Fields::at(report, node, span, what) else { return };
        let words = fields.required(report, "words").and_then(|node| texts(report, node, "words"));
        let words = once(report, words.unwrap_or_default());
        let call = fields.spanned_texts(report, "call");
        let show = fields.spanned_texts(report, "show");
        fields.finish(report);
        let (Ok(call), Ok(show)) = (call, show) else { return };
        if call.is_empty() && show.is_empty() {
            report.error_with_help(
                "field-missing",
                span,
                say! { vi: "mục `{name}` chưa dẫn tới đâu", en: "`{name}` leads nowhere" },
                say! { vi: "thêm `show: [ten-bai]`, hoặc `call: [ten-cua-so]`", en: "add `show: [its-lesson]`, or `call: [its-number]`" },
            );
        }
        needs.push(Need {
            words: words.into_iter().map(|(word, _)| word).collect(),
            call: once(report, call),
            show: once(report, show),
        });
    })?;
    Ok(needs)
}
