//! A link to call dials one number that somebody typed, on pages and on sheets, whatever is typed.

use std::{collections::BTreeSet, sync::LazyLock};

use loa::{model::Phone, render::print};
use proptest::prelude::*;
use regex::Regex;

use crate::made;

const ROLES: [&str; 6] =
    ["committee", "police", "health_station", "hospital", "child_officer", "school"];

static ON_PAGES: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#"href="?tel:([^" >]*)"#).expect("a pattern"));
static ON_SHEETS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"/URI ?\(tel:([^)]*)\)").expect("a pattern"));

/// Good numbers, pieces of numbers, and several in a row.
fn typed() -> impl Strategy<Value = String> {
    let good = prop::sample::select(vec![
        "115",
        "1022",
        "1800 1567",
        "0912 345 678",
        "0271 3123 456",
        "(024) 3888.8888",
        "+84 912-345-678",
        "0912\u{A0}345\u{A0}678",
        "0000 000 001",
    ]);
    let piece = prop::sample::select(vec![
        "115",
        "0271",
        "3123",
        "456",
        "0912",
        "345",
        "678",
        "912345678",
        "01682345678",
        "84",
        "+84",
        " ",
        "-",
        " - ",
        "/",
        ", ",
        ".",
        "(",
        ")",
        "\u{200B}",
        "+",
        "x",
        ";ext=1",
        "javascript",
    ]);
    prop_oneof![
        2 => good.clone().prop_map(str::to_owned),
        1 => (good.clone(), prop::sample::select(vec![" ", " - ", "/", ", "]), good)
            .prop_map(|(a, between, b)| [a, between, b].concat()),
        3 => prop::collection::vec(piece, 1..7).prop_map(|pieces| pieces.concat()),
    ]
}

fn found(pattern: &Regex, text: &str) -> BTreeSet<String> {
    pattern.captures_iter(text).map(|found| found[1].to_owned()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 24, max_shrink_iters: 60, failure_persistence: None, ..Default::default()
    })]

    #[test]
    fn whatever_is_typed_a_link_dials_one_number_of_it(
        typed in prop::collection::vec(typed(), ROLES.len()),
    ) {
        let mut facts = String::new();
        let mut contacts = "place,role,name,phone,hours,note,note_en,source,checked_on,valid_from,valid_to,scope\n".to_owned();
        let mut body = "## P {#do}\n\n".to_owned();
        let mut numbers = String::new();
        for (at, (typed, role)) in typed.iter().zip(ROLES).enumerate() {
            facts += &format!("so_{at}: {{ kind: phone, value: {typed:?}, says: {{ vi: Số }}, source: sach, source_date: 2026-11-23, checked_on: 2026-11-23, status: verified }}\n");
            contacts += &format!("an,{role},Tên,\"{typed}\",,,,thử,2026-11-23,,,\n");
            body += &format!("[a](tel:[[ place.{role}.phone ]]), [b](tel:[[ fact.so_{at} ]]), [c](<tel:{typed}>), [[[ fact.so_{at} ]]](tel:[[ fact.so_{at} ]])\n\n");
            numbers += &format!("so_{at}: Khi cần\n");
        }
        body += &format!("```contacts {}\nHỏi xã.\n```\n", ROLES.join(" "));
        let facts = facts.replace("\\u{200b}", "\\u200b").replace("\\u{a0}", "\\u00a0");
        // A sheet has no room for six long numbers in a row, which is told.
        let on_pages = format!("## P {{#do}}\n\n```numbers\n{numbers}```\n");
        let lessons = [("goi".to_owned(), body), ("so".to_owned(), on_pages)];
        let (campaign, report, _) = made::with_numbers(&facts, &contacts, &lessons);
        let parsed: Vec<Option<String>> = typed
            .iter()
            .map(|typed| Phone::parse(typed).ok().map(|phone| phone.tel().to_owned()))
            .collect();
        let wrong = parsed.iter().filter(|one| one.is_none()).count();
        let blank = typed.iter().filter(|typed| typed.trim().is_empty()).count();
        let told = report.diagnostics().iter().filter(|one| one.code == "phone-malformed").count();
        // In a fact, in a contact, which may be blank, and in a link.
        prop_assert_eq!(told, 3 * wrong - blank, "{:?} {:#?}", typed, report.diagnostics());
        let one: BTreeSet<String> = parsed.into_iter().flatten().collect();
        let maker = made::Maker::new(&campaign);
        let lesson = campaign.packs[0].lessons.iter().find(|lesson| lesson.id == "goi");
        let lesson = lesson.expect("the lesson");
        for page in ["goi", "so"] {
            prop_assert_eq!(&found(&ON_PAGES, &maker.page(page, "an")), &one);
        }
        let pdf = maker.printed(lesson, "an", print::stamp).unwrap_or_else(|faults| panic!("{faults:#?}"));
        prop_assert_eq!(&found(&ON_SHEETS, &String::from_utf8_lossy(&pdf)), &one);
    }
}
