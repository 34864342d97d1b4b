//! `campaign.yaml`.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    diag::{FileId, Report, Reported, Span},
    load::{
        once,
        packs::{Order, order},
        yaml::{self, Fields, Value},
    },
    model::{Lang, Language, Mode, Office, Settings, Signer, Status, campaign::PrintOrder},
    say,
};

/// The theme inside the program.
pub const BASE: &str = "base";

/// What the file holds, with what belongs to the loader alone.
pub struct Read {
    pub settings: Settings,
    /// The name of the theme, and where it is written.
    pub theme: (String, Option<Span>),
    /// The packs in order.
    pub packs: Order,
    /// Whether nothing of the file can be read, and all of it is what a plain one would say.
    pub unread: bool,
}

/// Reads `campaign.yaml`. What is wrong in it is reported and has a plain value here, so that the
/// mistakes in all other files are found too.
pub fn read(report: &mut Report, file: FileId, text: &str) -> Read {
    let what = say! { vi: "tệp campaign.yaml", en: "campaign.yaml" };
    let Ok(node) = yaml::parse(report, file, text, 0) else { return plain(file) };
    let Ok(mut fields) = Fields::new(report, &node, what) else { return plain(file) };

    let languages = fields
        .required(report, "languages")
        .and_then(|node| languages(report, node))
        .unwrap_or_else(|_| vietnamese());
    let first = languages.first().map_or_else(|| Lang::new("vi"), |language| language.lang.clone());

    let title = fields.by_lang(report, "title", &first);
    let subtitle = match fields.optional("subtitle") {
        Some(node) => yaml::by_lang(report, node, "subtitle", &first),
        None => Ok(BTreeMap::new()),
    };
    let issuer = match fields.optional("issuer") {
        Some(node) => yaml::by_lang(report, node, "issuer", &first),
        None => Ok(BTreeMap::new()),
    };
    let licence = fields.text_or_empty(report, "licence").unwrap_or_default();
    let print = match fields.optional("print") {
        Some(node) => print(report, node),
        None => Ok(Vec::new()),
    };
    let base = fields.optional("base_url");
    let base_url_span = base.map(|node| node.span);
    let base_url = base.map(|node| base_url(report, node)).transpose();
    let report_to = fields.optional("report_to").map(|node| report_to(report, node)).transpose();
    let theme = match fields.optional("theme") {
        Some(node) => node.text(report, "theme").map(|name| (name.to_owned(), Some(node.span))),
        None => Ok((BASE.to_owned(), None)),
    };
    let formats = fields.spanned_texts(report, "formats").unwrap_or_default();
    let mode = match fields.optional("mode") {
        Some(node) => yaml::choice(
            report,
            node,
            "mode",
            &[("draft", Mode::Draft), ("production", Mode::Production)],
        ),
        None => Ok(Mode::Draft),
    };
    let as_of = fields.optional_date(report, "as_of").unwrap_or_default();
    // Only communes are stamped today; the key stands in the file so that it can widen.
    let stamp = fields.optional("stamp").map(|node| node.items(report, "stamp"));
    for item in stamp.into_iter().flatten().flatten() {
        let _ = yaml::choice(report, item, "stamp", &[("commune", ())]);
    }
    let mut sample = BTreeMap::new();
    for (id, span) in fields.spanned_texts(report, "sample").unwrap_or_default() {
        sample.entry(id).or_insert(span);
    }
    let emergency = fields.spanned_texts(report, "emergency").unwrap_or_default();
    let signers = match fields.optional("signers") {
        Some(node) => signers(report, node),
        None => BTreeMap::new(),
    };
    let packs = order(report, &mut fields, "packs");
    fields.finish(report);

    Read {
        settings: Settings {
            file,
            title: title.unwrap_or_default(),
            subtitle: subtitle.unwrap_or_default(),
            issuer: issuer.unwrap_or_default(),
            licence,
            print: print.unwrap_or_default(),
            languages,
            first,
            base_url: base_url.ok().flatten().unwrap_or_default(),
            base_url_span,
            report_to: report_to.ok().flatten().unwrap_or_default(),
            formats,
            mode: mode.unwrap_or(Mode::Draft),
            as_of,
            sample,
            signers,
            emergency: once(report, emergency),
        },
        theme: theme.unwrap_or((BASE.to_owned(), None)),
        packs: packs.unwrap_or_default(),
        unread: false,
    }
}

