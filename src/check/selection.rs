//! What the command line and `campaign.yaml` ask for exists.

use crate::{
    diag::{Report, Text, nearest},
    model::{Campaign, Selection},
    say,
};

/// Places, languages, formats and packs that are named are known.
pub fn check(report: &mut Report, campaign: &Campaign, selection: &Selection) {
    let places: Vec<&str> = campaign.places.keys().map(String::as_str).collect();
    for id in selection.places.iter().chain(&campaign.settings.sample) {
        if id != crate::model::place::GENERAL {
            known(
                report,
                id,
                &places,
                say! { vi: "không có nơi tên `{id}`", en: "there is no place `{id}`" },
            );
        }
    }
    for (_, lesson) in campaign.lessons() {
        for id in &lesson.only_in {
            known(
                report,
                id,
                &places,
                say! { vi: "không có nơi tên `{id}`", en: "there is no place `{id}`" },
            );
        }
    }
    let languages: Vec<&str> = campaign
        .languages(selection.unreviewed)
        .into_iter()
        .map(crate::model::Lang::as_str)
        .collect();
    for id in &selection.langs {
        known(
            report,
            id,
            &languages,
            say! { vi: "không dựng được ngôn ngữ `{id}`", en: "the language `{id}` cannot be built" },
        );
    }
    let formats: Vec<&str> = ["web", "all"]
        .into_iter()
        .chain(campaign.theme.layouts.iter().map(|layout| layout.name.as_str()))
        .collect();
    for id in selection.formats.iter().chain(&campaign.settings.formats) {
        known(
            report,
            id,
            &formats,
            say! { vi: "không có định dạng `{id}`", en: "there is no format `{id}`" },
        );
    }
}

fn known(report: &mut Report, id: &str, all: &[&str], text: Text) {
    if all.contains(&id) {
        return;
    }
    let list = all.iter().take(12).copied().collect::<Vec<_>>().join(", ");
    let help = match nearest(id, all.iter().copied()) {
        Some(near) => say! { vi: "có phải bạn muốn viết `{near}`?", en: "did you mean `{near}`?" },
        None => say! { vi: "có thể dùng: {list}", en: "there are: {list}" },
    };
    report.error_with_help("name-unknown", None, text, help);
}
