//! `content/facts.yaml` and `content/sources.yaml`.

use std::collections::BTreeMap;

use crate::{
    diag::{FileId, Report, Reported, Span},
    load::{
        validity,
        yaml::{self, Fields, Node, Value},
    },
    model::{Date, Fact, Lang, Reference, fact::FactKind},
    say,
};

/// Reads the facts of a file.
///
/// # Errors
/// When it is no list of records at all; what is wrong with one is only told.
pub fn facts(
    report: &mut Report,
    file: FileId,
    text: &str,
    first: &Lang,
) -> Result<BTreeMap<String, Fact>, Reported> {
    let mut facts = BTreeMap::new();
    for_each_record(report, file, text, "facts.yaml", |report, id, span, node| {
        let mut fact = Fact {
            id: id.to_owned(),
            kind: FactKind::Figure,
            value: BTreeMap::new(),
            says: BTreeMap::new(),
            valid_from: None,
            valid_to: None,
            source: String::new(),
            checked_on: Date::MAX,
            awaits_expert: false,
            span,
        };
        let what = say! { vi: "dữ kiện `{id}`", en: "the fact `{id}`" };
        if let Ok(mut fields) = Fields::at(report, node, span, what) {
            let kinds = [
                ("phone", FactKind::Phone),
                ("law", FactKind::Law),
                ("figure", FactKind::Figure),
                ("protocol", FactKind::Protocol),
                ("programme", FactKind::Programme),
            ];
            fact.kind = fields.choice(report, "kind", &kinds).unwrap_or(fact.kind);
            fact.value = fields.by_lang(report, "value", first).unwrap_or_default();
            fact.says = fields.by_lang(report, "says", first).unwrap_or_default();
            fact.valid_from = fields.optional_date(report, "valid_from").unwrap_or_default();
            fact.valid_to = fields.optional_date(report, "valid_to").unwrap_or_default();
            fact.source = fields.text(report, "source").unwrap_or_default();
            fact.checked_on = fields.date(report, "checked_on").unwrap_or(Date::MAX);
            let states = [("verified", false), ("awaits-expert", true)];
            fact.awaits_expert = fields.choice(report, "status", &states).unwrap_or_default();
            fields.finish(report);
            validity(report, fact.valid_from, fact.valid_to, span);
        }
        // One with a mistake is kept, so that lessons are not told that there is none.
        facts.insert(id.to_owned(), fact);
    })?;
    Ok(facts)
}

/// Reads the published sources of a file.
pub fn references(
    report: &mut Report,
    file: FileId,
    text: &str,
    first: &Lang,
) -> Result<BTreeMap<String, Reference>, Reported> {
    let mut references = BTreeMap::new();
    for_each_record(report, file, text, "sources.yaml", |report, id, span, node| {
        let mut reference = Reference {
            id: id.to_owned(),
            title: BTreeMap::new(),
            publisher: String::new(),
            year: String::new(),
            url: String::new(),
            span,
        };
        let what = say! { vi: "nguồn `{id}`", en: "the source `{id}`" };
        if let Ok(mut fields) = Fields::at(report, node, span, what) {
            reference.title = fields.by_lang(report, "title", first).unwrap_or_default();
            let mut text = |name| fields.text_or_empty(report, name).unwrap_or_default();
            reference.publisher = text("publisher");
            reference.year = text("year");
            reference.url = text("url");
            fields.finish(report);
        }
        references.insert(id.to_owned(), reference);
    })?;
    Ok(references)
}

fn for_each_record(
    report: &mut Report,
    file: FileId,
    text: &str,
    what: &str,
    mut read: impl FnMut(&mut Report, &str, Span, &Node),
) -> Result<(), Reported> {
    let node = yaml::parse(report, file, text, 0)?;
    let Value::Map(pairs) = &node.value else {
        return Err(report.error_with_help(
            "field-type",
            node.span,
            say! { vi: "tệp {what} phải gồm các mục `tên:`", en: "{what} must be records `name:`" },
            say! { vi: "mở đầu mỗi mục bằng tên của nó và dấu hai chấm", en: "open each record with its name and a colon" },
        ));
    };
    for (key, value) in pairs {
        if let Ok(id) = key.text(report, "id") {
            read(report, id, key.span, value);
        }
    }
    Ok(())
}