/// What stands for a file that cannot be read at all, when that is reported.
pub fn plain(file: FileId) -> Read {
    Read {
        settings: Settings {
            file,
            title: BTreeMap::new(),
            subtitle: BTreeMap::new(),
            issuer: BTreeMap::new(),
            licence: String::new(),
            print: Vec::new(),
            languages: vietnamese(),
            first: Lang::new("vi"),
            base_url: String::new(),
            base_url_span: None,
            report_to: String::new(),
            formats: Vec::new(),
            mode: Mode::Draft,
            as_of: None,
            sample: BTreeMap::new(),
            signers: BTreeMap::new(),
            emergency: Vec::new(),
        },
        theme: (BASE.to_owned(), None),
        packs: Order::default(),
        unread: true,
    }
}

fn vietnamese() -> Vec<Language> {
    vec![Language { lang: Lang::new("vi"), status: Status::Published }]
}

/// No address of a site is longer.
const LONGEST_ADDRESS: usize = 200;

fn base_url(report: &mut Report, node: &yaml::Node) -> Result<String, Reported> {
    let typed = node.text(report, "base_url")?;
    let url = typed.trim_end_matches('/');
    let host = url.strip_prefix("https://").or(url.strip_prefix("http://")).unwrap_or_default();
    if typed.len() > LONGEST_ADDRESS {
        return Err(report.error_with_help(
            "base-url",
            node.span,
            say! { vi: "địa chỉ trang dài hơn {LONGEST_ADDRESS} ký tự, không in được thành mã và không ai gõ được", en: "the address of the site has more than {LONGEST_ADDRESS} letters: no code holds it and nobody can type it" },
            say! { vi: "viết địa chỉ ngắn, ví dụ `base_url: \"https://ten-mien.vn\"`", en: "write a short one, for example `base_url: \"https://your.domain\"`" },
        ));
    }
    // A name and a password would stand on every page and in every code.
    if !host.is_empty() && !host.contains(|c: char| c.is_whitespace() || "?#@\"<>".contains(c)) {
        return Ok(url.to_owned());
    }
    let is_domain = |c: char| c.is_ascii_alphanumeric() || ".-/".contains(c);
    if url.contains('.') && url.chars().all(is_domain) {
        return Err(report.error_with_help(
            "base-url",
            node.span,
            say! { vi: "địa chỉ trang thiếu `https://` ở đầu", en: "the address of the site lacks `https://`" },
            say! { vi: "viết `base_url: \"https://{url}\"`; chưa có địa chỉ thì xóa dòng này", en: "write `base_url: \"https://{url}\"`, or remove the line while there is no address" },
        ));
    }
    Err(report.error_with_help(
        "base-url",
        node.span,
        say! { vi: "`{typed}` không phải địa chỉ trang", en: "`{typed}` is not the address of a site" },
        say! { vi: "viết `base_url: \"https://ten-mien.vn\"`, hoặc bỏ dòng này nếu chưa có địa chỉ", en: "write `base_url: \"https://your.domain\"`, or leave the line out while there is no address" },
    ))
}

/// Where a reader reports a mistake: an e-mail address, or the address of a page on which to write.
fn report_to(report: &mut Report, node: &yaml::Node) -> Result<String, Reported> {
    let typed = node.text(report, "report_to")?;
    if typed.len() <= LONGEST_ADDRESS && (is_mail(typed) || is_page(typed)) {
        return Ok(typed.to_owned());
    }
    Err(report.error_with_help(
        "report-address",
        node.span,
        say! { vi: "`{typed}` không phải địa chỉ thư điện tử hay địa chỉ một trang", en: "`{typed}` is neither an e-mail address nor that of a page" },
        say! { vi: "viết `report_to: hop-thu@ten-mien.vn` hoặc `report_to: \"https://ten-mien.vn/gop-y\"`; chưa có thì bỏ dòng này", en: "write `report_to: letters@your.domain` or `report_to: \"https://your.domain/mistakes\"`, or leave the line out while there is none" },
    ))
}

