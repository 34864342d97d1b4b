//! A signature under texts, bound to what they say now. Whoever signs has read the built page and
//! sheet; this writes down that they did, and what they read.

use std::{collections::BTreeMap, path::Path};

use serde_json::json;

use crate::{
    check::signers,
    desk::{Edit, front, value},
    diag::{Report, Reported, Sources, Stop},
    load::{self, files::Files, passages},
    model::{Campaign, Date, Digest, Lang, Office},
    say,
};

/// What is signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Lessons.
    Lesson,
    /// First-aid protocols.
    Protocol,
}

/// Who signs what.
#[derive(Debug)]
pub struct Signing<'a> {
    /// What sort of texts.
    pub kind: Kind,
    /// Their ids.
    pub ids: &'a [String],
    /// In which language; nothing for the first one.
    pub lang: Option<&'a str>,
    /// The id of the signer, as `campaign.yaml` lists them.
    pub by: &'a str,
    /// The document with the signature, by number and day.
    pub document: &'a str,
    /// When it was signed.
    pub on: Date,
}

/// Texts that are signed, and the files that say so.
#[derive(Debug)]
pub struct Signed {
    /// Each text by its id, with the hash that is signed.
    pub texts: Vec<(String, Digest)>,
    /// What is written.
    pub edits: Vec<Edit>,
}

/// Works out what a signature writes; nothing is written yet.
///
/// # Errors
/// When the campaign has mistakes, when what is named does not exist, or the machine failed.
pub fn sign(
    report: &mut Report,
    sources: &mut Sources,
    root: &Path,
    asked: &Signing<'_>,
) -> Result<Signed, Stop> {
    let files = Files::scan(root)?;
    let campaign = load::campaign(report, sources, &files)?;
    // A text with a mistake is not what was read.
    report.so_far()?;
    let lang = asked.lang.map_or_else(|| campaign.first_lang().clone(), Lang::new);
    if asked.document.trim().is_empty() {
        return Err(report
            .error_with_help(
                "field-empty",
                None,
                say! { vi: "`--document` đang trống: chữ ký phải có giấy tờ", en: "`--document` is empty: a signature stands on a document" },
                say! { vi: "ghi số và ngày của văn bản có chữ ký", en: "give the number and day of the document with the signature" },
            )
            .into());
    }
    let called = say! { vi: "`--document`", en: "`--document`" };
    load::characters::check_named(report, None, &called, asked.document)?;
    may_sign(report, &campaign, asked)?;
    let mut texts = Vec::new();
    let mut new: BTreeMap<String, (Vec<u8>, String)> = BTreeMap::new();
    for id in asked.ids {
        let (path, digest) = found(report, &campaign, asked.kind, id, &lang)?;
        let (old, text) = match new.remove(&path) {
            Some(begun) => begun,
            None => {
                let (_, text) = files.text(report, sources, &path)?;
                (files.bytes(&path)?, text)
            }
        };
        let text = match asked.kind {
            Kind::Lesson => in_front(&text, asked, digest),
            Kind::Protocol => in_record(&text, id, &lang, asked, digest),
        };
        let Some(text) = text else {
            return Err(report
                .error_with_help(
                    "signature-unwritten",
                    None,
                    say! { vi: "không ghi được chữ ký vào `{path}`: tệp viết theo cách máy không sửa an toàn được", en: "the signature cannot be written into `{path}`: the file cannot be changed safely" },
                    say! { vi: "viết mỗi mục một dòng như trong các bài mẫu, rồi chạy lại", en: "write each field on a line of its own, as the sample lessons do, and run it again" },
                )
                .into());
        };
        texts.push((id.clone(), digest));
        new.insert(path, (old, text));
    }
    let edits = new.into_iter().map(|(path, (old, text))| {
        let mark = if old.starts_with(b"\xEF\xBB\xBF") { "\u{FEFF}" } else { "" };
        let full = path.split('/').fold(root.to_owned(), |full, part| full.join(part));
        Edit { path: full, old: Some(old), new: [mark, &text].concat().into_bytes() }
    });
    Ok(Signed { texts, edits: edits.collect() })
}

