//! `content/pictures.yaml`: what is stated of the people on photographs.

use std::collections::BTreeMap;

use crate::{
    diag::{FileId, Report, Reported, Span},
    load::{
        facts::for_each_record,
        files::Files,
        validity,
        yaml::{Fields, Node},
    },
    model::{
        Date, Lang, fold,
        picture::{Consent, Statement, is_name_of_picture},
    },
    say,
};

/// What stands before the path of a picture in the record.
const CONTENT: &str = "content/";

/// Reads the statements of a file, by the path of the picture below the campaign.
///
/// # Errors
/// When it is no list of records at all; what is wrong with one is only told.
pub fn read(
    report: &mut Report,
    file: FileId,
    text: &str,
    _first: &Lang,
) -> Result<BTreeMap<String, Statement>, Reported> {
    let mut statements = BTreeMap::new();
    for_each_record(report, file, text, "pictures.yaml", |report, name, span, node| {
        let path = format!("{CONTENT}{}", fold::nfc(name));
        let statement = statement(report, name, span, node);
        statements.insert(path, statement);
    })?;
    Ok(statements)
}

fn statement(report: &mut Report, name: &str, span: Span, node: &Node) -> Statement {
    // One with a mistake is kept: that there is no statement would be a second, wrong word.
    let mut statement = Statement { people: false, consent: None, span };
    let what = say! { vi: "ảnh `{name}`", en: "the picture `{name}`" };
    if let Ok(mut fields) = Fields::at(report, node, span, what) {
        let answers = [("none", false), ("yes", true)];
        statement.people = fields.choice(report, "people", &answers).unwrap_or_default();
        if let Some(node) = fields.optional("consent") {
            statement.consent = consent(report, node);
        }
        fields.finish(report);
    }
    statement
}

fn consent(report: &mut Report, node: &Node) -> Option<Consent> {
    let what = say! { vi: "mục `consent`", en: "`consent`" };
    let mut fields = Fields::new(report, node, what).ok()?;
    let from = fields.text(report, "from").unwrap_or_default();
    // What is reported already is not told again as an end that has passed.
    let on = fields.date(report, "on").unwrap_or(Date::MIN);
    let kept = fields.text(report, "kept").unwrap_or_default();
    let until = fields.optional_date(report, "until").unwrap_or_default();
    fields.finish(report);
    validity(report, Some(on), until, node.span, ["on", "until"]);
    Some(Consent { from, on, kept, until, span: node.span })
}

/// Tells statements of pictures that are not there.
pub fn nowhere(report: &mut Report, files: &Files, statements: &BTreeMap<String, Statement>) {
    let is_missing = |path: &str| !files.has(path) && !files.is_lost(path);
    for (path, statement) in statements.iter().filter(|(path, _)| is_missing(path)) {
        let name = path.strip_prefix(CONTENT).unwrap_or(path);
        let photographs = files
            .below("content")
            .filter(|path| is_name_of_picture(path) && !path.to_lowercase().ends_with(".svg"));
        let known = photographs.filter_map(|path| path.strip_prefix(CONTENT));
        let help = match report.nearest("picture-missing", statement.span, name, known) {
            Some(near) => {
                say! { vi: "có phải bạn muốn viết `{near}`?", en: "did you mean `{near}`?" }
            }
            None => {
                say! { vi: "viết đường dẫn từ thư mục content, ví dụ `packs/chu-de/bai/anh.jpg`; ảnh đã bỏ thì xóa mục này", en: "write its path from the folder content, for example `packs/pack/lesson/photo.jpg`; remove the record of a picture that is gone" }
            }
        };
        report.error_with_help(
            "picture-missing",
            statement.span,
            say! { vi: "không có ảnh `{name}`", en: "there is no picture `{name}`" },
            help,
        );
    }
}
