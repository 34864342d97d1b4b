//! `content/facts.yaml` and `content/sources.yaml`.

use std::collections::BTreeMap;

use crate::{
    diag::{FileId, Report, Reported, Span},
    load::{
        VALID, phone, signature, validity,
        yaml::{self, Fields, Node, Value},
    },
    model::{
        Date, Fact, Lang, Phone, Reference, Signature,
        fact::{FactKind, Grade},
        lesson::Drafter,
    },
    say,
};

/// What `facts.yaml` holds.
#[derive(Default)]
pub struct Records {
    /// Facts by id; those of protocols and of their numbers too.
    pub facts: BTreeMap<String, Fact>,
    /// What is said of protocols beyond their facts, by id.
    pub protocols: BTreeMap<String, Signed>,
}

/// What is said of a protocol beside its steps.
pub struct Signed {
    pub revised: Date,
    pub values: BTreeMap<String, String>,
    pub drafted_by: Option<Drafter>,
    pub signatures: BTreeMap<Lang, Signature>,
    pub span: Span,
}

/// Reads the facts of a file.
///
/// # Errors
/// When it is no list of records at all; what is wrong with one is only told.
pub fn facts(
    report: &mut Report,
    file: FileId,
    text: &str,
    first: &Lang,
) -> Result<Records, Reported> {
    let mut records = Records::default();
    for_each_record(report, file, text, "facts.yaml", |report, id, span, node| {
        let mut fact = Fact {
            id: id.to_owned(),
            kind: FactKind::Figure,
            value: BTreeMap::new(),
            phones: BTreeMap::new(),
            says: BTreeMap::new(),
            valid_from: None,
            valid_to: None,
            source: String::new(),
            source_date: None,
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
            fact.says = fields.by_lang(report, "says", first).unwrap_or_default();
            fact.valid_from = fields.optional_date(report, "valid_from").unwrap_or_default();
            fact.valid_to = fields.optional_date(report, "valid_to").unwrap_or_default();
            fact.source = fields.text(report, "source").unwrap_or_default();
            fact.source_date = if fact.kind.ages_with_its_source() {
                fields.date(report, "source_date").ok()
            } else {
                fields.optional_date(report, "source_date").unwrap_or_default()
            };
            fact.checked_on = fields.date(report, "checked_on").unwrap_or(Date::MAX);
            if fact.kind == FactKind::Protocol {
                fact.value.clone_from(&fact.says);
                let signed = signed(report, &mut fields, span);
                for (name, value) in &signed.values {
                    let value = BTreeMap::from([(first.clone(), value.clone())]);
                    let id = format!("{id}.{name}");
                    records.facts.insert(id.clone(), Fact { id, value, ..fact.clone() });
                }
                records.protocols.insert(id.to_owned(), signed);
            } else {
                fact.value = fields.by_lang(report, "value", first).unwrap_or_default();
                if let (FactKind::Phone, Some(node)) = (fact.kind, fields.optional("value")) {
                    fact.phones = phones(report, node, first);
                }
                let states = [("verified", false), ("awaits-expert", true)];
                fact.awaits_expert = fields.choice(report, "status", &states).unwrap_or_default();
            }
            fields.finish(report);
            validity(report, fact.valid_from, fact.valid_to, span, VALID);
        }
        // One with a mistake is kept, so that lessons are not told that there is none.
        records.facts.insert(id.to_owned(), fact);
    })?;
    Ok(records)
}

/// The numbers of a value, by language.
fn phones(report: &mut Report, node: &Node, first: &Lang) -> BTreeMap<Lang, Phone> {
    let mut phones = BTreeMap::new();
    let mut read = |lang: Lang, node: &Node| {
        // What is no text is reported where the value is read.
        if let Value::Text(typed) = &node.value
            && let Some(phone) = phone::read(report, typed, node.span, phone::Typed::Fact)
        {
            phones.insert(lang, phone);
        }
    };
    match &node.value {
        Value::Map(pairs) => {
            for (key, value) in pairs {
                if let Value::Text(lang) = &key.value {
                    read(Lang::new(lang), value);
                }
            }
        }
        Value::Text(_) | Value::Null | Value::List(_) => read(first.clone(), node),
    }
    phones
}