/// The signer is listed, and answers for what is signed.
fn may_sign(report: &mut Report, campaign: &Campaign, asked: &Signing<'_>) -> Result<(), Reported> {
    let by = asked.by;
    let Some(signer) = campaign.settings.signers.get(by) else {
        return Err(signers::unlisted(report, campaign, by, None));
    };
    if asked.kind == Kind::Protocol && signer.office != Office::Health {
        return Err(report.error_with_help(
            "signer-role",
            signer.span,
            say! { vi: "`{by}` không ký được quy trình sơ cứu: việc đó của cơ quan y tế", en: "`{by}` cannot sign a protocol: that is for the health authority" },
            say! { vi: "để người có `role: health` ký", en: "have somebody with `role: health` sign it" },
        ));
    }
    Ok(())
}

/// The file of a text, and the hash that a signature under it holds.
fn found(
    report: &mut Report,
    campaign: &Campaign,
    kind: Kind,
    id: &str,
    lang: &Lang,
) -> Result<(String, Digest), Reported> {
    let named = campaign.lessons().find(|(_, lesson)| lesson.id == id).map(|(_, lesson)| lesson);
    if kind == Kind::Lesson
        && let Some(parked) = named.and_then(|lesson| lesson.parked.as_ref())
    {
        return Err(report.error_with_help(
            "lesson-parked",
            parked.span,
            say! { vi: "bài `{id}` đang để riêng, chưa ký được", en: "the lesson `{id}` is parked, and cannot be signed" },
            say! { vi: "khi bài đã xong, xóa dòng `parked` ở đầu bài rồi ký", en: "when the lesson is ready, delete its line `parked` and sign" },
        ));
    }
    let (there, all): (Option<(String, Digest)>, Vec<&str>) = match kind {
        Kind::Lesson => (
            campaign.lessons().find(|(_, lesson)| lesson.id == id).and_then(|(pack, lesson)| {
                let text = lesson.texts.get(lang)?;
                let path = format!("content/packs/{}/{id}/lesson.{lang}.md", pack.id);
                Some((path, campaign.digest_of_lesson(lesson, lang, text)))
            }),
            campaign.lessons().map(|(_, lesson)| lesson.id.as_str()).collect(),
        ),
        Kind::Protocol => (
            campaign.protocols.get(id).and_then(|protocol| {
                let digest = campaign.digest_of_protocol(protocol, lang)?;
                Some(("content/facts.yaml".to_owned(), digest))
            }),
            campaign.protocols.keys().map(String::as_str).collect(),
        ),
    };
    there.ok_or_else(|| {
        let help = match report.nearest("name-unknown", None, id, all).filter(|near| *near != id) {
            Some(near) => {
                say! { vi: "có phải bạn muốn viết `{near}`?", en: "did you mean `{near}`?" }
            }
            None => {
                say! { vi: "xem tên và ngôn ngữ trong `loa status`", en: "look at the names and languages in `loa status`" }
            }
        };
        report.error_with_help(
            "name-unknown",
            None,
            say! { vi: "không có `{id}` ({lang}) để ký", en: "there is no `{id}` ({lang}) to sign" },
            help,
        )
    })
}

fn in_front(text: &str, asked: &Signing<'_>, digest: Digest) -> Option<String> {
    let range = passages::of(text)?.front;
    let mut head = text.get(range.clone())?.to_owned();
    let (by, on) = (front::scalar(asked.by), asked.on.to_string());
    let document = front::quoted(asked.document);
    let yaml = format!(
        "{{ status: approved, by: {by}, on: {on}, document: {document}, hash: \"{digest}\" }}"
    );
    let signature = json!({
        "status": "approved", "by": asked.by, "on": on, "document": asked.document, "hash": digest.to_string(),
    });
    head = value::put(&head, &["review"], &yaml, &signature).ok()?;
    Some([text.get(..range.start)?, &head, text.get(range.end..)?].concat())
}

fn in_record(
    text: &str,
    id: &str,
    lang: &Lang,
    asked: &Signing<'_>,
    digest: Digest,
) -> Option<String> {
    let (by, on) = (front::scalar(asked.by), asked.on.to_string());
    let document = front::quoted(asked.document);
    let yaml = format!("{{ by: {by}, on: {on}, document: {document}, hash: \"{digest}\" }}");
    let signature =
        json!({ "by": asked.by, "on": on, "document": asked.document, "hash": digest.to_string() });
    let lang = lang.as_str();
    let root = load::tree(text)?;
    if value::at(&root, &[id, "sign_off"]).is_some() {
        value::put(text, &[id, "sign_off", lang], &yaml, &signature).ok()
    } else {
        let whole = json!({ lang: signature });
        value::put(text, &[id, "sign_off"], &format!("{{ {lang}: {yaml} }}"), &whole).ok()
    }
}
