use std::sync::LazyLock;

use proptest::prelude::*;
use regex::Regex;

use super::*;

fn tel(typed: &str) -> Result<String, Fault> {
    Phone::parse(typed).map(|phone| phone.tel().to_owned())
}

#[test]
fn numbers_of_the_plan_are_dialled_as_digits() {
    for (typed, dialled) in [
        ("111", "111"),
        ("115", "115"),
        ("198", "198"),
        ("1022", "1022"),
        ("1800 1567", "18001567"),
        ("1800.1567", "18001567"),
        ("1800-1567", "18001567"),
        ("1900 54 54 80", "1900545480"),
        ("0912 345 678", "0912345678"),
        ("0912.345.678", "0912345678"),
        ("0912-345-678", "0912345678"),
        ("0912\u{2013}345\u{2011}678", "0912345678"),
        ("0912\u{A0}345\u{202F}678", "0912345678"),
        ("0352345678", "0352345678"),
        ("0592345678", "0592345678"),
        ("0702345678", "0702345678"),
        ("0862345678", "0862345678"),
        ("0522345678", "0522345678"),
        ("0552345678", "0552345678"),
        ("0872345678", "0872345678"),
        ("0990345678", "0990345678"),
        ("116", "116"),
        ("156", "156"),
        ("1080", "1080"),
        ("0912 113 115", "0912113115"),
        ("1900 115 115", "1900115115"),
        ("1900 1151 14", "1900115114"),
        ("069 234 8560", "0692348560"),
        ("0271 3123 456", "02713123456"),
        ("(0271) 3.123.456", "02713123456"),
        ("024 3888 8888", "02438888888"),
        ("(028) 38 888 888", "02838888888"),
        ("0271 115", "0271115"),
        ("024 1080", "0241080"),
        ("0236 1022", "02361022"),
        ("069 234 2593", "0692342593"),
        ("069 555 555", "069555555"),
        ("080 43162", "08043162"),
        ("0672 345 678", "0672345678"),
        ("065 2345 6789", "06523456789"),
        ("+84 912 345 678", "0912345678"),
        ("+84 (0) 912 345 678", "0912345678"),
        ("(+84) 271 3123 456", "02713123456"),
        ("0084 24 3888 8888", "02438888888"),
        ("+84 1800 1567", "18001567"),
        ("+855 23 123 456", "+85523123456"),
        ("00855 23 123 456", "+85523123456"),
        ("00855.23.123.456", "+85523123456"),
        ("(00856) 21 212 123", "+85621212123"),
        ("0000 555 111", "0000555111"),
        ("+1 (555) 010-0000", "+15550100000"),
        ("(+856) 21 123 456", "+85621123456"),
        ("0000 000 001", "0000000001"),
        (" 115 ", "115"),
    ] {
        assert_eq!(tel(typed).as_deref(), Ok(dialled), "{typed}");
    }
}

#[test]
fn a_number_is_shown_as_it_was_typed() {
    let phone = Phone::parse(" (+84) 912-345.678 ").expect("a number");
    assert_eq!(phone.to_string(), "(+84) 912-345.678");
    assert_eq!(phone.grouped(), "0912 345 678");
}

