//! What the command line and `campaign.yaml` ask for exists.

use crate::{
    diag::{Report, Span, Text, nearest},
    model::{Campaign, Lang, Selection, Status, campaign::PrintOrder, place::GENERAL},
    say,
    tables::units,
};

/// Places, languages and formats that are named are known.
pub fn check(report: &mut Report, campaign: &Campaign, selection: &Selection) {
    let settings = &campaign.settings;
    let places: Vec<&str> = campaign.places.keys().map(String::as_str).chain([GENERAL]).collect();
    let lessons = campaign.lessons().map(|(_, lesson)| lesson);
    let only_in = lessons.flat_map(|lesson| lesson.only_in.iter().zip(&lesson.spans.only_in));
    let written = settings.sample.iter().map(|(id, span)| (id, span)).chain(only_in);
    let typed = selection.places.iter().map(|id| (id, None));
    let unread = campaign.unread.contains(&units::TABLE.path);
    let named = typed.chain(written.map(|(id, span)| (id, Some(*span))));
    for (id, span) in named.filter(|_| !unread) {
        let text = say! { vi: "không có nơi tên `{id}`", en: "there is no place `{id}`" };
        known(report, id, span, &places, text);
    }
    for id in &selection.places {
        not_built(report, campaign, selection, id);
    }
    let languages: Vec<&str> =
        campaign.languages(selection.unreviewed).into_iter().map(Lang::as_str).collect();
    for id in &selection.langs {
        let waits = settings
            .languages
            .iter()
            .any(|language| language.lang.as_str() == id && language.status == Status::Unreviewed);
        if waits && !selection.unreviewed {
            report.error_with_help(
                "name-unknown",
                None,
                say! { vi: "ngôn ngữ `{id}` còn chờ duyệt nên chưa dựng", en: "the language `{id}` awaits review and is not built" },
                say! { vi: "thêm `--unreviewed` để dựng thử", en: "add `--unreviewed` to build it all the same" },
            );
            continue;
        }
        let text = say! { vi: "chiến dịch không có ngôn ngữ `{id}`", en: "the campaign has no language `{id}`" };
        known(report, id, None, &languages, text);
    }
    let layouts = campaign.theme.layouts.iter().map(|layout| layout.name.as_str());
    let printed: Vec<&str> = layouts.clone().chain([PrintOrder::ALL]).collect();
    for order in &settings.print {
        let id = &order.layout;
        let text = say! { vi: "không có mẫu in `{id}`", en: "there is no layout `{id}`" };
        known(report, id, Some(order.span), &printed, text);
    }
    let formats: Vec<&str> = ["web", "cards"].into_iter().chain(layouts).chain(["all"]).collect();
    let written = settings.formats.iter().map(|(id, span)| (id, Some(*span)));
    for (id, span) in selection.formats.iter().map(|id| (id, None)).chain(written) {
        let text = say! { vi: "không có định dạng `{id}`", en: "there is no format `{id}`" };
        known(report, id, span, &formats, text);
    }
    cards(report, campaign, selection);
}

/// Cards are made of a campaign that lists them and has an address; a run that asks for them alone
/// would make nothing.
fn cards(report: &mut Report, campaign: &Campaign, selection: &Selection) {
    const CARDS: &str = "cards";
    let settings = &campaign.settings;
    if !selection.formats.iter().any(|id| id == CARDS) {
        return;
    }
    let (text, help) = if !settings.formats.iter().any(|(id, _)| id == CARDS || id == "all") {
        (
            say! { vi: "campaign.yaml không kê `cards`, nên không trang nào có ảnh chia sẻ", en: "campaign.yaml does not list `cards`, so no page has a card" },
            say! { vi: "thêm `cards` vào `formats` trong campaign.yaml", en: "add `cards` to `formats` in campaign.yaml" },
        )
    } else if settings.base_url.is_empty() {
        (
            say! { vi: "chưa có địa chỉ trang, nên không làm được ảnh chia sẻ", en: "the site has no address, so there are no cards" },
            say! { vi: "thêm `base_url: \"https://…\"` vào campaign.yaml", en: "add `base_url: \"https://…\"` to campaign.yaml" },
        )
    } else {
        return;
    };
    report.error_with_help("format-not-made", None, text, help);
}

/// Only communes that stand on the day are built; another place by name would build nothing.
fn not_built(report: &mut Report, campaign: &Campaign, selection: &Selection, id: &str) {
    let day = selection.as_of;
    let Some(place) = campaign.places.get(id) else { return };
    if campaign.communes(day, selection.sample).iter().any(|built| built.id == place.id) {
        return;
    }
    let help = match (place.on(day), place.units.last()) {
        (Some(unit), _) if unit.kind.is_commune_level() => {
            say! { vi: "đây là nơi mẫu, không có thật; thêm `--sample` để dựng", en: "it is made up; add `--sample` to build it" }
        }
        (None, Some(unit)) if !unit.successors.is_empty() => {
            let now = unit.successors.join("`, `");
            say! { vi: "nơi này không còn; nay là `{now}`", en: "it is no more; it is now `{now}`" }
        }
        _ => {
            say! { vi: "chỉ xã, phường, đặc khu có trang và tờ rơi; chọn một nơi như vậy", en: "only communes, wards and special zones have pages and leaflets; choose one of those" }
        }
    };
    report.error_with_help(
        "place-not-built",
        place.units.last().map(|unit| unit.span),
        say! { vi: "không dựng được trang cho `{id}` vào ngày {day}", en: "there is nothing to build for `{id}` on {day}" },
        help,
    );
}

fn known(report: &mut Report, id: &str, span: Option<Span>, all: &[&str], text: Text) {
    if all.contains(&id) {
        return;
    }
    // A province has hundreds of places; formats and languages are always told in full.
    let list = all.iter().take(40).copied().collect::<Vec<_>>().join(", ");
    let more = if all.len() > 40 { ", …" } else { "" };
    let help = match nearest(id, all.iter().copied()) {
        Some(near) => say! { vi: "có phải bạn muốn viết `{near}`?", en: "did you mean `{near}`?" },
        None => say! { vi: "có thể dùng: {list}{more}", en: "there are: {list}{more}" },
    };
    report.error_with_help("name-unknown", span, text, help);
}
