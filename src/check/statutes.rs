//! A law that a text names or leans on is a fact: laws change, and then it must be known where each of
//! them is named.

use std::sync::LazyLock;

use regex::Regex;

use crate::{
    check::texts,
    diag::{Report, Span},
    model::{
        Campaign, LessonText,
        block::{each_text, plain},
        fact::FactKind,
    },
    say,
};

/// A law by its name or kind.
const NAMED: &str = r"(?:Bộ l|L)uật \p{Lu}\p{L}*|(?i:nghị định (?:số )?\d|thông tư (?:số )?\d)|\bLaw on |\b[Dd]ecree (?:[Nn]o\. )?\d|\b(?:Criminal|Penal) Code";
/// What says that there is a law.
const LEANS: &str = r"(?i)trái luật|phạm luật|phạm pháp|pháp luật|luật (?:đã |cũng )?(?:ghi|quy định|cấm|buộc)|against the law|illegal|the law (?:also )?(?:says|forbids|requires)|by law";

static PATTERNS: LazyLock<Option<[Regex; 2]>> =
    LazyLock::new(|| Some([Regex::new(NAMED).ok()?, Regex::new(LEANS).ok()?]));

/// No text names a law in its own words, and none leans on the law without citing which.
pub fn check(report: &mut Report, campaign: &Campaign) {
    let Some([named, leans]) = &*PATTERNS else { return };
    for (lesson, _, text) in texts(campaign) {
        let is_law =
            |id: &&str| campaign.facts.get(*id).is_some_and(|fact| fact.kind == FactKind::Law);
        let cites = campaign.cited(lesson, text).facts.iter().any(is_law);
        each_line(text, &mut |words, span| {
            if let Some(found) = named.find(words) {
                let typed = found.as_str().trim();
                report
                    .warning(
                        "law-typed",
                        span,
                        say! { vi: "`{typed}…` là tên luật viết thẳng vào bài", en: "`{typed}…` is the name of a law typed into a text" },
                    )
                    .help(say! { vi: "ghi luật vào content/facts.yaml (`kind: law`), rồi viết `[[ fact.tên ]]`", en: "write the law into content/facts.yaml (`kind: law`) and cite `[[ fact.its_id ]]`" });
            }
            if let Some(found) = leans.find(words).filter(|_| !cites) {
                let said = found.as_str();
                report
                    .warning(
                        "law-unnamed",
                        span,
                        say! { vi: "bài viết “{said}” mà không dẫn luật nào", en: "the text says “{said}” and cites no law" },
                    )
                    .help(say! { vi: "thêm luật đó vào `facts:` của bài, hoặc viết `[[ fact.tên ]]`", en: "add the law to the `facts:` of the lesson, or cite `[[ fact.its_id ]]`" });
            }
        });
    }
}

/// Every line of a text with its position, as near as that is known.
fn each_line(text: &LessonText, visit: &mut impl FnMut(&str, Span)) {
    for words in [&text.title, &text.action, &text.summary].into_iter().chain(&text.messages) {
        visit(words, text.span);
    }
    for part in &text.parts {
        visit(&plain(&part.title), part.span);
        each_text(&part.blocks, &mut |line| visit(&plain(line), part.span));
    }
    for (blocks, span) in text.shorts.values() {
        each_text(blocks, &mut |line| visit(&plain(line), *span));
    }
}