#[test]
fn what_cannot_be_dialled_is_refused_with_what_to_type() {
    let now = |now: &str| now.to_owned();
    for (typed, fault) in [
        ("", Fault::NoNumber),
        ("chưa có", Fault::NoNumber),
        ("javascript", Fault::NoNumber),
        ("+84;ext=1", Fault::NoNumber),
        ("0912 345 678 (Zalo)", Fault::NoNumber),
        ("0912+345678", Fault::NoNumber),
        ("++84912345678", Fault::NoNumber),
        ("912345678.5", Fault::NoNumber),
        ("0271312345.6", Fault::NoNumber),
        ("٠٩١٢٣٤٥٦٧٨", Fault::NoNumber),
        ("000", Fault::Undialled),
        ("911", Fault::Undialled),
        ("0912", Fault::Undialled),
        ("100", Fault::Undialled),
        ("1234", Fault::Undialled),
        ("1999", Fault::Undialled),
        ("0271 100", Fault::Undialled),
        ("024 1099", Fault::Undialled),
        ("0502345678", Fault::NoNetwork(now("050"))),
        ("0712345678", Fault::NoNetwork(now("071"))),
        ("+84 80 2345 678", Fault::NoNetwork(now("080"))),
        ("1800", Fault::Undialled),
        ("12345678", Fault::Undialled),
        ("1900 545 48", Fault::Undialled),
        ("0271 123 456", Fault::Undialled),
        ("0273 388 888", Fault::Undialled),
        ("0912 345 6789", Fault::Undialled),
        ("0223 3888 888", Fault::Undialled),
        ("+84 115", Fault::Undialled),
        ("+912345678", Fault::Abroad),
        ("+0912 345 678", Fault::Abroad),
        ("+1234 5678 9012 3456", Fault::Abroad),
        ("+855 23", Fault::Abroad),
        ("0000 0000 0000 0000", Fault::Undialled),
        ("1234567890123456789", Fault::Undialled),
        ("027131234560912345678", Fault::Undialled),
        ("3123456", Fault::NoArea),
        ("3888 8888", Fault::NoArea),
        ("912345678", Fault::LostZero(now("0912 345 678"))),
        ("912 345 678", Fault::LostZero(now("0912 345 678"))),
        ("2713888889", Fault::LostZero(now("0271 3888 889"))),
        ("2438888888", Fault::LostZero(now("024 3888 8888"))),
        ("84912345678", Fault::NoPlus(now("0912 345 678"))),
        ("84 271 3123 456", Fault::NoPlus(now("0271 3123 456"))),
        ("01682345678", Fault::Renumbered(now("0382 345 678"))),
        ("1682345678", Fault::Renumbered(now("0382 345 678"))),
        ("+84 120 234 5678", Fault::Renumbered(now("0702 345 678"))),
        ("0129 234 5678", Fault::Renumbered(now("0822 345 678"))),
        ("0199 234 5678", Fault::Renumbered(now("0592 345 678"))),
        ("0651 3888 888", Fault::Renumbered(now("0271 3888 888"))),
        ("061 3888 888", Fault::Renumbered(now("0251 3888 888"))),
        ("04 3888 8888", Fault::Renumbered(now("024 3888 8888"))),
        ("030 3888 888", Fault::Renumbered(now("0229 3888 888"))),
        ("031 3888 888", Fault::Renumbered(now("0225 3888 888"))),
        ("+84 31 3888 888", Fault::Renumbered(now("0225 3888 888"))),
        ("313888888", Fault::Renumbered(now("0225 3888 888"))),
        ("053 3888 888", Fault::Renumbered(now("0233 3888 888"))),
        ("054 3888 888", Fault::Renumbered(now("0234 3888 888"))),
        ("057 3888 888", Fault::Renumbered(now("0257 3888 888"))),
        ("072 3888 888", Fault::Renumbered(now("0272 3888 888"))),
        ("073 3888 888", Fault::Renumbered(now("0273 3888 888"))),
        ("074 3888 888", Fault::Renumbered(now("0294 3888 888"))),
        ("075 3888 888", Fault::Renumbered(now("0275 3888 888"))),
        ("0992 345 678", Fault::Renumbered(now("0672 345 678"))),
        ("0241 3888 888", Fault::Renumbered(now("0222 3888 888"))),
        ("0912\u{200B}345678", Fault::Invisible('\u{200B}')),
        ("\u{202E}0912345678", Fault::Invisible('\u{202E}')),
        ("115\u{7}", Fault::Invisible('\u{7}')),
    ] {
        assert_eq!(tel(typed), Err(fault), "{typed:?}");
    }
}

