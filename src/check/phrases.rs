//! The words of themes are there in every language that is built.

use std::collections::BTreeMap;

use crate::{
    diag::{Report, Span},
    model::{Campaign, Status},
    say,
};

/// A phrase that any language has is there in the first one, and should be in the others.
pub fn check(report: &mut Report, campaign: &Campaign) {
    let mut keys: BTreeMap<&str, Span> = BTreeMap::new();
    for book in campaign.phrases.values() {
        for (key, (_, span)) in &book.phrases {
            // Names of months are needed only by languages whose dates use them.
            if !key.starts_with("month_") {
                keys.entry(key).or_insert(*span);
            }
        }
    }
    let first = campaign.first_lang();
    for language in
        campaign.settings.languages.iter().filter(|language| language.status != Status::Planned)
    {
        let Some(book) = campaign.phrases.get(&language.lang) else { continue };
        for (key, elsewhere) in &keys {
            if book.phrases.contains_key(*key) {
                continue;
            }
            let lang = &language.lang;
            if lang == first {
                report.error_with_help(
                    "phrase-missing",
                    *elsewhere,
                    say! { vi: "ngôn ngữ đầu tiên, `{lang}`, chưa có chữ giao diện `{key}`", en: "the phrase `{key}` is missing in the first language, `{lang}`" },
                    say! { vi: "thêm `{key}: …` vào i18n/{lang}.yaml", en: "add `{key}: …` to i18n/{lang}.yaml" },
                );
            } else {
                report
                    .warning(
                        "phrase-missing",
                        *elsewhere,
                        say! { vi: "chữ giao diện `{key}` chưa dịch sang `{lang}`", en: "the phrase `{key}` is not translated into `{lang}`" },
                    )
                    .help(say! {
                        vi: "thêm `{key}: …` vào i18n/{lang}.yaml; trong lúc chờ, trang dùng chữ tiếng `{first}`",
                        en: "add `{key}: …` to i18n/{lang}.yaml; until then pages show the one in `{first}`"
                    });
            }
        }
    }
}