fn is_mail(typed: &str) -> bool {
    let is_name = |c: char| c.is_ascii_alphanumeric() || "._+-".contains(c);
    let is_label = |label: &str| {
        !label.is_empty() && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    typed.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty()
            && name.chars().all(is_name)
            && host.contains('.')
            && host.split('.').all(is_label)
    })
}

fn is_page(typed: &str) -> bool {
    let rest = typed.strip_prefix("https://").or(typed.strip_prefix("http://"));
    rest.is_some_and(|rest| {
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        host.contains('.')
            && !host.contains('@')
            && !rest.contains(|c: char| c.is_whitespace() || c.is_control() || "\"<>".contains(c))
    })
}

/// Who may sign, each with what they answer for and the document that says so.
fn signers(report: &mut Report, node: &yaml::Node) -> BTreeMap<String, Signer> {
    let mut signers = BTreeMap::new();
    let Value::Map(pairs) = &node.value else {
        report.error_with_help(
            "field-type",
            node.span,
            say! { vi: "`signers` phải gồm các mục `mã: {{ … }}`", en: "`signers` must be records `id: {{ … }}`" },
            say! { vi: "viết `bs-an: {{ name: Bác sĩ An, role: health, document: 12/QĐ-SYT }}`", en: "write `dr-an: {{ name: Dr An, role: health, document: 12/SYT }}`" },
        );
        return signers;
    };
    for (key, node) in pairs {
        let Ok(id) = key.text(report, "signers") else { continue };
        let what = say! { vi: "người ký `{id}`", en: "the signer `{id}`" };
        let Ok(mut fields) = Fields::at(report, node, key.span, what) else { continue };
        let name = fields.text(report, "name");
        let office = fields.choice(report, "role", &Office::ALL);
        let document = fields.text(report, "document");
        fields.finish(report);
        if let (Ok(name), Ok(office), Ok(document)) = (name, office, document) {
            signers.insert(id.to_owned(), Signer { name, office, document, span: key.span });
        }
    }
    signers
}

/// How many copies are printed, and by whom: each layout once.
fn print(report: &mut Report, node: &yaml::Node) -> Result<Vec<PrintOrder>, Reported> {
    let items = node.items(report, "print")?;
    let orders: Vec<PrintOrder> =
        items.into_iter().filter_map(|item| print_order(report, item).ok()).collect();
    let names =
        once(report, orders.iter().map(|order| (order.layout.clone(), order.span)).collect());
    let names: BTreeSet<Span> = names.into_iter().map(|(_, span)| span).collect();
    Ok(orders.into_iter().filter(|order| names.contains(&order.span)).collect())
}

fn print_order(report: &mut Report, item: &yaml::Node) -> Result<PrintOrder, Reported> {
    let what = say! { vi: "một mục của `print`", en: "an item of `print`" };
    let mut fields = Fields::new(report, item, what)?;
    let layout = fields.required(report, "layout");
    let layout = layout.and_then(|node| Ok((node.text(report, "layout")?.to_owned(), node.span)));
    let run = fields.optional("run").map(|node| run(report, node)).transpose();
    let printer = fields.text_or_empty(report, "printer");
    fields.finish(report);
    let ((layout, span), run, printer) = (layout?, run?, printer?);
    if run.is_none() && printer.is_empty() {
        return Err(report.error_with_help(
            "field-missing",
            span,
            say! { vi: "`print` của `{layout}` thiếu cả `run` và `printer`", en: "`print` of `{layout}` lacks both `run` and `printer`" },
            say! { vi: "thêm `run: 5000` (số bản) hoặc `printer: \"…\"` (nhà in); chưa biết thì bỏ mục này", en: "add `run: 5000` (copies) or `printer: \"…\"`; leave the item out while neither is known" },
        ));
    }
    Ok(PrintOrder { layout, span, run, printer })
}

/// A number of copies. Grouped digits are refused: `5.000` is five to some readers of YAML.
fn run(report: &mut Report, node: &yaml::Node) -> Result<u32, Reported> {
    let typed = node.text(report, "run")?;
    let plain = typed.chars().all(|c| c.is_ascii_digit());
    match typed.parse() {
        Ok(run) if plain && run > 0 => Ok(run),
        _ => Err(report.error_with_help(
            "number-malformed",
            node.span,
            say! { vi: "`run` phải là số bản in, từ 1 trở lên, không phải `{typed}`", en: "`run` must be a number of copies, one at least, not `{typed}`" },
            say! { vi: "viết liền các chữ số, ví dụ `run: 5000`; chưa biết thì bỏ `run`", en: "write digits alone, for example `run: 5000`; leave `run` out while it is not known" },
        )),
    }
}