#[test]
fn several_numbers_are_named_and_never_glued() {
    for (typed, numbers) in [
        ("115/114", ["115", "114"].as_slice()),
        ("115 114", &["115", "114"]),
        ("113-114", &["113", "114"]),
        ("111, 112 và 113", &["111", "112", "113"]),
        ("0271 3123 456 - 0912 345 678", &["0271 3123 456", "0912 345 678"]),
        ("0271 3123 456\n0912 345 678", &["0271 3123 456", "0912 345 678"]),
        ("0271 3123 456 hoặc 0912 345 678", &["0271 3123 456", "0912 345 678"]),
        ("02713123456 0912345678 115", &["02713123456", "0912345678", "115"]),
        ("(0271) 3123 456 +84 912 345 678", &["(0271) 3123 456", "+84 912 345 678"]),
        ("1900 115 114", &["115", "114"]),
        ("069 115 114", &["115", "114"]),
        ("(1900) 113-115", &["113", "115"]),
        ("+84 1900 115 114", &["115", "114"]),
        ("0271 3888 888/889", &["0271 3888 888", "889"]),
        ("0651 3888 888; 115", &["0651 3888 888", "115"]),
        ("1800 1567 / 111", &["1800 1567", "111"]),
        ("0000 000 001, 0000 000 002", &["0000 000 001", "0000 000 002"]),
    ] {
        let numbers = numbers.iter().map(|number| (*number).to_owned()).collect();
        assert_eq!(tel(typed), Err(Fault::Several(numbers)), "{typed:?}");
    }
}

#[test]
fn an_old_mobile_number_becomes_the_one_that_the_decision_gives() {
    for (old, new) in [
        ("0120", "070"),
        ("0121", "079"),
        ("0122", "077"),
        ("0123", "083"),
        ("0124", "084"),
        ("0125", "085"),
        ("0126", "076"),
        ("0127", "081"),
        ("0128", "078"),
        ("0129", "082"),
        ("0162", "032"),
        ("0163", "033"),
        ("0164", "034"),
        ("0165", "035"),
        ("0166", "036"),
        ("0167", "037"),
        ("0168", "038"),
        ("0169", "039"),
        ("0186", "056"),
        ("0188", "058"),
        ("0199", "059"),
    ] {
        assert_eq!(plan::renumbered(&format!("{old}2345678")), Some(format!("{new}2345678")));
    }
}

/// The plan anew, as one pattern of what follows from the lists of operators, provinces and services:
/// it shares nothing with the tables that are tried.
static PLAN: LazyLock<Regex> = LazyLock::new(|| {
    let provinces = "20[3-9]|21[0-689]|22[0-25-9]|23[2-9]|25[124-9]|26[0-39]|27[0-7]|29[0-4679]";
    let short = "11[1-9]|156|198|1022|108[0-9]";
    let after = |code: &str, digits: usize| format!("{code}[0-9]{{{digits}}}");
    let all = [
        "0000[0-9]{6}".to_owned(),
        short.to_owned(),
        "1[89]00[0-9]{4}(?:[0-9]{2})?".to_owned(),
        "0(?:3[2-9]|5[125689]|7[06-9]|8[1-9]|9[0-8])[0-9]{7}|099[013-9][0-9]{6}".to_owned(),
        after(&format!("0(?:{provinces})"), 7),
        "024[2-8][0-9]{7}|028[2-9][0-9]{7}".to_owned(),
        format!("0(?:{provinces}|24|28)(?:{short})"),
        "069[0-9]{5,7}|080[0-9]{5,6}".to_owned(),
        "0672[0-9]{6}|065[2-9][0-9]{7}".to_owned(),
    ];
    Regex::new(&format!("^(?:{})$", all.join("|"))).expect("a pattern")
});

