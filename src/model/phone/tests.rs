use proptest::prelude::*;

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
        ("+855 23 123 456", "0085523123456"),
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
        ("1800", Fault::Undialled),
        ("12345678", Fault::Undialled),
        ("1900 545 48", Fault::Undialled),
        ("0271 123 456", Fault::Undialled),
        ("0273 388 888", Fault::Undialled),
        ("0912 345 6789", Fault::Undialled),
        ("0223 3888 888", Fault::Undialled),
        ("+84 115", Fault::Undialled),
        ("+912345678", Fault::Undialled),
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
    #[test]
    fn what_is_dialled_is_what_is_typed_and_one_number(typed in prop_oneof![4 => typed(), 1 => "\\PC{0,40}"]) {
        let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
        match Phone::parse(&typed) {
            Ok(phone) => {
                let tel = phone.tel();
                prop_assert!(plan::is_dialled(tel) || tel.starts_with("00") && typed.contains('+'), "{tel}");
                prop_assert!((3..=17).contains(&tel.len()));
                prop_assert!(tel.bytes().all(|b| b.is_ascii_digit()));
                // Nothing but the code of the country and the zero in its place is changed.
                let same = digits == tel
                    || format!("00{digits}") == tel
                    || ["84", "0084"].iter().filter_map(|code| digits.strip_prefix(code)).any(
                        |rest| tel == rest || tel == format!("0{rest}"),
                    );
                prop_assert!(same, "{typed:?} dials {tel}");
                prop_assert_eq!(Phone::parse(tel).map(|again| again.tel().to_owned()).ok(), (!tel.starts_with("00") || tel.starts_with("0000")).then(|| tel.to_owned()));
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