/// When a protocol was last changed, its numbers, and who drafted and signed it.
fn signed(report: &mut Report, fields: &mut Fields<'_>, span: Span) -> Signed {
    let revised = fields.date(report, "revised").unwrap_or(Date::MIN);
    let values = values(report, fields);
    let drafted_by = fields
        .optional("drafted_by")
        .and_then(|node| yaml::choice(report, node, "drafted_by", &Drafter::ALL).ok());
    let signatures = match fields.optional("sign_off") {
        Some(node) => sign_offs(report, node),
        None => BTreeMap::new(),
    };
    Signed { revised, values, drafted_by, signatures, span }
}

/// Signatures by language: whoever signs the steps in one has not read them in another.
fn sign_offs(report: &mut Report, node: &Node) -> BTreeMap<Lang, Signature> {
    let mut signatures = BTreeMap::new();
    let by_lang = match &node.value {
        Value::Map(pairs) if pairs.iter().all(|(_, node)| matches!(node.value, Value::Map(_))) => {
            pairs
        }
        _ => {
            report.error_with_help(
                "field-type",
                node.span,
                say! { vi: "`sign_off` phải ghi theo ngôn ngữ", en: "`sign_off` must be written by language" },
                say! { vi: "viết `sign_off: {{ vi: {{ by: …, on: …, document: …, hash: … }} }}`, hoặc chạy `loa sign protocol`", en: "write `sign_off: {{ vi: {{ by: …, on: …, document: …, hash: … }} }}`, or run `loa sign protocol`" },
            );
            return signatures;
        }
    };
    for (lang, node) in by_lang {
        let Ok(lang) = lang.text(report, "sign_off") else { continue };
        let what = say! { vi: "mục `sign_off`", en: "`sign_off`" };
        let Ok(mut fields) = Fields::new(report, node, what) else { continue };
        let read = signature::read(report, &mut fields, node.span);
        fields.finish(report);
        if let Ok(signature) = read {
            signatures.insert(Lang::new(lang), signature);
        }
    }
    signatures
}

/// The numbers of a protocol, by name.
fn values(report: &mut Report, fields: &mut Fields<'_>) -> BTreeMap<String, String> {
    let Some(node) = fields.optional("values") else { return BTreeMap::new() };
    let Value::Map(pairs) = &node.value else {
        report.error_with_help(
            "field-type",
            node.span,
            say! { vi: "`values` phải gồm các dòng `tên: giá trị`", en: "`values` must be lines of `name: value`" },
            say! { vi: "viết mỗi số một dòng, ví dụ `cooling_minutes: \"20\"`", en: "write one number a line, for example `cooling_minutes: \"20\"`" },
        );
        return BTreeMap::new();
    };
    let mut read = BTreeMap::new();
    for (key, value) in pairs {
        if let (Ok(name), Ok(value)) = (key.text(report, "values"), value.text(report, "values")) {
            read.insert(name.to_owned(), value.to_owned());
        }
    }
    read
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
            grade: Grade::Weak,
            span,
        };
        let what = say! { vi: "nguồn `{id}`", en: "the source `{id}`" };
        if let Ok(mut fields) = Fields::at(report, node, span, what) {
            reference.title = fields.by_lang(report, "title", first).unwrap_or_default();
            let mut text = |name| fields.text_or_empty(report, name).unwrap_or_default();
            reference.publisher = text("publisher");
            reference.year = text("year");
            reference.url = text("url");
            reference.grade = fields.choice(report, "grade", &Grade::ALL).unwrap_or(Grade::Press);
            fields.finish(report);
        }
        references.insert(id.to_owned(), reference);
    })?;
    Ok(references)
}

/// Reads each record of a file.
///
/// # Errors
/// When it holds no records, which is reported.
pub fn for_each_record(
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
