//! A link to call dials one number that somebody typed, on pages and on sheets, whatever is typed.

use std::{collections::BTreeSet, sync::LazyLock};

use loa::{check, diag::Report, render::print};
use proptest::prelude::*;
use regex::Regex;

use crate::made;

const ROLES: [&str; 6] =
    ["committee", "police", "health_station", "hospital", "child_officer", "school"];

static ON_PAGES: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r#"href="?((?:tel|sms):[^" >]*)"#).expect("a pattern"));
static ON_SHEETS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"/URI ?\(((?:tel|sms):[^)]*)\)").expect("a pattern"));

/// What the plan has of the numbers that are typed here, without a look at how the program judges.
static PLAN: LazyLock<Regex> = LazyLock::new(|| {
    let mobile = "0(?:3[2-9]|5[125689]|7[06-9]|8[1-9]|9[0-8])[0-9]{7}|099[013-9][0-9]{6}";
    let fixed = "0(?:271|203|205)[0-9]{7}|02(?:4[2-8]|8[2-9])[0-9]{7}";
    let short = "11[1-9]|156|198|1022|108[0-9]";
    let others = "069[0-9]{5,7}|080[0-9]{5,6}|0672[0-9]{6}|065[2-9][0-9]{7}";
    let of_area = "0(?:271|24|28)(?:11[1-9]|156|198|1022|108[0-9])";
    let plan = format!(
        "^(?:0000[0-9]{{6}}|1[89]00[0-9]{{4}}(?:[0-9]{{2}})?|{mobile}|{fixed}|{short}|{others}|{of_area})$"
    );
    Regex::new(&plan).expect("a pattern")
});
static FRACTION: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^[0-9]{5,}\.[0-9]{0,2}$").expect("a pattern"));
static GLUED: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"(?:^|[^0-9]|84)(?:1[89]00|0?69|0?80|0?672)[^0-9]+(11[1-5])[^0-9]+(11[1-5])[^0-9]*$",
    )
    .expect("a pattern")
});

/// The digits that are dialled if what is typed is one number.
fn one_number(typed: &str) -> Option<String> {
    let typed = typed.trim();
    let plain = |c: char| c.is_ascii_digit() || " .()-\u{A0}".contains(c);
    let (abroad, rest) = match typed.trim_start_matches('(').strip_prefix('+') {
        Some(rest) => (true, rest),
        None => (false, typed),
    };
    if !rest.chars().all(plain) || FRACTION.is_match(typed) {
        return None;
    }
    let digits: String = rest.chars().filter(char::is_ascii_digit).collect();
    let home = digits.strip_prefix(if abroad { "84" } else { "0084" });
    let number = match home {
        Some(home) if home.starts_with('0') => home.to_owned(),
        Some(home) if home.len() > 4 && PLAN.is_match(home) && home.starts_with('1') => {
            home.to_owned()
        }
        Some(home) => format!("0{home}"),
        None if abroad => {
            let far = !digits.starts_with('0') && (10..=15).contains(&digits.len());
            return far.then(|| format!("+{digits}"));
        }
        None => digits,
    };
    let glued = GLUED.captures(typed).is_some_and(|both| both[1] != both[2]);
    (PLAN.is_match(&number) && !glued).then_some(number)
}

/// Good numbers, pieces of numbers, and several in a row.
fn typed() -> impl Strategy<Value = String> {
    let good = prop::sample::select(vec![
        "115",
        "1022",
        "1800 1567",
        "0912 345 678",
        "0271 3123 456",
        "(024) 3888.8888",
        "1900 115 115",
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
        "1900",
        "069",
        "114",
        "0000",
        "000",
        "0712345678",
        "0313888888",
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
        1 => Just("1900 115 114".to_owned()),
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
    fn whatever_is_typed_a_link_dials_or_writes_to_one_number_of_it(
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
            body += &format!("[d](sms:[[ place.{role}.phone ]]), [e](sms:[[ fact.so_{at} ]]), [g](<SMS:{typed}>)\n\n");
            numbers += &format!("so_{at}: Khi cần\n");
        }
        body += &format!("```contacts {}\nHỏi xã.\n```\n", ROLES.join(" "));
        let facts = facts.replace("\\u{200b}", "\\u200b").replace("\\u{a0}", "\\u00a0");
        // A sheet has no room for six long numbers in a row, which is reported.
        let on_pages = format!("## P {{#do}}\n\n```numbers\n{numbers}```\n");
        let lessons = [("goi".to_owned(), body), ("so".to_owned(), on_pages)];
        let (campaign, report, _) = made::with_numbers(&facts, &contacts, &lessons);
        let parsed: Vec<Option<String>> = typed
            .iter()
            .map(|typed| one_number(typed))
            .collect();
        let wrong = parsed.iter().filter(|one| one.is_none()).count();
        let blank = typed.iter().filter(|typed| typed.trim().is_empty()).count();
        let told = report.diagnostics().iter().filter(|one| one.code == "phone-malformed").count();
        // In a fact, in a contact, which may be blank, and in two links.
        prop_assert_eq!(told, 4 * wrong - blank, "{:?} {:#?}", typed, report.diagnostics());
        // The place is made up; facts and lessons are for all places.
        let made_up = parsed.iter().flatten().filter(|number| number.starts_with("0000")).count();
        let mut checked = Report::new();
        let selection = made::selection();
        check::campaign(&mut checked, &campaign, &selection, selection.as_of);
        let told = checked.diagnostics().iter().filter(|one| one.code == "phone-made-up").count();
        prop_assert_eq!(told, 3 * made_up, "{:?} {:#?}", typed, checked.diagnostics());
        let one: BTreeSet<String> = parsed.iter().flatten().map(|number| format!("tel:{number}")).collect();
        let both: BTreeSet<String> =
            one.iter().cloned().chain(parsed.iter().flatten().map(|number| format!("sms:{number}"))).collect();
        let maker = made::Maker::new(&campaign);
        let lesson = campaign.packs[0].lessons.iter().find(|lesson| lesson.id == "goi");
        let lesson = lesson.expect("the lesson");
        for (page, links) in [("goi", &both), ("so", &one)] {
            prop_assert_eq!(&found(&ON_PAGES, &maker.page(page, "an")), links);
        }
        let pdf = maker.printed(lesson, "an", print::stamp).unwrap_or_else(|faults| panic!("{faults:#?}"));
        prop_assert_eq!(&found(&ON_SHEETS, &String::from_utf8_lossy(&pdf)), &both);
    }
}
