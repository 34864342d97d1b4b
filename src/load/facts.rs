//! `content/facts.yaml` and `content/sources.yaml`.

use std::collections::BTreeMap;

use crate::{
    diag::{FileId, Report, Reported},
    load::yaml::{self, Fields, Node, Value},
    model::{Fact, Lang, Reference, fact::FactKind},
    say,
};

/// Reads the facts of a file.
pub fn facts(
    report: &mut Report,
    file: FileId,
    text: &str,
    first: &Lang,
) -> BTreeMap<String, Fact> {
    let mut facts = BTreeMap::new();
    for_each_record(report, file, text, "facts.yaml", |report, id, node| {
        let mut fields = Fields::new(report, node, "một mục của facts.yaml / a fact")?;
        let kind = fields.choice(
            report,
            "kind",
            &[
                ("phone", FactKind::Phone),
                ("law", FactKind::Law),
                ("figure", FactKind::Figure),
                ("protocol", FactKind::Protocol),
                ("programme", FactKind::Programme),
            ],
        );
        let value = fields.by_lang(report, "value", first);
        let says = fields.by_lang(report, "says", first);
        let valid_from = fields.optional_date(report, "valid_from");
        let valid_to = fields.optional_date(report, "valid_to");
        let source = fields.text(report, "source");
        let checked_on = fields.date(report, "checked_on");
        let awaits_expert =
            fields.choice(report, "status", &[("verified", false), ("awaits-expert", true)]);
        fields.finish(report);
        facts.insert(
            id.to_owned(),
            Fact {
                id: id.to_owned(),
                kind: kind?,
                value: value?,
                says: says?,
                valid_from: valid_from?,
                valid_to: valid_to?,
                source: source?,
                checked_on: checked_on?,
                awaits_expert: awaits_expert?,
                span: node.span,
            },
        );
        Ok(())
    });
    facts
}

/// Reads the published sources of a file.
pub fn references(
    report: &mut Report,
    file: FileId,
    text: &str,
    first: &Lang,
) -> BTreeMap<String, Reference> {
    let mut references = BTreeMap::new();
    for_each_record(report, file, text, "sources.yaml", |report, id, node| {
        let mut fields = Fields::new(report, node, "một mục của sources.yaml / a source")?;
        let title = fields.by_lang(report, "title", first);
        let publisher = fields.text_or_empty(report, "publisher");
        let year = fields.text_or_empty(report, "year");
        let url = fields.text_or_empty(report, "url");
        fields.finish(report);
        references.insert(
            id.to_owned(),
            Reference {
                id: id.to_owned(),
                title: title?,
                publisher: publisher?,
                year: year?,
                url: url?,
                span: node.span,
            },
        );
        Ok(())
    });
    references
}

fn for_each_record(
    report: &mut Report,
    file: FileId,
    text: &str,
    what: &str,
    mut read: impl FnMut(&mut Report, &str, &Node) -> Result<(), Reported>,
) {
    let Ok(node) = yaml::parse(report, file, text, 0) else { return };
    let Value::Map(pairs) = &node.value else {
        report.error_with_help(
            "field-type",
            node.span,
            say! { vi: "{what} phải gồm các mục `tên:`", en: "{what} must be records `name:`" },
            say! { vi: "mở đầu mỗi mục bằng tên của nó và dấu hai chấm", en: "open each record with its name and a colon" },
        );
        return;
    };
    for (key, value) in pairs {
        let Ok(id) = key.text(report, "id") else { continue };
        let _ = read(report, id, value);
    }
}
