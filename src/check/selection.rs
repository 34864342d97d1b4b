//! What the command line and `campaign.yaml` ask for exists.

// A new kind of output must be decided on wherever kinds are told apart.
#![deny(clippy::wildcard_enum_match_arm)]

use crate::{
    diag::{Report, Span, Text},
    model::{Campaign, Format, Lang, Selection, Status, Subject, campaign::PrintOrder, format},
    plan::Plan,
    say,
};

/// Places, languages and formats that are named are known.
pub fn check(report: &mut Report, campaign: &Campaign, selection: &Selection) {
    let settings = &campaign.settings;
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
    let named = Format::NAMED.into_iter().filter_map(Format::asked_as);
    let formats: Vec<&str> = named.chain(layouts).chain([format::ALL]).collect();
    let written = settings.formats.iter().map(|(id, span)| (id, Some(*span)));
    for (id, span) in selection.formats.iter().map(|id| (id, None)).chain(written) {
        let text = say! { vi: "không có định dạng `{id}`", en: "there is no format `{id}`" };
        known(report, id, span, &formats, text);
    }
    not_made(report, campaign, selection);
}

/// A format of which the run makes nothing, in the places and languages that it has.
fn not_made(report: &mut Report, campaign: &Campaign, selection: &Selection) {
    let plan = Plan::new(campaign, selection);
    let layouts = &campaign.theme.layouts;
    let is_made = |id: &String| match Format::of(id) {
        Some(Format::Cards) => campaign.theme.card.is_some(),
        Some(Format::Text) => campaign
            .lessons()
            .any(|(_, lesson)| plan.places().iter().any(|place| lesson.is_made_for(*place))),
        // A layout that does not exist was reported.
        Some(Format::Sheet(name)) if layouts.iter().any(|layout| layout.name == name) => {
            let of_layout = plan.sheets().filter(|sheets| sheets.layout.name == name);
            let mut printed = of_layout.filter(|sheets| sheets.printed);
            let here = |subject: Subject<'_>| {
                plan.places().iter().any(|place| !subject.sheets(*place).is_empty())
            };
            printed.any(|sheets| here(sheets.subject))
        }
        // These come with what they are made of; the site is always made.
        None
        | Some(
            Format::Web
            | Format::Sheet(_)
            | Format::Thumbnail(_)
            | Format::Press(_)
            | Format::Bundle(_)
            | Format::Zip,
        ) => true,
    };
    let (made, not_made): (Vec<&String>, Vec<_>) =
        selection.formats.iter().partition(|id| is_made(id));
    for id in not_made {
        let text = say! { vi: "không có tệp nào ở định dạng `{id}`: trong các nơi và ngôn ngữ đã chọn, không có gì đủ phần mà định dạng này cần", en: "no file of the format `{id}` is made: in the chosen places and languages nothing has all that it takes" };
        let help = say! { vi: "chọn nơi hoặc ngôn ngữ khác, hoặc bỏ định dạng này khỏi `--format`", en: "choose other places or languages, or leave this format out of `--format`" };
        if made.is_empty() {
            report.error_with_help("format-not-made", None, text, help);
        } else {
            report.warning("format-not-made", None, text).help = Some(help);
        }
    }
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
    let help = match report.nearest("name-unknown", span, id, all.iter().copied()) {
        Some(near) => say! { vi: "có phải bạn muốn viết `{near}`?", en: "did you mean `{near}`?" },
        None => say! { vi: "có thể dùng: {list}{more}", en: "there are: {list}{more}" },
    };
    report.error_with_help("name-unknown", span, text, help);
}
