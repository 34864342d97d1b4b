//! Facts that lessons cite exist, hold on the day, and were checked.

use std::collections::BTreeMap;

use crate::{
    check::each_name,
    diag::{Report, Span, Text},
    model::{
        Campaign, Date, Fact, Format, Holds, Layout, Selection, cited::Name, fact::FactKind,
        theme::Of,
    },
    say,
};

/// Every citation resolves; records that ended, are stale or await an expert are reported.
pub fn check(report: &mut Report, holds: &mut Holds, campaign: &Campaign, selection: &Selection) {
    each_name(campaign, &mut |_, _, name, span| {
        if let Name::Fact(id) | Name::Number(id) = name {
            cited(report, campaign, selection, id, span);
        }
    });
    for (_, lesson) in campaign.lessons() {
        for (id, span) in lesson.facts.iter().zip(&lesson.spans.facts) {
            cited(report, campaign, selection, id, *span);
        }
        for (id, span) in lesson.sources.iter().zip(&lesson.spans.sources) {
            sourced(report, campaign, id, *span);
        }
    }
    let called = campaign.needs.iter().flat_map(|need| &need.call);
    for (id, span) in campaign.settings.emergency.iter().chain(called) {
        cited(report, campaign, selection, id, *span);
    }
    for layout in
        campaign.theme.layouts.iter().filter(|layout| is_made(campaign, selection, layout))
    {
        for (id, span) in &layout.facts {
            cited(report, campaign, selection, id, *span);
        }
    }
    stale(report, campaign, selection);
    // The numbers of a protocol are reported with it.
    for fact in campaign.facts.values().filter(|fact| !fact.id.contains('.')) {
        let id = &fact.id;
        // An empty one is reported where the record is read.
        if !fact.source.is_empty() {
            sourced(report, campaign, &fact.source, fact.span);
        }
        if fact.awaits_expert {
            let text =
                say! { vi: "`{id}` còn chờ chuyên gia xác nhận", en: "`{id}` awaits an expert" };
            let help = say! { vi: "khi đã có người xác nhận, ghi `status: verified`", en: "when it is confirmed, write `status: verified`" };
            report.review("fact-unconfirmed", fact.span, text).help(help);
            holds.facts.insert(id.clone());
        }
    }
}

/// Facts that nobody can vouch for any more. Those that one source said on one day are reported together: a
/// newer one is looked for once.
fn stale(report: &mut Report, campaign: &Campaign, selection: &Selection) {
    let mut sources: BTreeMap<(Date, &str, &str), Vec<&Fact>> = BTreeMap::new();
    let old = campaign.facts.values().filter(|fact| fact.check_by() < selection.as_of);
    for fact in old.filter(|fact| !fact.id.contains('.')) {
        let alone = if fact.kind.ages_with_its_source() { "" } else { fact.id.as_str() };
        sources.entry((fact.dated(), &fact.source, alone)).or_default().push(fact);
    }
    for ((dated, source, alone), facts) in sources {
        let Some(first) = facts.iter().min_by_key(|fact| fact.span) else { continue };
        let age = dated.until(selection.as_of).map_or(0, |span| span.get_days());
        let (text, help) = if alone.is_empty() {
            let ids: Vec<String> = facts.iter().map(|fact| format!("`{}`", fact.id)).collect();
            let ids = ids.join(", ");
            (
                say! { vi: "nguồn `{source}` của {ids} ra ngày {dated}, đã {age} ngày", en: "`{source}`, the source of {ids}, is of {dated}, {age} days ago" },
                how_to_renew(first.kind),
            )
        } else {
            (
                say! { vi: "`{alone}` đã {age} ngày chưa kiểm tra lại với nguồn", en: "`{alone}` was last compared with its source {age} days ago" },
                how_to_renew(first.kind),
            )
        };
        report.warning("fact-stale", first.span, text).help(help);
    }
}

/// What to do about a fact that has aged, or soon will have.
pub(super) fn how_to_renew(kind: FactKind) -> Text {
    if kind.ages_with_its_source() {
        say! { vi: "hỏi nơi phụ trách hoặc tìm nguồn mới hơn, rồi ghi `source`, `source_date` và `checked_on`", en: "ask whoever answers for it or find a newer source, and write `source`, `source_date` and `checked_on`" }
    } else {
        say! { vi: "xem lại nguồn, rồi ghi ngày xem vào `checked_on`", en: "look at the source again and write the day into `checked_on`" }
    }
}