/// Digits as numbers begin, and some more.
fn digits() -> impl Strategy<Value = String> {
    let begin =
        prop_oneof!["0[0-9]{2}", "1[0-9]", "1[89]00", "02[0-9]{2}", "0000", "0672", "[0-9]"];
    (begin, "[0-9]{0,9}").prop_map(|(begin, rest)| begin + &rest)
}

/// Numbers, pieces of numbers, and what stands around them.
fn typed() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        3 => "[0-9]{1,12}",
        2 => prop::sample::select(vec![
            "115", "0271", "3123", "456", "0912", "345", "678", "1800", "1567", "+84", "84", "0084",
            "912345678", "01682345678", "0000", "000", "001", "1022",
        ]).prop_map(str::to_owned),
        2 => prop::sample::select(vec![
            " ", " - ", "/", ".", "-", "(", ")", ",", "\u{A0}", "\u{200B}", "\n", "+", " hoặc ", "x",
        ]).prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..9).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4096))]

    #[test]
    fn digits_are_one_number_if_the_plan_has_it(digits in digits(), cut in 1..9usize) {
        // From abroad, and to it.
        let abroad = digits.starts_with("00") && !digits.starts_with("000") && digits.len() > 11;
        prop_assume!(!digits.starts_with("0084") && !abroad);
        let dialled = PLAN.is_match(&digits).then(|| digits.clone());
        prop_assert_eq!(tel(&digits).ok(), dialled.clone(), "{}", digits);
        // However they are parted, unless they are an emergency number each.
        if let Some((before, after)) = digits.split_at_checked(cut).filter(|(_, after)| !after.is_empty()) {
            let parted = format!("{before}-{after}");
            prop_assert_eq!(tel(&parted).ok(), dialled, "{}", parted);
        }
    }

    #[test]
    fn two_emergency_numbers_are_never_one(
        code in prop::sample::select(vec!["", "1800", "1900", "069", "080", "0672", "+84 1900"]),
        between in prop::sample::select(vec![" ", "-", ".", " - ", "/"]),
        one in 111..=115u32,
        more in 1..5u32,
    ) {
        let other = 111 + (one - 111 + more) % 5;
        let typed = format!("{code} {one}{between}{other}");
        prop_assert!(matches!(tel(&typed), Err(Fault::Several(_) | Fault::NoNumber)), "{typed}");
    }
}

proptest! {
    #[test]
    fn what_is_dialled_is_what_is_typed_and_one_number(typed in prop_oneof![4 => typed(), 1 => "\\PC{0,40}"]) {
        let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
        match Phone::parse(&typed) {
            Ok(phone) => {
                let tel = phone.tel();
                let national = tel.trim_start_matches('+');
                prop_assert!(plan::is_dialled(tel) || tel.starts_with('+') && typed.contains('+'), "{tel}");
                prop_assert!((3..=15).contains(&national.len()));
                prop_assert!(national.bytes().all(|b| b.is_ascii_digit()));
                prop_assert!(Phone::is_tel(tel), "{tel}");
                // Nothing but the code of the country and the zero in its place is changed.
                let same = digits == tel
                    || format!("+{digits}") == tel
                    || ["84", "0084"].iter().filter_map(|code| digits.strip_prefix(code)).any(
                        |rest| tel == rest || tel == format!("0{rest}"),
                    );
                prop_assert!(same, "{typed:?} dials {tel}");
                prop_assert_eq!(Phone::parse(tel).map(|again| again.tel().to_owned()), Ok(tel.to_owned()));
            }
            Err(Fault::Several(numbers)) => {
                prop_assert!(numbers.len() > 1);
                prop_assert!(numbers.iter().all(|number| typed.contains(number.as_str())));
            }
            Err(Fault::LostZero(now) | Fault::NoPlus(now) | Fault::Renumbered(now)) => {
                // What is offered is taken.
                prop_assert!(Phone::parse(&now).is_ok(), "{typed:?} is offered {now}");
            }
            Err(_) => {}
        }
    }
}