/// At least one language, the first one to be published.
fn languages(report: &mut Report, node: &yaml::Node) -> Result<Vec<Language>, Reported> {
    let items = node.items(report, "languages")?;
    let read: Vec<_> = items.into_iter().map(|item| language(report, item)).collect();
    let languages: Vec<(Language, Span)> = read.into_iter().collect::<Result<_, _>>()?;
    let names = languages.iter().map(|(language, span)| (language.lang.to_string(), *span));
    let names: BTreeSet<Span> =
        once(report, names.collect()).into_iter().map(|(_, span)| span).collect();
    let languages: Vec<Language> = languages
        .into_iter()
        .filter(|(_, span)| names.contains(span))
        .map(|(language, _)| language)
        .collect();
    match languages.first() {
        Some(first) if first.status == Status::Published => Ok(languages),
        _ => Err(report.error_with_help(
            "languages-none",
            node.span,
            say! { vi: "ngôn ngữ đầu tiên phải có và phải là `published`", en: "there must be a first language, and it must be `published`" },
            say! { vi: "viết `languages: [{{ code: vi, status: published }}]`", en: "write `languages: [{{ code: vi, status: published }}]`" },
        )),
    }
}

/// Codes of countries that are taken for those of their languages, and are of none.
const COUNTRIES: [(&str, &str); 4] = [("vn", "vi"), ("us", "en"), ("cn", "zh"), ("jp", "ja")];

fn language(report: &mut Report, item: &yaml::Node) -> Result<(Language, Span), Reported> {
    let language = match &item.value {
        Value::Map(_) => {
            let what = say! { vi: "một mục của `languages`", en: "an item of `languages`" };
            let mut fields = Fields::new(report, item, what)?;
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
        Value::Null | Value::Text(_) | Value::List(_) => {
            Language { lang: Lang::new(item.text(report, "languages")?), status: Status::Published }
        }
    };
    let tag = language.lang.as_str();
    let country = COUNTRIES.into_iter().find(|(country, _)| *country == tag);
    if let Some((_, meant)) = country {
        return Err(report.error_with_help(
            "language-tag",
            item.span,
            say! { vi: "`{tag}` là mã nước, không phải mã ngôn ngữ", en: "`{tag}` is the code of a country, not of a language" },
            say! { vi: "có phải bạn muốn viết `{meant}`?", en: "did you mean `{meant}`?" },
        ));
    }
    if is_language_tag(tag) && language.lang.runs_to_the_left() {
        return Err(report.error_with_help(
            "language-tag",
            item.span,
            say! { vi: "chữ của `{tag}` viết từ phải sang trái, và trang in ở đây chưa làm được như vậy", en: "`{tag}` is written from right to left, which pages and sheets here cannot be laid out for" },
            say! { vi: "bỏ ngôn ngữ này", en: "leave this language out" },
        ));
    }
    if is_language_tag(tag) {
        return Ok((language, item.span));
    }
    let help = match report.nearest("language-tag", item.span, tag, ["vi", "en", "km", "sti"]) {
        Some(near) => {
            say! { vi: "có phải bạn muốn viết `{near}`?", en: "did you mean `{near}`?" }
        }
        None => {
            say! { vi: "dùng mã ngôn ngữ viết thường, ví dụ `vi`, `en`, `km`", en: "use a lower-case language tag, for example `vi`, `en`, `km`" }
        }
    };
    Err(report.error_with_help(
        "language-tag",
        item.span,
        say! { vi: "`{tag}` không phải mã ngôn ngữ", en: "`{tag}` is not a language tag" },
        help,
    ))
}

/// Whether a tag can be that of a language here. A language is two or three letters, so that no
/// folder of pages is called `assets`.
pub fn is_language_tag(tag: &str) -> bool {
    let is_part = |part: &str| {
        (1..=8).contains(&part.len())
            && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit())
    };
    tag.len() <= 35
        && (2..=3).contains(&Lang::new(tag).primary().len())
        && tag.split('-').all(is_part)
}
