//! A law that a text names or leans on is a fact: laws change, and then it must be known where each of
//! them is named.

use std::sync::LazyLock;

use regex::{Match, Regex};

use crate::{
    check::{lines, texts},
    diag::Report,
    model::{Campaign, fact::FactKind},
    say,
};

/// A law by its name or kind.
const NAMED: &str = r"(?:Bộ l|L)uật\s+\p{Lu}\p{L}*|(?i:(?:nghị định|thông tư)\s+(?:số\s+)?\d)|\bLaw on |\b[Dd]ecree (?:[Nn]o\. )?\d|\b(?:Criminal|Penal) Code";
/// What says that there is a law.
const LEANS: &str = r"(?i)trái\s+luật|phạm\s+luật|phạm\s+pháp|pháp\s+luật|luật\s+(?:đã\s+|cũng\s+)?(?:ghi|quy định|cấm|buộc)|against the law|illegal|the law (?:also )?(?:says|forbids|requires)|by law";

static PATTERNS: LazyLock<Option<[Regex; 2]>> =
    LazyLock::new(|| Some([Regex::new(NAMED).ok()?, Regex::new(LEANS).ok()?]));

/// No text names a law in its own words, and none leans on the law without citing which.
pub fn check(report: &mut Report, campaign: &Campaign) {
    let Some([named, leans]) = &*PATTERNS else { return };
    // Whether what a text cites is a law, is said there.
    let unread = campaign.unread.contains(&"content/facts.yaml");
    for (lesson, _, text) in texts(campaign) {
        let is_law =
            |id: &&str| campaign.facts.get(*id).is_some_and(|fact| fact.kind == FactKind::Law);
        let cites = unread || campaign.cited(lesson, text).facts.iter().any(is_law);
        lines::each(text, |_| None, &mut |line| {
            let at = |found: &Match<'_>| line.span(found.range()).unwrap_or(text.span);
            if let Some(found) = named.find(&line.text) {
                let typed = found.as_str().trim();
                report
                    .warning(
                        "law-typed",
                        at(&found),
                        say! { vi: "`{typed}…` là tên luật viết thẳng vào bài", en: "`{typed}…` is the name of a law typed into a text" },
                    )
                    .help(say! { vi: "ghi luật vào content/facts.yaml (`kind: law`), rồi viết `[[ fact.tên ]]`", en: "write the law into content/facts.yaml (`kind: law`) and cite `[[ fact.its_id ]]`" });
            }
            if let Some(found) = leans.find(&line.text).filter(|_| !cites) {
                let said = found.as_str();
                report
                    .warning(
                        "law-unnamed",
                        at(&found),
                        say! { vi: "bài viết “{said}” mà không dẫn luật nào", en: "the text says “{said}” and cites no law" },
                    )
                    .help(say! { vi: "thêm luật đó vào `facts:` của bài, hoặc viết `[[ fact.tên ]]`", en: "add the law to the `facts:` of the lesson, or cite `[[ fact.its_id ]]`" });
            }
        });
    }
}