/// Whether a run asks for a layout that anything can be made of.
fn is_made(campaign: &Campaign, selection: &Selection, layout: &Layout) -> bool {
    selection.makes(&campaign.settings, Format::Sheet(&layout.name))
        && (layout.of != Of::Hazard
            || campaign.places.values().any(|place| !place.hazards.is_empty()))
}

/// The telephone fact with a number that is typed where its name belongs.
fn by_number<'c>(campaign: &'c Campaign, typed: &str) -> Option<&'c str> {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let typed = digits(typed);
    let is_it = |fact: &&Fact| {
        fact.kind == FactKind::Phone && fact.value.values().any(|value| digits(value) == typed)
    };
    if typed.is_empty() { None } else { campaign.facts.values().find(is_it).map(|fact| &*fact.id) }
}

fn cited(report: &mut Report, campaign: &Campaign, selection: &Selection, id: &str, span: Span) {
    if campaign.unread.contains(&"content/facts.yaml") {
        return;
    }
    let Some(fact) = campaign.facts.get(id) else {
        let known = campaign.facts.keys().map(String::as_str);
        if let Some(near) = by_number(campaign, id) {
            report.error_with_help(
                "fact-unknown",
                span,
                say! { vi: "ở đây ghi tên của số, không ghi số `{id}`", en: "the name of the number belongs here, not the number `{id}`" },
                say! { vi: "viết `{near}` thay cho `{id}`", en: "write `{near}` in place of `{id}`" },
            );
            return;
        }
        let help = match report.nearest("fact-unknown", span, id, known) {
            Some(near) => {
                say! { vi: "có phải bạn muốn viết `{near}`?", en: "did you mean `{near}`?" }
            }
            None if id.chars().all(|c| !c.is_alphabetic()) => {
                say! { vi: "ghi số này vào content/facts.yaml, có nguồn và ngày kiểm tra, rồi viết tên của nó ở đây", en: "write this number into content/facts.yaml, with its source and the day it was checked, and its name here" }
            }
            None => {
                say! { vi: "thêm `{id}` vào content/facts.yaml, có nguồn và ngày kiểm tra", en: "add `{id}` to content/facts.yaml, with its source and the day it was checked" }
            }
        };
        report.error_with_help(
            "fact-unknown",
            span,
            say! { vi: "không có dữ kiện tên `{id}`", en: "there is no fact `{id}`" },
            help,
        );
        return;
    };
    let day = selection.as_of;
    if let Some(end) = fact.valid_to.filter(|end| *end < day) {
        report.error_with_help(
            "fact-ended",
            span,
            say! { vi: "`{id}` đã hết hiệu lực ngày {end}", en: "`{id}` ended on {end}" },
            say! { vi: "thay bằng dữ kiện đang có hiệu lực trong content/facts.yaml", en: "use a fact of content/facts.yaml that holds now" },
        );
    }
    if let Some(start) = fact.valid_from.filter(|start| *start > day) {
        report.error_with_help(
            "fact-not-yet",
            span,
            say! { vi: "`{id}` chỉ có hiệu lực từ ngày {start}", en: "`{id}` holds only from {start}" },
            say! { vi: "dựng với `--as-of {start}` hoặc dùng dữ kiện khác", en: "build with `--as-of {start}` or use another fact" },
        );
    }
}

fn sourced(report: &mut Report, campaign: &Campaign, id: &str, span: Span) {
    if campaign.references.contains_key(id) || campaign.unread.contains(&"content/sources.yaml") {
        return;
    }
    let known = campaign.references.keys().map(String::as_str);
    let help = match report.nearest("source-unknown", span, id, known) {
        Some(near) => say! { vi: "có phải bạn muốn viết `{near}`?", en: "did you mean `{near}`?" },
        None => {
            say! { vi: "thêm `{id}` vào content/sources.yaml", en: "add `{id}` to content/sources.yaml" }
        }
    };
    report.error_with_help(
        "source-unknown",
        span,
        say! { vi: "không có nguồn tên `{id}`", en: "there is no source `{id}`" },
        help,
    );
}
