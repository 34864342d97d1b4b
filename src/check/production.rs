//! What a campaign must say of itself before anything of it is published.

use crate::{
    diag::{Report, Span},
    model::{Campaign, Format, Mode, Selection, fact::in_lang},
    say,
};

/// Names that belong to no host on the network, as the standards reserve them.
const RESERVED: [&str; 9] =
    ["example", "invalid", "localhost", "test", "local", "internal", "onion", "alt", "arpa"];

/// In production it is known who publishes and where, and, for what is printed, under which licence;
/// the numbers shown on every page are confirmed.
pub fn check(report: &mut Report, campaign: &Campaign, selection: &Selection) {
    let settings = &campaign.settings;
    if settings.mode != Mode::Production {
        return;
    }
    let whole = Span::new(settings.file, 0..0);
    let first = campaign.first_lang();
    if says_nothing(in_lang(&settings.issuer, first, first)) {
        report.error_with_help(
            "issuer-missing",
            whole,
            say! { vi: "chưa có đơn vị phát hành", en: "it is not said who publishes" },
            say! { vi: "thêm vào campaign.yaml: `issuer: {{ vi: …, en: … }}`", en: "add to campaign.yaml: `issuer: {{ vi: …, en: … }}`" },
        );
    }
    let made = |name: &str| selection.makes(settings, Format::Sheet(name));
    let printed = campaign.theme.layouts.iter().any(|layout| made(&layout.name));
    if printed && says_nothing(&settings.licence) {
        report.error_with_help(
            "licence-missing",
            whole,
            say! { vi: "có tờ in mà chưa có giấy phép xuất bản", en: "sheets are made and there is no licence to print" },
            say! { vi: "xin giấy phép của Ủy ban nhân dân tỉnh, rồi thêm `licence: \"số, ngày\"`; chưa in thì bỏ mẫu in khỏi `formats`", en: "ask the provincial People's Committee for it and add `licence: \"number, day\"`; to print nothing, take the layouts out of `formats`" },
        );
    }
    if let Some(span) = settings.base_url_span
        && is_reserved(&settings.base_url)
    {
        let url = &settings.base_url;
        report.error_with_help(
            "address-reserved",
            span,
            say! { vi: "`{url}` chỉ là địa chỉ ví dụ, không ai mở được", en: "`{url}` is an address for examples, and nobody can open it" },
            say! { vi: "ghi địa chỉ thật của trang, hoặc bỏ dòng `base_url`", en: "write the real address of the site, or leave `base_url` out" },
        );
    }
    if selection.is_filtered() {
        report
            .warning(
                "build-partial",
                whole,
                say! { vi: "chỉ dựng một phần: phần kia trong thư mục ra còn như lần trước, dù nay chưa ai duyệt", en: "only a part is built: the rest of the output is as it was, even if nobody has signed that" },
            )
            .help(say! { vi: "trước khi đăng, chạy `loa build` không kèm `--place`, `--lang`, `--format`", en: "before you publish, run `loa build` without `--place`, `--lang` and `--format`" });
    }
    for (id, span) in &settings.emergency {
        if campaign.facts.get(id).is_some_and(|fact| fact.awaits_expert) {
            report.error_with_help(
                "fact-unconfirmed",
                *span,
                say! { vi: "số gọi `{id}` đứng trên mọi trang mà chưa ai xác nhận", en: "the number `{id}` stands on every page and nobody has confirmed it" },
                say! { vi: "khi đã có người xác nhận, ghi `status: verified` trong content/facts.yaml", en: "when it is confirmed, write `status: verified` in content/facts.yaml" },
            );
        }
    }
}

/// Whether a field is empty, or as good as that: dots, a dash.
fn says_nothing(words: &str) -> bool {
    !words.chars().any(char::is_alphanumeric)
}

/// Whether the host of an address is a name for examples or for one's own machine.
fn is_reserved(url: &str) -> bool {
    let host = url.split_once("://").map_or(url, |(_, rest)| rest);
    let host = host.split('/').next().unwrap_or_default();
    let host = host.rsplit_once(':').map_or(host, |(host, _)| host).to_ascii_lowercase();
    let host = host.trim_end_matches('.');
    // Letters of any script make a name; a bracket opens a number, a wide dot is no dot.
    let is_name =
        host.contains('.') && host.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '.'));
    let labels: Vec<&str> = host.split('.').collect();
    let last = labels.last().copied().unwrap_or_default();
    let example = matches!(labels.as_slice(), [.., "example", "com" | "net" | "org"]);
    let number = last.bytes().all(|byte| byte.is_ascii_digit());
    !is_name || number || example || RESERVED.contains(&last)
}
