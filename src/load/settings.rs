//! `campaign.yaml`.

use std::collections::BTreeMap;

use crate::{
    diag::{FileId, Report, Reported, nearest},
    load::yaml::{self, Fields, Value},
    model::{Lang, Language, Mode, Settings, Status},
    say,
};

/// What the file holds, with the order of packs, which belongs to the loader alone.
pub struct Read {
    pub settings: Settings,
    pub theme: String,
    pub packs: Vec<(String, crate::diag::Span)>,
}

/// Reads `campaign.yaml`.
pub fn read(report: &mut Report, file: FileId, text: &str) -> Result<Read, Reported> {
    let node = yaml::parse(report, file, text, 0)?;
    let mut fields = Fields::new(report, &node, "campaign.yaml")?;

    let languages = fields.required(report, "languages").and_then(|node| languages(report, node));
    let first = languages
        .as_ref()
        .ok()
        .and_then(|all| all.first())
        .map_or_else(|| Lang::new("vi"), |l| l.lang.clone());

    let title = fields.by_lang(report, "title", &first);
    let subtitle = match fields.optional("subtitle") {
        Some(node) => yaml::by_lang(report, node, "subtitle", &first),
        None => Ok(BTreeMap::new()),
    };
    let issuer = match fields.optional("issuer") {
        Some(node) => yaml::by_lang(report, node, "issuer", &first),
        None => Ok(BTreeMap::new()),
    };
    let licence = fields.text_or_empty(report, "licence");
    let base = fields.optional("base_url");
    let base_url_span = base.map(|node| node.span);
    let base_url = match base {
        Some(node) => node.text(report, "base_url").map(|url| url.trim_end_matches('/').to_owned()),
        None => Ok(String::new()),
    };
    if let (Ok(url), Some(span)) = (&base_url, base_url_span)
        && !(url.starts_with("https://") || url.starts_with("http://"))
    {
        report.error_with_help(
            "base-url",
            span,
            say! { vi: "địa chỉ trang phải bắt đầu bằng `https://`", en: "the address of the site must begin with `https://`" },
            say! { vi: "viết `base_url: \"https://ten-mien.vn\"`, hoặc bỏ dòng này nếu chưa có địa chỉ", en: "write `base_url: \"https://your.domain\"`, or leave the line out while there is no address" },
        );
    }
    let theme = match fields.optional("theme") {
        Some(node) => node.text(report, "theme").map(str::to_owned),
        None => Ok("base".to_owned()),
    };
    let formats = fields.texts(report, "formats");
    let mode = match fields.optional("mode") {
        Some(node) => yaml::choice(
            report,
            node,
            "mode",
            &[("draft", Mode::Draft), ("production", Mode::Production)],
        ),
        None => Ok(Mode::Draft),
    };
    let as_of = fields.optional_date(report, "as_of");
    // Only communes are stamped today; the key stands in the file so that it can widen.
    if let Some(node) = fields.optional("stamp") {
        for item in node.items(report, "stamp")? {
            let _ = yaml::choice(report, item, "stamp", &[("commune", ())]);
        }
    }
    let sample = fields.texts(report, "sample");
    let emergency = spanned_texts(report, &mut fields, "emergency");
    let packs = spanned_texts(report, &mut fields, "packs");
    fields.finish(report);

    Ok(Read {
        settings: Settings {
            file,
            title: title?,
            subtitle: subtitle?,
            issuer: issuer?,
            licence: licence?,
            languages: languages?,
            first,
            base_url: base_url?,
            base_url_span,
            formats: formats?,
            mode: mode?,
            as_of: as_of?,
            sample: sample?,
            emergency: emergency?,
        },
        theme: theme?,
        packs: packs?,
    })
}

fn spanned_texts(
    report: &mut Report,
    fields: &mut Fields<'_>,
    name: &'static str,
) -> Result<Vec<(String, crate::diag::Span)>, Reported> {
    let Some(node) = fields.optional(name) else { return Ok(Vec::new()) };
    node.items(report, name)?
        .into_iter()
        .map(|item| item.text(report, name).map(|text| (text.to_owned(), item.span)))
        .collect()
}

fn languages(report: &mut Report, node: &yaml::Node) -> Result<Vec<Language>, Reported> {
    let mut languages: Vec<Language> = Vec::new();
    for item in node.items(report, "languages")? {
        let language = match &item.value {
            Value::Map(_) => {
                let mut fields = Fields::new(report, item, "languages")?;
                let code = fields.text(report, "code");
                let status = fields.choice(
                    report,
                    "status",
                    &[
                        ("published", Status::Published),
                        ("unreviewed", Status::Unreviewed),
                        ("planned", Status::Planned),
                    ],
                );
                fields.finish(report);
                Language { lang: Lang::new(&code?), status: status? }
            }
            Value::Null | Value::Text(_) | Value::List(_) => Language {
                lang: Lang::new(item.text(report, "languages")?),
                status: Status::Published,
            },
        };
        let tag = language.lang.as_str();
        let well_formed = (2..=35).contains(&tag.len())
            && tag.split('-').all(|part| {
                (1..=8).contains(&part.len()) && part.chars().all(|c| c.is_ascii_alphanumeric())
            })
            && tag.chars().all(|c| !c.is_ascii_uppercase());
        if !well_formed {
            let help = match nearest(tag, ["vi", "en", "km", "sti"]) {
                Some(near) => {
                    say! { vi: "có phải bạn muốn viết `{near}`?", en: "did you mean `{near}`?" }
                }
                None => {
                    say! { vi: "dùng mã ngôn ngữ viết thường, ví dụ `vi`, `en`, `km`", en: "use a lower-case language tag, for example `vi`, `en`, `km`" }
                }
            };
            return Err(report.error_with_help(
                "language-tag",
                item.span,
                say! { vi: "`{tag}` không phải mã ngôn ngữ", en: "`{tag}` is not a language tag" },
                help,
            ));
        }
        languages.push(language);
    }
    match languages.first() {
        Some(first) if first.status == Status::Published => Ok(languages),
        _ => Err(report.error_with_help(
            "languages-none",
            node.span,
            say! { vi: "chiến dịch cần ít nhất một ngôn ngữ; ngôn ngữ đầu tiên phải là `published`", en: "a campaign needs a language, and the first one must be `published`" },
            say! { vi: "viết `languages: [{{ code: vi, status: published }}]`", en: "write `languages: [{{ code: vi, status: published }}]`" },
        )),
    }
}
