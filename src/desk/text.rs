//! Cells as people type them.

use crate::model::{Date, Phone, fold::nfc, phone::Fault};

/// A cell as it is stored: form C, on one line, without the spaces that only a machine sees.
pub fn tidy(typed: &str) -> String {
    let plain: String = typed
        .chars()
        .filter(|c| !matches!(c, '\u{FEFF}' | '\u{2060}' | '\u{AD}'))
        .map(|c| if c.is_whitespace() || c.is_control() { ' ' } else { c })
        .collect();
    nfc(plain.trim())
}

/// A day as people write it, `30/4/2026`, `30-4-2026` or `2026/4/30`, as tables keep it,
/// `2026-04-30`; anything else as it is. Without all four digits of the year nobody knows which
/// number is the day.
pub fn day(typed: &str) -> String {
    let parts: Vec<&str> = typed.split(['/', '.', '-']).map(str::trim).collect();
    let numbers =
        parts.iter().all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()));
    let day = match parts.as_slice() {
        [first, month, last] if numbers && month.len() < 3 => match (first.len(), last.len()) {
            (1 | 2, 4) => format!("{last}-{month:0>2}-{first:0>2}"),
            (4, 1 | 2) => format!("{first}-{month:0>2}-{last:0>2}"),
            _ => return typed.to_owned(),
        },
        _ => return typed.to_owned(),
    };
    // One that is in no calendar is reported as it was typed.
    if day.parse::<Date>().is_ok() { day } else { typed.to_owned() }
}

/// The digits of a telephone number.
pub fn digits(phone: &str) -> String {
    phone.chars().filter(char::is_ascii_digit).collect()
}

/// A telephone number whose first zero a spreadsheet took, with its zero.
pub fn with_zero(phone: &str) -> Option<String> {
    let lost = phone.bytes().all(|b| b.is_ascii_digit())
        && matches!(Phone::parse(phone), Err(Fault::LostZero(_)));
    lost.then(|| format!("0{phone}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_a_machine_sees_is_taken_out() {
        assert_eq!(tidy("\u{FEFF} Lo\u{323}\u{302}c\u{A0}Ninh \r\n"), "Lộc Ninh");
    }

    #[test]
    fn days_of_people_become_days_of_tables() {
        for typed in
            ["3/4/2026", "03.04.2026", "3-4-2026", "3 / 4 / 2026", "2026/4/3", "2026-04-03"]
        {
            assert_eq!(day(typed), "2026-04-03", "{typed}");
        }
        for typed in [
            "11/20/2026",
            "31/2/2026",
            "3/4",
            "3/4/26",
            "26/4/3",
            "3/4/2026 7:30",
            "3--2026",
            "2026",
        ] {
            assert_eq!(day(typed), typed);
        }
    }

    #[test]
    fn only_a_number_that_lost_its_zero_gets_one() {
        assert_eq!(with_zero("912345678").as_deref(), Some("0912345678"));
        assert_eq!(with_zero("2713123456").as_deref(), Some("02713123456"));
        for whole in ["0912345678", "111", "19001234", "1900545555", "1800 1567"] {
            assert_eq!(with_zero(whole), None, "{whole}");
        }
    }
}
